"""Opening an agreement: the one that is asked for, or the one to go on with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementDraft, AgreementState
from stkdesk.domain.agreement_rules import AgreementFacts
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, needs
from stkdesk.services.agreement_facts import agreement_assignment, agreement_facts
from stkdesk.services.agreement_rows import agreement_draft, find_agreement
from stkdesk.services.agreement_start import first_draft
from stkdesk.services.assignment_list import assignment_rows
from stkdesk.storage.tables import Agreement, Paper
from stkdesk.storage.trail import note

_OPEN = (AgreementState.DRAFT, AgreementState.MADE)


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """Everything about one agreement, as the form shows it."""

    number: int
    version: int
    draft: AgreementDraft
    state: AgreementState
    client: str  # names, for the screen only
    contact: str
    made_on: date | None = None
    signed_on: date | None = None
    returned_on: date | None = None
    ended_on: date | None = None
    paper_number: int | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An agreement to go on with, and all the form needs to know."""

    draft: AgreementDraft
    card: AgreementCard | None  # None: a new one
    client: str  # names, for the screen only
    contact: str
    facts: AgreementFacts


@needs(Right.READ_CASES)
def open_agreement(session: Session, number: int) -> AgreementCard:
    """Return everything about one agreement.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if its client is one the person at work may not see.

    """
    agreement = find_agreement(session, number)
    note(session, Action.OPENED, "agreements", number)
    [row] = assignment_rows(session, [agreement.assignment_number])
    paper = session.execute(
        select(Paper.number, Paper.reference)
        .where(Paper.agreement_number == number)
        .order_by(Paper.number.desc())
    ).first()
    return AgreementCard(
        number=number,
        version=agreement.version,
        draft=agreement_draft(agreement),
        state=agreement.state,
        client=row.client,
        contact=row.provider,
        made_on=agreement.made_on,
        signed_on=agreement.signed_on,
        returned_on=agreement.returned_on,
        ended_on=agreement.ended_on,
        paper_number=paper.number if paper else None,
        reference=paper.reference if paper else "",
    )


@needs(Right.READ_CASES)
def open_agreement_of(
    session: Session, assignment_number: int, number: int | None, *, today: date
) -> Opened:
    """Return agreement ``number``; without it the one to go on with, or a new one.

    To go on with: a draft, or one that waits to be signed. Who may not make one is
    shown the newest there is.

    Raises:
        NotFoundError: if the assignment, or the agreement, is not there.
        BlockedError: if its client is one the person at work may not see.
        NoAgreementError: if no support contact would sign it.

    """
    agreement_assignment(session, assignment_number)
    if number is None:
        found = select(Agreement.number).where(
            Agreement.assignment_number == assignment_number
        )
        if actor_of(session).may(Right.EDIT_CASES):
            found = found.where(Agreement.state.in_(_OPEN))
        number = session.scalar(found.order_by(Agreement.number.desc()).limit(1))
    card = None if number is None else open_agreement(session, number)
    draft = (
        first_draft(session, assignment_number, today=today)
        if card is None
        else card.draft
    )
    [row] = assignment_rows(session, [assignment_number])
    facts = agreement_facts(session, draft, today=today, number=number)
    return Opened(draft, card, row.client, row.provider, facts)
