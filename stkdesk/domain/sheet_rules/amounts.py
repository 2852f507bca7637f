"""Amounts no visit can have, and a visit that is longer than most."""

from __future__ import annotations

from stkdesk.domain.formats import hours_text
from stkdesk.domain.sheet_rules.frame import DAY, SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit

LONG_VISIT = 10 * 60  # minutes; the office's own limit for a second look


def _impossible(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    least = min(visit.minutes, visit.metres, visit.expense_ore, visit.trip.passengers)
    if least >= 0 and visit.minutes <= DAY:
        return None
    said = (
        f"{day_text(visit.work_on)}: timer, kilometer og kroner kan ikke være under "
        "null, og et døgn har 24 timer."
    )
    return Remark("impossible", Severity.BLOCK, said, line)


def _long(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    if not LONG_VISIT < visit.minutes <= DAY:
        return None
    said = (
        f"{day_text(visit.work_on)}: {hours_text(visit.minutes)} timer er over 10 "
        "timer på ett besøk."
    )
    return Remark("long_visit", Severity.WARN, said, line)


IMPOSSIBLE = line_rule("impossible", "Et døgn har 24 timer", _impossible)
LONG = line_rule("long_visit", "Kontorets egen regel", _long)
