"""The month grid: every assignment that runs in a year, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing, standing_of
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner, needs
from stkdesk.services.month_rows import (
    Lasting,
    count_lacking,
    count_running,
    heads_of,
    lacks_sheet,
    page_of_month,
    runs_in,
)
from stkdesk.services.periods import PeriodRow
from stkdesk.storage.tables import Assignment, Timesheet
from stkdesk.storage.trail import note_list


@dataclass(frozen=True, slots=True)
class Cell:
    """One assignment in one period."""

    standing: Standing
    minutes: int = 0  # with its corrections
    sheet_number: int | None = None
    version: int = 0
    corrections: int = 0


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
    meant = [runs_in(whole_of(periods))]
    if query.chip:
        meant.append(_has_cell(Standing(query.chip), periods, today))
    numbers, total = page_of_month(session, meant, query)
    return ListPage(_rows(session, numbers, periods, today), total)


def whole_of(periods: Sequence[PeriodRow]) -> Period:
    """Return the days from the first to the last of ``periods``, which are in order."""
    return Period(periods[0].period.first, periods[-1].period.last)


def _rows(
    session: Session, numbers: Sequence[int], periods: Sequence[PeriodRow], today: date
) -> tuple[MonthRow, ...]:
    """Return the rows of ``numbers``, in that order."""
    heads = heads_of(session, numbers)
    sheets = _sheets(session, numbers, periods)
    rows = []
    for number in numbers:
        head = heads[number]
        cells = tuple(
            _cell(sheets.get((number, each.number)), each, head.lasting, today)
            for each in periods
        )
        rows.append(MonthRow(number, head.client, head.contact, cells))
    return tuple(rows)


@needs(Right.READ_HOURS)
def month_counts(
    session: Session, periods: Sequence[PeriodRow], *, today: date
) -> dict[str, int]:
    """Return the number of sheets of each standing, and of assignments under ""."""
    if not periods:
        return {}
    counts = {standing.value: 0 for standing in Standing if standing.has_sheet}
    found = (
        select(Timesheet.state, func.count())
        .where(
            Timesheet.period_number.in_([each.number for each in periods]),
            Timesheet.serial == 1,
        )
        .group_by(Timesheet.state)
    )
    for state, count in session.execute(found):
        counts[state.value] = count
    counts[Standing.MISSING.value] = sum(
        count_lacking(session, each) for each in periods if each.is_late(today)
    )
    counts[""] = count_running(session, whole_of(periods))
    return counts


def _has_cell(
    standing: Standing, periods: Sequence[PeriodRow], today: date
) -> ColumnElement[bool]:
    if standing.has_sheet:
        with_sheet = select(Timesheet.assignment_number).where(
            Timesheet.period_number.in_([each.number for each in periods]),
            Timesheet.state == SheetState(standing.value),
            Timesheet.serial == 1,
        )
        return Assignment.number.in_(with_sheet)
    is_missing = standing is Standing.MISSING
    return lacks_sheet([each for each in periods if each.is_late(today) is is_missing])


def _sheets(
    session: Session, assignments: Sequence[int], periods: Sequence[PeriodRow]
) -> dict[tuple[int, int], Cell]:
    """Return the sheets there are, by assignment and period; corrections added."""
    found = (
        select(
            Timesheet.assignment_number,
            Timesheet.period_number,
            Timesheet.serial,
            Timesheet.number,
            Timesheet.state,
            Timesheet.minutes,
            Timesheet.version,
        )
        .where(
            Timesheet.assignment_number.in_(assignments),
            Timesheet.period_number.in_([each.number for each in periods]),
        )
        .order_by(
            Timesheet.assignment_number, Timesheet.period_number, Timesheet.serial
        )
    )
    sheets: dict[tuple[int, int], Cell] = {}
    for row in session.execute(found):
        assignment, period, serial, number, state, minutes, version = row
        if serial == 1:
            made = Cell(Standing(state.value), minutes, number, version)
        else:
            first = sheets[assignment, period]
            made = replace(
                first,
                minutes=first.minutes + minutes,
                corrections=first.corrections + 1,
            )
        sheets[assignment, period] = made
    return sheets


def _cell(sheet: Cell | None, period: PeriodRow, lasting: Lasting, today: date) -> Cell:
    if sheet is not None:
        return sheet
    expected = lasting.wants_in(period.period)
    return Cell(standing_of(None, expected=expected, due_on=period.due_on, today=today))
