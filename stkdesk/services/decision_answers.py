"""Which complaint a decision answers: written down with the complaint."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.decision import DecisionState
from stkdesk.domain.errors import Problem
from stkdesk.domain.journal import DocumentKind, EntryKind
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import inner
from stkdesk.storage.tables import Complaint, Decision, JournalEntry


@inner
def answered_complaint(session: Session, decision: Decision) -> int | None:
    """Return the complaint it answers: its own, or that of the one it corrects."""
    answers = (decision.number, decision.corrects_number)
    found = dict(
        session.execute(
            select(Complaint.answered_by, Complaint.number).where(
                Complaint.answered_by.in_([each for each in answers if each])
            )
        ).all()
    )
    return found.get(decision.number, found.get(decision.corrects_number))


@inner
def answers_to(session: Session, complaint: int) -> tuple[int, ...]:
    """Return the decisions issued because of a complaint, oldest first.

    By the journal, where every other document of the complaint names the decision it
    is about.
    """
    found = (
        select(JournalEntry.decision_number)
        .where(
            JournalEntry.complaint_number == complaint,
            JournalEntry.document == DocumentKind.DECISION,
            JournalEntry.kind == EntryKind.OUTGOING,
        )
        .order_by(JournalEntry.number)
    )
    return tuple(number for number in session.scalars(found) if number is not None)


@inner
def set_answer(
    session: Session,
    decision: Decision,
    complaint_number: int | None,
    *,
    issued: bool = False,
) -> None:
    """Let the decision be the answer to this complaint of the client and no other.

    A draft does not take the place of an issued answer, unless the complaint has come
    back from the county governor; one that corrects the answer waits until it is
    issued. A draft thrown away gives the place back to the answer before it.

    Raises:
        InvalidInputError: if the complaint is answered already.

    """
    found = select(Complaint).where(
        Complaint.client_number == decision.client_number,
        or_(
            Complaint.answered_by == decision.number,
            Complaint.number == complaint_number,
        ),
    )
    for complaint in session.scalars(found):
        if complaint.number != complaint_number:
            complaint.answered_by = _answer_before(session, complaint, decision.number)
            continue
        before = complaint.answered_by
        taken = before not in (None, decision.number) and _is_issued(session, before)
        if taken and not issued:
            if before == decision.corrects_number:
                continue
            if complaint.governor_outcome is None:
                message = "Klagen er alt besvart med et annet vedtak."
                refuse_blocking([Problem("complaint_number", message)])
        complaint.answered_by = decision.number
    session.flush()


def _is_issued(session: Session, number: int | None) -> bool:
    found = session.get(Decision, number)
    return found is not None and found.state is DecisionState.ISSUED


def _answer_before(session: Session, complaint: Complaint, number: int) -> int | None:
    """Return the newest decision that was issued as an answer."""
    before = [each for each in answers_to(session, complaint.number) if each != number]
    return before[-1] if before else None
