"""Casework on assignments (oppdrag)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import (
    AssignmentDraft,
    AssignmentStatus,
    Solution,
    assignment_problems,
)
from stkdesk.domain.assignment_course import Course
from stkdesk.domain.assignment_gate import Condition
from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.hours_meter import HoursMeter
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import actor_of, needs
from stkdesk.services.assignment_course import course_of
from stkdesk.services.assignment_gate import (
    OverrideRow,
    assignment_gate,
    overrides_of,
)
from stkdesk.services.assignment_list import assignment_rows
from stkdesk.services.assignment_months import AssignmentMonth, assignment_months
from stkdesk.services.contact_course import refuse_merged
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.history import Event, assignment_history
from stkdesk.services.hours_meter import assignment_hours
from stkdesk.services.seeing import refuse_blocked, this_day
from stkdesk.storage.tables import Agreement, Assignment, Organisation, Timesheet
from stkdesk.storage.trail import note

NOT_BEGUN = Course()
ONCE_BEGUN = {  # what stays as it is from the day an assignment has begun
    "client_number": "client",
    "solution": "solution",
    "contact_number": "contact",
    "group_number": "contact",
    "organisation_number": "organisation",
}


@dataclass(frozen=True, slots=True)
class AssignmentCard:
    """Everything about one assignment, as the card shows it."""

    number: int
    version: int
    draft: AssignmentDraft
    client: str
    provider: str
    months: tuple[AssignmentMonth, ...] = ()  # the last twelve, oldest first
    meter: HoursMeter | None = None  # its hours; None: nobody asked for them
    conditions: tuple[Condition, ...] = ()  # of its gate, the worst first
    overrides: tuple[OverrideRow, ...] = ()  # newest first
    course: Course = NOT_BEGUN
    events: tuple[Event, ...] = ()  # newest first


@needs(Right.READ_HOURS)
def open_assignment(
    session: Session, number: int, *, today: date | None = None
) -> AssignmentCard:
    """Return everything about the assignment with this short number.

    Its months are those up to ``today``, and its gate that of the day; without it
    there are none. The goal, and the gate, are for those who may read cases.

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
        meter=assignment_hours(session, number, today=today) if today else None,
        conditions=assignment_gate(session, number, today=today)
        if reads_cases and today
        else (),
        overrides=overrides_of(session, number) if reads_cases else (),
        course=course_of(session, assignment) if reads_cases else NOT_BEGUN,
        events=assignment_history(session, number),
        draft=AssignmentDraft(
            client_number=assignment.client_number,
            contact_number=assignment.contact_number,
            group_number=assignment.group_number,
            organisation=assignment.organisation_number,
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
            drive_cap_ore=assignment.drive_cap_ore,
            expense_way=assignment.expense_way,
            hour_kind=assignment.hour_kind,
            goal=assignment.goal if reads_cases else "",
        ),
    )


@needs(Right.EDIT_CASES)
def register_assignment(session: Session, draft: AssignmentDraft) -> int:
    """Add a planned assignment to the register and return the short number.

    It begins by ``start_assignment``, whatever status the draft has.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.

    """
    refuse_blocking(assignment_problems(draft))
    assert draft.client_number is not None
    assert draft.start_on is not None
    assert draft.agreed_minutes is not None
    refuse_blocked(session, draft.client_number)
    refuse_merged(session, draft.contact_number, "contact_number")
    assignment = Assignment(
        client_number=draft.client_number,
        start_on=draft.start_on,
        agreed_minutes=draft.agreed_minutes,
    )
    _write(session, assignment, draft)
    session.add(assignment)
    session.flush()
    return assignment.number


@needs(Right.EDIT_CASES)
def edit_assignment(
    session: Session,
    number: int,
    version: int,
    draft: AssignmentDraft,
    *,
    today: date | None = None,
) -> None:
    """Put ``draft`` in place of what stands in the register; its status stays.

    ``today``: the day the gate is judged; that of the clock when it is not given.

    Raises:
        NotFoundError: if the assignment is not there.
        InvalidInputError: if the draft has problems that block, each by its field; or
            it has begun, and would be of others than it was.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        GateClosedError: if it closes the gate of this, or of another assignment of
            the client, that is running.

    """
    refuse_blocking(assignment_problems(draft))
    assignment = _find(session, number)
    refuse_outdated(assignment.version, version)
    refuse_blocked(session, draft.client_number)
    refuse_merged(session, draft.contact_number, "contact_number")
    day = today or this_day()
    before = {field: getattr(assignment, field) for field in ONCE_BEGUN}
    with keeping_gates(session, client=assignment.client_number, today=day):
        _write(session, assignment, draft)
        _refuse_others(session, assignment, before)
        session.flush()


def _refuse_others(
    session: Session, assignment: Assignment, before: dict[str, object]
) -> None:
    """Refuse to make an assignment that has begun that of other people."""
    changed = [f for f, was in before.items() if getattr(assignment, f) != was]
    if not changed or not _has_begun(session, assignment):
        return
    told = (
        "Oppdraget er i gang, eller har avtale eller timelister, og kan ikke flyttes "
        "til andre. Avslutt det, og registrer et nytt."
    )
    raise InvalidInputError((Problem(ONCE_BEGUN[changed[0]], told),))


def _has_begun(session: Session, assignment: Assignment) -> bool:
    """Tell whether it has been started, has a sheet, or an agreement that was made."""
    if assignment.status is not AssignmentStatus.PLANNED or assignment.activated_on:
        return True
    number = assignment.number
    with session.no_autoflush:
        return bool(
            session.scalar(
                select(
                    or_(
                        exists().where(Timesheet.assignment_number == number),
                        exists().where(
                            Agreement.assignment_number == number,
                            Agreement.state != AgreementState.DRAFT,
                        ),
                    )
                )
            )
        )


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
    in_group = draft.solution is Solution.GROUP and draft.group_number is not None
    by_contact = not by_organisation and not in_group
    assignment.client_number = draft.client_number
    assignment.contact_number = draft.contact_number if by_contact else None
    assignment.group_number = draft.group_number if in_group else None
    assignment.organisation_number = (
        _organisation(session, draft) if by_organisation else None
    )
    assignment.solution = draft.solution
    assignment.start_on, assignment.end_on = draft.start_on, draft.end_on
    assignment.agreed_minutes = draft.agreed_minutes
    assignment.hours_unit = draft.hours_unit
    assignment.expense_cap_ore = draft.expense_cap_ore
    assignment.drive_cap_metres = draft.drive_cap_metres
    assignment.drive_cap_ore = draft.drive_cap_ore
    assignment.expense_way, assignment.hour_kind = draft.expense_way, draft.hour_kind
    assignment.goal = draft.goal.strip()


def _organisation(session: Session, draft: AssignmentDraft) -> int:
    """Return the number of the organisation, registering it the first time."""
    if draft.organisation is not None:
        return draft.organisation
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
