"""What a sheet says after its corrections, and what a correction must say.

A correction holds only what is different: a visit taken back stands there with its
amounts below zero, a new one plain. So sums of all sheets are right as they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from stkdesk.domain.sheet_checks import in_order
from stkdesk.domain.timesheet import Visit


def takes_back(line: Visit) -> bool:
    """Tell whether a line of a correction takes back another."""
    return min(line.minutes, line.metres, line.expense_ore) < 0


def has_amounts(visit: Visit) -> bool:
    """Tell whether a visit pays or counts anything: only such can be taken back."""
    return bool(visit.minutes or visit.metres or visit.expense_ore)


def taken_back(visit: Visit) -> Visit:
    """Return the line that takes ``visit`` back; of such a line, the visit itself."""
    return replace(
        visit,
        minutes=-visit.minutes,
        metres=-visit.metres,
        expense_ore=-visit.expense_ore,
    )


def effective(lines: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return the visits that stand when the lines of all sheets are taken together."""
    standing = Counter(line for line in lines if not takes_back(line))
    standing.subtract(taken_back(line) for line in lines if takes_back(line))
    return in_order(tuple((+standing).elements()))


def difference(before: Sequence[Visit], after: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return the lines that turn ``before`` into ``after``: taken back, then added.

    ``effective((*before, *difference(before, after)))`` is ``after``. A visit without
    any amount can be added and never taken back: there is nothing to take.
    """
    then, now = Counter(before), Counter(after)
    gone = [
        taken_back(visit) for visit in (then - now).elements() if has_amounts(visit)
    ]
    new = (now - then).elements()
    return (*in_order(tuple(gone)), *in_order(tuple(new)))
