"""Casework on declarations of confidentiality (taushetserklæringer).

Made and printed, explained by somebody in the office, and signed. What is signed says
which version of the text it is.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.declaration_content import Declaration as Content
from stkdesk.documents.print_file import build
from stkdesk.domain.declaration_rules import DeclarationDraft, declaration_problems
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import DECLARATION
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import actor_of, needs
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.declaration_rows import form_version, keep_newest
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.letter_texts import own_words
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letter_to
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.printing import MadePaper
from stkdesk.services.seeing import this_day
from stkdesk.storage.tables import Contact, Declaration, Person, PersonAddress


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
    content = Content(
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
    session.add(
        Declaration(
            contact_number=contact_number,
            form_version=form_version(session, spoken, today),
            language=spoken,
            paper_number=number,
            made_on=today,
        )
    )
    session.flush()
    return MadePaper(number, reference, PaperKind.DECLARATION, data)


@needs(Right.EDIT_CONTACTS)
def sign_declaration(
    session: Session, contact_number: int, draft: DeclarationDraft, *, today: date
) -> int:
    """Write down that a declaration was explained and signed; return its number.

    Of the one ``draft`` names, else the newest that waits for a signature, else one
    that was not made here.

    Raises:
        NotFoundError: if the support contact, or the declaration, is not there.
        InvalidInputError: if a date is wrong, or a guardian is missing; by the field.

    """
    contact = session.get(Contact, contact_number)
    if contact is None:
        raise NotFoundError("Støttekontakten finnes ikke lenger i registeret.")
    born = contact.person.birth_date
    refuse_blocking(declaration_problems(draft, today=today, born=born))
    assert draft.signed_on is not None
    row = _to_sign(session, contact_number, draft.number)
    if row is None:
        row = Declaration(
            contact_number=contact_number,
            form_version=form_version(session, draft.language, draft.signed_on),
            language=draft.language,
        )
        session.add(row)
    row.explained_on, row.signed_on = draft.explained_on, draft.signed_on
    row.explained_by = draft.explained_by or actor_of(session).number
    row.guardian_signed = draft.guardian_signed
    keep_newest(session, contact)
    return row.number


@needs(Right.EDIT_CONTACTS)
def unsign_declaration(
    session: Session, contact_number: int, number: int, *, today: date | None = None
) -> None:
    """Take back that a declaration was signed; one not made here is taken away.

    Raises:
        NotFoundError: if the support contact, or the declaration, is not there.
        GateClosedError: if it closes the gate of a running assignment.

    """
    contact = session.get(Contact, contact_number)
    row = session.get(Declaration, number)
    if contact is None or row is None or row.contact_number != contact_number:
        raise NotFoundError("Taushetserklæringen er ikke registrert lenger.")
    with keeping_gates(session, contact=contact_number, today=today or this_day()):
        if row.made_on is None:
            session.delete(row)
        else:
            row.explained_on = row.explained_by = row.signed_on = None
            row.guardian_signed = False
        keep_newest(session, contact)


def _to_sign(
    session: Session, contact_number: int, number: int | None
) -> Declaration | None:
    """Return the declaration that was signed; None when it was not made here."""
    if number is None:
        return session.scalar(
            select(Declaration)
            .filter_by(contact_number=contact_number, signed_on=None)
            .order_by(Declaration.number.desc())
            .limit(1)
        )
    row = session.get(Declaration, number)
    if row is None or row.contact_number != contact_number:
        raise NotFoundError("Taushetserklæringen er ikke registrert lenger.")
    return row


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
