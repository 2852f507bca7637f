"""What the register knows that a decision is judged by, and what the decision lacks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import GovernorOutcome
from stkdesk.domain.decision import DecisionDraft, DecisionState, GrantItem
from stkdesk.domain.decision_facts import (
    Addressee,
    DecisionFacts,
    EarlierDecision,
    GivenNotice,
    KnownApplication,
    KnownComplaint,
)
from stkdesk.domain.decision_gate import gate
from stkdesk.domain.in_force import Force
from stkdesk.domain.journal import DocumentKind, EntryState
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.rule import Broken
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.assessments import assessed
from stkdesk.services.decision_answers import answers_to
from stkdesk.services.in_force import forces_of
from stkdesk.services.recipients import SELF, Recipient, age_of, letter_recipients
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Application,
    Case,
    Client,
    Complaint,
    Decision,
    JournalEntry,
    Letter,
    Person,
)


@needs(Right.READ_CASES)
def decision_lacks(
    session: Session,
    draft: DecisionDraft,
    *,
    today: date,
    number: int | None = None,
    recipients: Sequence[int] | None = None,
) -> tuple[Broken, ...]:
    """Return every rule the decision does not meet yet, and warnings.

    Args:
        session: to look in.
        draft: the decision as it is filled in, saved or not.
        today: the day it is.
        number: of the decision, when it is saved.
        recipients: keys of those the office has confirmed as getting it; None: nobody
            is asked yet, and rules about them are left out.

    """
    return gate(
        decision_facts(
            session, draft, today=today, number=number, recipients=recipients
        )
    )


@inner
def decision_facts(
    session: Session,
    draft: DecisionDraft,
    *,
    today: date,
    number: int | None = None,
    recipients: Sequence[int] | None = None,
) -> DecisionFacts:
    """Return all that is known about a decision before it is issued."""
    client = draft.client_number
    if client is None:
        return DecisionFacts(draft, today)
    refuse_blocked(session, client)
    corrects = draft.corrects_number
    forces = forces_of(session, [client], without=_chain(session, corrects)).get(
        client, ()
    )
    everybody = letter_recipients(session, client, today=today)
    born, language = session.execute(
        select(Person.birth_date, Client.language)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == client)
    ).first() or (None, None)
    complaint = _complaint(session, draft.complaint_number, client)
    about = draft.changes_number
    if about is None and complaint is not None:
        about = complaint.decision_number
    changed = earlier_decision(session, about, client, forces)
    return DecisionFacts(
        draft,
        today,
        changed=changed,
        is_over=_is_over(changed, forces),
        corrected=earlier_decision(session, corrects, client, forces),
        corrected_by=_corrected_by(session, corrects),
        others=tuple(force for force in forces if force.decision != number),
        references=_references(session, forces),
        notices=notices_about(session, client, changed.number if changed else None),
        application=_application(session, draft.application_number, client, number),
        complaint=complaint,
        language=language,
        age=age_of(born, today),
        is_heard=_is_heard(session, client),
        has_representative=any(
            one.relation is Relation.REPRESENTATIVE and one.is_proposed
            for one in everybody
        ),
        addressees=None if recipients is None else _addressees(everybody, recipients),
    )


def _is_heard(session: Session, client: int) -> bool:
    found = assessed(session, client)
    return found is not None and bool(found.child_view.strip())


@inner
def earlier_decision(
    session: Session, number: int | None, client: int, forces: Sequence[Force]
) -> EarlierDecision | None:
    """Return an issued decision of the client as another refers to it, or None."""
    decision = session.get(Decision, number) if number is not None else None
    if (
        decision is None
        or decision.client_number != client
        or decision.state is not DecisionState.ISSUED
        or decision.decided_on is None
    ):
        return None
    left = [force for force in forces if force.decision == number]
    ends = [force.last for force in left]
    return EarlierDecision(
        number=decision.number,
        reference=decision.reference or "",
        kind=decision.kind,
        decided_on=decision.decided_on,
        valid_from=decision.valid_from,
        ends_on=(
            decision.valid_to
            if not ends
            else None
            if None in ends
            else max(day for day in ends if day is not None)
        ),
        items=tuple(GrantItem(item.solution, item.minutes) for item in decision.items),
        hours_unit=decision.hours_unit,
        expense_cap_ore=decision.expense_cap_ore,
        drive_cap_metres=decision.drive_cap_metres,
    )


@inner
def notices_about(
    session: Session, client: int, changed: int | None
) -> tuple[GivenNotice, ...]:
    """Return the advance notices sent about a decision, and whether each is answered.

    A statement of the client journalled since is an answer, whatever it is linked to.
    """
    if changed is None:
        return ()
    sent = session.execute(
        select(Letter.issued_on, Letter.fields).where(
            Letter.kind == LetterKind.ADVANCE_NOTICE,
            Letter.state == LetterState.ISSUED,
            Letter.client_number == client,
            Letter.decision_number == changed,
        )
    ).all()
    statements = session.scalars(
        select(JournalEntry.received_on)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(
            Case.client_number == client,
            JournalEntry.document == DocumentKind.STATEMENT,
            JournalEntry.state != EntryState.VOID,
            JournalEntry.received_on.is_not(None),
        )
    ).all()
    return tuple(
        GivenNotice(
            issued_on=issued,
            answer_by=_deadline(fields),
            answered_on=min(
                (day for day in statements if day is not None and day >= issued),
                default=None,
            ),
        )
        for issued, fields in sent
        if issued is not None
    )


def _chain(session: Session, corrected: int | None) -> list[int]:
    """Return a decision that is corrected, and those it has itself corrected."""
    found: list[int] = []
    while corrected is not None and corrected not in found:
        found.append(corrected)
        decision = session.get(Decision, corrected)
        corrected = decision.corrects_number if decision is not None else None
    return found


def _is_over(changed: EarlierDecision | None, forces: Sequence[Force]) -> bool:
    """Tell whether later decisions have left nothing of what a decision granted."""
    if changed is None or not changed.kind.grants or not changed.items:
        return False
    return all(force.decision != changed.number for force in forces)


def _corrected_by(session: Session, corrected: int | None) -> str:
    """Return the reference of the decision that has corrected one already."""
    found = select(Decision.reference).where(
        Decision.corrects_number == corrected, Decision.state == DecisionState.ISSUED
    )
    return (session.scalar(found.limit(1)) or "") if corrected is not None else ""


def _deadline(fields: str) -> date | None:
    text = json.loads(fields).get("deadline", "")
    return date.fromisoformat(text) if text else None


def _references(session: Session, forces: Sequence[Force]) -> dict[int, str]:
    numbers = {force.decision for force in forces}
    found = select(Decision.number, Decision.reference).where(
        Decision.number.in_(numbers)
    )
    return {number: reference or "" for number, reference in session.execute(found)}


def _application(
    session: Session, application: int | None, client: int, number: int | None
) -> KnownApplication | None:
    found = session.get(Application, application) if application is not None else None
    if found is None or found.client_number != client:
        return None
    answers = select(Decision.number).where(
        Decision.application_number == application,
        Decision.state == DecisionState.ISSUED,
        Decision.number != (number or 0),
    )
    return KnownApplication(
        is_decided=session.scalar(answers.limit(1)) is not None,
        is_withdrawn=found.withdrawn_on is not None,
        received_on=found.received_on,
    )


def _complaint(
    session: Session, complaint: int | None, client: int
) -> KnownComplaint | None:
    found = session.get(Complaint, complaint) if complaint is not None else None
    if found is None or found.client_number != client:
        return None
    return KnownComplaint(
        found.decision_number,
        found.received_on,
        is_sent_back=found.governor_outcome is GovernorOutcome.SENT_BACK,
        answers=answers_to(session, found.number),
    )


def _addressees(
    everybody: Sequence[Recipient], keys: Sequence[int]
) -> tuple[Addressee, ...]:
    return tuple(
        Addressee(None if one.key == SELF else one.relation, one.has_address)
        for one in everybody
        if one.key in keys
    )
