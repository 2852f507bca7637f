"""A letter to a support contact with what lies outside it: its facts and its print."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.domain.contact_letter_rules import ContactLetterFacts
from stkdesk.domain.names import full_name
from stkdesk.domain.rule import Broken
from stkdesk.services.access import inner
from stkdesk.services.addressing import postal_address
from stkdesk.services.certificates import request_lacks
from stkdesk.services.contact_letter_rows import assignment_of, letter_contact
from stkdesk.services.letter_texts import own_words
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letter_to
from stkdesk.services.papers import PaperLinks
from stkdesk.storage.tables import Assignment, Client, Person


@inner
def facts_of(
    session: Session, draft: ContactLetterDraft, today: date
) -> ContactLetterFacts:
    """Return a letter with what lies outside it, for its rules."""
    contact = letter_contact(session, draft.contact_number)
    office = open_office(session, today=today).draft
    where = office.postal_line.strip() or office.visiting_line.strip()
    lacks: tuple[Broken, ...] = ()
    if draft.kind is ContactLetterKind.CERTIFICATE_REQUEST:
        lacks = request_lacks(session, draft.contact_number)
    return ContactLetterFacts(
        draft=draft,
        today=today,
        has_address=contact.protection.stops_mail
        or bool(contact.postal_code and contact.city),
        has_identity=bool(contact.national_id),
        has_sender=bool(
            where and (office.case_officer.strip() or office.leader.strip())
        ),
        helped=_helped(session, draft),
        outside=lacks,
    )


@inner
def content_of(
    session: Session, draft: ContactLetterDraft, today: date
) -> ContactLetterContent:
    """Return the letter as it would be printed, without its reference.

    Raises:
        NotAllowedError: if the one at work may not see where the contact lives.

    """
    refuse_letter_to(session, draft.contact_number)
    assignment_of(session, draft.contact_number, draft.assignment_number)
    contact = letter_contact(session, draft.contact_number)
    office, language = open_office(session, today=today), contact.language
    name = full_name(contact.given_name, contact.family_name)
    is_request = draft.kind is ContactLetterKind.CERTIFICATE_REQUEST
    return ContactLetterContent(
        reference="",
        language=language,
        kind=draft.kind,
        sender=office.draft,
        address=postal_address(name, contact, language),
        contact_name=name,
        contact_birth_date=contact.birth_date,
        made_on=today,
        national_id=(contact.national_id or "") if is_request else "",
        fields=tuple(sorted((key, text.strip()) for key, text in draft.fields.items())),
        turn=_turn(draft),
        own=own_words(session, draft.kind.value, language, today),
        signed_by_hand=office.draft.signed_by_hand,
        is_withheld=draft.kind.names_client and office.draft.withheld_line,
        practice=office.practice,
    )


def _turn(draft: ContactLetterDraft) -> str:
    """Return which of its turns the letter takes; see ``contact_letter_parts``."""
    match draft.kind:
        case ContactLetterKind.CERTIFICATE_REQUEST:
            return draft.text("basis")
        case ContactLetterKind.PAUSE:
            return "until" if draft.text("pause_to") else "open"
    return ""


@inner
def links_of(session: Session, draft: ContactLetterDraft, number: int) -> PaperLinks:
    """Return what the paper is about: a client too, when it names one."""
    assignment = draft.assignment_number if draft.kind.names_client else None
    row = None if assignment is None else session.get(Assignment, assignment)
    return PaperLinks(
        client_number=row.client_number if row else None,
        contact_number=draft.contact_number,
        assignment_number=assignment,
        contact_letter_number=number,
    )


def _helped(session: Session, draft: ContactLetterDraft) -> tuple[str, ...]:
    """Return the names that an attest must not have."""
    if draft.kind is not ContactLetterKind.REFERENCE:
        return ()
    found = session.execute(
        select(Person.given_name, Person.family_name)
        .join(Client, Client.person_number == Person.number)
        .join(Assignment, Assignment.client_number == Client.number)
        .where(Assignment.contact_number == draft.contact_number)
        .distinct()
    )
    return tuple(full_name(given, family) for given, family in found)
