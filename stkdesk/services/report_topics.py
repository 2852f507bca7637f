"""What monthly reports are asked about: the office's own words, from a day on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import ChangedByAnotherError, InvalidInputError, Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.month_report import (
    USUAL_TOPICS,
    ReportTopic,
    topic_problems,
    topics_on,
)
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.storage.tables import Paper, ReportTopicRow, SheetPeriod

_ONE_DAY = timedelta(days=1)
OWN = "own"  # how the key of a topic begins that the office has written itself


@dataclass(frozen=True, slots=True)
class TopicsCard:
    """Every topic there is and has been, for the settings."""

    rows: tuple[ReportTopic, ...]  # by key and then by day
    free_from: date  # the first day on which nothing is printed yet
    mark: tuple[tuple[int, int], ...]  # what was read: numbers and versions

    def on(self, day: date) -> tuple[ReportTopic, ...]:
        """Return the topics asked on ``day``, in order."""
        return topics_on(day, self.rows)


@needs()
def report_topics(
    session: Session, day: date, also: Collection[str] = ()
) -> tuple[ReportTopic, ...]:
    """Return what a report of a period beginning on ``day`` is asked, in order.

    And after them those in ``also``, by their keys: asked once, and answered.
    """
    rows = _known(session)
    asked = topics_on(day, rows)
    keys = {each.key for each in asked}
    more = {row.key: row for row in rows if row.key in also and row.key not in keys}
    return (*asked, *more.values())


@needs(Right.EDIT_OFFICE)
def open_topics(session: Session, *, today: date) -> TopicsCard:
    """Return every topic; the first time, the usual ones are there to be changed."""
    rows = _known(session)
    return TopicsCard(rows, _free_from(session, today), _mark(rows))


@needs(Right.EDIT_OFFICE)
def save_topics(
    session: Session,
    topics: Sequence[ReportTopic],
    valid_from: date | None,
    seen: tuple[tuple[int, int], ...],
    *,
    today: date,
) -> None:
    """Let exactly ``topics``, in this order, be asked from ``valid_from`` on.

    A topic with an empty key is a new one. What was asked before that day stands as
    it was: sheets that are printed, and reports that have come, keep their words.

    Raises:
        InvalidInputError: if a topic cannot be printed, or sheets are printed already
            of a period that begins on the day or later.
        ChangedByAnotherError: if somebody saved topics after ``seen`` was read.

    """
    refuse_blocking(topic_problems(topics))
    known = _known(session)
    if _mark(known) != seen:
        raise ChangedByAnotherError(
            "Noen andre har endret spørsmålene i mellomtiden.",
            "Se over dem og gjør endringen på nytt.",
        )
    first = _accepted_day(session, valid_from, known, today)
    held = {row.key: row for row in _stored(session)}
    asked: set[str] = set()
    for place, topic in enumerate(topics, start=1):
        key = topic.key or _new_key(held)
        wanted = replace(
            topic,
            key=key,
            bokmal=topic.bokmal.strip(),
            nynorsk=topic.nynorsk.strip(),
            place=place,
        )
        asked.add(key)
        held[key] = _set(session, held.get(key), wanted, first)
    for key, row in held.items():
        if key not in asked and (row.valid_to is None or row.valid_to >= first):
            _end(session, row, first)
    session.flush()


def _accepted_day(
    session: Session, asked: date | None, known: Sequence[ReportTopic], today: date
) -> date:
    """Return the day topics may hold from; refuse one before what is printed."""
    if asked is None:
        raise InvalidInputError(
            (Problem("valid_from", "Skriv fra hvilken dag de gjelder."),)
        )
    free = _free_from(session, today)
    newest = max((row.valid_from for row in known), default=asked)
    if asked < max(free, newest):
        day = long_date(max(free, newest))
        why = "Timelister er alt skrevet ut" if free > newest else "Det er endret"
        text = f"{why} for tiden før. Velg {day} eller senere."
        raise InvalidInputError((Problem("valid_from", text),))
    return asked


def _free_from(session: Session, today: date) -> date:
    """Return the day after the last period any timesheet form is printed of.

    The forms of a period that is going on are printed before it begins.
    """
    last = session.scalar(
        select(func.max(SheetPeriod.last_on))
        .join(Paper, Paper.period_number == SheetPeriod.number)
        .where(Paper.kind == PaperKind.TIMESHEET)
    )
    return last + _ONE_DAY if last is not None else today.replace(day=1)


def _known(session: Session) -> tuple[ReportTopic, ...]:
    """Return every topic, by key and then by day; the usual ones until any is own."""
    found = select(ReportTopicRow).order_by(
        ReportTopicRow.key, ReportTopicRow.valid_from
    )
    return tuple(_topic(row) for row in session.scalars(found)) or USUAL_TOPICS


def _stored(session: Session) -> list[ReportTopicRow]:
    """Return the rows to change, by day; the usual ones are written now if none are."""
    found = select(ReportTopicRow).order_by(ReportTopicRow.valid_from)
    if not session.scalars(found.limit(1)).first():
        session.add_all(
            ReportTopicRow(
                key=each.key,
                bokmal=each.bokmal,
                nynorsk=each.nynorsk,
                place=each.place,
                valid_from=each.valid_from,
            )
            for each in USUAL_TOPICS
        )
        session.flush()
    return list(session.scalars(found))


def _set(
    session: Session, row: ReportTopicRow | None, wanted: ReportTopic, first: date
) -> ReportTopicRow:
    """Let a topic be asked as ``wanted`` from ``first`` on; return its newest row."""
    said = (wanted.bokmal, wanted.nynorsk, wanted.place)
    goes_on = row is not None and row.valid_to is None
    if row is not None and goes_on and said == (row.bokmal, row.nynorsk, row.place):
        return row
    if row is not None and row.valid_from == first:
        row.bokmal, row.nynorsk, row.place = said
        row.valid_to = None
        return row
    made = ReportTopicRow(
        key=wanted.key,
        bokmal=wanted.bokmal,
        nynorsk=wanted.nynorsk,
        place=wanted.place,
        valid_from=first,
    )
    session.add(made)
    return made


def _end(session: Session, row: ReportTopicRow, first: date) -> None:
    """Let a topic not be asked from ``first`` on."""
    if row.valid_from >= first:
        session.delete(row)
    else:
        row.valid_to = first - _ONE_DAY


def _new_key(held: dict[str, ReportTopicRow]) -> str:
    return next(
        key for n in range(1, len(held) + 2) if (key := f"{OWN}-{n}") not in held
    )


def _topic(row: ReportTopicRow) -> ReportTopic:
    return ReportTopic(
        key=row.key,
        bokmal=row.bokmal,
        nynorsk=row.nynorsk,
        place=row.place,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        number=row.number,
        version=row.version,
    )


def _mark(rows: Sequence[ReportTopic]) -> tuple[tuple[int, int], ...]:
    return tuple((row.number or 0, row.version) for row in rows)
