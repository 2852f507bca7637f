"""A rule about a timesheet as an object: what it looks for, and where it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.formats import clock_text, hours_text
from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark
from stkdesk.domain.timesheet import Visit

Find = Callable[[Sequence[Visit], SheetFrame], Iterator[Remark]]
FindInLine = Callable[[int, Visit, SheetFrame], Remark | None]


@dataclass(frozen=True, slots=True)
class SheetRule:
    """One rule; ``find`` yields what there is to remark on, nothing when all is well.

    Lines whose amounts are below zero take back another (a correction) and are not
    visits: the rules are asked about the visits that stand.
    """

    code: str
    source: str  # law and section, or the office's own rule
    find: Find


def line_rule(code: str, source: str, of_line: FindInLine) -> SheetRule:
    """Return a rule that looks at one visit at a time."""

    def find(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
        for line, visit in enumerate(visits):
            remark = of_line(line, visit, frame)
            if remark is not None:
                yield remark

    return SheetRule(code, source, find)


def span_text(visit: Visit) -> str:
    """Return day and times for a sentence: ``17.10. kl. 12:00–15:00``."""
    return times_text(visit.work_on, visit.start_minute, visit.minutes)


def times_text(day: date, start: int | None, minutes: int) -> str:
    """Return the same of a visit that is known by its times alone."""
    if start is None:
        return f"{day_text(day)} ({hours_text(minutes)} timer)"
    return f"{day_text(day)} kl. {clock_text(start)}–{clock_text(start + minutes)}"


def day_text(day: date) -> str:
    """Return ``17.10.``, the day of a line."""
    return f"{day:%d.%m.}"
