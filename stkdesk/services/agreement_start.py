"""How a new agreement begins: filled in from what the register knows."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementDraft
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.in_force import ONE_DAY
from stkdesk.services.access import inner
from stkdesk.services.agreement_facts import (
    NoAgreementError,
    agreement_assignment,
    agreement_days,
    granted_to,
)
from stkdesk.services.case_rules import case_rules
from stkdesk.services.office import open_office
from stkdesk.storage.tables import Agreement, Assignment, Contact


@inner
def first_draft(
    session: Session, assignment_number: int, *, today: date
) -> AgreementDraft:
    """Return a new agreement about an assignment.

    It begins with the assignment, or today when that has begun; after an agreement
    that has a last day, the day after it. It lasts as long as the assignment, else
    as the decision.
    """
    assignment = agreement_assignment(session, assignment_number)
    if assignment.status is AssignmentStatus.ENDED:
        raise NoAgreementError(
            "Oppdraget er avsluttet.", "Ta det opp igjen før du lager en ny avtale."
        )
    contact = session.get(Contact, assignment.contact_number)
    assert contact is not None
    last = _newest(session, assignment_number)
    office = open_office(session, today=today).draft
    by_year = case_rules(session, today)[CaseRule.AGREEMENT_RENEWAL_DAYS] > 0
    first = max(assignment.start_on, today)
    if last is not None and last.valid_to is not None:
        first = max(last.valid_to + ONE_DAY, assignment.start_on)
    if assignment.end_on is not None:
        first = min(first, assignment.end_on)
    return AgreementDraft(
        assignment_number=assignment_number,
        employment=contact.employment if last is None else last.employment,
        language=contact.language,
        valid_from=first,
        valid_to=_last_day(session, assignment, first, by_year=by_year),
        minutes=assignment.agreed_minutes,
        hours_unit=assignment.hours_unit,
        goal=assignment.goal,
        expense_cap_ore=assignment.expense_cap_ore,
        drive_cap_metres=assignment.drive_cap_metres,
        drive_cap_ore=assignment.drive_cap_ore,
        expense_way=assignment.expense_way,
        contact_person=office.case_officer if last is None else last.contact_person,
        contact_person_phone=(
            office.case_officer_phone if last is None else last.contact_person_phone
        ),
        has_respite=last is not None and last.has_respite,
        renews=by_year if last is None else last.renews,
        replaces_number=None if last is None else last.number,
    )


def _newest(session: Session, assignment_number: int) -> Agreement | None:
    """Return the last agreement that was made and still stands, if there is one."""
    made = agreement_days(session, [assignment_number]).get(assignment_number, ())
    standing = [each for each in made if each.ended_on is None]
    return session.get(Agreement, standing[0].number) if standing else None


def _last_day(
    session: Session, assignment: Assignment, first: date, *, by_year: bool
) -> date | None:
    """Return the end of the assignment, else of the decision, else none.

    An office that renews ends them all at the turn of the year.
    """
    new_year = date(first.year, 12, 31) if by_year else None
    if assignment.end_on is not None:
        return min(assignment.end_on, new_year or assignment.end_on)
    if new_year is not None:
        return new_year
    granted = granted_to(session, assignment.client_number, assignment.solution)
    ends = [each.last for each in granted if each.holds_on(first)]
    if not ends or None in ends:
        return None
    return max(day for day in ends if day is not None)
