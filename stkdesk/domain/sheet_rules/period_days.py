"""A visit lies in the period of its sheet: what lies outside has a sheet of its own."""

from __future__ import annotations

from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import line_rule
from stkdesk.domain.timesheet import Visit


def _outside(line: int, visit: Visit, frame: SheetFrame) -> Remark | None:
    if visit.work_on in frame.period:
        return None
    first, last = frame.period.first, frame.period.last
    return Remark(
        "outside_period",
        Severity.BLOCK,
        f"{visit.work_on:%d.%m.%Y} er utenfor perioden {first:%d.%m.}–{last:%d.%m.%Y}. "
        "Før besøket på timelisten for sin egen periode.",
        line,
    )


OUTSIDE_PERIOD = line_rule("outside_period", "Kontorets egen regel", _outside)
