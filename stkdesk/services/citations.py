"""The office's own legal references, instead of those the program comes with.

A reference holds from a day on. A new version of it ends the one before; what has
begun is never written over. Letters that have been made keep those they were made
with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.documents.laws import standard_laws
from stkdesk.domain.citation import Citation, citation_problems
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import inner, needs
from stkdesk.services.words_by_day import (
    Mark,
    day_problems,
    mark_of,
    print_problems,
    refuse_begun,
    refuse_changed,
    stand_alone,
)
from stkdesk.storage import tables

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CitationVersion:
    """One version of a reference that is the office's own."""

    number: int
    version: int
    citation: Citation
    saved_at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class CitationCard:
    """One reference under one act: the standard, and every version of the office's."""

    key: str
    act: str  # "1967", "2025", or empty: the same under both
    standard: tuple[Citation, ...]  # the oldest first
    own: tuple[CitationVersion, ...]  # the oldest first
    mark: Mark  # to be handed back when saving

    def on(self, day: date) -> Citation:
        """Return the version that is cited on ``day``, else the first there will be."""
        for found in ([each.citation for each in self.own], self.standard):
            holding = [each for each in found if each.holds(self.act, day)]
            if holding:
                return max(holding, key=lambda each: each.valid_from)
        return self.standard[0]

    def is_own(self, day: date) -> bool:
        """Whether the office's own is cited on ``day``."""
        return any(each.citation.holds(self.act, day) for each in self.own)


@needs()
def office_citations(session: Session, day: date) -> tuple[Citation, ...]:
    """Return the office's own references that may be cited on ``day``."""
    row = tables.Citation
    found = (
        select(row)
        .where(row.valid_from <= day, or_(row.valid_to.is_(None), row.valid_to >= day))
        .order_by(row.key, row.act, row.valid_from)
    )
    return tuple(_citation(each) for each in session.scalars(found))


@needs(Right.EDIT_OFFICE)
def list_citations(session: Session) -> tuple[CitationCard, ...]:
    """Return every reference there is, in the order of the standard ones."""
    rows = list(session.scalars(select(tables.Citation)))
    keys = dict.fromkeys((each.key, each.act) for each in standard_laws())
    return tuple(_card(key, act, rows) for key, act in keys)


@needs(Right.EDIT_OFFICE)
def set_citation(session: Session, draft: Citation, seen: Mark, *, today: date) -> None:
    """Let ``draft`` be cited from its first day on, until its last or the next one.

    One of the office's own that holds then ends the day before; one of the same day,
    which has not begun before today, is replaced.

    Raises:
        InvalidInputError: if something is wrong, each by its field.
        ChangedByAnotherError: if somebody saved it after ``seen`` was read.
        NotFoundError: if the letters cite no such reference.

    """
    standard = _standard(draft.key, draft.act)
    problems = [
        *citation_problems(draft, standard[-1]),
        *day_problems(draft.valid_from, today=today),
    ]
    for name in ("bokmal", "nynorsk", "about_bokmal", "about_nynorsk"):
        problems += print_problems(name, getattr(draft, name))
    refuse_blocking(problems)
    stand_alone(session)
    rows = _rows(session, draft.key, draft.act)
    refuse_changed(mark_of(rows) != seen)
    _end_before(rows, draft.valid_from)
    later = [row.valid_from for row in rows if row.valid_from > draft.valid_from]
    if later and (draft.valid_to is None or draft.valid_to >= min(later)):
        draft = replace(draft, valid_to=min(later) - _ONE_DAY)
    same = [row for row in rows if row.valid_from == draft.valid_from]
    row = same[0] if same else _new_row(session, draft)
    row.valid_to = draft.valid_to
    row.bokmal, row.nynorsk = draft.bokmal.strip(), draft.nynorsk.strip()
    row.about_bokmal = draft.about_bokmal.strip()
    row.about_nynorsk = draft.about_nynorsk.strip()
    session.flush()


@needs(Right.EDIT_OFFICE)
def standard_citation_again(
    session: Session, key: str, act: str, day: date, seen: Mark, *, today: date
) -> None:
    """Let the standard reference be cited again from ``day`` on.

    What was to begin that day or later is taken away.

    Raises:
        InvalidInputError: if the day is before today.
        ChangedByAnotherError: if somebody saved it after ``seen`` was read.

    """
    refuse_blocking(day_problems(day, today=today))
    stand_alone(session)
    rows = _rows(session, key, act)
    refuse_changed(mark_of(rows) != seen)
    for row in rows:
        if row.valid_from >= day:
            session.delete(row)
    _end_before(rows, day)
    session.flush()


@needs(Right.EDIT_OFFICE)
def remove_citation(
    session: Session, number: int, version: int, *, today: date
) -> None:
    """Take away a version that has not begun; the one before it goes on.

    Raises:
        NotFoundError: if it is gone.
        InvalidInputError: if it holds already: letters may have been made with it.
        ChangedByAnotherError: if somebody saved it after ``version``.

    """
    row = session.get(tables.Citation, number)
    if row is None:
        raise NotFoundError("Versjonen finnes ikke lenger.")
    refuse_changed(row.version != version)
    refuse_begun(row.valid_from, today=today)
    for before in _rows(session, row.key, row.act):
        if before.valid_to == row.valid_from - _ONE_DAY:
            before.valid_to = row.valid_to
    session.delete(row)
    session.flush()


def _standard(key: str, act: str) -> tuple[Citation, ...]:
    found = [each for each in standard_laws() if (each.key, each.act) == (key, act)]
    if not found:
        raise NotFoundError("Brevene bruker ikke lenger denne lovhenvisningen.")
    return tuple(sorted(found, key=lambda each: each.valid_from))


@inner
def _rows(session: Session, key: str, act: str) -> list[tables.Citation]:
    row = tables.Citation
    found = select(row).filter_by(key=key, act=act).order_by(row.valid_from)
    return list(session.scalars(found))


def _end_before(rows: list[tables.Citation], day: date) -> None:
    """Let what holds on ``day``, and began before it, end the day before."""
    for row in rows:
        if row.valid_from < day and (row.valid_to is None or row.valid_to >= day):
            row.valid_to = day - _ONE_DAY


def _new_row(session: Session, draft: Citation) -> tables.Citation:
    row = tables.Citation(
        key=draft.key,
        act=draft.act,
        valid_from=draft.valid_from,
        bokmal=draft.bokmal,
        nynorsk=draft.nynorsk,
    )
    session.add(row)
    return row


def _card(key: str, act: str, rows: list[tables.Citation]) -> CitationCard:
    mine = [row for row in rows if (row.key, row.act) == (key, act)]
    mine.sort(key=lambda row: row.valid_from)
    own = tuple(
        CitationVersion(row.number, row.version, _citation(row), row.changed_at)
        for row in mine
    )
    return CitationCard(key, act, _standard(key, act), own, mark_of(mine))


def _citation(row: tables.Citation) -> Citation:
    return Citation(
        key=row.key,
        act=row.act,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        bokmal=row.bokmal,
        nynorsk=row.nynorsk,
        about_bokmal=row.about_bokmal,
        about_nynorsk=row.about_nynorsk,
    )
