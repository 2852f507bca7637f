"""Casework on letters to support contacts: begun, lacking, and issued.

They are not journalled: no case of a client is theirs. What is issued never changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents.contact_letter_content import (
    ContactLetterContent,
    content_to_json,
)
from stkdesk.documents.print_file import build
from stkdesk.domain.certificate import CertificateBasis
from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.domain.contact_letter_rules import (
    ContactLetterFacts,
    lacks_of,
)
from stkdesk.domain.errors import NotFoundError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterState
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.rule import Broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.certificates import request_certificate
from stkdesk.services.contact_letter_drafting import prefilled
from stkdesk.services.contact_letter_facts import content_of, facts_of, links_of
from stkdesk.services.contact_letter_rows import (
    assignment_of,
    draft_of,
    fields_text,
    find_contact_letter,
    letter_contact,
)
from stkdesk.services.letters import LONGEST, LetterIssuedError
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.papers import PaperAddressee, keep_paper
from stkdesk.services.printable import unprintable
from stkdesk.services.printing import MadePaper
from stkdesk.storage.tables import ContactLetter, Paper
from stkdesk.storage.trail import note

DRAFT_REFERENCE = "UTKAST"


@dataclass(frozen=True, slots=True)
class ContactLetterCard:
    """Everything about one letter to a support contact, as the form shows it."""

    number: int
    version: int
    draft: ContactLetterDraft
    state: LetterState
    issued_on: date | None
    contact: str  # name, for the screen only
    language: Language


@needs(Right.EDIT_CONTACTS)
def begin_contact_letter(
    session: Session,
    kind: ContactLetterKind,
    contact_number: int,
    *,
    assignment: int | None = None,
    today: date,
) -> ContactLetterDraft:
    """Return the form of a new letter, with all that is known filled in.

    Only a letter that names a client stays tied to the assignment.

    Raises:
        NotFoundError: if there is no such support contact, or the assignment is of
            another.
        BlockedError: if its client is one the person at work may not see.

    """
    contact = letter_contact(session, contact_number)
    row = assignment_of(session, contact_number, assignment)
    office = open_office(session, today=today).draft
    filled = prefilled(
        session, kind, contact_number, row, contact.language, office, today=today
    )
    note(
        session,
        Action.OPENED,
        "contacts",
        contact_number,
        person=contact.person_number,
    )
    named = assignment if kind.names_client else None
    return ContactLetterDraft(kind, contact_number, named, MappingProxyType(filled))


@needs(Right.EDIT_CONTACTS)
def register_contact_letter(session: Session, draft: ContactLetterDraft) -> int:
    """Add a draft to the register and return its number; it may lack most things.

    Raises:
        InvalidInputError: if a text is longer than the register takes.
        NotFoundError: if there is no such support contact, or the assignment is of
            another.

    """
    refuse_blocking(_impossible(draft))
    contact = letter_contact(session, draft.contact_number)
    assignment_of(session, draft.contact_number, draft.assignment_number)
    letter = ContactLetter(
        kind=draft.kind,
        contact_number=draft.contact_number,
        assignment_number=draft.assignment_number,
        language=contact.language,
        fields=fields_text(draft),
    )
    session.add(letter)
    session.flush()
    return letter.number


@needs(Right.READ_RECRUITING)
def open_contact_letter(session: Session, number: int) -> ContactLetterCard:
    """Return everything about the letter with this number.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if it names a client the person at work may not see.

    """
    letter = find_contact_letter(session, number)
    contact = letter_contact(session, letter.contact_number)
    note(
        session, Action.OPENED, "contact_letters", number, person=contact.person_number
    )
    return ContactLetterCard(
        number=number,
        version=letter.version,
        draft=draft_of(letter),
        state=letter.state,
        issued_on=letter.issued_on,
        contact=full_name(contact.given_name, contact.family_name),
        language=letter.language,
    )


@needs(Right.EDIT_CONTACTS)
def edit_contact_letter(
    session: Session, number: int, version: int, draft: ContactLetterDraft
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the letter is not there.
        InvalidInputError: if a text is longer than the register takes.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        LetterIssuedError: if it has been issued.

    """
    refuse_blocking(_impossible(draft))
    letter = find_contact_letter(session, number)
    _refuse_issued(letter)
    refuse_outdated(letter.version, version)
    letter.fields = fields_text(draft)
    session.flush()


@needs(Right.EDIT_CONTACTS)
def discard_contact_letter(session: Session, number: int) -> ContactLetterDraft:
    """Throw a draft away and return it, so that it can be registered again.

    Raises:
        NotFoundError: if the letter is not there.
        LetterIssuedError: if it has been issued.

    """
    letter = find_contact_letter(session, number)
    _refuse_issued(letter)
    draft = draft_of(letter)
    session.delete(letter)
    session.flush()
    return draft


@needs(Right.READ_RECRUITING)
def contact_letter_about(session: Session, contact_number: int) -> tuple[str, Language]:
    """Return the contact's name, for the screen only, and the language of letters."""
    contact = letter_contact(session, contact_number)
    return full_name(contact.given_name, contact.family_name), contact.language


@needs(Right.READ_RECRUITING)
def contact_letter_facts(
    session: Session, draft: ContactLetterDraft, *, today: date
) -> ContactLetterFacts:
    """Return a letter with what lies outside it, for a form to ask its rules."""
    return facts_of(session, draft, today)


@needs(Right.READ_RECRUITING)
def contact_letter_lacks(
    session: Session, draft: ContactLetterDraft, *, today: date
) -> tuple[Broken, ...]:
    """Return what ``draft`` lacks, in the order of the form."""
    return lacks_of(facts_of(session, draft, today))


@needs(Right.READ_RECRUITING)
def preview_contact_letter(
    session: Session, draft: ContactLetterDraft, *, today: date
) -> ContactLetterContent:
    """Return the letter as it would be, with UTKAST across it; saves nothing.

    What is missing stands as [ … ].

    Raises:
        NotAllowedError: if the one at work may not see where the contact lives.

    """
    content = content_of(session, draft, today)
    return replace(content, reference=DRAFT_REFERENCE, draft=True)


@needs(Right.EDIT_CONTACTS)
def issue_contact_letter(
    session: Session, number: int, version: int, *, today: date
) -> MadePaper:
    """Print the letter, lock it, and return the paper; not journalled.

    The purpose letter also notes that a certificate is asked for.

    Raises:
        NotFoundError: if the letter is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        LetterIssuedError: if it has been issued already.
        NotAllowedError: if the one at work may not see where the contact lives.
        InvalidInputError: if it lacks what it must have, each problem by its field;
            then nothing has been done.
        CannotPrintError: if it cannot be printed.

    """
    letter = find_contact_letter(session, number)
    _refuse_issued(letter)
    refuse_outdated(letter.version, version)
    draft = draft_of(letter)
    lacks = contact_letter_lacks(session, draft, today=today)
    refuse_blocking([each.problem for each in lacks])
    [reference] = take_references(session, PaperKind.LETTER, today.year)
    content = replace(content_of(session, draft, today), reference=reference)
    data = build(content)
    letter.language = content.language
    letter.content = content_to_json(content)
    letter.issued_on, letter.state = today, LetterState.ISSUED
    session.flush()
    note(session, Action.ISSUED, "contact_letters", number)
    contact = letter_contact(session, draft.contact_number)
    by_hand = contact.protection.stops_mail
    paper = keep_paper(
        session,
        reference,
        PaperKind.LETTER,
        content.language,
        links=links_of(session, draft, number),
        today=today,
        data=data,
        to=PaperAddressee(by_hand=by_hand),
    )
    if draft.kind is ContactLetterKind.CERTIFICATE_REQUEST:
        basis = CertificateBasis(draft.text("basis"))
        request_certificate(session, draft.contact_number, basis, today=today)
    return MadePaper(paper, reference, PaperKind.LETTER, data, by_hand=by_hand)


@needs(Right.READ_RECRUITING)
def last_contact_letter(
    session: Session,
    kind: ContactLetterKind,
    contact_number: int,
    assignment: int | None = None,
) -> date | None:
    """Return when the newest letter of a kind was issued to a contact, if one was.

    ``assignment`` narrows it for the letters that name a client.
    """
    found = select(func.max(ContactLetter.issued_on)).where(
        ContactLetter.contact_number == contact_number, ContactLetter.kind == kind
    )
    if assignment is not None and kind.names_client:
        found = found.where(ContactLetter.assignment_number == assignment)
    return session.scalar(found)


@needs(Right.READ_RECRUITING)
def paper_of_contact_letter(session: Session, number: int) -> int:
    """Return the short number of the paper of an issued letter.

    Raises:
        NotFoundError: if the letter is not there, or is not issued.

    """
    find_contact_letter(session, number)
    paper = session.scalar(
        select(Paper.number).where(Paper.contact_letter_number == number)
    )
    if paper is None:
        raise NotFoundError("Brevet er ikke skrevet ut.")
    return paper


def _refuse_issued(letter: ContactLetter) -> None:
    if letter.state is LetterState.ISSUED:
        raise LetterIssuedError(
            "Brevet er ferdig og låst.", "Skal noe endres, lager du et nytt brev."
        )


def _impossible(draft: ContactLetterDraft) -> list[Problem]:
    return [
        Problem(key, f"Teksten er for lang: høyst {LONGEST // 1000} 000 tegn.")
        for key, text in draft.fields.items()
        if len(text) > LONGEST
    ] + list(unprintable(draft.fields))
