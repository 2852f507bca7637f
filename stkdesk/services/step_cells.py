"""What the register knows of the sheets of one period, put into cells, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.month_step import SHEET_STEPS, Step, StepMark, sheet_marks
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner
from stkdesk.services.periods import PeriodRow
from stkdesk.storage.tables import MonthReport, Paper, PayRun, SheetReturn, Timesheet


@dataclass(frozen=True, slots=True)
class StepCell:
    """One step of one sheet."""

    mark: StepMark
    on: date | None = None


class _Sheet(NamedTuple):
    """The first sheet of an assignment in the period."""

    number: int
    state: SheetState
    version: int
    received_on: date
    checked_at: datetime | None
    approved_at: datetime | None
    paid_on: date | None
    sent_at: datetime | None

    def on(self, step: Step) -> date | None:
        """Return the day a step was taken; None where no day is kept."""
        match step:
            case Step.ARRIVED:
                return self.received_on
            case Step.CHECKED:
                return _day(self.checked_at)
            case Step.APPROVED:
                return _day(self.approved_at)
            case Step.SENT:
                return _day(self.sent_at)
            case Step.PAID:
                return self.paid_on
        return None


class _Printed(NamedTuple):
    """The sheets printed for an assignment in the period, taken together."""

    printed_on: date | None
    mailed_on: date | None
    by_hand: bool  # no address: handed over, never mailed


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of the assignments of a page, by their number."""

    sheets: Mapping[int, _Sheet]
    minutes: Mapping[int, int]
    corrections: Mapping[int, int]
    printed: Mapping[int, _Printed]
    returned: Mapping[int, date]
    reports: Mapping[int, tuple[date, date | None]]  # received, read


@inner
def found_of(session: Session, numbers: Sequence[int], period: PeriodRow) -> Found:
    """Ask the register about ``numbers`` in ``period``."""
    sheets: dict[int, _Sheet] = {}
    minutes: dict[int, int] = {}
    corrections: dict[int, int] = {}
    for assignment, serial, spent, *rest in session.execute(
        select(
            Timesheet.assignment_number,
            Timesheet.serial,
            Timesheet.minutes,
            Timesheet.number,
            Timesheet.state,
            Timesheet.version,
            Timesheet.received_on,
            Timesheet.checked_at,
            Timesheet.approved_at,
            Timesheet.paid_on,
            PayRun.made_at,
        )
        .outerjoin(PayRun, PayRun.number == Timesheet.run_number)
        .where(
            Timesheet.assignment_number.in_(numbers),
            Timesheet.period_number == period.number,
        )
    ):
        minutes[assignment] = minutes.get(assignment, 0) + spent
        if serial == 1:
            sheets[assignment] = _Sheet(*rest)
        else:
            corrections[assignment] = corrections.get(assignment, 0) + 1
    back = [one.number for one in sheets.values() if one.state is SheetState.RETURNED]
    return Found(
        sheets,
        minutes,
        corrections,
        _printed(session, numbers, period),
        _returned(session, back),
        _read(session, numbers, period),
    )


def cells_of(
    number: int, standing: Standing, found: Found, period: PeriodRow
) -> tuple[StepCell, ...]:
    """Return the cells of an assignment whose sheet stands so, in order of ``Step``."""
    sheet = found.sheets.get(number)
    is_late = sheet is not None and sheet.received_on > period.due_on
    cells = [*_paper_cells(found.printed.get(number), standing)]
    for step, mark in zip(
        SHEET_STEPS, sheet_marks(standing, is_late=is_late), strict=True
    ):
        on = sheet.on(step) if sheet and mark.is_done else None
        if mark is StepMark.RETURNED and sheet:
            on = found.returned.get(sheet.number)
        cells.append(StepCell(mark, on))
    return (*cells, _report_cell(found.reports.get(number), standing))


def _paper_cells(paper: _Printed | None, standing: Standing) -> tuple[StepCell, ...]:
    """Return printed and mailed; of a sheet that came anyhow they are not asked for."""
    if paper is None or paper.printed_on is None:
        waits = standing in (Standing.WAITING, Standing.MISSING)
        first = StepMark.NEXT if waits else StepMark.NONE
        after = StepMark.TO_COME if waits else StepMark.NONE
        return StepCell(first), StepCell(after)
    printed = StepCell(StepMark.DONE, paper.printed_on)
    if paper.mailed_on is not None:
        return printed, StepCell(StepMark.DONE, paper.mailed_on)
    waits = standing in (Standing.WAITING, Standing.MISSING) and not paper.by_hand
    return printed, StepCell(StepMark.NEXT if waits else StepMark.NONE)


def _report_cell(
    report: tuple[date, date | None] | None, standing: Standing
) -> StepCell:
    if report is None:
        nothing = standing in (Standing.NONE, Standing.NOTHING)
        return StepCell(StepMark.NONE if nothing else StepMark.TO_COME)
    received, read = report
    return StepCell(StepMark.DONE, read) if read else StepCell(StepMark.NEXT, received)


def is_sheet_of(period: PeriodRow) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a paper is a timesheet of ``period``."""
    return (
        Paper.period_number == period.number,
        Paper.kind == PaperKind.TIMESHEET,
    )


def _printed(
    session: Session, numbers: Sequence[int], period: PeriodRow
) -> dict[int, _Printed]:
    found = (
        select(
            Paper.assignment_number,
            func.max(Paper.printed_on),
            func.max(Paper.mailed_on),
            func.max(case((Paper.by_hand, 1), else_=0)),
        )
        .where(*is_sheet_of(period), Paper.assignment_number.in_(numbers))
        .group_by(Paper.assignment_number)
    )
    return {
        number or 0: _Printed(printed, mailed, bool(by_hand))
        for number, printed, mailed, by_hand in session.execute(found)
    }


def _returned(session: Session, sheets: Sequence[int]) -> dict[int, date]:
    """Return when sheets that are away to be completed were sent.

    Why, and so also when, is for those who may read of the case.
    """
    if not sheets or not actor_of(session).may(Right.READ_CASES):
        return {}
    found = select(SheetReturn.sheet_number, SheetReturn.sent_on).where(
        SheetReturn.sheet_number.in_(sheets), SheetReturn.back_on.is_(None)
    )
    return {sheet: sent for sheet, sent in session.execute(found)}


def _read(
    session: Session, numbers: Sequence[int], period: PeriodRow
) -> dict[int, tuple[date, date | None]]:
    """Return the monthly reports, for those who may read of the case."""
    if not actor_of(session).may(Right.READ_CASES):
        return {}
    found = select(
        MonthReport.assignment_number, MonthReport.received_on, MonthReport.read_on
    ).where(
        MonthReport.assignment_number.in_(numbers),
        MonthReport.period_number == period.number,
    )
    return {number: (came, read) for number, came, read in session.execute(found)}


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone().date() if moment else None
