"""What the office notes of a client's wait: how much it hurries, and why they wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.matching import WaitReason, WaitUrgency
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.match_clients import client_of
from stkdesk.services.seeing import refuse_blocked
from stkdesk.services.unmet import unmet
from stkdesk.storage.tables import Wait
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class WaitDraft:
    """What is noted of a wait; ``urgency`` before the time waited is counted."""

    client_number: int | None = None
    urgency: WaitUrgency = WaitUrgency.USUAL
    reason: WaitReason = WaitReason.NOT_STARTED
    note: str = ""


@dataclass(frozen=True, slots=True)
class WaitCard:
    """The note about one client's wait."""

    number: int
    version: int
    draft: WaitDraft


@dataclass(frozen=True, slots=True)
class Waiter:
    """Who waits, and what is noted of it."""

    name: str  # for the screen only
    card: WaitCard | None  # None: nothing is noted yet
    reason: WaitReason = WaitReason.NOT_STARTED  # as it seems, until it is noted


@needs(Right.READ_CASES)
def wait_of(session: Session, client_number: int, *, today: date) -> Waiter:
    """Return what is noted of the client's wait, and what the form needs to know.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    person = client_of(session, client_number).person
    row = session.scalar(select(Wait).filter_by(client_number=client_number))
    if row is not None:
        note(session, Action.OPENED, "waits", row.number, person=person.number)
    name = full_name(person.given_name, person.family_name)
    if row is not None:
        return Waiter(name, _card(row))
    found = unmet(session, today=today, only=(client_number,))
    return Waiter(name, None, found[0].reason) if found else Waiter(name, None)


@needs(Right.READ_CASES)
def open_wait(session: Session, number: int) -> WaitCard:
    """Return the note with this number.

    Raises:
        NotFoundError: if there is none.

    """
    row = session.get(Wait, number)
    if row is None:
        raise NotFoundError("Notatet om ventingen finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    note(session, Action.OPENED, "waits", number)
    return _card(row)


@needs(Right.EDIT_CASES)
def note_wait(
    session: Session, client_number: int, version: int, draft: WaitDraft
) -> int:
    """Write ``draft`` about the client's wait; ``version`` 0 when it is the first.

    Returns the number of the note.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    client_of(session, client_number)
    row = session.scalar(select(Wait).filter_by(client_number=client_number))
    if row is None:
        row = Wait(client_number=client_number)
        session.add(row)
    else:
        refuse_outdated(row.version, version)
    row.urgency, row.reason = draft.urgency, draft.reason
    row.note = draft.note.strip()
    session.flush()
    return row.number


def _card(row: Wait) -> WaitCard:
    draft = WaitDraft(row.client_number, row.urgency, row.reason, row.note)
    return WaitCard(row.number, row.version, draft)
