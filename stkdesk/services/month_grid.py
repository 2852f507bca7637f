"""The month grid: every assignment that runs in a year, period by period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name, search_words
from stkdesk.domain.period import Period
from stkdesk.domain.standing import Standing, standing_of
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.periods import PeriodRow
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Organisation,
    Person,
    SheetPeriod,
    Timesheet,
)
from stkdesk.storage.walking import walk

ClientPerson = aliased(Person, name="client_person")
ContactPerson = aliased(Person, name="contact_person")
ASSIGNMENT_NUMBER = re.compile(r"\s*(?:o-?)?(\d{1,9})\s*", re.IGNORECASE | re.ASCII)
NO_SHEET_WANTED = (AssignmentStatus.PLANNED, AssignmentStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class Cell:
    """One assignment in one period."""

    standing: Standing
    minutes: int = 0
    sheet_number: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One assignment across the periods asked about, in their order."""

    number: int  # of the assignment
    client: str
    contact: str  # the support contact or the organisation
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> int:
        """Minutes in all the periods."""
        return sum(cell.minutes for cell in self.cells)


def month_grid(
    session: Session, periods: Sequence[PeriodRow], query: ListQuery, *, today: date
) -> ListPage[MonthRow]:
    """Return one page of assignments that run in ``periods``, by the client's name.

    ``query.chip`` is a Standing: rows with at least one such cell. Two questions to
    the register, whatever the number of rows; every standing is derived.
    """
    if not periods:
        return ListPage((), 0)
    meant = [runs_in(Period(periods[0].period.first, periods[-1].period.last))]
    if query.search.strip():
        meant.append(_meant_by(query.search))
    if query.chip:
        meant.append(_has_cell(Standing(query.chip), periods, today))
    counted = select(func.count()).select_from(Assignment)
    if query.search.strip():
        counted = _with_people(counted)
    total = session.scalar(counted.where(*meant))
    page = (
        _with_people(
            select(
                Assignment.number,
                ClientPerson.given_name,
                ClientPerson.family_name,
                ContactPerson.given_name,
                ContactPerson.family_name,
                Organisation.name,
                Assignment.start_on,
                Assignment.end_on,
                Assignment.status,
            ).select_from(Assignment)
        )
        .where(walk(ClientPerson.sort_key >= ""), *meant)
        .order_by(ClientPerson.sort_key, Assignment.number)
    )
    found = session.execute(page.offset(query.offset).limit(query.limit)).all()
    sheets = _sheets(session, [row[0] for row in found], periods)
    rows = []
    for (
        number,
        given,
        family,
        with_given,
        with_family,
        name,
        start,
        end,
        status,
    ) in found:
        cells = tuple(
            _cell(sheets.get((number, each.number)), each, start, end, status, today)
            for each in periods
        )
        contact = name or full_name(with_given or "", with_family or "")
        rows.append(MonthRow(number, full_name(given, family), contact, cells))
    return ListPage(tuple(rows), total or 0)


def _with_people(asked: Any) -> Any:
    """Return ``asked`` with the names of client, contact and organisation at hand."""
    return (
        asked.join(Client, Client.number == Assignment.client_number)
        .join(ClientPerson, ClientPerson.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(ContactPerson, ContactPerson.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
    )


def month_counts(
    session: Session, periods: Sequence[PeriodRow], *, today: date
) -> dict[str, int]:
    """Return the number of sheets of each standing, and of assignments under ""."""
    if not periods:
        return {}
    numbers = [each.number for each in periods]
    counts = {standing.value: 0 for standing in Standing if standing.has_sheet}
    found = (
        select(Timesheet.state, func.count())
        .where(Timesheet.period_number.in_(numbers))
        .group_by(Timesheet.state)
    )
    for state, count in session.execute(found):
        counts[state.value] = count
    counts[Standing.MISSING.value] = sum(
        _missing_in(session, each) for each in periods if each.is_late(today)
    )
    whole = Period(periods[0].period.first, periods[-1].period.last)
    running = select(func.count()).select_from(Assignment).where(runs_in(whole))
    counts[""] = session.scalar(running) or 0
    return counts


def runs_in(period: Period) -> ColumnElement[bool]:
    """Return the condition that an assignment runs, or has run, in ``period``."""
    return and_(
        Assignment.status != AssignmentStatus.PLANNED,
        Assignment.start_on <= period.last,
        or_(Assignment.end_on.is_(None), Assignment.end_on >= period.first),
    )


def _missing_in(session: Session, period: PeriodRow) -> int:
    """Return how many assignments ought to have a sheet in ``period`` and have none."""
    expected = and_(runs_in(period.period), Assignment.status.not_in(NO_SHEET_WANTED))
    wanted = select(func.count()).select_from(Assignment).where(expected)
    come = (
        select(func.count())
        .select_from(Timesheet)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(Timesheet.period_number == period.number, expected)
    )
    return (session.scalar(wanted) or 0) - (session.scalar(come) or 0)


def _meant_by(search: str) -> ColumnElement[bool]:
    """Return the condition that the words of ``search`` name client or contact."""
    texts = (ClientPerson.search_text, ContactPerson.search_text)
    named = and_(
        *(
            or_(
                *(text.contains(f" {word}", autoescape=True) for text in texts),
                func.lower(Organisation.name).contains(word, autoescape=True),
            )
            for word in search_words(search)
        )
    )
    if number := ASSIGNMENT_NUMBER.fullmatch(search):
        return or_(Assignment.number == int(number[1]), named)
    return named


def _has_cell(
    standing: Standing, periods: Sequence[PeriodRow], today: date
) -> ColumnElement[bool]:
    sheet = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number
    )
    if standing.has_sheet:
        numbers = [each.number for each in periods]
        return sheet.where(
            Timesheet.period_number.in_(numbers),
            Timesheet.state == SheetState(standing.value),
        ).exists()
    late = [each.number for each in periods if each.is_late(today)]
    return and_(
        Assignment.status.not_in(NO_SHEET_WANTED),
        select(SheetPeriod.number)
        .where(
            SheetPeriod.number.in_(late),
            SheetPeriod.last_on >= Assignment.start_on,
            or_(Assignment.end_on.is_(None), SheetPeriod.first_on <= Assignment.end_on),
            ~sheet.where(Timesheet.period_number == SheetPeriod.number)
            .correlate(Assignment, SheetPeriod)
            .exists(),
        )
        .exists(),
    )


_Sheet = tuple[int, SheetState, int, int]  # number, state, minutes, version


def _sheets(
    session: Session, assignments: Sequence[int], periods: Sequence[PeriodRow]
) -> dict[tuple[int, int], _Sheet]:
    found = select(
        Timesheet.assignment_number,
        Timesheet.period_number,
        Timesheet.number,
        Timesheet.state,
        Timesheet.minutes,
        Timesheet.version,
    ).where(
        Timesheet.assignment_number.in_(assignments),
        Timesheet.period_number.in_([each.number for each in periods]),
    )
    return {
        (assignment, period): (number, state, minutes, version)
        for assignment, period, number, state, minutes, version in session.execute(
            found
        )
    }


def _cell(
    sheet: _Sheet | None,
    period: PeriodRow,
    start: date,
    end: date | None,
    status: AssignmentStatus,
    today: date,
) -> Cell:
    runs = start <= period.period.last and (end is None or end >= period.period.first)
    expected = runs and status not in NO_SHEET_WANTED
    number, state, minutes, version = sheet or (None, None, 0, 0)
    standing = standing_of(state, expected=expected, due_on=period.due_on, today=today)
    return Cell(standing, minutes, number, version)
