"""What the form of a decision needs to know beside the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.complaint import GovernorOutcome
from stkdesk.domain.decision import DecisionDraft, DecisionState
from stkdesk.domain.decision_facts import DecisionFacts, EarlierDecision
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.decision_gate import decision_facts, earlier_decision
from stkdesk.services.decisions import client_of
from stkdesk.services.in_force import forces_of
from stkdesk.services.recipients import Recipient, letter_recipients
from stkdesk.storage.tables import Application, Complaint, Decision


@dataclass(frozen=True, slots=True)
class OpenApplication:
    """An application the decision may answer."""

    number: int
    received_on: date
    wanted_minutes: int | None
    hours_unit: HoursUnit


@dataclass(frozen=True, slots=True)
class KnownComplaint:
    """A complaint the decision may be made because of."""

    number: int
    received_on: date
    decision_number: int
    reference: str  # of the decision complained about
    is_sent_back: bool  # by the county governor, and not closed since


@dataclass(frozen=True, slots=True)
class DecisionBasis:
    """Whom a decision is about, what it may rest on, and who may get it."""

    client: str  # name, for the screen only
    language: Language
    facts: DecisionFacts  # of the draft as it was asked about; nobody confirmed yet
    recipients: tuple[Recipient, ...]
    applications: tuple[OpenApplication, ...]  # newest first
    decisions: tuple[EarlierDecision, ...]  # issued, newest first
    complaints: tuple[KnownComplaint, ...]  # newest first


@needs(Right.READ_CASES)
def decision_basis(
    session: Session,
    draft: DecisionDraft,
    *,
    today: date,
    number: int | None = None,
) -> DecisionBasis:
    """Return what the form of ``draft`` needs; ``number`` when it is saved.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if the client is one the person at work may not see.

    """
    assert draft.client_number is not None
    client = client_of(session, draft.client_number)
    facts = decision_facts(session, draft, today=today, number=number)
    return DecisionBasis(
        client=full_name(client.person.given_name, client.person.family_name),
        language=Language(client.language),
        facts=facts,
        recipients=letter_recipients(session, client.number, today=today),
        applications=_applications(session, client.number, draft.application_number),
        decisions=_decisions(session, client.number),
        complaints=_complaints(session, client.number),
    )


def _applications(
    session: Session, client: int, chosen: int | None
) -> tuple[OpenApplication, ...]:
    """Return those that are not answered, and the one that is chosen."""
    unanswered = Application.decided_on.is_(None) & Application.withdrawn_on.is_(None)
    found = session.execute(
        select(
            Application.number,
            Application.received_on,
            Application.wanted_minutes,
            Application.hours_unit,
        )
        .where(
            Application.client_number == client,
            unanswered | (Application.number == chosen),
        )
        .order_by(Application.received_on.desc(), Application.number.desc())
    )
    return tuple(OpenApplication(*row) for row in found)


def _decisions(session: Session, client: int) -> tuple[EarlierDecision, ...]:
    forces = forces_of(session, [client]).get(client, ())
    numbers = session.scalars(
        select(Decision.number)
        .where(Decision.client_number == client, Decision.state == DecisionState.ISSUED)
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
    )
    found = (
        earlier_decision(session, number, client, forces) for number in numbers.all()
    )
    return tuple(each for each in found if each is not None)


def _complaints(session: Session, client: int) -> tuple[KnownComplaint, ...]:
    found = session.execute(
        select(
            Complaint.number,
            Complaint.received_on,
            Complaint.decision_number,
            Decision.reference,
            Complaint.governor_outcome,
            Complaint.closed_on,
        )
        .join(Decision, Decision.number == Complaint.decision_number)
        .where(Complaint.client_number == client)
        .order_by(Complaint.received_on.desc(), Complaint.number.desc())
    )
    return tuple(
        KnownComplaint(
            number,
            received,
            decision,
            reference or "",
            is_sent_back=answer is GovernorOutcome.SENT_BACK and closed_on is None,
        )
        for number, received, decision, reference, answer, closed_on in found
    )
