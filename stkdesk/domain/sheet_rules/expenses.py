"""Expenses are paid without tax when a receipt shows them."""

from __future__ import annotations

from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit


def _unproven(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    if visit.expense_ore <= 0 or visit.has_receipt:
        return None
    said = f"{day_text(visit.work_on)}: utlegget er ført uten kvittering."
    return Remark("no_receipt", Severity.WARN, said, line)


NO_RECEIPT = line_rule(
    "no_receipt", "Skattebetalingsforskriften § 5-6-11 (1)", _unproven
)
