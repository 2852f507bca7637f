"""Letters to support contacts in the register, for the errands on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.contact_letter import ContactLetterDraft
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.errors import NotFoundError
from stkdesk.services.access import inner
from stkdesk.services.addressing import newest_address
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    ContactLetter,
    Person,
    PersonAddress,
)


@inner
def find_contact_letter(session: Session, number: int) -> ContactLetter:
    """Return the letter itself.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if it names a client the person at work may not see.

    """
    letter = session.get(ContactLetter, number)
    if letter is None:
        raise NotFoundError("Brevet finnes ikke lenger i registeret.")
    if letter.assignment_number is not None:
        assignment = session.get(Assignment, letter.assignment_number)
        refuse_blocked(session, assignment.client_number if assignment else None)
    return letter


def draft_of(letter: ContactLetter) -> ContactLetterDraft:
    """Return the form of ``letter`` as it stands in the register."""
    stored: Mapping[str, str] = json.loads(letter.fields)
    return ContactLetterDraft(
        kind=letter.kind,
        contact_number=letter.contact_number,
        assignment_number=letter.assignment_number,
        fields=MappingProxyType(stored),
    )


def fields_text(draft: ContactLetterDraft) -> str:
    """Return what is filled in, as the JSON it is stored as."""
    known = [each.key for each in CONTACT_LETTER_FIELDS[draft.kind]]
    filled = {key: draft.text(key) for key in known if draft.text(key)}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True)


@inner
def assignment_of(
    session: Session, contact_number: int, number: int | None
) -> Assignment | None:
    """Return the assignment a letter to a contact is about.

    Raises:
        NotFoundError: if it is not the contact's own.
        BlockedError: if its client is one the person at work may not see.

    """
    if number is None:
        return None
    found = session.get(Assignment, number)
    if found is None or found.contact_number != contact_number:
        raise NotFoundError(
            "Oppdraget brevet gjelder, finnes ikke hos støttekontakten."
        )
    refuse_blocked(session, found.client_number)
    return found


@inner
def letter_contact(session: Session, number: int) -> Any:
    """Return who a letter goes to: name, birth, identity, language, address.

    Raises:
        NotFoundError: if there is no such support contact.

    """
    found = session.execute(
        select(
            Contact.language,
            Contact.person_number,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Person.national_id,
            Person.protection,
            PersonAddress.street,
            PersonAddress.postal_code,
            PersonAddress.city,
        )
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
        .where(Contact.number == number)
    ).first()
    if found is None:
        raise NotFoundError("Støttekontakten finnes ikke lenger i registeret.")
    return found
