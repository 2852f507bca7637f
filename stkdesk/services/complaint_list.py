"""The complaints of a client, and all that are open, with what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome, Verdict
from stkdesk.domain.complaint_steps import Step, steps_left
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.complaint_facts import complaint_cases
from stkdesk.services.seeing import hidden_clients, refuse_blocked
from stkdesk.storage.tables import Complaint, Decision
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint, as a line of a list."""

    number: int
    client_number: int
    decision_number: int
    reference: str  # of the decision
    received_on: date
    verdict: Verdict | None
    outcome: ComplaintOutcome | None
    outcome_on: date | None
    forwarded_on: date | None
    governor_outcome: GovernorOutcome | None
    governor_on: date | None
    closed_on: date | None
    answered_by: int | None
    steps: tuple[Step, ...]  # what is left, the most urgent first

    @property
    def standing(self) -> str:
        """Where it stands, in words on screen."""
        if self.governor_outcome is not None:
            return f"Statsforvalteren: {self.governor_outcome.label.lower()}"
        if self.forwarded_on is not None:
            return "Hos Statsforvalteren"
        if self.outcome is not None:
            return self.outcome.label
        return "Til vurdering"


@dataclass(frozen=True, slots=True)
class Appealable:
    """A decision one can complain about."""

    number: int
    reference: str
    kind: DecisionKind
    decided_on: date


@needs(Right.READ_CASES)
def appealable_decisions(
    session: Session, client_number: int
) -> tuple[Appealable, ...]:
    """Return the decisions of a client that none has taken the place of, newest first.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    note(session, Action.OPENED, "clients", client_number)
    newer = aliased(Decision)
    replaced = exists().where(
        newer.state == DecisionState.ISSUED,
        or_(
            newer.changes_number == Decision.number,
            newer.corrects_number == Decision.number,
        ),
    )
    found = (
        select(Decision)
        .where(
            Decision.client_number == client_number,
            Decision.state == DecisionState.ISSUED,
            ~replaced,
        )
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
    )
    return tuple(
        Appealable(each.number, each.reference or "", each.kind, each.decided_on)
        for each in session.scalars(found)
        if each.decided_on is not None
    )


@needs(Right.READ_CASES)
def complaints_of_client(
    session: Session, client_number: int, *, today: date
) -> tuple[ComplaintRow, ...]:
    """Return every complaint of a client, the newest first.

    In a constant number of statements. Whoever shows them notes it.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    found = session.scalars(
        select(Complaint)
        .where(Complaint.client_number == client_number)
        .order_by(Complaint.received_on.desc(), Complaint.number.desc())
        .options(selectinload(Complaint.points))
    ).all()
    return _rows(session, found, today)


@needs(Right.READ_CASES)
def open_complaints(session: Session, *, today: date) -> tuple[ComplaintRow, ...]:
    """Return every open complaint the one at work may see, the oldest first.

    In a constant number of statements. Whoever shows them notes it.
    """
    found = session.scalars(
        select(Complaint)
        .where(Complaint.closed_on.is_(None))
        .order_by(Complaint.received_on, Complaint.number)
        .options(selectinload(Complaint.points))
    ).all()
    hidden = hidden_clients(session)
    seen = [each for each in found if each.client_number not in hidden]
    return _rows(session, seen, today)


def _rows(
    session: Session, found: Sequence[Complaint], today: date
) -> tuple[ComplaintRow, ...]:
    if not found:
        return ()
    cases = complaint_cases(session, found, today=today)
    numbers = {each.decision_number for each in found}
    references = dict(
        session.execute(
            select(Decision.number, Decision.reference).where(
                Decision.number.in_(numbers)
            )
        ).all()
    )
    return tuple(
        ComplaintRow(
            number=each.number,
            client_number=each.client_number,
            decision_number=each.decision_number,
            reference=references[each.decision_number] or "",
            received_on=each.received_on,
            verdict=cases[each.number].verdict,
            outcome=each.outcome,
            outcome_on=each.outcome_on,
            forwarded_on=cases[each.number].sent_on,
            governor_outcome=each.governor_outcome,
            governor_on=each.governor_on,
            closed_on=each.closed_on,
            answered_by=each.answered_by,
            steps=steps_left(cases[each.number], today=today),
        )
        for each in found
    )
