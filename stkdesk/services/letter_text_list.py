"""The letters and their paragraphs as the office may edit them, with every version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.paragraphs import Paragraph, find_paragraph, paragraphs_of
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import PAPERS, LetterPaper
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.letter_texts import rows_of
from stkdesk.services.words_by_day import Mark, mark_of
from stkdesk.storage.tables import LetterText, Staff


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph in the list: whether the office has made it its own."""

    paragraph: Paragraph
    is_own: bool  # in either language, today
    coming: date | None = None  # when the next version begins


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A letter and its paragraphs, in the order they stand."""

    paper: LetterPaper
    paragraphs: tuple[ParagraphRow, ...]

    @property
    def own(self) -> int:
        """How many paragraphs are the office's own today."""
        return sum(row.is_own for row in self.paragraphs)


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One version of a paragraph in one language."""

    number: int
    version: int
    language: Language
    valid_from: date
    body: str | None  # None: the standard again
    saved_at: datetime  # UTC
    saved_by: str  # name in the staff list; "" when the program did it


@dataclass(frozen=True, slots=True)
class ParagraphCard:
    """A paragraph with everything that has stood, stands and will stand in it."""

    paragraph: Paragraph
    versions: tuple[WordingVersion, ...]  # the oldest first
    mark: Mark  # to be handed back when saving

    def on(self, language: Language, day: date) -> WordingVersion | None:
        """Return the version in force on ``day``; None: the standard, never edited."""
        begun = [
            each
            for each in self.versions
            if each.language is language and each.valid_from <= day
        ]
        return begun[-1] if begun else None

    def body(self, language: Language, day: date) -> str:
        """Return the text in force on ``day``."""
        version = self.on(language, day)
        if version is None or version.body is None:
            return self.paragraph.body(language)
        return version.body


@needs(Right.EDIT_OFFICE)
def list_letter_texts(session: Session, *, today: date) -> tuple[PaperRow, ...]:
    """Return every letter with the paragraphs the office may edit."""
    rows: dict[tuple[str, str], list[LetterText]] = defaultdict(list)
    for row in session.scalars(select(LetterText).order_by(LetterText.valid_from)):
        rows[row.paper, row.key].append(row)
    return tuple(
        PaperRow(
            paper,
            tuple(
                _row(each, rows[paper.key, each.key], today)
                for each in paragraphs_of(paper.key)
            ),
        )
        for paper in PAPERS
    )


@needs(Right.EDIT_OFFICE)
def open_paragraph(session: Session, paper: str, key: str) -> ParagraphCard:
    """Return a paragraph and all its versions.

    Raises:
        NotFoundError: if the letters have no such paragraph.

    """
    paragraph = find_paragraph(paper, key)
    rows = rows_of(session, paper, key)
    names = _names(session, {row.changed_by for row in rows})
    versions = tuple(
        WordingVersion(
            number=row.number,
            version=row.version,
            language=row.language,
            valid_from=row.valid_from,
            body=row.body,
            saved_at=row.changed_at,
            saved_by=names.get(row.changed_by, ""),
        )
        for row in rows
    )
    return ParagraphCard(paragraph, versions, mark_of(rows))


def _row(paragraph: Paragraph, rows: list[LetterText], today: date) -> ParagraphRow:
    now = {row.language: row.body for row in rows if row.valid_from <= today}
    later = [row.valid_from for row in rows if row.valid_from > today]
    return ParagraphRow(
        paragraph,
        is_own=any(body is not None for body in now.values()),
        coming=min(later, default=None),
    )


def _names(session: Session, numbers: set[int | None]) -> dict[int | None, str]:
    found = select(Staff.number, Staff.name).where(Staff.number.in_(numbers - {None}))
    return {number: name for number, name in session.execute(found)}
