"""Casework on declarations of confidentiality (taushetserklæringer)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.declaration_content import Declaration
from stkdesk.documents.print_file import build
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import DECLARATION
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.letter_texts import own_words
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letter_to
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.printing import MadePaper
from stkdesk.storage.tables import Contact, Person, PersonAddress


@needs(Right.MAKE_PAPERS)
def print_declaration(
    session: Session,
    contact_number: int,
    *,
    today: date,
    language: Language | None = None,
) -> MadePaper:
    """Return the declaration of a support contact, written down and stored.

    In the contact's own language unless another is named. Somebody under 18 gets a
    line for a guardian too.

    Raises:
        NotFoundError: if there is no such support contact.
        CannotPrintError: if the address is missing.
        NotAllowedError: if the one at work may not see where the contact lives.

    """
    refuse_letter_to(session, contact_number)
    found = _contact(session, contact_number)
    office = open_office(session, today=today)
    spoken = language or found.language
    name = full_name(found.given_name, found.family_name)
    [reference] = take_references(session, PaperKind.DECLARATION, today.year)
    content = Declaration(
        reference=reference,
        language=spoken,
        sender=office.draft,
        address=postal_address(name, found, spoken),
        contact_name=name,
        birth_date=found.birth_date,
        made_on=today,
        explained_by=office.draft.case_officer,
        own=own_words(session, DECLARATION, spoken, today),
        practice=office.practice,
    )
    data = build(content)
    number = keep_paper(
        session,
        reference,
        PaperKind.DECLARATION,
        spoken,
        links=PaperLinks(contact_number=contact_number),
        today=today,
        data=data,
    )
    return MadePaper(number, reference, PaperKind.DECLARATION, data)


def _contact(session: Session, number: int) -> Any:
    found = session.execute(
        select(
            Contact.language,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
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
