"""What is agreed about pay in an assignment, and who is paid."""

from __future__ import annotations

from sqlalchemy.orm import Session

from stkdesk.domain.pay_terms import PayTerms, hour_rate_of
from stkdesk.domain.period import Period
from stkdesk.services.access import inner
from stkdesk.storage.tables import Assignment


@inner
def terms_of(
    session: Session, assignment: Assignment, period: Period | None = None
) -> PayTerms:
    """Return what ``assignment`` says about pay in ``period``; None: a whole month."""
    contact = assignment.contact
    return PayTerms(
        hour_kind=assignment.hour_kind or hour_rate_of(assignment.solution),
        drive_cap_metres=assignment.drive_cap_metres,
        expense_cap_ore=assignment.expense_cap_ore,
        drive_cap_ore=assignment.drive_cap_ore,
        expense_way=assignment.expense_way,
        born_on=contact.person.birth_date if contact is not None else None,
        contact=assignment.contact_number,
        period=period,
    )


def in_pay(assignment: Assignment) -> tuple[int, ...]:
    """Return the support contact who is paid; () when an organisation or a group is."""
    contact = assignment.contact_number
    return () if contact is None else (contact,)
