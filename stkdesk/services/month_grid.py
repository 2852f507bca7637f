"""The month grid: every assignment that runs in a year, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing, standing_of
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner, needs
from stkdesk.services.assignment_list import assignment_meant
from stkdesk.services.paging import page_of
from stkdesk.services.periods import PeriodRow
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    AssignmentNames,
    Client,
    Contact,
    Organisation,
    Person,
    SheetPeriod,
    Timesheet,
)
from stkdesk.storage.trail import note_list
from stkdesk.storage.walking import walk

ClientPerson = aliased(Person, name="client_person")
ContactPerson = aliased(Person, name="contact_person")
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
    contact: str  # the support contact, the group or the organisation
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> int:
        """Minutes in all the periods."""
        return sum(cell.minutes for cell in self.cells)


@needs(Right.READ_HOURS)
def month_grid(
    session: Session, periods: Sequence[PeriodRow], query: ListQuery, *, today: date
) -> ListPage[MonthRow]:
    """Return one page of assignments that run in ``periods``, by the client's name.

    ``query.chip`` is a Standing: rows with at least one such cell. Five questions to
    the register, whatever the number of rows; every standing is derived.
    """
    found = grid_page(session, periods, query, today=today)
    if periods:
        first, last = periods[0].code, periods[-1].code
        span = {"code": first} if first == last else {"from": first, "to": last}
        note_list(session, "timesheets", query, found.total, **span)
    return found


@inner
def grid_page(
    session: Session, periods: Sequence[PeriodRow], query: ListQuery, *, today: date
) -> ListPage[MonthRow]:
    """Do the work of ``month_grid``, also for a card that shows one row of it."""
    if not periods:
        return ListPage((), 0)
    meant = [runs_in(Period(periods[0].period.first, periods[-1].period.last))]
    if query.chip:
        meant.append(_has_cell(Standing(query.chip), periods, today))
    names = AssignmentNames
    running = (
        select(names.assignment_number)
        .join(Assignment, Assignment.number == names.assignment_number)
        .where(walk(names.sort_key >= ""), *meant)
    )
    searched, hidden = bool(query.search.strip()), hidden_clients(session)
    if searched:
        running = running.where(assignment_meant(query.search))
    if hidden:  # nobody finds a blocked client by name
        running = running.where(Assignment.client_number.not_in(hidden))
    total = 0 if searched else _count(session, meant)
    numbers, total = page_of(
        session,
        running,
        running.order_by(names.sort_key, names.assignment_number),
        query,
        unsearched=total,
    )
    if hidden and not searched and len(numbers) < query.limit:
        numbers = [*numbers, *_hidden(session, meant, hidden, query, total)]
        numbers = numbers[: query.limit]
    return ListPage(_rows(session, numbers, periods, today), total)


def _hidden(
    session: Session,
    meant: Sequence[ColumnElement[bool]],
    hidden: frozenset[int],
    query: ListQuery,
    total: int,
) -> Sequence[int]:
    """Return the rows of blocked clients from the page on: they come last, unnamed."""
    found = select(Assignment.number).where(Assignment.client_number.in_(hidden))
    numbers = session.scalars(found.where(*meant).order_by(Assignment.number)).all()
    return numbers[max(0, query.offset - (total - len(numbers))) :]


def _count(session: Session, meant: Sequence[ColumnElement[bool]]) -> int:
    counted = select(func.count()).select_from(Assignment).where(*meant)
    return session.scalar(counted) or 0


def _rows(
    session: Session, numbers: Sequence[int], periods: Sequence[PeriodRow], today: date
) -> tuple[MonthRow, ...]:
    """Return the rows of ``numbers``, in that order."""
    found = session.execute(
        select(
            Assignment.number,
            Assignment.client_number,
            ClientPerson.given_name,
            ClientPerson.family_name,
            ContactPerson.given_name,
            ContactPerson.family_name,
            func.coalesce(Organisation.name, ActivityGroup.name),
            Assignment.start_on,
            Assignment.end_on,
            Assignment.status,
            Assignment.contact_number,
        )
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(ClientPerson, ClientPerson.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(ContactPerson, ContactPerson.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .where(Assignment.number.in_(numbers))
    )
    sheets = _sheets(session, numbers, periods)
    rows: dict[int, MonthRow] = {}
    for row in found:
        number, client, given, family, *provider, start, end, status, by = row
        with_given, with_family, other = provider
        lasting = _Lasting(start, end, by is not None and status not in NO_SHEET_WANTED)
        cells = tuple(
            _cell(sheets.get((number, each.number)), each, lasting, today)
            for each in periods
        )
        contact = other or full_name(with_given or "", with_family or "")
        name = client_name(session, client, given or "", family or "")
        rows[number] = MonthRow(number, name, contact, cells)
    return tuple(rows[number] for number in numbers)


@needs(Right.READ_HOURS)
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
    """Return the condition that an assignment with sheets runs, or ran, in ``period``.

    A support contact hands in sheets; of a group and an organisation the attendance
    is registered, and only sheets that came in before that was so are shown.
    """
    sheet = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number
    )
    return and_(
        or_(
            Assignment.contact_number.is_not(None),
            sheet.correlate(Assignment).exists(),
        ),
        Assignment.status != AssignmentStatus.PLANNED,
        Assignment.start_on <= period.last,
        or_(Assignment.end_on.is_(None), Assignment.end_on >= period.first),
    )


def _missing_in(session: Session, period: PeriodRow) -> int:
    """Return how many assignments ought to have a sheet in ``period`` and have none."""
    expected = and_(
        runs_in(period.period),
        Assignment.contact_number.is_not(None),
        Assignment.status.not_in(NO_SHEET_WANTED),
    )
    wanted = select(func.count()).select_from(Assignment).where(expected)
    come = (
        select(func.count())
        .select_from(Timesheet)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(Timesheet.period_number == period.number, expected)
    )
    return (session.scalar(wanted) or 0) - (session.scalar(come) or 0)


def _has_cell(
    standing: Standing, periods: Sequence[PeriodRow], today: date
) -> ColumnElement[bool]:
    if standing.has_sheet:
        with_sheet = select(Timesheet.assignment_number).where(
            Timesheet.period_number.in_([each.number for each in periods]),
            Timesheet.state == SheetState(standing.value),
        )
        return Assignment.number.in_(with_sheet)
    sheet = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number
    )
    late = [each.number for each in periods if each.is_late(today)]
    return and_(
        Assignment.contact_number.is_not(None),
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


class _Lasting(NamedTuple):
    """The days of an assignment, and whether sheets are wanted of it."""

    start: date
    end: date | None
    wants_sheets: bool

    def wants_in(self, period: Period) -> bool:
        """Tell whether a sheet is wanted in ``period``."""
        runs = self.start <= period.last and (
            self.end is None or self.end >= period.first
        )
        return runs and self.wants_sheets


def _cell(
    sheet: _Sheet | None, period: PeriodRow, lasting: _Lasting, today: date
) -> Cell:
    expected = lasting.wants_in(period.period)
    number, state, minutes, version = sheet or (None, None, 0, 0)
    standing = standing_of(state, expected=expected, due_on=period.due_on, today=today)
    return Cell(standing, minutes, number, version)
