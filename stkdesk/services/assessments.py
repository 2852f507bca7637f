"""Casework on assessments (kartlegging): facts about a client's needs, written once.

A new decision takes its facts, its goal and the client's own view from here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assessment import (
    AssessmentDraft,
    assessment_problems,
)
from stkdesk.domain.client import OF_AGE
from stkdesk.domain.errors import AlreadyRegisteredError, NotFoundError
from stkdesk.domain.names import full_name
from stkdesk.domain.person import years_old
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Assessment, Client
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class AssessmentCard:
    """The assessment of one client, as the form shows it."""

    number: int
    version: int
    draft: AssessmentDraft


@dataclass(frozen=True, slots=True)
class Assessed:
    """Whom an assessment is about, and the one there is."""

    name: str  # for the screen only
    is_minor: bool
    card: AssessmentCard | None  # None: the client is not assessed yet
    wishes: str  # from the client's own card, to begin with


@needs(Right.READ_CASES)
def assessment_of(session: Session, client_number: int, *, today: date) -> Assessed:
    """Return the client's assessment, and what its form needs to know.

    Raises:
        NotFoundError: if there is no such client.

    """
    client = _client(session, client_number)
    person = client.person
    row = session.scalar(
        select(Assessment).where(Assessment.client_number == client_number)
    )
    if row is not None:
        note(
            session,
            Action.OPENED,
            "assessments",
            row.number,
            person=client.person_number,
        )
    return Assessed(
        full_name(person.given_name, person.family_name),
        is_minor=_is_minor(client, today),
        card=_card(row) if row is not None else None,
        wishes=client.wishes,
    )


@needs(Right.READ_CASES)
def open_assessment(session: Session, number: int) -> AssessmentCard:
    """Return the assessment with this number.

    Raises:
        NotFoundError: if there is none.

    """
    row = _find(session, number)
    note(session, Action.OPENED, "assessments", number)
    return _card(row)


@needs(Right.EDIT_CASES)
def register_assessment(
    session: Session, draft: AssessmentDraft, *, today: date
) -> int:
    """Write the assessment of a client and return its number.

    Raises:
        InvalidInputError: if a value cannot stand.
        NotFoundError: if there is no such client.
        AlreadyRegisteredError: if the client is assessed already.

    """
    assert draft.client_number is not None
    client = _client(session, draft.client_number)
    refuse_blocking(
        assessment_problems(draft, is_minor=_is_minor(client, today), today=today)
    )
    known = session.scalar(
        select(Assessment.number).where(Assessment.client_number == draft.client_number)
    )
    if known is not None:
        raise AlreadyRegisteredError(
            "Brukeren er kartlagt fra før.",
            "Åpne kartleggingen og skriv videre i den.",
            number=known,
        )
    row = Assessment(client_number=draft.client_number)
    _write(row, draft)
    session.add(row)
    session.flush()
    return row.number


@needs(Right.EDIT_CASES)
def edit_assessment(
    session: Session, number: int, version: int, draft: AssessmentDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the assessment is not there.
        InvalidInputError: if a value cannot stand.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = _find(session, number)
    client = _client(session, row.client_number)
    refuse_blocking(
        assessment_problems(draft, is_minor=_is_minor(client, today), today=today)
    )
    refuse_outdated(row.version, version)
    _write(row, draft)
    session.flush()


@inner
def assessed(session: Session, client_number: int) -> AssessmentDraft | None:
    """Return what is known of the client's needs, for a decision or a letter."""
    row = session.scalar(
        select(Assessment).where(Assessment.client_number == client_number)
    )
    return _draft(row) if row is not None else None


def facts_of(draft: AssessmentDraft) -> str:
    """Return the facts of a decision: what was found, a paragraph for each thing."""
    return "\n\n".join(
        text.strip()
        for text in (
            draft.functions,
            draft.network,
            draft.other_services,
            draft.alternatives,
        )
        if text.strip()
    )


def own_view_of(draft: AssessmentDraft) -> str:
    """Return what the client wants and thinks, a minor's own words last."""
    told = (draft.own_wishes, draft.own_view, draft.child_view)
    return "\n\n".join(text.strip() for text in told if text.strip())


def _card(row: Assessment) -> AssessmentCard:
    return AssessmentCard(row.number, row.version, _draft(row))


def _draft(row: Assessment) -> AssessmentDraft:
    return AssessmentDraft(
        **{each.name: getattr(row, each.name) for each in fields(AssessmentDraft)}
    )


def _write(row: Assessment, draft: AssessmentDraft) -> None:
    for name, value in asdict(draft).items():
        if name != "client_number":  # whose it is never changes
            setattr(row, name, value.strip() if type(value) is str else value)


def _find(session: Session, number: int) -> Assessment:
    row = session.get(Assessment, number)
    if row is None:
        raise NotFoundError("Kartleggingen finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    return row


def _client(session: Session, number: int) -> Client:
    refuse_blocked(session, number)
    client = session.get(Client, number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


def _is_minor(client: Client, today: date) -> bool:
    born = client.person.birth_date
    return born is not None and born <= today and years_old(born, today) < OF_AGE
