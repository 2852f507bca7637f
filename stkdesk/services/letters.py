"""Casework on the letters of a case while they are drafts, and reading them after."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError, OfficeError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.letter import EnclosureDraft, LetterDraft, LetterKind, LetterState
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.letter_matter import refuse_enclosing_others, refuse_others
from stkdesk.services.printable import unprintable
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import Client, Enclosure, Letter
from stkdesk.storage.trail import note

LONGEST = 30_000  # signs in one field


class LetterIssuedError(OfficeError):
    """The letter has been issued; it never changes, a new one is made instead."""


@dataclass(frozen=True, slots=True)
class LetterCard:
    """Everything about one letter, as the form shows it."""

    number: int
    version: int
    draft: LetterDraft
    state: LetterState
    issued_on: date | None
    client: str  # name, for the screen only
    language: Language


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the letters of a client."""

    number: int
    kind: LetterKind
    state: LetterState
    issued_on: date | None
    application_number: int | None
    decision_number: int | None
    complaint_number: int | None


@needs(Right.READ_CASES)
def open_letter(session: Session, number: int) -> LetterCard:
    """Return everything about the letter with this number.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if its client is one the person at work may not see.

    """
    letter = find_letter(session, number)
    client = letter_client(session, letter.client_number)
    note(session, Action.OPENED, "letters", number, person=client.person_number)
    return LetterCard(
        number=number,
        version=letter.version,
        draft=draft_of(session, letter),
        state=letter.state,
        issued_on=letter.issued_on,
        client=full_name(client.person.given_name, client.person.family_name),
        language=letter.language,
    )


@needs(Right.EDIT_CASES)
def register_letter(session: Session, draft: LetterDraft) -> int:
    """Add a draft of a letter to the register and return its number.

    It may lack most things still; what is lacking puts it in the pile of those.

    Raises:
        InvalidInputError: if a text is longer than the register takes.
        NotFoundError: if there is no such client, or the matter or an enclosure is
            not the client's own.

    """
    refuse_blocking(_impossible(draft))
    client = letter_client(session, draft.client_number)
    refuse_others(
        session,
        client.number,
        application=draft.application_number,
        decision=draft.decision_number,
        complaint=draft.complaint_number,
        assignment=draft.assignment_number,
    )
    letter = Letter(
        kind=draft.kind,
        client_number=draft.client_number,
        application_number=draft.application_number,
        decision_number=draft.decision_number,
        complaint_number=draft.complaint_number,
        assignment_number=draft.assignment_number,
        language=client.language,
    )
    session.add(letter)
    _write(session, letter, draft)
    return letter.number


@needs(Right.EDIT_CASES)
def edit_letter(
    session: Session, number: int, version: int, draft: LetterDraft
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the letter is not there.
        InvalidInputError: if a text is longer than the register takes.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        LetterIssuedError: if it has been issued.

    """
    refuse_blocking(_impossible(draft))
    letter = find_letter(session, number)
    refuse_issued(letter)
    refuse_outdated(letter.version, version)
    _write(session, letter, draft)


@needs(Right.EDIT_CASES)
def discard_letter(session: Session, number: int) -> LetterDraft:
    """Throw a draft away and return it, so that it can be registered again.

    Raises:
        NotFoundError: if the letter is not there.
        LetterIssuedError: if it has been issued.

    """
    letter = find_letter(session, number)
    refuse_issued(letter)
    draft = draft_of(session, letter)
    _drop_enclosures(session, number)
    session.delete(letter)
    session.flush()
    return draft


@needs(Right.READ_CASES)
def letters_of_client(session: Session, client_number: int) -> tuple[LetterRow, ...]:
    """Return every letter about a client: drafts first, then the newest.

    Whoever shows them notes it.
    """
    refuse_blocked(session, client_number)
    found = (
        select(
            Letter.number,
            Letter.kind,
            Letter.state,
            Letter.issued_on,
            Letter.application_number,
            Letter.decision_number,
            Letter.complaint_number,
        )
        .where(Letter.client_number == client_number)
        .order_by(Letter.issued_on.is_not(None), Letter.number.desc())
    )
    return tuple(LetterRow(*row) for row in session.execute(found))


@needs(Right.READ_CASES)
def last_letter(
    session: Session,
    kind: LetterKind,
    *,
    application: int | None = None,
    decision: int | None = None,
    complaint: int | None = None,
    assignment: int | None = None,
) -> date | None:
    """Return when the newest letter of a kind went out in one matter, if one has."""
    asked = {
        Letter.application_number: application,
        Letter.decision_number: decision,
        Letter.complaint_number: complaint,
        Letter.assignment_number: assignment,
    }
    [(column, number)] = [pair for pair in asked.items() if pair[1] is not None]
    return session.scalar(
        select(func.max(Letter.issued_on)).where(
            column == number, Letter.kind == kind, Letter.state == LetterState.ISSUED
        )
    )


@needs(Right.READ_CASES)
def promised_on(
    session: Session, *, application: int | None = None, complaint: int | None = None
) -> date | None:
    """Return the day the newest interim reply of one matter says to expect an answer.

    None when none has gone out.
    """
    about = (
        Letter.application_number == application
        if complaint is None
        else Letter.complaint_number == complaint
    )
    fields = session.scalar(
        select(Letter.fields)
        .where(
            about,
            Letter.kind == LetterKind.INTERIM_REPLY,
            Letter.state == LetterState.ISSUED,
        )
        .order_by(Letter.issued_on.desc(), Letter.number.desc())
        .limit(1)
    )
    told = json.loads(fields).get("expected_on", "") if fields else ""
    return date.fromisoformat(told) if told else None


@needs(Right.READ_CASES)
def letter_about(session: Session, client_number: int) -> tuple[str, Language]:
    """Return the client's name, for the screen only, and the language of the letter.

    Raises:
        NotFoundError: if there is no such client.

    """
    client = letter_client(session, client_number)
    name = full_name(client.person.given_name, client.person.family_name)
    return name, Language(client.language)


@inner
def find_letter(session: Session, number: int) -> Letter:
    """Return the letter itself, for the other errands on letters."""
    letter = session.get(Letter, number)
    if letter is None:
        raise NotFoundError("Brevet finnes ikke lenger i registeret.")
    refuse_blocked(session, letter.client_number)
    return letter


@inner
def letter_client(session: Session, number: int) -> Client:
    """Return the client a letter is about."""
    refuse_blocked(session, number)
    client = session.get(Client, number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


@inner
def draft_of(session: Session, letter: Letter) -> LetterDraft:
    """Return the form of ``letter`` as it stands in the register."""
    return drafts_of(session, [letter])[0]


@inner
def drafts_of(session: Session, letters: Sequence[Letter]) -> list[LetterDraft]:
    """Return the forms of ``letters`` as they stand in the register."""
    enclosed: dict[int, list[EnclosureDraft]] = defaultdict(list)
    for some in chunks([letter.number for letter in letters]):
        rows = (
            select(
                Enclosure.letter_number,
                Enclosure.title,
                Enclosure.paper_number,
                Enclosure.attachment_number,
            )
            .where(Enclosure.letter_number.in_(some))
            .order_by(Enclosure.letter_number, Enclosure.place)
        )
        for number, title, paper, file in session.execute(rows):
            enclosed[number or 0].append(EnclosureDraft(title, paper, file))
    return [
        LetterDraft(
            kind=letter.kind,
            client_number=letter.client_number,
            application_number=letter.application_number,
            decision_number=letter.decision_number,
            complaint_number=letter.complaint_number,
            assignment_number=letter.assignment_number,
            fields=fields_from(letter.fields),
            enclosures=tuple(enclosed[letter.number]),
            is_withheld=letter.is_withheld,
        )
        for letter in letters
    ]


def fields_from(stored: str) -> Mapping[str, str]:
    """Return what is filled in, from the JSON it is stored as."""
    return MappingProxyType(json.loads(stored))


def refuse_issued(letter: Letter) -> None:
    """Refuse to change what has been issued."""
    if letter.state is LetterState.ISSUED:
        raise LetterIssuedError(
            "Brevet er ferdig og låst.",
            "Skal noe endres, lager du et nytt brev.",
        )


def _impossible(draft: LetterDraft) -> list[Problem]:
    return [
        Problem(key, f"Teksten er for lang: høyst {LONGEST // 1000} 000 tegn.")
        for key, text in draft.fields.items()
        if len(text) > LONGEST
    ] + list(unprintable(draft.fields))


def _write(session: Session, letter: Letter, draft: LetterDraft) -> None:
    known = [each.key for each in LETTER_FIELDS[draft.kind]]
    filled = {key: draft.text(key) for key in known if draft.text(key)}
    letter.fields = json.dumps(filled, ensure_ascii=False, sort_keys=True)
    letter.is_withheld = draft.is_withheld
    session.flush()
    if draft.enclosures == draft_of(session, letter).enclosures:
        return
    refuse_enclosing_others(session, letter.client_number, draft.enclosures)
    _drop_enclosures(session, letter.number)
    for place, each in enumerate(draft.enclosures, start=1):
        session.add(
            Enclosure(
                letter_number=letter.number,
                place=place,
                title=each.title.strip(),
                paper_number=each.paper_number,
                attachment_number=each.attachment_number,
            )
        )
    session.flush()


def _drop_enclosures(session: Session, number: int) -> None:
    for row in session.scalars(
        select(Enclosure).where(Enclosure.letter_number == number)
    ):
        session.delete(row)
    session.flush()
