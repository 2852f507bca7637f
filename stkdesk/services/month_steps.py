"""The month step by step: every assignment of one period, and how far its sheet is.

Nothing is stored for this: printed and mailed are read off the papers, the rest off
the sheets, the runs and the monthly reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.month_step import SHEET_STEPS, Step, sheet_marks
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing, standing_of
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, needs
from stkdesk.services.month_rows import (
    count_lacking,
    count_running,
    heads_of,
    lacks_sheet,
    page_of_month,
    runs_in,
)
from stkdesk.services.periods import PeriodRow
from stkdesk.services.sheet_signing import WAITS
from stkdesk.services.step_cells import StepCell, cells_of, found_of, is_sheet_of
from stkdesk.storage.tables import (
    Assignment,
    MonthReport,
    Paper,
    Timesheet,
)
from stkdesk.storage.trail import note_list

MOST_AT_ONCE = 20_000  # rows an act may be for


@dataclass(frozen=True, slots=True)
class StepRow:
    """One assignment in one period, step by step."""

    number: int  # of the assignment
    client: str
    contact: str  # the support contact, the group or the organisation
    standing: Standing
    cells: tuple[StepCell, ...]  # in the order of ``Step``
    sheet_number: int | None = None
    version: int = 0
    minutes: int = 0  # with its corrections
    corrections: int = 0

    @property
    def key(self) -> StepKey:
        """What an act needs to know of it."""
        return StepKey(self.number, self.sheet_number, self.standing)


@dataclass(frozen=True, slots=True)
class StepKey:
    """One assignment of the period, as acts on many at once know it."""

    assignment: int
    sheet_number: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class StepCounts:
    """How many there are: in all, of each standing, and past each step."""

    total: int = 0
    standings: Mapping[Standing, int] = field(default_factory=dict)
    done: Mapping[Step, int] = field(default_factory=dict)
    late: int = 0  # came in after the day they were due
    corrected: int = 0
    unread: int = 0  # monthly reports
    waiting: Mapping[Standing, int] = field(default_factory=dict)  # corrections


@needs(Right.READ_HOURS)
def step_board(
    session: Session, period: PeriodRow, query: ListQuery, *, today: date
) -> ListPage[StepRow]:
    """Return one page of the assignments that run in ``period``, by client's name.

    ``query.chip`` is a Standing, ``late``, ``corrected``, or one of the steps
    ``printed``, ``mailed`` and ``report``: those of whom it is the next to be done.
    The same number of questions to the register, whatever the number of rows.
    """
    meant = _meant(session, period, query.chip, today)
    numbers, total = page_of_month(session, meant, query)
    note_list(session, "timesheets", query, total, code=period.code)
    heads = heads_of(session, numbers)
    found = found_of(session, numbers, period)
    rows = []
    for number in numbers:
        head, sheet = heads[number], found.sheets.get(number)
        standing = standing_of(
            sheet.state if sheet else None,
            expected=head.lasting.wants_in(period.period),
            due_on=period.due_on,
            today=today,
        )
        rows.append(
            StepRow(
                number,
                head.client,
                head.contact,
                standing,
                cells_of(number, standing, found, period),
                sheet.number if sheet else None,
                sheet.version if sheet else 0,
                found.minutes.get(number, 0),
                found.corrections.get(number, 0),
            )
        )
    return ListPage(tuple(rows), total)


@needs(Right.READ_HOURS)
def step_keys(
    session: Session, period: PeriodRow, query: ListQuery, *, today: date
) -> tuple[StepKey, ...]:
    """Return all that ``query`` finds, on every page: what «all» is done with."""
    whole = ListQuery(query.search, query.chip, limit=MOST_AT_ONCE)
    numbers, _total = page_of_month(
        session, _meant(session, period, query.chip, today), whole
    )
    sheets = {
        assignment: (number, state)
        for assignment, number, state in session.execute(
            select(
                Timesheet.assignment_number, Timesheet.number, Timesheet.state
            ).where(Timesheet.period_number == period.number, Timesheet.serial == 1)
        )
    }
    lacking = set(
        session.scalars(select(Assignment.number).where(lacks_sheet([period])))
    )
    keys = []
    for number in numbers:
        sheet, state = sheets.get(number, (None, None))
        expected = number in lacking
        standing = standing_of(
            state, expected=expected, due_on=period.due_on, today=today
        )
        keys.append(StepKey(number, sheet, standing))
    return tuple(keys)


@needs(Right.READ_HOURS)
def step_counts(session: Session, period: PeriodRow, *, today: date) -> StepCounts:
    """Return how many sheets of ``period`` stand where, and are past which step."""
    of_period = Timesheet.period_number == period.number
    standings = dict.fromkeys(Standing, 0)
    by_state = select(Timesheet.state, func.count()).group_by(Timesheet.state)
    for state, count in session.execute(
        by_state.where(of_period, Timesheet.serial == 1)
    ):
        standings[Standing(state.value)] = count
    lacking = Standing.MISSING if period.is_late(today) else Standing.WAITING
    standings[lacking] = count_lacking(session, period)
    late = session.scalar(
        select(func.count())
        .select_from(Timesheet)
        .where(of_period, Timesheet.serial == 1, Timesheet.received_on > period.due_on)
    )
    corrected = session.scalar(
        select(func.count(Timesheet.assignment_number.distinct())).where(
            of_period, Timesheet.serial > 1
        )
    )
    waiting = {
        Standing(state.value): count
        for state, count in session.execute(
            by_state.where(of_period, Timesheet.serial > 1, Timesheet.state.in_(WAITS))
        )
    }
    printed, mailed = session.execute(
        select(
            func.count(Paper.assignment_number.distinct()).filter(
                Paper.printed_on.is_not(None)
            ),
            func.count(Paper.assignment_number.distinct()).filter(
                Paper.mailed_on.is_not(None)
            ),
        ).where(*is_sheet_of(period))
    ).one()
    received, read = _reports(session, period)
    done = {Step.PRINTED: printed, Step.MAILED: mailed, Step.REPORT: read}
    for at, step in enumerate(SHEET_STEPS):
        done[step] = sum(
            count
            for standing, count in standings.items()
            if sheet_marks(standing, is_late=False)[at].is_done
        )
    return StepCounts(
        count_running(session, period.period),
        standings,
        done,
        late or 0,
        corrected or 0,
        received - read,
        waiting,
    )


def _reports(session: Session, period: PeriodRow) -> tuple[int, int]:
    """Return how many monthly reports have come in, and how many are read."""
    if not actor_of(session).may(Right.READ_CASES):
        return 0, 0
    found = session.execute(
        select(func.count(), func.count(MonthReport.read_on)).where(
            MonthReport.period_number == period.number
        )
    ).one()
    return found[0], found[1]


def _meant(
    session: Session, period: PeriodRow, chip: str, today: date
) -> list[ColumnElement[bool]]:
    meant = [runs_in(period.period)]
    if chip:
        meant.append(_behind_chip(session, period, chip, today))
    return meant


def _behind_chip(
    session: Session, period: PeriodRow, chip: str, today: date
) -> ColumnElement[bool]:
    of_period = Timesheet.period_number == period.number
    first = (of_period, Timesheet.serial == 1)
    match chip:
        case "late":
            return _with_sheet(*first, Timesheet.received_on > period.due_on)
        case "corrected":
            return _with_sheet(of_period, Timesheet.serial > 1)
        case Step.PRINTED.value:
            printed = _with_paper(period, Paper.printed_on.is_not(None))
            return and_(lacks_sheet([period]), ~printed)
        case Step.MAILED.value:
            mailed = or_(Paper.mailed_on.is_not(None), Paper.by_hand)
            return and_(
                lacks_sheet([period]),
                _with_paper(period, Paper.printed_on.is_not(None)),
                ~_with_paper(period, mailed),
            )
        case Step.REPORT.value if actor_of(session).may(Right.READ_CASES):
            return Assignment.number.in_(
                select(MonthReport.assignment_number).where(
                    MonthReport.period_number == period.number,
                    MonthReport.read_on.is_(None),
                )
            )
        case Standing.MISSING.value | Standing.WAITING.value:
            late = period.is_late(today) is (chip == Standing.MISSING.value)
            return lacks_sheet([period] if late else [])
    state = SheetState(chip)
    if state in WAITS:  # corrections stand where they wait, too
        return _with_sheet(of_period, Timesheet.state == state)
    return _with_sheet(*first, Timesheet.state == state)


def _with_sheet(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return Assignment.number.in_(select(Timesheet.assignment_number).where(*conditions))


def _with_paper(
    period: PeriodRow, *conditions: ColumnElement[bool]
) -> ColumnElement[bool]:
    return Assignment.number.in_(
        select(Paper.assignment_number).where(
            *is_sheet_of(period), Paper.assignment_number.is_not(None), *conditions
        )
    )
