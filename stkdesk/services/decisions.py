"""Casework on decisions (vedtak) while they are drafts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.decision import (
    DecisionDraft,
    DecisionState,
    GrantItem,
)
from stkdesk.domain.errors import NotFoundError, OfficeError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.decision_answers import answered_complaint, set_answer
from stkdesk.services.papers import PaperRow, papers_of_decision
from stkdesk.services.printable import unprintable
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Client,
    Decision,
    DecisionItem,
)
from stkdesk.storage.trail import note

#: Texts typed by the office that stand in the letter.
PRINTED = (
    "goal",
    "facts",
    "own_view",
    "grounds",
    "refused_part",
    "legal_basis",
    "correction",
)
FIRST_YEAR, LAST_YEAR = 1950, 2150  # of a day in a decision
APART = ("items", "complaint_number")  # of a draft; not columns of the decision


class AlreadyIssuedError(OfficeError):
    """The decision is issued; it never changes, a correction is a new one."""


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """Everything about one decision, as the form shows it."""

    number: int
    version: int
    draft: DecisionDraft
    state: DecisionState
    reference: str  # "2026/14"; "" while it is a draft
    client: str  # name, for the screen only
    language: Language
    papers: tuple[PaperRow, ...]  # none while it is a draft


@needs(Right.READ_CASES)
def open_decision(session: Session, number: int) -> DecisionCard:
    """Return everything about the decision with this number.

    Raises:
        NotFoundError: if there is none.

    """
    decision = find_decision(session, number)
    client = client_of(session, decision.client_number)
    note(session, Action.OPENED, "decisions", number, person=client.person_number)
    return DecisionCard(
        number=decision.number,
        version=decision.version,
        draft=draft_of(session, decision),
        state=decision.state,
        reference=decision.reference or "",
        client=full_name(client.person.given_name, client.person.family_name),
        language=client.language,
        papers=papers_of_decision(session, number),
    )


@needs(Right.EDIT_CASES)
def register_decision(session: Session, draft: DecisionDraft) -> int:
    """Add a draft of a decision to the register and return its number.

    It may lack most things still; only impossible values are refused.

    Raises:
        InvalidInputError: if there is no client, or a value cannot stand.
        NotFoundError: if there is no such client.

    """
    refuse_blocking(impossible_values(draft))
    assert draft.client_number is not None
    client_of(session, draft.client_number)
    decision = Decision(client_number=draft.client_number, kind=draft.kind)
    session.add(decision)
    _write(session, decision, draft)
    return decision.number


@needs(Right.EDIT_CASES)
def edit_decision(
    session: Session, number: int, version: int, draft: DecisionDraft
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the decision is not there.
        InvalidInputError: if a value cannot stand.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AlreadyIssuedError: if it has been issued.

    """
    refuse_blocking(impossible_values(draft))
    decision = find_decision(session, number)
    refuse_issued(decision)
    refuse_outdated(decision.version, version)
    _write(session, decision, draft)


@needs(Right.EDIT_CASES)
def discard_decision(session: Session, number: int) -> DecisionDraft:
    """Throw a draft away and return it, so that it can be registered again.

    Raises:
        NotFoundError: if the decision is not there.
        AlreadyIssuedError: if it has been issued.

    """
    decision = find_decision(session, number)
    refuse_issued(decision)
    draft = draft_of(session, decision)
    set_answer(session, decision, None)
    session.delete(decision)
    session.flush()
    return draft


@inner
def find_decision(session: Session, number: int) -> Decision:
    """Return the decision itself, for the other errands on decisions."""
    decision = session.get(Decision, number)
    if decision is None:
        raise NotFoundError("Vedtaket finnes ikke lenger i registeret.")
    refuse_blocked(session, decision.client_number)
    return decision


def refuse_issued(decision: Decision) -> None:
    """Refuse to change what has been issued."""
    if decision.state is DecisionState.ISSUED:
        raise AlreadyIssuedError(
            "Vedtaket er godkjent og låst.",
            "Skal noe endres, lager du et nytt vedtak som viser til dette.",
        )


@inner
def draft_of(session: Session, decision: Decision) -> DecisionDraft:
    """Return the form of ``decision`` as it stands in the register."""
    columns = [field.name for field in fields(DecisionDraft) if field.name not in APART]
    return DecisionDraft(
        **{name: getattr(decision, name) for name in columns},
        items=_items_of(decision),
        complaint_number=answered_complaint(session, decision),
    )


def impossible_values(draft: DecisionDraft) -> list[Problem]:
    """Return what not even a draft may hold."""
    found: list[Problem] = []
    if draft.client_number is None:
        found.append(Problem("client", "Velg hvem vedtaket gjelder."))
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        found.append(Problem("valid_to", "Vedtaket kan ikke slutte før det begynner."))
    if any(item.minutes < 0 for item in draft.items):
        found.append(Problem("items", "Tallet kan ikke være under null."))
    for name in ("applied_on", "decided_on", "valid_from", "valid_to", "review_on"):
        day: date | None = getattr(draft, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            found.append(Problem(name, "Året ser ikke riktig ut."))
    for name in ("applied_minutes", "expense_cap_ore", "drive_cap_metres"):
        if (getattr(draft, name) or 0) < 0:
            found.append(Problem(name, "Tallet kan ikke være under null."))
    typed = {name: getattr(draft, name) for name in PRINTED}
    return [*found, *unprintable(typed)]


@inner
def client_of(session: Session, number: int) -> Client:
    """Return the client a decision is about, or refuse who may not be seen."""
    refuse_blocked(session, number)
    client = session.get(Client, number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


def _write(session: Session, decision: Decision, draft: DecisionDraft) -> None:
    for field in fields(DecisionDraft):
        if field.name not in APART:
            value = getattr(draft, field.name)
            value = value.strip() if type(value) is str else value
            setattr(decision, field.name, value)
    decision.granted_minutes = draft.granted_minutes or None
    if _items_of(decision) != draft.items:
        decision.items.clear()
        session.flush()  # the places are free before others take them
        decision.items += [
            DecisionItem(place=place, solution=item.solution, minutes=item.minutes)
            for place, item in enumerate(draft.items, 1)
        ]
    session.flush()
    set_answer(session, decision, draft.complaint_number)


def _items_of(decision: Decision) -> tuple[GrantItem, ...]:
    return tuple(GrantItem(item.solution, item.minutes) for item in decision.items)
