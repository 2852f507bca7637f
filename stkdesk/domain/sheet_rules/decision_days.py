"""A visit lies in the days of a decision (vedtak): the client had a right to it."""

from __future__ import annotations

from stkdesk.domain.sheet_rules.frame import SheetFrame, any_of
from stkdesk.domain.sheet_rules.remark import Remark
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit


def _outside(line: int, visit: Visit, frame: SheetFrame) -> Remark | None:
    if frame.decided is None or any_of(frame.decided, visit.work_on):
        return None
    said = f"{day_text(visit.work_on)}: ingen vedtak gjelder denne dagen."
    return frame.strictness.decision.remark("outside_decision", said, line)


OUTSIDE_DECISION = line_rule(
    "outside_decision",
    "Helse- og omsorgstjenesteloven § 3-6; kontorets regel",
    _outside,
)
