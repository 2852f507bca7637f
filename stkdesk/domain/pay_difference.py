"""What a correction pays: what is right now, less what has been paid before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from stkdesk.domain.pay import Pay
from stkdesk.domain.pay_line import PayKind, PayLine

Key = tuple[PayKind, int, str]
ORDER = {kind: place for place, kind in enumerate(PayKind)}


def difference(now: Pay, before: Sequence[PayLine]) -> tuple[PayLine, ...]:
    """Return the lines that make ``before`` into ``now``.

    One line for each kind, rate and account that differs; ``merged`` of ``before`` and
    these is ``merged`` of ``now``, to the øre. A line's sum is the difference of two
    rounded sums and may be an øre from its quantity × rate.
    """
    taken_back = (_negative(line) for line in before)
    found = merged((*now.lines, *taken_back))
    return tuple(line for line in found if not _is_nothing(line))


def merged(lines: Iterable[PayLine]) -> tuple[PayLine, ...]:
    """Return one line for each kind, rate and account, in the printed order."""
    by_key: dict[Key, PayLine] = {}
    for line in lines:
        key = (line.kind, line.rate_ore, line.account)
        by_key[key] = _added(by_key[key], line) if key in by_key else line
    return tuple(
        by_key[key] for key in sorted(by_key, key=lambda key: (ORDER[key[0]], *key[1:]))
    )


def _added(one: PayLine, other: PayLine) -> PayLine:
    return replace(
        one,
        quantity=one.quantity + other.quantity,
        sum_ore=one.sum_ore + other.sum_ore,
        unpaid_quantity=one.unpaid_quantity + other.unpaid_quantity,
        unpaid_ore=one.unpaid_ore + other.unpaid_ore,
    )


def _negative(line: PayLine) -> PayLine:
    return replace(
        line,
        quantity=-line.quantity,
        sum_ore=-line.sum_ore,
        unpaid_quantity=-line.unpaid_quantity,
        unpaid_ore=-line.unpaid_ore,
    )


def _is_nothing(line: PayLine) -> bool:
    return not (
        line.quantity or line.sum_ore or line.unpaid_quantity or line.unpaid_ore
    )
