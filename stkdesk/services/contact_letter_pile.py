"""Letters to support contacts that are begun, for the pile of those that lack."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.contact_letter_rules import lacks_of
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.letter import LetterState
from stkdesk.domain.names import full_name
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner
from stkdesk.services.contact_letter_facts import facts_of
from stkdesk.services.contact_letter_rows import (
    draft_of,
    find_contact_letter,
    letter_contact,
)
from stkdesk.services.draft_letter import DraftLetter
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Assignment, ContactLetter
from stkdesk.storage.trail import note


@inner
def contact_drafts(session: Session, today: date) -> list[DraftLetter]:
    """Return every letter to a support contact that is begun, the oldest first.

    Those that name a client the one at work may not see are left out.
    """
    drafts = (
        select(ContactLetter)
        .outerjoin(Assignment, Assignment.number == ContactLetter.assignment_number)
        .where(ContactLetter.state == LetterState.DRAFT)
        .order_by(ContactLetter.number)
    )
    if hidden := hidden_clients(session):
        seen = Assignment.client_number.not_in(hidden)
        drafts = drafts.where(Assignment.number.is_(None) | seen)
    return [_draft(session, letter, today) for letter in session.scalars(drafts)]


@inner
def open_contact_draft(session: Session, number: int, today: date) -> DraftLetter:
    """Return one letter to a support contact that is begun.

    Raises:
        NotFoundError: if it is not there, or is finished meanwhile.

    """
    letter = find_contact_letter(session, number)
    if letter.state is not LetterState.DRAFT:
        raise NotFoundError("Brevet er gjort ferdig og ligger under Papirer.")
    person = letter_contact(session, letter.contact_number).person_number
    note(session, Action.OPENED, "contact_letters", number, person=person)
    return _draft(session, letter, today)


def _draft(session: Session, letter: ContactLetter, today: date) -> DraftLetter:
    draft = draft_of(letter)
    contact = letter_contact(session, letter.contact_number)
    found = lacks_of(facts_of(session, draft, today))
    return DraftLetter(
        number=-letter.number,
        kind=letter.kind,
        client_number=None,
        client=full_name(contact.given_name, contact.family_name),
        begun_on=letter.changed_at.date(),
        missing=tuple(each for each in found if each.blocks),
        draft=draft,
        contact_number=letter.contact_number,
    )
