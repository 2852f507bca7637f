"""What the one at work may see of a client and of a person.

A blocked client (on screen: sperret) is seen by those on the list only: absent from
lists and searches, and called ``BLOCKED_NAME`` where hours must be counted all the
same. Where somebody lives at a secret address, neither that nor the address, phone or
e-mail is seen by others than those who see such addresses.

Source: folkeregisterloven § 10-4; helsepersonelloven § 21 a (no reading without need).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Date, bindparam, select, text
from sqlalchemy.orm import Session

from stkdesk.domain.errors import BlockedError, NotAllowedError
from stkdesk.domain.names import full_name
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.access import actor_of, inner
from stkdesk.services.out_of_sight import BLOCKED_NAME, HIDDEN_CLIENTS
from stkdesk.services.people import person_draft, write_person
from stkdesk.storage.tables import Person, Staff
from stkdesk.storage.tables.base import now

KNOWN = "hidden_clients"  # in ``session.info``: asked once in a session

_HIDDEN = text(HIDDEN_CLIENTS.format(staff=":staff", day=":day")).bindparams(
    bindparam("day", type_=Date)
)


@inner
def hidden_clients(session: Session) -> frozenset[int]:
    """Return the short numbers of the clients that the one at work may not see.

    The day is that of the clock, not the office's: it is about now.
    """
    actor = actor_of(session)
    if actor.is_program:
        return frozenset()
    found: frozenset[int] | None = session.info.get(KNOWN)
    if found is None:
        asked = {"staff": actor.number, "day": this_day()}
        found = session.info[KNOWN] = frozenset(session.scalars(_HIDDEN, asked))
    return found


@inner
def refuse_blocked(session: Session, client_number: int | None) -> None:
    """Refuse to go on if the client is one the person at work may not see.

    Raises:
        BlockedError: if it is.

    """
    if client_number is not None and client_number in hidden_clients(session):
        raise BlockedError(client_number)


@inner
def client_name(session: Session, number: int | None, given: str, family: str) -> str:
    """Return what the client is called to the one at work."""
    hidden = number is not None and number in hidden_clients(session)
    return BLOCKED_NAME if hidden else full_name(given, family)


@inner
def sees(session: Session, protection: Protection) -> bool:
    """Tell whether the one at work may see where a person so protected lives."""
    return actor_of(session).sees_protected or not protection.hides_address


@inner
def shown_person(session: Session, person: Person) -> PersonDraft:
    """Return the form of ``person``, without what the one at work may not see."""
    draft = person_draft(person)
    return draft if sees(session, person.protection) else _veiled(draft)


@inner
def save_person(session: Session, person: Person | None, draft: PersonDraft) -> Person:
    """Write ``draft``; what the one at work could not see stands as it was.

    Raises:
        NotAllowedError: if something was written in its place.

    """
    if person is None or sees(session, person.protection):
        return write_person(person, draft)
    if _veiled(draft) != draft:
        raise NotAllowedError(
            "Adresse, telefon og e-post kan ikke endres av deg her.",
            f"Tøm feltene og lagre resten. Be {who_sees(session)} skrive det inn.",
        )
    kept = person_draft(person)
    return write_person(
        person,
        replace(
            draft,
            phone=kept.phone,
            email=kept.email,
            protection=kept.protection,
        ),
        with_address=False,
    )


@inner
def refuse_unseen(session: Session, protections: Iterable[Protection]) -> None:
    """Refuse to make a letter to people of whom one lives where it may not be seen.

    Raises:
        NotAllowedError: if there is such a person; it says who makes the letter.

    """
    if all(sees(session, each) for each in protections):
        return
    raise NotAllowedError(
        "Dette papiret må lages av en annen.",
        f"Be {who_sees(session)} om å lage det og sørge for at det kommer fram.",
    )


def _veiled(draft: PersonDraft) -> PersonDraft:
    """Return ``draft`` without where the person lives, and that it is secret."""
    return replace(
        draft,
        phone="",
        email="",
        street="",
        postal_code="",
        city="",
        protection=Protection.OPEN,
    )


@inner
def who_sees(session: Session) -> str:
    """Return the names of those who may be asked."""
    people = select(Staff.name).where(
        Staff.sees_protected, Staff.caseworker | Staff.leader
    )
    at_work = people.where(
        (Staff.authorised_to.is_(None)) | (Staff.authorised_to >= this_day())
    )
    names = session.scalars(at_work.order_by(Staff.name).limit(3)).all()
    return either(names) or "den som er administrator"


def this_day() -> date:
    """Return the day of the clock, where the office is."""
    return now().astimezone().date()


def either(names: Collection[str]) -> str:
    """Return ``Kari, Ola eller Per``."""
    *first, last = names or [""]
    return f"{', '.join(first)} eller {last}" if first else last
