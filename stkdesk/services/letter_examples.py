"""A letter to look at while its texts are edited: an invented case, or a real one.

Of the invented ones, one is shown in which the paragraph is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select
from sqlalchemy.orm import Session

from stkdesk.documents import case_letter_content, decision_content
from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.example_letters import Example, examples_of, printed_in
from stkdesk.documents.own_words import OwnWords
from stkdesk.documents.paragraphs import Paragraph
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.formats import short_date
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.letter_papers import DECISION
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, needs, require
from stkdesk.services.letter_texts import own_words
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letters_about
from stkdesk.services.seeing import hidden_clients, refuse_blocked
from stkdesk.storage.tables import Decision, Letter
from stkdesk.storage.trail import note

SHOWN = 12  # real letters offered
_KINDS = {kind.value for kind in LetterKind}
_found: dict[tuple[str, date, bool], int] = {}  # which example prints a text


@dataclass(frozen=True, slots=True)
class RealLetter:
    """A letter that was made, by what tells nothing of whom it is about."""

    number: int
    told: str  # "2026/14-3, 9. mars 2026"


@needs(Right.EDIT_OFFICE)
def real_letters(session: Session, paper: str) -> tuple[RealLetter, ...]:
    """Return the newest letters of a kind; none for those who may not read cases."""
    if not actor_of(session).may(Right.READ_CASES):
        return ()
    found: Iterable[Any] = ()
    if paper == DECISION:
        found = session.execute(_newest_decisions(hidden_clients(session)))
    elif paper in _KINDS:
        kind = LetterKind(paper)
        found = session.execute(_newest_letters(kind, hidden_clients(session)))
    return tuple(
        RealLetter(number, f"{about}, {short_date(day)}")
        for number, about, day in found
    )


@needs(Right.EDIT_OFFICE)
def example_letter(
    session: Session,
    paragraph: Paragraph,
    language: Language,
    typed: str,
    *,
    today: date,
    real: int | None = None,
) -> Example:
    """Return a letter with ``typed`` in the place of a paragraph; saves nothing.

    ``real`` is the number of a letter that was made: its case, with the texts of
    today and UTKAST across it.

    Raises:
        NotAllowedError: if a real letter is asked for by who may not read it.
        NotFoundError: if there is no such letter.

    """
    own = own_words(session, paragraph.paper, language, today)
    own = replace(own, wordings=_with(dict(own.wordings), paragraph, language, typed))
    if real is not None:
        letter = _real(session, paragraph.paper, real)
        return replace(letter, language=language, own=own, draft=True)
    office = open_office(session, today=today)
    letters = list(examples_of(paragraph.paper, office.draft, language, today))
    place = _place(letters, paragraph, today, bool(office.draft.electronic_appeal))
    return replace(letters[place], own=own, practice=office.practice)


def _newest_decisions(hidden: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(Decision.number, Decision.reference, Decision.decided_on)
        .where(Decision.content.is_not(None), Decision.client_number.not_in(hidden))
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
        .limit(SHOWN)
    )


def _newest_letters(
    kind: LetterKind, hidden: Collection[int]
) -> Select[*tuple[Any, ...]]:
    return (
        select(Letter.number, literal("Brev"), Letter.issued_on)
        .where(Letter.kind == kind, Letter.content.is_not(None))
        .where(Letter.client_number.not_in(hidden))
        .order_by(Letter.issued_on.desc(), Letter.number.desc())
        .limit(SHOWN)
    )


def _with(
    wordings: Mapping[str, str], paragraph: Paragraph, language: Language, typed: str
) -> tuple[tuple[str, str], ...]:
    laid = {name: body for name, body in wordings.items() if name != paragraph.name}
    if typed.strip() != paragraph.body(language):
        laid[paragraph.name] = typed
    return tuple(sorted(laid.items()))


def _place(
    letters: list[Example], paragraph: Paragraph, today: date, electronic: bool
) -> int:
    """Return which of the letters prints the paragraph; the first if none does."""
    key = (paragraph.name, today, electronic)
    if key not in _found:
        places = (at for at, each in enumerate(letters) if _prints(each, paragraph))
        _found[key] = next(places, 0)
    return _found[key]


def _prints(letter: Example, paragraph: Paragraph) -> bool:
    return paragraph.name in printed_in(replace(letter, own=OwnWords()))


def _real(session: Session, paper: str, number: int) -> DecisionContent | CaseLetter:
    require(session, Right.READ_CASES)
    row: Decision | Letter | None
    if paper == DECISION:
        row, table = session.get(Decision, number), "decisions"
    else:
        row, table = session.get(Letter, number), "letters"
    if row is None or row.content is None:
        raise NotFoundError("Brevet finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    refuse_letters_about(session, row.client_number)
    note(session, Action.OPENED, table, number)
    if paper == DECISION:
        return decision_content.content_from_json(row.content)
    return case_letter_content.content_from_json(row.content)
