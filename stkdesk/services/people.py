"""Casework on people, whatever part they play: written once for all rooms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from stkdesk.domain.identity import identity_kind, tidy_identity
from stkdesk.domain.names import search_text, search_words, sort_key, tidy
from stkdesk.domain.person import PersonDraft
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    Client,
    ClientRelation,
    Contact,
    Person,
    PersonAddress,
)
from stkdesk.storage.tables.names import NUMBER_SIGN


def write_person(
    person: Person | None, draft: PersonDraft, *, with_address: bool = True
) -> Person:
    """Return a new person, or ``person``, with everything as in ``draft``.

    Without ``with_address`` the address stands as it is, also when a server hides it.
    """
    columns = person_columns(draft)
    if person is None:
        person = Person(**columns)
    else:
        for name, value in columns.items():
            setattr(person, name, value)
    if with_address:
        _write_address(person, draft)
    return person


def person_columns(draft: PersonDraft) -> dict[str, Any]:
    """Return what the table of people holds of ``draft``, keys for search included."""
    given, family = tidy(draft.given_name), tidy(draft.family_name)
    national_id = tidy_identity(draft.national_id) or None
    if national_id is not None and len(national_id) != 11:
        national_id = None  # half a number helps nobody; the form has warned
    return {
        "given_name": given,
        "family_name": family,
        "sort_key": sort_key(family, given),
        "search_text": search_text(
            given,
            family,
            *(() if draft.protection.hides_address else (draft.phone, draft.city)),
            national_id or "",
            draft.birth_date,
        ),
        "birth_date": draft.birth_date,
        "national_id": national_id,
        "national_id_kind": identity_kind(national_id) if national_id else None,
        "gender": draft.gender,
        "protection": draft.protection,
        "phone": draft.phone.strip(),
        "email": draft.email.strip(),
    }


def person_draft(person: Person) -> PersonDraft:
    """Return the form of ``person`` as it stands in the register."""
    address = person.addresses[-1] if person.addresses else None
    return PersonDraft(
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        national_id=person.national_id or "",
        phone=person.phone,
        email=person.email,
        street=address.street if address else "",
        postal_code=address.postal_code if address else "",
        city=address.city if address else "",
        protection=person.protection,
        gender=person.gender,
    )


def plays_a_part() -> ColumnElement[bool]:
    """Return the condition that a person is a client, a contact or a relative."""
    parts = (Client.person_number, Contact.person_number, ClientRelation.person_number)
    return or_(*(exists().where(part == Person.number) for part in parts))


@inner
def forget_unless_needed(session: Session, person: Person) -> None:
    """Take ``person`` out of the register, address and all, if without a part in it.

    The office may keep personal data only as long as it needs them (GDPR art. 5.1 e).
    """
    session.flush()
    needed = select(Person.number).where(Person.number == person.number, plays_a_part())
    if session.scalar(needed) is None:
        session.delete(person)


def matches(
    search: str,
    also: Callable[[str], Sequence[ColumnElement[bool]]] = lambda _word: (),
    *,
    text: InstrumentedAttribute[str] = Person.search_text,
) -> ColumnElement[bool]:
    """Return the condition that a person is meant by ``search``.

    Each word must begin a word of the person's: name, phone, place, birth date; or
    fulfil one of the conditions ``also`` gives for it. ``text`` is what is searched.
    """
    return and_(
        true(),
        *(
            or_(text.contains(f" {word}", autoescape=True), *also(word))
            for word in search_words(search)
        ),
    )


def short_number(search: str, letter: str) -> int | None:
    """Return the short number meant by ``12``, ``O-12`` or ``o12``, or None."""
    meant = re.fullmatch(rf"\s*(?:{letter}-?)?(\d{{1,9}})\s*", search, re.IGNORECASE)
    return int(meant[1]) if meant else None


def or_number(
    named: ColumnElement[bool],
    column: InstrumentedAttribute[int],
    search: str,
    letter: str,
) -> ColumnElement[bool]:
    """Return ``named``, or that ``column`` is the short number ``search`` may mean.

    One written out, ``O-12``, means that row and no other: read as words it would
    find everybody whose name begins with o.
    """
    number = short_number(search, letter)
    if number is None:
        return named
    return column == number if "-" in search else or_(named, column == number)


def number_begins(
    text: InstrumentedAttribute[str], word: str
) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that the number kept in ``text`` begins with ``word``."""
    return (text.contains(f"{NUMBER_SIGN}{word}", autoescape=True),)


def case_number_begins(
    text: InstrumentedAttribute[str], word: str
) -> tuple[ColumnElement[bool], ...]:
    """Return the same for a case number, which only words with digits can mean."""
    has_digit = any(sign.isdigit() for sign in word)
    return number_begins(text, word) if has_digit else ()


def _write_address(person: Person, draft: PersonDraft) -> None:
    street, code = tidy(draft.street), draft.postal_code.strip()
    city = tidy(draft.city)
    if not person.addresses:
        person.addresses.append(PersonAddress())
    address = person.addresses[-1]
    address.street, address.postal_code, address.city = street, code, city
