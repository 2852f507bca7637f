"""A visit lies in an agreement (oppdragsavtale): no pay before both have signed it."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.sheet_rules.frame import Agreed, SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit

CODE = "outside_agreement"


def _outside(line: int, visit: Visit, frame: SheetFrame) -> Remark | None:
    if frame.agreed is None:
        return None
    day = visit.work_on
    about = [each for each in frame.agreed if day in each.days]
    if any(each.signed_on is not None and each.signed_on <= day for each in about):
        return None
    said = f"{day_text(day)}: {_why(about, day)}"
    return frame.strictness.agreement.remark(CODE, said, line)


def _why(about: list[Agreed], day: date) -> str:
    """Return what is wrong with the agreements about a day."""
    if not about:
        return "ingen oppdragsavtale gjelder denne dagen."
    signed = min((each.signed_on for each in about if each.signed_on), default=None)
    if signed is None:
        return "oppdragsavtalen er ikke signert."
    return f"oppdragsavtalen ble signert {signed:%d.%m.%Y}, etter besøket."


OUTSIDE_AGREEMENT = line_rule(
    CODE, "Avtalen: ingen betaling før den er signert; kontorets regel", _outside
)
