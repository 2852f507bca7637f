"""Casework on what a client wishes of a support contact."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import AlreadyRegisteredError, NotFoundError
from stkdesk.domain.match_wish import WishDraft, wish_problems
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.match_clients import client_of
from stkdesk.services.match_words import write_client_words
from stkdesk.services.seeing import refuse_blocked, sees
from stkdesk.storage.tables import Client, MatchWish
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class WishCard:
    """The wishes of one client, as the form shows them."""

    number: int
    version: int
    draft: WishDraft


@dataclass(frozen=True, slots=True)
class Wished:
    """Whose wishes they are, and those there are."""

    name: str  # for the screen only
    card: WishCard | None  # None: nobody has asked yet


@needs(Right.READ_CASES)
def wishes_of(session: Session, client_number: int) -> Wished:
    """Return the client's wishes, and what the form needs to know.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    client = client_of(session, client_number)
    row = session.scalar(select(MatchWish).filter_by(client_number=client_number))
    if row is not None:
        person = client.person_number
        note(session, Action.OPENED, "match_wishes", row.number, person=person)
    name = full_name(client.person.given_name, client.person.family_name)
    return Wished(name, _card(session, row) if row is not None else None)


@needs(Right.READ_CASES)
def open_wishes(session: Session, number: int) -> WishCard:
    """Return the wishes with this number.

    Raises:
        NotFoundError: if there are none.

    """
    row = _find(session, number)
    note(session, Action.OPENED, "match_wishes", number)
    return _card(session, row)


@needs(Right.EDIT_CASES)
def register_wishes(session: Session, draft: WishDraft) -> int:
    """Write the wishes of a client and return their number.

    Raises:
        InvalidInputError: if a value cannot stand.
        NotFoundError: if there is no such client.
        AlreadyRegisteredError: if the client's wishes are written already.

    """
    assert draft.client_number is not None
    client_of(session, draft.client_number)
    refuse_blocking(wish_problems(draft))
    known = session.scalar(
        select(MatchWish.number).filter_by(client_number=draft.client_number)
    )
    if known is not None:
        raise AlreadyRegisteredError(
            "Ønskene er skrevet fra før.",
            "Åpne dem på nytt og skriv videre.",
            number=known,
        )
    row = MatchWish(client_number=draft.client_number)
    session.add(row)
    _write(session, row, draft)
    return row.number


@needs(Right.EDIT_CASES)
def edit_wishes(session: Session, number: int, version: int, draft: WishDraft) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        InvalidInputError: if a value cannot stand.
        NotFoundError: if the wishes are not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = _find(session, number)
    refuse_blocking(wish_problems(draft))
    refuse_outdated(row.version, version)
    _write(session, row, draft)


def _find(session: Session, number: int) -> MatchWish:
    row = session.get(MatchWish, number)
    if row is None:
        raise NotFoundError("Ønskene finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    return row


def _may_see_areas(session: Session, client_number: int) -> bool:
    protection: Protection = session.get_one(Client, client_number).person.protection
    return sees(session, protection)


def _write(session: Session, row: MatchWish, draft: WishDraft) -> None:
    """Areas that the one at work may not see stand as they were, unless replaced."""
    row.gender, row.needs_car = draft.gender, draft.needs_car
    row.age_from, row.age_to = draft.age_from, draft.age_to
    row.weekdays = draft.weekdays
    row.languages, row.interests = draft.languages.strip(), draft.interests.strip()
    areas = draft.areas.strip()
    if areas or _may_see_areas(session, row.client_number):
        row.areas = areas
    session.flush()
    write_client_words(session, row.client_number, row)


def _card(session: Session, row: MatchWish) -> WishCard:
    may_see = _may_see_areas(session, row.client_number)
    return WishCard(
        row.number,
        row.version,
        WishDraft(
            client_number=row.client_number,
            gender=row.gender,
            age_from=row.age_from,
            age_to=row.age_to,
            needs_car=row.needs_car,
            weekdays=row.weekdays,
            languages=row.languages,
            interests=row.interests,
            areas=row.areas if may_see else "",
        ),
    )
