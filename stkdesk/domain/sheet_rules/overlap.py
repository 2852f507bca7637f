"""Two visits of one support contact do not share time, on this sheet or another.

Intervals are half-open: one may begin the minute another ends. A night meets the
morning after. It is a warning: on a group outing one is with several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stkdesk.domain.sheet_rules.frame import DAY, OtherLine, SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import SheetRule, span_text, times_text
from stkdesk.domain.timesheet import Visit


class _Span(NamedTuple):
    """Minutes since a fixed day: from, and the first after."""

    begins: int
    ends: int
    line: int

    def meets(self, other: _Span) -> bool:
        """Tell whether the two share a minute."""
        return self.begins < other.ends and other.begins < self.ends


def span_of(day: date, start: int | None, minutes: int, line: int = 0) -> _Span | None:
    """Return when a visit was, None when it has no clock or no length."""
    if start is None or minutes <= 0:
        return None
    begins = day.toordinal() * DAY + start
    return _Span(begins, begins + minutes, line)


def _spans(visits: Sequence[Visit]) -> list[_Span]:
    found = (
        span_of(visit.work_on, visit.start_minute, visit.minutes, line)
        for line, visit in enumerate(visits)
    )
    return sorted(span for span in found if span is not None)


def _here(visits: Sequence[Visit], _frame: SheetFrame) -> Iterator[Remark]:
    """Yield each pair of visits that share time, once, on the later of the two."""
    spans = _spans(visits)
    for place, first in enumerate(spans):
        for later in spans[place + 1 :]:
            if later.begins >= first.ends:
                break
            same = later.begins == first.begins
            word = "begynner samtidig med" if same else "overlapper"
            yield Remark(
                "same_start" if same else "overlap",
                Severity.WARN,
                f"{span_text(visits[later.line])} {word} "
                f"{span_text(visits[first.line])}.",
                later.line,
                first.line,
            )


def _elsewhere(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
    """Yield each visit that shares time with one on another sheet."""
    others = [
        (span, other)
        for other in frame.others
        if other.is_contacts
        and (span := span_of(other.work_on, other.start_minute, other.minutes))
    ]
    for span in _spans(visits):
        for theirs, other in others:
            if span.meets(theirs):
                said = f"{span_text(visits[span.line])} overlapper {_other(other)}."
                yield Remark("overlap_elsewhere", Severity.WARN, said, span.line)


def _other(other: OtherLine) -> str:
    """Return ``oppdrag O-12 (Signe Foss) 17.10. kl. 12:00–15:00``."""
    times = times_text(other.work_on, other.start_minute, other.minutes)
    return f"oppdrag O-{other.assignment} ({other.who}) {times}"


OVERLAP = SheetRule("overlap", "Kontorets egen regel", _here)
OVERLAP_ELSEWHERE = SheetRule("overlap_elsewhere", "Kontorets egen regel", _elsewhere)
