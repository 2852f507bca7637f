"""Casework on the register of clients (on screen: brukere)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session, joinedload, selectinload

from stkdesk.domain.client import (
    ClientDraft,
    ClientStatus,
    client_problems,
)
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.hours_meter import HoursMeter
from stkdesk.domain.identity import tidy_identity
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.client_case import ClientCase, case_of
from stkdesk.services.client_decisions import (
    ClientAssignment,
    ClientDecision,
    assignments_of,
    decisions_of,
)
from stkdesk.services.duplicates import PersonRoom, refuse_twin, remember_apart
from stkdesk.services.history import Event, client_history
from stkdesk.services.hours_meter import client_hours_meter
from stkdesk.services.in_force import forces_of
from stkdesk.services.periods import PeriodRow
from stkdesk.services.relatives import relatives_of, write_relatives
from stkdesk.services.seeing import refuse_blocked, save_person, shown_person
from stkdesk.storage.tables import Client, ClientRelation, Person
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class ClientCard:
    """Everything about one client, as the card shows it and the form edits it."""

    number: int
    version: int
    draft: ClientDraft
    assignments: tuple[ClientAssignment, ...]
    decisions: tuple[ClientDecision, ...]
    period: PeriodRow | None = None  # the one the hours are of
    meter: HoursMeter | None = None  # its hours; None when there is no period
    events: tuple[Event, ...] = ()  # newest first
    is_blocked: bool = False  # seen by those on the list only
    case: ClientCase | None = None  # None: nobody asked for it

    @property
    def name(self) -> str:
        """The client's full name."""
        return full_name(self.draft.person.given_name, self.draft.person.family_name)


@needs(Right.READ_CASES)
def open_client(
    session: Session,
    number: int,
    *,
    period: PeriodRow | None = None,
    today: date | None = None,
) -> ClientCard:
    """Return everything about the client with this short number.

    Hours are those of ``period``, if one is given; the case is as it stands
    ``today``, and is read only then. A constant number of statements.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if the one at work may not see it.

    """
    client = _find(session, number)
    note(
        session,
        Action.OPENED,
        "clients",
        number,
        person=client.person_number,
        detail={"case": client.case_number} if client.case_number else None,
    )
    held = forces_of(session, [number]).get(number, ())
    return ClientCard(
        number=client.number,
        version=client.version,
        draft=_draft_of(session, client),
        assignments=assignments_of(session, number),
        decisions=decisions_of(session, number, held),
        period=period,
        meter=client_hours_meter(
            session, number, held, period, today=today or period.period.last
        )
        if period
        else None,
        events=client_history(session, number),
        is_blocked=client.is_blocked,
        case=case_of(session, number, client.person_number, today=today)
        if today
        else None,
    )


@needs(Right.EDIT_CASES)
def register_client(
    session: Session, draft: ClientDraft, *, today: date, apart: Collection[int] = ()
) -> int:
    """Add a client to the register and return the short number.

    ``apart``: people the office has looked at and says are others; remembered.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        AlreadyRegisteredError: if the identity number is a client's already.
        SimilarPeopleError: if somebody is alike, and not said to be another.

    """
    refuse_blocking(client_problems(draft, today=today))
    others = refuse_twin(session, PersonRoom.CLIENTS, draft.person, apart)
    client = Client(person=save_person(session, None, draft.person), opened_on=today)
    _write(session, client, draft, today)
    session.add(client)
    session.flush()
    remember_apart(session, client.person_number, others)
    return client.number


@needs(Right.EDIT_CASES)
def edit_client(
    session: Session, number: int, version: int, draft: ClientDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the client is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AlreadyRegisteredError: if the identity number is now another client's.

    """
    refuse_blocking(client_problems(draft, today=today))
    client = _find(session, number)
    refuse_outdated(client.version, version)
    if tidy_identity(draft.person.national_id) != (client.person.national_id or ""):
        refuse_twin(session, PersonRoom.CLIENTS, draft.person, number=number)
    save_person(session, client.person, draft.person)
    _write(session, client, draft, today)
    client.changed_at = now()  # an edit of the person alone is also a save
    session.flush()


def _find(session: Session, number: int) -> Client:
    refuse_blocked(session, number)
    person = joinedload(Client.person).selectinload(Person.addresses)
    others = selectinload(Client.relations).joinedload(ClientRelation.person)
    whole = (person, others.selectinload(Person.addresses))
    client = session.get(Client, number, options=whole)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


def _write(session: Session, client: Client, draft: ClientDraft, today: date) -> None:
    if draft.status is ClientStatus.ENDED and client.status is not ClientStatus.ENDED:
        client.closed_on = max(today, client.opened_on or today)
    elif draft.status is not ClientStatus.ENDED:
        client.closed_on = None
    client.status, client.language = draft.status, draft.language
    client.case_number, client.wishes = draft.case_number.strip(), draft.wishes.strip()
    client.is_protected_group = draft.is_protected_group
    write_relatives(session, client, draft.relatives)


def _draft_of(session: Session, client: Client) -> ClientDraft:
    return ClientDraft(
        person=shown_person(session, client.person),
        status=client.status,
        language=client.language,
        case_number=client.case_number,
        wishes=client.wishes,
        is_protected_group=client.is_protected_group,
        relatives=relatives_of(session, client),
    )
