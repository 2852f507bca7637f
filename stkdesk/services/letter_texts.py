"""The office's own wordings of the letters' paragraphs, each from its day on.

A wording stands instead of the standard text from its day until the next one begins;
one without a text is the standard again. What has begun is never written over, so that
the office can see what its letters said on any day. Letters that have been made keep
the words they were made with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.own_words import OwnWords
from stkdesk.documents.paragraphs import Paragraph, find_paragraph
from stkdesk.domain.errors import NotFoundError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import SHARED
from stkdesk.domain.staff import Right
from stkdesk.domain.wording import wording_problems
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import inner, needs
from stkdesk.services.citations import office_citations
from stkdesk.services.words_by_day import (
    Mark,
    day_problems,
    mark_of,
    print_problems,
    refuse_begun,
    refuse_changed,
    stand_alone,
)
from stkdesk.storage.tables import LetterText


@dataclass(frozen=True, slots=True)
class WordingDraft:
    """A new wording of one paragraph, in one language or both.

    ``bodies`` by language: the text as it is stored, or None for the standard again.
    A language left out goes on as it was.
    """

    paper: str
    key: str
    valid_from: date | None
    bodies: Mapping[Language, str | None]


@needs()
def own_words(session: Session, paper: str, language: Language, day: date) -> OwnWords:
    """Return what the office says in its own words in ``paper`` on ``day``."""
    found = wordings(session, paper, language, day)
    return OwnWords(tuple(sorted(found.items())), office_citations(session, day))


@needs()
def wordings(
    session: Session, paper: str, language: Language, day: date
) -> dict[str, str]:
    """Return the office's own wordings in force on ``day``, by ``paper/key``.

    Those of the texts that several letters share are with them. What is the standard
    text again is not.
    """
    found = (
        select(LetterText.paper, LetterText.key, LetterText.body)
        .where(
            LetterText.paper.in_((paper, *SHARED)),
            LetterText.language == language,
            LetterText.valid_from <= day,
        )
        .order_by(LetterText.valid_from)
    )
    newest = {f"{of}/{key}": body for of, key, body in session.execute(found)}
    return {key: body for key, body in newest.items() if body is not None}


@needs(Right.EDIT_OFFICE)
def set_wording(
    session: Session, draft: WordingDraft, seen: Mark, *, today: date
) -> None:
    """Let the wordings of ``draft`` hold from its day on.

    One of the same day, which has not begun before today, is replaced. A text equal
    to the standard is the standard.

    Raises:
        InvalidInputError: if something is wrong, each by its field: ``valid_from``, or
            the language.
        ChangedByAnotherError: if somebody saved the paragraph after ``seen`` was read.
        NotFoundError: if the letters have no such paragraph.

    """
    paragraph = find_paragraph(draft.paper, draft.key)
    refuse_blocking(draft_problems(draft, paragraph, today=today))
    stand_alone(session)
    rows = rows_of(session, draft.paper, draft.key)
    refuse_changed(mark_of(rows) != seen)
    assert draft.valid_from is not None
    by_day = {(row.language, row.valid_from): row for row in rows}
    for language, typed in draft.bodies.items():
        body = None if typed is None else typed.strip()
        if body == paragraph.body(language):
            body = None
        row = by_day.get((language, draft.valid_from))
        if row is not None:
            row.body = body
        elif body != _body_on(rows, language, draft.valid_from):
            session.add(
                LetterText(
                    paper=draft.paper,
                    language=language,
                    key=draft.key,
                    valid_from=draft.valid_from,
                    body=body,
                )
            )
    session.flush()


@needs(Right.EDIT_OFFICE)
def remove_wording(session: Session, number: int, version: int, *, today: date) -> None:
    """Take away a wording that has not begun; the one before it goes on.

    Raises:
        NotFoundError: if it is gone.
        InvalidInputError: if it holds already: letters may have been made with it.
        ChangedByAnotherError: if somebody saved it after ``version``.

    """
    row = session.get(LetterText, number)
    if row is None:
        raise NotFoundError("Versjonen finnes ikke lenger.")
    refuse_changed(row.version != version)
    refuse_begun(row.valid_from, today=today)
    session.delete(row)
    session.flush()


def draft_problems(
    draft: WordingDraft, paragraph: Paragraph, *, today: date
) -> tuple[Problem, ...]:
    """Return what is wrong with a draft, each by its field: a language or the day."""
    found: list[Problem] = []
    for language, body in draft.bodies.items():
        if body is None or body.strip() == paragraph.body(language):
            continue
        standard = paragraph.standard(language)
        found += wording_problems(body, standard, where=language.value)
        found += print_problems(language.value, body)
    return (*found, *day_problems(draft.valid_from, today=today))


@inner
def rows_of(session: Session, paper: str, key: str) -> list[LetterText]:
    """Return every wording of a paragraph there is or will be, the oldest first."""
    found = (
        select(LetterText)
        .filter_by(paper=paper, key=key)
        .order_by(LetterText.valid_from, LetterText.language)
    )
    return list(session.scalars(found))


def _body_on(rows: list[LetterText], language: Language, day: date) -> str | None:
    begun = [row for row in rows if row.language is language and row.valid_from <= day]
    return begun[-1].body if begun else None
