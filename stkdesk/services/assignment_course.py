"""The course of an assignment: started, resting, gone on, ended, taken up again."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import (
    Course,
    EndDraft,
    PauseDraft,
    end_problems,
    last_sheet_day,
    pause_problems,
)
from stkdesk.domain.assignment_gate import GateClosedError
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.sheet_period import spans_of_year
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.agreement_ending import reopen_agreements
from stkdesk.services.agreements import end_agreements
from stkdesk.services.assignment_gate import closed
from stkdesk.services.gate_guard import rest
from stkdesk.services.in_force import forces_of
from stkdesk.services.periods import period_rule
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Assignment, Client, Contact, GateOverride

ONE_DAY = timedelta(days=1)
RUNS = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)


@needs(Right.EDIT_CASES)
def start_assignment(
    session: Session, number: int, version: int, *, today: date
) -> None:
    """Let a planned assignment begin; its gate must be open.

    The client waits no more, and an applicant becomes a support contact.

    Raises:
        NotFoundError: if the assignment is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        InvalidInputError: if it is not planned, or its days are over.
        GateClosedError: with every condition that does not hold.

    """
    assignment = _found(session, number, version, AssignmentStatus.PLANNED)
    if assignment.end_on is not None and assignment.end_on < today:
        told = f"Oppdraget er over {short_date(assignment.end_on)}. Endre siste dag."
        raise InvalidInputError((Problem("end_on", told),))
    _activate(session, assignment, today)


@needs(Right.EDIT_CASES)
def pause_assignment(
    session: Session, number: int, version: int, draft: PauseDraft, *, today: date
) -> None:
    """Let a running assignment rest.

    Raises as ``start_assignment`` does, but for the gate.
    """
    assignment = _found(session, number, version, AssignmentStatus.ACTIVE)
    refuse_blocking(pause_problems(draft, assignment.start_on))
    assert draft.from_on is not None
    assert draft.reason is not None
    rest(assignment, draft.from_on, draft.reason, draft.to_on, draft.note)
    session.flush()


@needs(Right.EDIT_CASES)
def resume_assignment(
    session: Session, number: int, version: int, *, today: date
) -> None:
    """Let an assignment that rests go on; its gate must be open.

    Raises as ``start_assignment`` does.
    """
    assignment = _found(session, number, version, AssignmentStatus.PAUSED)
    if assignment.end_on is not None and assignment.end_on < today:
        told = f"Oppdraget er over {short_date(assignment.end_on)}. Endre siste dag."
        raise InvalidInputError((Problem("end_on", told),))
    _activate(session, assignment, today)
    _end_pause(assignment, today - ONE_DAY)
    session.flush()


@needs(Right.EDIT_CASES)
def end_assignment(
    session: Session, number: int, version: int, draft: EndDraft, *, today: date
) -> AssignmentStatus:
    """Note the last day of an assignment and why; return how it stands.

    Until that day has come it goes on as it is, and the first page reminds of ending it
    then. Its agreements end the same day. A client who still is granted hours, and has
    nothing else running, waits again.

    Raises as ``start_assignment`` does, but for the gate.
    """
    assignment = _found(session, number, version, *RUNS, AssignmentStatus.PLANNED)
    never_began = assignment.status is AssignmentStatus.PLANNED
    first = min(assignment.start_on, today) if never_began else assignment.start_on
    refuse_blocking(end_problems(draft, first))
    assert draft.end_on is not None
    assignment.end_on = max(draft.end_on, assignment.start_on)
    assignment.end_reason = draft.reason
    if not never_began:
        assignment.last_sheet_on = draft.last_sheet_on or usual_last_sheet(
            session, draft.end_on
        )
    assignment.follow_up_on, assignment.followed_up_on = draft.follow_up_on, None
    end_agreements(session, number, assignment.end_on)
    if never_began or draft.end_on <= today:
        _end_pause(assignment, draft.end_on)
        assignment.status = AssignmentStatus.ENDED
        session.flush()
        _wait_again(session, assignment, today)
    session.flush()
    return assignment.status


@needs(Right.EDIT_CASES)
def reopen_assignment(
    session: Session, number: int, version: int, *, today: date
) -> AssignmentStatus:
    """Take up an assignment that has ended; return how it stands.

    Active when its gate is open, else planned, so that what is missing can be put in
    order. On its last day or before, it is as if it had not been ended; after that it
    begins anew: it was let past nothing, and its agreement is over.

    Raises as ``start_assignment`` does, but for the gate.
    """
    assignment = _found(session, number, version, AssignmentStatus.ENDED)
    ended = assignment.end_on
    assignment.end_on = assignment.end_reason = assignment.last_sheet_on = None
    assignment.follow_up_on = assignment.followed_up_on = None
    if ended is not None and ended >= today:
        reopen_agreements(session, number, ended)
    else:
        for each in session.scalars(
            select(GateOverride).filter_by(assignment_number=number, lapsed_on=None)
        ):
            each.lapsed_on = today
    session.flush()
    try:
        _activate(session, assignment, today)
    except GateClosedError:
        assignment.status = AssignmentStatus.PLANNED
        session.flush()
    return assignment.status


@needs(Right.EDIT_CASES)
def note_follow_up(session: Session, number: int, version: int, *, today: date) -> None:
    """Note that they were called after the end, as was planned.

    Raises as ``start_assignment`` does, but for the gate.
    """
    assignment = _found(session, number, version, *AssignmentStatus)
    if assignment.follow_up_on is None:
        told = "Det er ikke avtalt noen samtale."
        raise InvalidInputError((Problem("follow_up_on", told),))
    assignment.followed_up_on = today
    session.flush()


@needs(Right.READ_HOURS)
def usual_last_sheet(session: Session, end_on: date) -> date:
    """Return the end of the period a last day lies in: the last sheet goes so far."""
    rule = period_rule(session, date(end_on.year, 1, 1))
    return last_sheet_day(end_on, spans_of_year(rule, end_on.year))


@inner
def course_of(session: Session, assignment: Assignment) -> Course:
    """Return what has happened to an assignment on its way."""
    return Course(
        activated_on=assignment.activated_on,
        end_reason=assignment.end_reason,
        last_sheet_on=assignment.last_sheet_on,
        follow_up_on=assignment.follow_up_on,
        followed_up_on=assignment.followed_up_on,
        pauses=tuple(
            PauseDraft(each.from_on, each.to_on, each.reason, each.note)
            for each in assignment.pauses
        ),
    )


def _found(
    session: Session, number: int, version: int, *stands: AssignmentStatus
) -> Assignment:
    assignment = session.get(Assignment, number)
    if assignment is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    refuse_blocked(session, assignment.client_number)
    refuse_outdated(assignment.version, version)
    if assignment.status not in stands:
        told = f"Oppdraget står som «{assignment.status.label}»."
        raise InvalidInputError((Problem("status", told),))
    return assignment


def _activate(session: Session, assignment: Assignment, today: date) -> None:
    """Make the assignment active if its gate is open.

    Raises:
        GateClosedError: with every condition that does not hold.

    """
    lacks = closed(session, assignment.number, today=today)
    if lacks:
        raise GateClosedError("Oppdraget kan ikke starte ennå.", tuple(lacks.values()))
    assignment.status = AssignmentStatus.ACTIVE
    assignment.activated_on = assignment.activated_on or today
    client = session.get(Client, assignment.client_number)
    if client is not None and client.status is ClientStatus.WAITING:
        client.status = ClientStatus.ACTIVE
    if assignment.contact_number is not None:
        contact = session.get_one(Contact, assignment.contact_number)
        contact.status, contact.ended_on = ContactStatus.ACTIVE, None
    session.flush()


def _end_pause(assignment: Assignment, last: date) -> None:
    """End the pause that lasts; one that would have no day is taken away."""
    if not assignment.pauses:
        return
    pause = assignment.pauses[-1]
    if pause.from_on > last:
        assignment.pauses.remove(pause)
    elif pause.to_on is None or pause.to_on > last:
        pause.to_on = last


def _wait_again(session: Session, assignment: Assignment, today: date) -> None:
    """Let the client wait who is granted hours, and has nobody any more."""
    client = session.get_one(Client, assignment.client_number)
    if client.status is not ClientStatus.ACTIVE:
        return
    is_helped = session.scalar(
        select(
            exists().where(
                Assignment.client_number == client.number, Assignment.status.in_(RUNS)
            )
        )
    )
    granted = forces_of(session, [client.number]).get(client.number, ())
    after = max(today, (assignment.end_on or today) + ONE_DAY)
    if not is_helped and any(force.meets(after, None) for force in granted):
        client.status = ClientStatus.WAITING
