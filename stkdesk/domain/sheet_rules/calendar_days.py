"""Nights, weekends and holidays: looked at, never in the way."""

from __future__ import annotations

from stkdesk.domain.calendar import SATURDAY, holiday_name
from stkdesk.domain.sheet_rules.frame import DAY, SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit


def _night(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    if visit.end_minute is None or visit.end_minute <= DAY:
        return None
    said = f"{day_text(visit.work_on)}: besøket går over midnatt."
    return Remark("past_midnight", Severity.WARN, said, line)


def _free(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    day = day_text(visit.work_on)
    if name := holiday_name(visit.work_on):
        said = f"{day} er helligdag ({name})."
        return Remark("holiday", Severity.INFO, said, line)
    if visit.work_on.weekday() >= SATURDAY:
        return Remark("weekend", Severity.INFO, f"{day} er i helgen.", line)
    return None


PAST_MIDNIGHT = line_rule("past_midnight", "Kontorets egen regel", _night)
FREE_DAY = line_rule("free_day", "Lov om helligdager og helligdagsfred § 2", _free)
