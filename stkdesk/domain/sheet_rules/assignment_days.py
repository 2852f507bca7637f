"""A visit lies in the days of its assignment, and not where the assignment rests."""

from __future__ import annotations

from stkdesk.domain.sheet_rules.frame import SheetFrame, any_of
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit


def _outside(line: int, visit: Visit, frame: SheetFrame) -> Remark | None:
    if visit.work_on not in frame.period:
        return None  # told already
    day = day_text(visit.work_on)
    if visit.work_on < frame.starts_on:
        return Remark(
            "before_assignment",
            Severity.BLOCK,
            f"{day} er før oppdraget startet {frame.starts_on:%d.%m.%Y}. "
            "Rett datoen her eller startdatoen på oppdraget.",
            line,
        )
    if frame.ends_on is not None and visit.work_on > frame.ends_on:
        return Remark(
            "after_assignment",
            Severity.BLOCK,
            f"{day} er etter at oppdraget sluttet {frame.ends_on:%d.%m.%Y}. "
            "Rett datoen her eller sluttdatoen på oppdraget.",
            line,
        )
    return None


def _resting(line: int, visit: Visit, frame: SheetFrame) -> Remark | None:
    if not any_of(frame.pauses, visit.work_on):
        return None
    said = f"{day_text(visit.work_on)}: oppdraget hadde pause denne dagen."
    return Remark("paused", Severity.WARN, said, line)


OUTSIDE_ASSIGNMENT = line_rule("outside_assignment", "Kontorets egen regel", _outside)
IN_PAUSE = line_rule("paused", "Kontorets egen regel", _resting)
