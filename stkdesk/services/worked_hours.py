"""What was worked and paid in some assignments: sheets, visits and attendance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    Attendance,
    SheetPeriod,
    Timesheet,
    TimesheetLine,
)

#: The paper is here, or was and went back: what it says is not entered.
NOT_ENTERED = (SheetState.ARRIVED, SheetState.RETURNED)


@dataclass(frozen=True, slots=True)
class Visited:
    """Minutes of one assignment on one day."""

    assignment: int
    day: date
    minutes: int
    is_paid: bool = False


@dataclass(frozen=True, slots=True)
class Worked:
    """Minutes of several assignments: by sheet, by visit, and by attendance."""

    sheets: Mapping[tuple[int, str], int]  # (assignment, code of the period): minutes
    paid: Mapping[tuple[int, str], int]  # of the sheets that are paid
    visits: tuple[Visited, ...]  # the lines of the sheets
    attended: tuple[Visited, ...]  # pays nobody

    def of(self, assignment: int, code: str, days: Period) -> int:
        """Return the minutes of one timesheet period."""
        return self.sheets.get((assignment, code), 0) + sum(
            each.minutes
            for each in self.attended
            if each.assignment == assignment and each.day in days
        )

    def on(self, assignment: int, days: Period) -> int:
        """Return the minutes of some days, whichever sheets they are on."""
        return sum(
            each.minutes
            for each in (*self.visits, *self.attended)
            if each.assignment == assignment and each.day in days
        )

    def paid_on(self, assignment: int, days: Period) -> int:
        """Return the minutes of some days that are paid for."""
        return sum(
            each.minutes
            for each in self.visits
            if each.is_paid and each.assignment == assignment and each.day in days
        )


@inner
def worked_hours(
    session: Session,
    assignments: Sequence[int],
    asked: Period,
    visits_in: Period | None = None,
) -> Worked:
    """Return what was worked within ``asked``; three questions at most.

    Corrections count with what they are about: they hold the difference. A sheet that
    is not entered has not come, as far as hours go.

    Single visits are read in the days ``visits_in`` only: of those who pay the hours,
    a server does not let them be asked for.
    """
    sheets: dict[tuple[int, str], int] = {}
    paid: dict[tuple[int, str], int] = {}
    found = (
        select(
            Timesheet.assignment_number,
            SheetPeriod.code,
            Timesheet.minutes,
            Timesheet.paid_on,
        )
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            Timesheet.assignment_number.in_(assignments),
            Timesheet.state.not_in(NOT_ENTERED),
            SheetPeriod.last_on >= asked.first,
            SheetPeriod.first_on <= asked.last,
        )
    )
    for number, code, minutes, paid_on in session.execute(found):
        place = (number, code)
        sheets[place] = sheets.get(place, 0) + minutes
        if paid_on is not None:
            paid[place] = paid.get(place, 0) + minutes
    days = visits_in or asked
    lines = (
        select(
            Timesheet.assignment_number,
            TimesheetLine.work_on,
            TimesheetLine.minutes,
            Timesheet.paid_on,
        )
        .join(TimesheetLine, TimesheetLine.sheet_number == Timesheet.number)
        .where(
            Timesheet.assignment_number.in_(assignments),
            Timesheet.state.not_in(NOT_ENTERED),
            TimesheetLine.work_on.between(days.first, days.last),
        )
    )
    came = select(
        Attendance.assignment_number, Attendance.attended_on, Attendance.minutes
    ).where(
        Attendance.assignment_number.in_(assignments),
        Attendance.minutes > 0,
        Attendance.attended_on.between(asked.first, asked.last),
    )
    return Worked(
        sheets,
        paid,
        tuple(
            Visited(number, day, minutes, paid_on is not None)
            for number, day, minutes, paid_on in session.execute(lines)
        )
        if visits_in is not None
        else (),
        tuple(Visited(*row) for row in session.execute(came)),
    )
