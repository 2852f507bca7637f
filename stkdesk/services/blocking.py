"""Blocked clients (sperrede brukere): who may see them, and opening one in need.

A colleague, a relative, somebody well known: the office says who works with the case,
and to all others the client is not there. Whoever must see it all the same says why,
sees it until the end of the day, and the leader is told. Who is on the list is for
those on it to say, and for a leader: not for whoever has opened it in need.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    Problem,
)
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, needs
from stkdesk.services.seeing import KNOWN, hidden_clients, refuse_blocked, this_day
from stkdesk.storage.tables import Client, ClientAccess, Staff
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note

SHORTEST_REASON = 10  # signs; a word is no reason


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be put on the list of a blocked client."""

    number: int
    name: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class ClientBlock:
    """Whether a client is blocked, and who may see it then."""

    is_blocked: bool
    colleagues: tuple[Colleague, ...]  # by name


@needs(Right.EDIT_CASES)
def open_block(session: Session, client_number: int) -> ClientBlock:
    """Return who may see the client when it is blocked.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if the one at work may not see it.
        NotAllowedError: if they see it in need only.

    """
    client = _client(session, client_number)
    _refuse_in_need(session, client)
    listed = {access.staff_number for access in _given(session, client_number)}
    people = session.execute(
        select(Staff.number, Staff.name)
        .where(Staff.authorised_to.is_(None) | (Staff.authorised_to >= this_day()))
        .where(Staff.caseworker | Staff.leader | Staff.reader)
        .order_by(Staff.name)
    )
    return ClientBlock(
        client.is_blocked,
        tuple(Colleague(number, name, number in listed) for number, name in people),
    )


@needs(Right.EDIT_CASES)
def block_client(session: Session, client_number: int, staff: Collection[int]) -> None:
    """Let only ``staff``, and whoever does this, see the client from now on.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if the one at work may not see it.
        NotAllowedError: if they see it in need only.

    """
    client = _client(session, client_number)
    _refuse_in_need(session, client)
    wanted = set(staff)
    if (own := actor_of(session).number) is not None:
        wanted.add(own)
    given = _given(session, client_number)
    for access in given:
        if access.staff_number not in wanted:
            session.delete(access)
    known = {access.staff_number for access in given}
    moment = now()
    session.add_all(
        ClientAccess(client_number=client_number, staff_number=number, given_at=moment)
        for number in sorted(wanted - known)
    )
    session.flush()  # a server lets nobody give what is hidden already
    client.is_blocked = True
    session.flush()


@needs(Right.EDIT_CASES)
def unblock_client(session: Session, client_number: int) -> None:
    """Let everybody with the right to read cases see the client again.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if the one at work may not see it.
        NotAllowedError: if they see it in need only.

    """
    client = _client(session, client_number)
    _refuse_in_need(session, client)
    client.is_blocked = False
    for access in _given(session, client_number):
        session.delete(access)
    session.flush()


@needs(Right.READ_CASES)
def break_glass(session: Session, client_number: int, reason: str) -> None:
    """Let the one at work see a blocked client until the end of the day.

    The reason stands in the trail, and on the leader's first page.

    Raises:
        InvalidInputError: if no real reason is given; field ``reason``.
        NotFoundError: if there is no such client.

    """
    told = " ".join(reason.split())
    if len(told) < SHORTEST_REASON:
        raise InvalidInputError(
            (Problem("reason", "Skriv hvorfor du må åpne akkurat denne brukeren nå."),)
        )
    number = actor_of(session).number
    assert number is not None
    if client_number not in hidden_clients(session):
        _client(session, client_number)  # is it there at all?
        return  # nothing stands in the way
    session.add(
        ClientAccess(
            client_number=client_number,
            staff_number=number,
            given_at=now(),
            ends_on=this_day(),
            in_need=True,
        )
    )
    session.flush()  # a server shows it from now on
    session.info.pop(KNOWN, None)
    client = _client(session, client_number)
    note(
        session,
        Action.BROKE_GLASS,
        "clients",
        client_number,
        person=client.person_number,
        detail={"reason": told},
    )


def _client(session: Session, number: int) -> Client:
    refuse_blocked(session, number)
    client = session.get(Client, number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


def _refuse_in_need(session: Session, client: Client) -> None:
    """Refuse to let those decide on the list who are not on it themselves."""
    actor = actor_of(session)
    if not client.is_blocked or actor.may(Right.READ_TRAIL):
        return
    listed = {access.staff_number for access in _given(session, client.number)}
    if actor.number not in listed:
        raise NotAllowedError(
            "Du har åpnet brukeren for i dag, men står ikke på listen.",
            "Be en leder eller en som står på listen, om å endre hvem som har tilgang.",
        )


def _given(session: Session, client_number: int) -> list[ClientAccess]:
    """Return what the office has given, not what was taken in need."""
    found = select(ClientAccess).where(
        ClientAccess.client_number == client_number, ~ClientAccess.in_need
    )
    return list(session.scalars(found))
