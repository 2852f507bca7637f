"""Casework on complaints (klager): what came in, what the office made of it, and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.complaint import ComplaintDraft, ComplaintOutcome
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_limit import Timeliness
from stkdesk.domain.complaint_steps import Step, steps_left
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.journal import DocumentKind
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.complaint_basis import ComplaintBasis, basis_of
from stkdesk.services.complaint_facts import complaint_cases, complaint_draft
from stkdesk.services.complaint_journal import (
    journal_complaint,
    journal_governor,
    move_files,
    void_entries,
)
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    ClientRelation,
    Complaint,
    ComplaintArgument,
    Decision,
)
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class ComplaintCard:
    """One complaint, as the form edits it, and where it stands."""

    number: int
    version: int
    draft: ComplaintDraft
    basis: ComplaintBasis
    timeliness: Timeliness
    case: ComplaintCase
    answered_by: int | None  # the decision made because of it, draft or issued

    def steps(self, today: date) -> tuple[Step, ...]:
        """Return what is left to do about it on a day."""
        return steps_left(self.case, today=today)


@needs(Right.EDIT_CASES)
def begin_complaint(
    session: Session, decision_number: int, *, today: date
) -> ComplaintBasis:
    """Return what the form of a new complaint about a decision needs to know.

    Raises:
        NotFoundError: if there is no such decision.
        OfficeError: if one cannot complain about it; it says what to do instead.

    """
    basis = basis_of(session, decision_number, today=today)
    _refuse_corrected(session, decision_number)
    return basis


@needs(Right.READ_CASES)
def open_complaint(session: Session, number: int, *, today: date) -> ComplaintCard:
    """Return everything about the complaint with this number.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if its client is one the person at work may not see.

    """
    row = find_complaint(session, number)
    note(session, Action.OPENED, "complaints", number)
    basis = basis_of(session, row.decision_number, today=today)
    draft = complaint_draft(row)
    judged = basis.limit.judge(draft)
    assert judged is not None
    return ComplaintCard(
        number=number,
        version=row.version,
        draft=draft,
        basis=basis,
        timeliness=judged,
        case=complaint_cases(session, [row], today=today)[number],
        answered_by=row.answered_by,
    )


@needs(Right.EDIT_CASES)
def register_complaint(
    session: Session,
    draft: ComplaintDraft,
    *,
    today: date,
    files: Sequence[Path] = (),
    is_another: bool = False,
) -> int:
    """Register a complaint, write it into the journal and return its number.

    Args:
        session: one that saves all or nothing.
        draft: the complaint; its decision is issued, and still the newest.
        today: the day it is.
        files: what came with it.
        is_another: whether it may be a second one about the same decision.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        NotFoundError: if there is no such decision.
        AlreadyRegisteredError: if one about the same decision is open.
        OfficeError: if the decision is a draft, or another has taken its place.

    """
    if draft.decision_number is None:
        raise InvalidInputError(
            (Problem("decision_number", "Velg vedtaket det er klaget på."),)
        )
    basis = begin_complaint(session, draft.decision_number, today=today)
    _accept(session, draft, basis, today)
    if not is_another:
        _refuse_second(session, draft.decision_number)
    assert draft.received_on is not None
    row = Complaint(
        client_number=basis.client_number,
        decision_number=draft.decision_number,
        received_on=draft.received_on,
    )
    session.add(row)
    _write(session, row, draft)
    journal_complaint(session, row, basis.reference, today=today, files=files)
    if row.governor_outcome is not None:
        journal_governor(session, row, basis.reference, today=today)
    return row.number


@needs(Right.EDIT_CASES)
def edit_complaint(
    session: Session,
    number: int,
    version: int,
    draft: ComplaintDraft,
    *,
    today: date,
    files: Sequence[Path] = (),
) -> None:
    """Put ``draft`` in place of what stands in the register.

    The journal follows: where the day it came or who sent it is put right, the old
    entry no longer counts and a new one stands beside it; the decision of the county
    governor is written in when it is first told of. ``files`` lie with the latter.

    Raises:
        NotFoundError: if the complaint is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        InvalidInputError: if the draft has problems that block, each by its field.

    """
    row = find_complaint(session, number)
    refuse_outdated(row.version, version)
    if draft.decision_number != row.decision_number:
        raise InvalidInputError(
            (Problem("decision_number", "Klagen gjelder et annet vedtak."),)
        )
    basis = basis_of(session, row.decision_number, today=today)
    _accept(session, draft, basis, today)
    _refuse_undoing(session, row, draft)
    came, answered = _as_it_came(row), (row.governor_outcome, row.governor_on)
    _write(session, row, draft)
    if came != _as_it_came(row):
        old = void_entries(session, row, DocumentKind.COMPLAINT)
        new = journal_complaint(session, row, basis.reference, today=today)
        move_files(session, old, new)
    if answered != (row.governor_outcome, row.governor_on):
        old = void_entries(session, row, DocumentKind.GOVERNOR_DECISION)
        if row.governor_outcome is not None:
            new = journal_governor(
                session, row, basis.reference, today=today, files=files
            )
            move_files(session, old, new)


@inner
def find_complaint(session: Session, number: int) -> Complaint:
    """Return the row itself, for the other errands on complaints.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    row = session.get(Complaint, number)
    if row is None:
        raise NotFoundError("Klagen finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    return row


def _accept(
    session: Session, draft: ComplaintDraft, basis: ComplaintBasis, today: date
) -> None:
    refuse_blocking(basis.problems(draft, today=today))
    if draft.relation_number is not None:
        relation = session.get(ClientRelation, draft.relation_number)
        if relation is None or relation.client_number != basis.client_number:
            raise InvalidInputError(
                (Problem("relation_number", "Velg hvem som klager, på nytt."),)
            )


def _refuse_corrected(session: Session, decision: int) -> None:
    """Refuse a complaint about a decision whose slip is put right in another.

    One that was changed later was still a decision: whoever got it may complain
    (forvaltningsloven § 28; pasient- og brukerrettighetsloven § 7-2).
    """
    newer = session.execute(
        select(Decision.reference, Decision.kind)
        .where(
            Decision.corrects_number == decision,
            Decision.state == DecisionState.ISSUED,
        )
        .order_by(Decision.number.desc())
        .limit(1)
    ).first()
    if newer is not None:
        raise OfficeError(
            f"Vedtaket er rettet i vedtak {newer.reference}.",
            f"Det rettede vedtaket ({newer.kind.label.lower()}) er det som gjelder. "
            "Registrer klagen på det.",
        )


def _refuse_second(session: Session, decision: int) -> None:
    known = session.scalar(
        select(Complaint.number)
        .where(Complaint.decision_number == decision, Complaint.closed_on.is_(None))
        .limit(1)
    )
    if known is not None:
        raise AlreadyRegisteredError(
            "Det er alt registrert en klage på dette vedtaket.", number=known
        )


def _refuse_undoing(session: Session, row: Complaint, draft: ComplaintDraft) -> None:
    """Refuse another outcome when a decision has been issued because of this one."""
    if draft.outcome is row.outcome or row.answered_by is None:
        return
    answer = session.get(Decision, row.answered_by)
    if answer is not None and answer.state is DecisionState.ISSUED:
        raise InvalidInputError(
            (
                Problem(
                    "outcome",
                    f"Vedtak {answer.reference} er fattet på grunn av klagen. Utfallet "
                    "kan ikke endres.",
                ),
            )
        )


def _as_it_came(row: Complaint) -> tuple[object, ...]:
    """Return what the journal says of how it came."""
    return row.received_on, row.postmarked_on, row.complainant, row.relation_number


def _write(session: Session, row: Complaint, draft: ComplaintDraft) -> None:
    assert draft.received_on is not None
    is_self = draft.complainant.relation is None
    row.received_on, row.postmarked_on = draft.received_on, draft.postmarked_on
    row.known_on = draft.known_on
    row.grounds_asked_on, row.grounds_on = draft.grounds_asked_on, draft.grounds_on
    row.is_electronic, row.is_signed = draft.is_electronic, draft.is_signed
    row.complainant = draft.complainant
    row.relation_number = None if is_self else draft.relation_number
    row.wants, row.late_reason = draft.wants.strip(), draft.late_reason.strip()
    row.reassessment = draft.reassessment.strip()
    is_withdrawn_now = row.outcome is not draft.outcome is ComplaintOutcome.WITHDRAWN
    row.outcome = draft.outcome
    row.outcome_on = draft.outcome_on if draft.outcome else None
    row.forwarded_on = draft.forwarded_on
    row.governor_outcome = draft.governor_outcome
    row.governor_on = draft.governor_on if draft.governor_outcome else None
    row.governor_text = draft.governor_text.strip()
    row.closed_on = draft.closed_on
    if is_withdrawn_now and row.closed_on is None:
        row.closed_on = row.outcome_on
    _write_points(session, row, draft)


def _write_points(session: Session, row: Complaint, draft: ComplaintDraft) -> None:
    wanted = [
        (each.argument.strip(), each.answer.strip())
        for each in draft.points
        if each.argument.strip() or each.answer.strip()
    ]
    if [(each.argument, each.answer) for each in row.points] != wanted:
        row.points.clear()
        session.flush()  # the places are free before others take them
        row.points += [
            ComplaintArgument(place=place, argument=argument, answer=answer)
            for place, (argument, answer) in enumerate(wanted, 1)
        ]
    session.flush()
