"""Casework on the register of clients (on screen: brukere)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.client import (
    ClientDraft,
    ClientStatus,
    client_problems,
)
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    NotFoundError,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force, granted_in
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.client_hours import hours_in
from stkdesk.services.history import Event, client_history
from stkdesk.services.in_force import forces_of
from stkdesk.services.people import (
    same_person,
)
from stkdesk.services.periods import PeriodRow
from stkdesk.services.relatives import relatives_of, write_relatives
from stkdesk.services.seeing import refuse_blocked, save_person, shown_person
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Decision,
    Organisation,
    Person,
)
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class ClientAssignment:
    """One assignment, as seen from the client."""

    number: int
    contact: str  # name of the support contact or organisation
    contact_number: int | None
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    agreed_minutes: int
    hours_unit: HoursUnit


@dataclass(frozen=True, slots=True)
class ClientDecision:
    """One decision, as seen from the client."""

    number: int
    reference: str  # "" while it is a draft
    kind: DecisionKind
    state: DecisionState
    decided_on: date | None
    valid_from: date | None
    valid_to: date | None
    granted_minutes: int | None
    hours_unit: HoursUnit
    ends_on: date | None = None  # its last day, as later decisions have left it
    is_replaced: bool = False  # by a correction, or a change from its first day


@dataclass(frozen=True, slots=True)
class ClientCard:
    """Everything about one client, as the card shows it and the form edits it."""

    number: int
    version: int
    draft: ClientDraft
    assignments: tuple[ClientAssignment, ...]
    decisions: tuple[ClientDecision, ...]
    period: PeriodRow | None = None  # the one the hours are of
    used_minutes: int = 0
    granted_minutes: int = 0  # by the decisions in force
    events: tuple[Event, ...] = ()  # newest first
    is_blocked: bool = False  # seen by those on the list only

    @property
    def name(self) -> str:
        """The client's full name."""
        return full_name(self.draft.person.given_name, self.draft.person.family_name)


@needs(Right.READ_CASES)
def open_client(
    session: Session, number: int, *, period: PeriodRow | None = None
) -> ClientCard:
    """Return everything about the client with this short number.

    Hours are those of ``period``, if one is given.

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
    hours = hours_in(session, [number], period.number if period else None)
    return ClientCard(
        number=client.number,
        version=client.version,
        draft=_draft_of(session, client),
        assignments=_assignments_of(session, number),
        decisions=_decisions_of(session, number, held),
        period=period,
        used_minutes=hours.get(number, (0, 0))[0],
        granted_minutes=granted_in(held, period.period) if period else 0,
        events=client_history(session, number),
        is_blocked=client.is_blocked,
    )


@needs(Right.EDIT_CASES)
def register_client(
    session: Session, draft: ClientDraft, *, today: date, same_is_fine: bool = False
) -> int:
    """Add a client to the register and return the short number.

    ``same_is_fine``: the office has looked and says it is another person.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        AlreadyRegisteredError: if the person seems to be a client already.

    """
    refuse_blocking(client_problems(draft, today=today))
    if not same_is_fine:
        same = same_person(session, draft.person, Client.person_number, Client.number)
        if same is not None:
            refuse_blocked(session, same)
            raise AlreadyRegisteredError(
                f"Personen er trolig registrert fra før, som bruker {same}.",
                "Åpne den brukeren i listen i stedet.",
                number=same,
            )
    client = Client(person=save_person(session, None, draft.person), opened_on=today)
    _write(session, client, draft, today)
    session.add(client)
    session.flush()
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

    """
    refuse_blocking(client_problems(draft, today=today))
    client = _find(session, number)
    refuse_outdated(client.version, version)
    save_person(session, client.person, draft.person)
    _write(session, client, draft, today)
    client.changed_at = now()  # an edit of the person alone is also a save
    session.flush()


def _find(session: Session, number: int) -> Client:
    refuse_blocked(session, number)
    client = session.get(Client, number)
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
    write_relatives(session, client, draft.relatives)


def _draft_of(session: Session, client: Client) -> ClientDraft:
    return ClientDraft(
        person=shown_person(session, client.person),
        status=client.status,
        language=client.language,
        case_number=client.case_number,
        wishes=client.wishes,
        relatives=relatives_of(session, client),
    )


def _assignments_of(session: Session, number: int) -> tuple[ClientAssignment, ...]:
    found = (
        select(
            Assignment.number,
            Person.given_name,
            Person.family_name,
            Organisation.name,
            Assignment.contact_number,
            Assignment.status,
            Assignment.start_on,
            Assignment.end_on,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
        )
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .where(Assignment.client_number == number)
        .order_by(Assignment.start_on.desc())
    )
    return tuple(
        ClientAssignment(n, organisation or full_name(given, family), *rest)
        for n, given, family, organisation, *rest in session.execute(found)
    )


def _decisions_of(
    session: Session, number: int, held: Sequence[Force]
) -> tuple[ClientDecision, ...]:
    found = (
        select(
            Decision.number,
            func.coalesce(Decision.reference, ""),
            Decision.kind,
            Decision.state,
            Decision.decided_on,
            Decision.valid_from,
            Decision.valid_to,
            Decision.granted_minutes,
            Decision.hours_unit,
        )
        .where(Decision.client_number == number)
        .order_by(Decision.number.desc())
    )
    ends = {force.decision: force.last for force in held}
    return tuple(
        ClientDecision(
            *row,
            ends_on=ends.get(row.number, row.valid_to),
            is_replaced=bool(row.granted_minutes)
            and row.state is DecisionState.ISSUED
            and row.number not in ends,
        )
        for row in session.execute(found)
    )
