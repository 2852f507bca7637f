"""Who earns feriepenger beside the pay of a sheet, and at what rate."""

from __future__ import annotations

from sqlalchemy.orm import Session

from stkdesk.domain.contact import Employment
from stkdesk.domain.holiday_pay import holiday_permille
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, inner
from stkdesk.services.agreement_facts import agreements_in_force
from stkdesk.services.case_rules import case_rules
from stkdesk.storage.tables import Assignment


@inner
def holiday_rate(
    session: Session, assignment: Assignment, period: Period
) -> int | None:
    """Return the parts of a thousand of feriepenger, None for who has none.

    The agreement in force on the last day says what the contact is; without one, the
    contact's own card. Who may not read agreements gets what stands on the card.
    """
    if assignment.contact is None:
        return None
    day = period.last
    agreed = None
    if actor_of(session).may(Right.READ_CASES):
        held = agreements_in_force(session, [assignment.number], day)
        agreed = held.get(assignment.number)
    status = agreed.employment if agreed is not None else assignment.contact.employment
    if status is not Employment.EMPLOYEE:
        return None
    born = assignment.contact.person.birth_date
    return holiday_permille(born, day, case_rules(session, day))
