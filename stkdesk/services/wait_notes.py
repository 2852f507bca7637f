"""What the office notes of a client's wait: how much it hurries, and why they wait."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.matching import WaitReason, WaitUrgency
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.match_clients import client_of
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
    """The note about one client's wait; without a number it is not written yet."""

    number: int | None
    version: int
    draft: WaitDraft
    name: str = ""  # of the client, for the screen only


@needs(Right.READ_CASES)
def open_wait(session: Session, client_number: int) -> WaitCard:
    """Return what is noted of the client's wait.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    person = client_of(session, client_number).person
    name = full_name(person.given_name, person.family_name)
    row = _row(session, client_number)
    if row is None:
        return WaitCard(None, 0, WaitDraft(client_number), name)
    note(session, Action.OPENED, "waits", row.number, person=person.number)
    draft = WaitDraft(client_number, row.urgency, row.reason, row.note)
    return WaitCard(row.number, row.version, draft, name)


@needs(Right.EDIT_CASES)
def note_wait(
    session: Session,
    client_number: int,
    version: int,
    draft: WaitDraft,
) -> None:
    """Write ``draft`` about the client's wait; ``version`` 0 when it is the first.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    client_of(session, client_number)
    row = _row(session, client_number)
    if row is None:
        row = Wait(client_number=client_number)
        session.add(row)
    else:
        refuse_outdated(row.version, version)
    row.urgency, row.reason = draft.urgency, draft.reason
    row.note = draft.note.strip()
    session.flush()


def _row(session: Session, client_number: int) -> Wait | None:
    return session.scalar(select(Wait).where(Wait.client_number == client_number))
