"""Casework on assignments (oppdrag)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import (
    AssignmentDraft,
    AssignmentStatus,
    Solution,
    assignment_problems,
)
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.readiness import Requirement
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import actor_of, needs
from stkdesk.services.assignment_list import assignment_rows
from stkdesk.services.assignment_months import AssignmentMonth, assignment_months
from stkdesk.services.assignment_readiness import assignment_requirements
from stkdesk.services.history import Event, assignment_history
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Organisation,
)
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class AssignmentCard:
    """Everything about one assignment, as the card shows it."""

    number: int
    version: int
    draft: AssignmentDraft
    client: str
    provider: str
    months: tuple[AssignmentMonth, ...] = ()  # the last twelve, oldest first
    requirements: tuple[Requirement, ...] = ()  # those not met first
    events: tuple[Event, ...] = ()  # newest first


@needs(Right.READ_HOURS)
def open_assignment(
    session: Session, number: int, *, today: date | None = None
) -> AssignmentCard:
    """Return everything about the assignment with this short number.

    Its months are those up to ``today``; without it there are none. The goal, and
    what is still to be put in order, are for those who may read cases.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if its client is one the person at work may not see.

    """
    assignment = _find(session, number)
    note(session, Action.OPENED, "assignments", number)
    [row] = assignment_rows(session, [number])
    organisation = assignment.organisation
    reads_cases = actor_of(session).may(Right.READ_CASES)
    return AssignmentCard(
        number=number,
        version=assignment.version,
        client=row.client,
        provider=row.provider,
        months=assignment_months(session, number, today=today) if today else (),
        requirements=assignment_requirements(session, number) if reads_cases else (),
        events=assignment_history(session, number),
        draft=AssignmentDraft(
            client_number=assignment.client_number,
            contact_number=assignment.contact_number,
            organisation_name=organisation.name if organisation else "",
            organisation_number=(organisation.organisation_number or "")
            if organisation
            else "",
            solution=assignment.solution,
            status=assignment.status,
            start_on=assignment.start_on,
            end_on=assignment.end_on,
            agreed_minutes=assignment.agreed_minutes,
            hours_unit=assignment.hours_unit,
            expense_cap_ore=assignment.expense_cap_ore,
            drive_cap_metres=assignment.drive_cap_metres,
            goal=assignment.goal if reads_cases else "",
        ),
    )


@needs(Right.EDIT_CASES)
def register_assignment(session: Session, draft: AssignmentDraft) -> int:
    """Add an assignment to the register and return the short number.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.

    """
    refuse_blocking(assignment_problems(draft))
    assert draft.client_number is not None
    assert draft.start_on is not None
    assert draft.agreed_minutes is not None
    refuse_blocked(session, draft.client_number)
    assignment = Assignment(
        client_number=draft.client_number,
        start_on=draft.start_on,
        agreed_minutes=draft.agreed_minutes,
    )
    _write(session, assignment, draft)
    session.add(assignment)
    _end_the_waiting(session, draft)
    session.flush()
    return assignment.number


@needs(Right.EDIT_CASES)
def edit_assignment(
    session: Session, number: int, version: int, draft: AssignmentDraft
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the assignment is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    refuse_blocking(assignment_problems(draft))
    assignment = _find(session, number)
    refuse_outdated(assignment.version, version)
    _write(session, assignment, draft)
    _end_the_waiting(session, draft)
    session.flush()


def _end_the_waiting(session: Session, draft: AssignmentDraft) -> None:
    """A client who waits for a support contact waits no more when one has begun."""
    if draft.status is AssignmentStatus.ACTIVE:
        client = session.get(Client, draft.client_number)
        if client is not None and client.status is ClientStatus.WAITING:
            client.status = ClientStatus.ACTIVE


def _find(session: Session, number: int) -> Assignment:
    assignment = session.get(Assignment, number)
    if assignment is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    refuse_blocked(session, assignment.client_number)
    return assignment


def _write(session: Session, assignment: Assignment, draft: AssignmentDraft) -> None:
    assert draft.client_number is not None
    assert draft.start_on is not None
    assert draft.agreed_minutes is not None
    by_organisation = draft.solution is Solution.ORGANISATION
    assignment.client_number = draft.client_number
    assignment.contact_number = None if by_organisation else draft.contact_number
    assignment.organisation_number = (
        _organisation(session, draft) if by_organisation else None
    )
    assignment.solution, assignment.status = draft.solution, draft.status
    assignment.start_on, assignment.end_on = draft.start_on, draft.end_on
    assignment.agreed_minutes = draft.agreed_minutes
    assignment.hours_unit = draft.hours_unit
    assignment.expense_cap_ore = draft.expense_cap_ore
    assignment.drive_cap_metres = draft.drive_cap_metres
    assignment.goal = draft.goal.strip()


def _organisation(session: Session, draft: AssignmentDraft) -> int:
    """Return the number of the organisation, registering it the first time."""
    name = draft.organisation_name.strip()
    digits = "".join(sign for sign in draft.organisation_number if sign.isdigit())
    same = (
        Organisation.organisation_number == digits
        if digits
        else Organisation.name == name
    )
    organisation = session.scalar(select(Organisation).where(same))
    if organisation is None:
        organisation = Organisation(name=name, organisation_number=digits or None)
        session.add(organisation)
        session.flush()
    return organisation.number
