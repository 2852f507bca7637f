"""What ought to be in order before an assignment starts, from the register."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import Solution
from stkdesk.domain.readiness import (
    AssignmentFacts,
    Grant,
    Requirement,
    requirements,
)
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.in_force import forces_of
from stkdesk.storage.tables import Assignment, Contact


@needs(Right.READ_CASES)
def assignment_requirements(session: Session, number: int) -> tuple[Requirement, ...]:
    """Return every requirement of the assignment, those not met first."""
    found = session.execute(
        select(
            Assignment.client_number,
            Assignment.contact_number,
            Assignment.solution,
            Assignment.start_on,
            Assignment.end_on,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
            Contact.declaration_signed_on,
            Contact.account_number,
        )
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .where(Assignment.number == number)
    ).first()
    if found is None:
        return ()
    return requirements(
        AssignmentFacts(
            start_on=found.start_on,
            end_on=found.end_on,
            minutes=found.agreed_minutes,
            unit=found.hours_unit,
            grants=_grants(session, found.client_number, found.solution),
            by_contact=found.contact_number is not None,
            declaration_signed_on=found.declaration_signed_on,
            has_account=bool(found.account_number),
        )
    )


def _grants(session: Session, client: int, solution: Solution) -> tuple[Grant, ...]:
    """Return what is granted of this solution; of any, if it is never named."""
    granted = forces_of(session, [client]).get(client, ())
    same = [force for force in granted if force.solution is solution]
    return tuple(
        Grant(force.first, force.last, force.minutes, force.unit)
        for force in same or granted
    )
