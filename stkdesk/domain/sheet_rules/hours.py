"""Hours beyond what is agreed for the period, with what may move between periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from stkdesk.domain.formats import hours_text
from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import SheetRule
from stkdesk.domain.timesheet import Visit


def carried(periods: Iterable[tuple[int, int]], most: int) -> int:
    """Return the minutes left (+) or overdrawn (-) after ``periods``, oldest first.

    Each is (agreed, worked). Never more than ``most`` moves, either way, from one
    period to the next.
    """
    left = 0
    for agreed, worked in periods:
        left = max(-most, min(most, left + agreed - worked))
    return left


def _over(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
    if frame.granted_minutes is None:
        return
    minutes = sum(visit.minutes for visit in visits)
    over = minutes - frame.granted_minutes - frame.carried_minutes
    if over <= 0:
        return
    within = over <= frame.carry_over_minutes
    yield Remark(
        "carried_over" if within else "over_granted",
        Severity.INFO if within else Severity.WARN,
        f"{hours_text(over)} timer over avtalt{_moved(frame.carried_minutes)}"
        + (", innenfor det som kan flyttes til neste måned." if within else "."),
    )


def _moved(minutes: int) -> str:
    if not minutes:
        return ""
    if minutes > 0:
        return f", regnet med {hours_text(minutes)} timer spart fra før"
    return f", regnet med {hours_text(-minutes)} timer brukt på forskudd"


OVER_GRANTED = SheetRule("over_granted", "Avtalen; kontorets egen regel", _over)
