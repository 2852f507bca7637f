"""Who in the register may be the person on a form, and who is known not to be.

The same identity number is the same person. Born the same day and alike in name is
worth a question, and the answer is remembered. Of a client the person at work may not
see, nothing is said: not even that there is one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.alike import names_alike
from stkdesk.domain.errors import AlreadyRegisteredError, NotFoundError, OfficeError
from stkdesk.domain.identity import identity_kind, tidy_identity
from stkdesk.domain.names import full_name
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs, require
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Client, Contact, NotSamePerson, Person
from stkdesk.storage.trail import note

WHOLE = 11  # digits of an identity number


class PersonRoom(StrEnum):
    """Where the same person should stand once only."""

    CLIENTS = "clients"
    CONTACTS = "contacts"

    @property
    def word(self) -> str:
        """What somebody there is called on screen."""
        return "bruker" if self is PersonRoom.CLIENTS else "støttekontakt"

    @property
    def right(self) -> Right:
        """What it takes to write somebody in there."""
        is_client = self is PersonRoom.CLIENTS
        return Right.EDIT_CASES if is_client else Right.EDIT_CONTACTS


TABLES: dict[PersonRoom, type[Client] | type[Contact]] = {
    PersonRoom.CLIENTS: Client,
    PersonRoom.CONTACTS: Contact,
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody in the register who may be the person on the form."""

    number: int  # the short number, of the client or support contact
    person: int  # of the person behind
    name: str
    birth_date: date | None
    is_same: bool  # the identity number is the same


class SimilarPeopleError(OfficeError):
    """Somebody is born the same day and alike in name; nothing was saved."""

    def __init__(self, people: tuple[Alike, ...]) -> None:
        """Carry who was found, so that the form can show them."""
        super().__init__(
            "Noen som ligner, er registrert fra før.",
            "Se etter om det er den samme. Er det ikke det, velger du «Ikke samme "
            "person» og lagrer.",
        )
        self.people = people


@needs(Right.EDIT_CASES, Right.EDIT_CONTACTS)
def people_alike(
    session: Session, room: PersonRoom, draft: PersonDraft, *, number: int | None = None
) -> tuple[Alike, ...]:
    """Return who may be the person of ``draft``, the certain ones first.

    ``number``: of the one the form is about, when it is registered already; those said
    not to be the same are left out.
    """
    require(session, room.right)
    found = _found(session, room, draft, _person_of(session, room, number))
    if found:
        words = full_name(draft.given_name, draft.family_name)
        told = {"words": words, "hits": len(found)}
        note(session, Action.SEARCHED, room.value, detail=told)
    return found


@needs(Right.EDIT_CASES, Right.EDIT_CONTACTS)
def not_same_person(
    session: Session, room: PersonRoom, number: int, person: int
) -> None:
    """Remember that the one with this short number and ``person`` are two.

    Raises:
        NotFoundError: if there is no such client or support contact.

    """
    require(session, room.right)
    own = _person_of(session, room, number)
    if own is None:
        raise NotFoundError("Personen finnes ikke lenger i registeret.")
    remember_apart(session, own, (person,))


@inner
def refuse_twin(
    session: Session,
    room: PersonRoom,
    draft: PersonDraft,
    apart: Collection[int] = (),
    *,
    number: int | None = None,
) -> tuple[int, ...]:
    """Refuse to write in somebody who is there, or may be; return who is another.

    ``apart``: people the office has looked at and says are others. ``number``: of the
    one that is edited; then only the same identity number is refused.

    Raises:
        AlreadyRegisteredError: if the identity number is there.
        SimilarPeopleError: if somebody is alike, and not said to be another.

    """
    found = _found(session, room, draft, _person_of(session, room, number))
    same = next((each for each in found if each.is_same), None)
    if same is not None:
        raise AlreadyRegisteredError(
            f"Fødselsnummeret er registrert fra før, på {room.word} {same.number}.",
            f"Åpne den {room.word}en i stedet, eller rett nummeret.",
            number=same.number,
        )
    alike = tuple(each for each in found if each.person not in apart)
    if alike and number is None:
        raise SimilarPeopleError(alike)
    return tuple(each.person for each in found if each.person in apart)


@inner
def remember_apart(session: Session, person: int, others: Collection[int]) -> None:
    """Remember that ``person`` is none of ``others``."""
    for other in sorted({*others} - {person}):
        first, second = sorted((person, other))
        known = select(NotSamePerson.number).filter_by(
            first_person=first, second_person=second
        )
        there = select(Person.number).where(Person.number == other)
        if session.scalar(known) is None and session.scalar(there) is not None:
            session.add(NotSamePerson(first_person=first, second_person=second))
    session.flush()


def _person_of(session: Session, room: PersonRoom, number: int | None) -> int | None:
    if number is None:
        return None
    table = TABLES[room]
    return session.scalar(select(table.person_number).where(table.number == number))


def _found(
    session: Session, room: PersonRoom, draft: PersonDraft, own: int | None
) -> tuple[Alike, ...]:
    national_id = tidy_identity(draft.national_id)
    whole = national_id if len(national_id) == WHOLE else ""
    by = [
        *([Person.national_id == whole] if whole else []),
        *([Person.birth_date == draft.birth_date] if draft.birth_date else []),
    ]
    if not by:
        return ()
    table = TABLES[room]
    asked = (
        select(
            table.number,
            Person.number.label("person"),
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Person.national_id,
        )
        .join(Person, Person.number == table.person_number)
        .where(or_(*by))
        .order_by(table.number)
    )
    if own is not None:
        asked = asked.where(Person.number != own)
    hidden = hidden_clients(session) if room is PersonRoom.CLIENTS else frozenset()
    others = _known_apart(session, own)
    mine = full_name(draft.given_name, draft.family_name)
    found = []
    for row in session.execute(asked):
        name = full_name(row.given_name, row.family_name)
        is_same = bool(whole) and row.national_id == whole
        differ = not is_same and _are_two(whole, row.national_id)
        alike = is_same or (
            not differ and row.person not in others and names_alike(name, mine)
        )
        if alike and row.number not in hidden:
            found.append(
                Alike(row.number, row.person, name, row.birth_date, is_same=is_same)
            )
    return tuple(sorted(found, key=lambda each: (not each.is_same, each.number)))


def _are_two(one: str, other: str | None) -> bool:
    """Tell whether two identity numbers are of two people.

    A D-number and a national identity number may be of one who has had both.
    """
    return bool(one and other) and identity_kind(one) is identity_kind(other or "")


def _known_apart(session: Session, own: int | None) -> frozenset[int]:
    if own is None:
        return frozenset()
    pair = (NotSamePerson.first_person, NotSamePerson.second_person)
    asked = select(*pair).where(or_(pair[0] == own, pair[1] == own))
    return frozenset(
        number for row in session.execute(asked) for number in row if number != own
    )
