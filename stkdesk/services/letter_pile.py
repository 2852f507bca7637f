"""The pile of letters that are begun: those that lack something, and the others."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.letter import LetterDraft, LetterState
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name, search_text
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.contact_letter_pile import contact_drafts, open_contact_draft
from stkdesk.services.draft_letter import DraftLetter
from stkdesk.services.letter_facts import Around, around, lacks_around
from stkdesk.services.letters import (
    draft_of,
    drafts_of,
    find_letter,
    letter_client,
)
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Client, Letter, Person
from stkdesk.storage.trail import note, note_list

READY = "ready"  # key of the chip: drafts that lack nothing


@needs(Right.READ_CASES)
def lacking_letters(session: Session, *, today: date) -> tuple[DraftLetter, ...]:
    """Return every draft that lacks something, the oldest first.

    The drafts are found by their own index; those of clients that the one at work may
    not see are left out.
    """
    found = tuple(each for each in _drafts(session, today) if each.missing)
    note_list(session, "letters", ListQuery(), len(found))
    return found


@needs(Right.READ_CASES)
def letter_pile(
    session: Session, query: ListQuery, *, today: date
) -> ListPage[DraftLetter]:
    """Return one page of the pile: those that lack something, or with a chip the rest.

    The search finds names and kinds of letters.
    """
    drafts = _drafts(session, today)
    lacking = [each for each in drafts if each.missing]
    ready = [each for each in drafts if not each.missing]
    words = search_text(query.search).split()
    meant = [
        each
        for each in (ready if query.chip == READY else lacking)
        if all(word in search_text(each.client, each.kind.label) for word in words)
    ]
    meant.sort(key=_SORTS.get(query.sort, _SORTS[""]), reverse=query.descending)
    note_list(session, "letters", query, len(meant))
    return ListPage(
        rows=tuple(meant[query.offset : query.offset + query.limit]),
        total=len(meant),
        everything=len(drafts),
        chips={"": len(lacking), READY: len(ready)},
    )


@needs(Right.READ_CASES)
def count_lacking(session: Session, *, today: date) -> int:
    """Return how many drafts lack something; says nothing of whose they are."""
    return sum(bool(each.missing) for each in _drafts(session, today))


@needs(Right.READ_CASES)
def open_draft(session: Session, number: int, *, today: date) -> DraftLetter:
    """Return one letter that is begun, and what it lacks.

    ``number`` is that of the pile: below zero, a letter to a support contact.

    Raises:
        NotFoundError: if it is not there, or is finished meanwhile.

    """
    if number < 0:
        return open_contact_draft(session, -number, today)
    letter = find_letter(session, number)
    if letter.state is not LetterState.DRAFT:
        raise NotFoundError("Brevet er gjort ferdig og ligger under Papirer.")
    client = letter_client(session, letter.client_number)
    note(session, Action.OPENED, "letters", number, person=client.person_number)
    name = full_name(client.person.given_name, client.person.family_name)
    draft = draft_of(session, letter)
    return _draft(session, letter, draft, name, around(session, today))


_SORTS = {
    "": lambda each: (each.begun_on, each.number),
    "begun": lambda each: (each.begun_on, each.number),
    "about": lambda each: (search_text(each.client), each.number),
    "kind": lambda each: (each.kind.label, each.number),
}


def _drafts(session: Session, today: date) -> list[DraftLetter]:
    drafts = (
        select(Letter, Person.given_name, Person.family_name)
        .join(Client, Client.number == Letter.client_number)
        .join(Person, Person.number == Client.person_number)
        .where(Letter.state == LetterState.DRAFT)
        .order_by(Letter.number)
    )
    if hidden := hidden_clients(session):
        drafts = drafts.where(Letter.client_number.not_in(hidden))
    found = session.execute(drafts).all()
    known = around(session, today)
    forms = drafts_of(session, [row[0] for row in found])
    of_cases = [
        _draft(session, letter, draft, full_name(given, family), known)
        for (letter, given, family), draft in zip(found, forms, strict=True)
    ]
    return of_cases + contact_drafts(session, today)


def _draft(
    session: Session, letter: Letter, draft: LetterDraft, client: str, known: Around
) -> DraftLetter:
    broken = lacks_around(session, draft, known)
    return DraftLetter(
        number=letter.number,
        kind=letter.kind,
        client_number=letter.client_number,
        client=client,
        begun_on=letter.changed_at.date(),
        missing=tuple(each for each in broken if each.blocks),
        draft=draft,
    )
