"""Whether sums, visits and periods add up, asked of the whole register at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.formats import short_date
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import needs
from stkdesk.storage.tables import Assignment, SheetPeriod, Timesheet, TimesheetLine


@needs(Right.KEEP_REGISTER)
def sheet_sums(session: Session) -> Iterator[str]:
    """Yield the sheets whose sums are not the sums of their lines."""
    sums = (
        select(
            TimesheetLine.sheet_number,
            func.sum(TimesheetLine.minutes).label("minutes"),
            func.sum(TimesheetLine.metres).label("metres"),
            func.sum(TimesheetLine.expense_ore).label("expense_ore"),
        )
        .group_by(TimesheetLine.sheet_number)
        .subquery()
    )
    wrong = (
        select(Timesheet.number)
        .outerjoin(sums, sums.c.sheet_number == Timesheet.number)
        .where(
            or_(
                Timesheet.minutes != func.coalesce(sums.c.minutes, 0),
                Timesheet.metres != func.coalesce(sums.c.metres, 0),
                Timesheet.expense_ore != func.coalesce(sums.c.expense_ore, 0),
            )
        )
        .order_by(Timesheet.number)
    )
    for number in session.scalars(wrong):
        yield f"Timeliste {number}: summene er ikke summen av besøkene."


@needs(Right.KEEP_REGISTER)
def lines_outside(session: Session) -> Iterator[str]:
    """Yield the sheets with visits outside their period or assignment."""
    outside_period = or_(
        TimesheetLine.work_on < SheetPeriod.first_on,
        TimesheetLine.work_on > SheetPeriod.last_on,
    )
    outside_assignment = or_(
        TimesheetLine.work_on < Assignment.start_on,
        and_(Assignment.end_on.is_not(None), TimesheetLine.work_on > Assignment.end_on),
    )
    wrong = (
        select(
            Timesheet.number,
            func.max(case((outside_period, 1), else_=0)),
            func.max(case((outside_assignment, 1), else_=0)),
        )
        .join(TimesheetLine, TimesheetLine.sheet_number == Timesheet.number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(or_(outside_period, outside_assignment))
        .group_by(Timesheet.number)
        .order_by(Timesheet.number)
    )
    for number, period, assignment in session.execute(wrong):
        if period:
            yield f"Timeliste {number}: et besøk er utenfor perioden."
        if assignment:
            yield f"Timeliste {number}: et besøk er utenfor oppdraget."


@needs(Right.KEEP_REGISTER)
def sheet_states(session: Session) -> Iterator[str]:
    """Yield the sheets said to be approved or paid without a day for it."""
    settled = Timesheet.state.in_((SheetState.APPROVED, SheetState.PAID))
    wrong = (
        select(Timesheet.number, Timesheet.state)
        .where(
            or_(
                and_(settled, Timesheet.approved_at.is_(None)),
                and_(Timesheet.state == SheetState.PAID, Timesheet.paid_on.is_(None)),
            )
        )
        .order_by(Timesheet.number)
    )
    for number, state in session.execute(wrong):
        yield f"Timeliste {number}: er {state.label.lower()}, men dagen mangler."


@needs(Right.KEEP_REGISTER)
def period_gaps(session: Session) -> Iterator[str]:
    """Yield the periods that overlap, leave days out or span two years."""
    periods = session.execute(
        select(
            SheetPeriod.code,
            SheetPeriod.first_on,
            SheetPeriod.last_on,
            SheetPeriod.due_on,
        ).order_by(SheetPeriod.first_on)
    ).all()
    for one in periods:
        if one.first_on.year != one.last_on.year:
            yield f"Periode {one.code}: går over to kalenderår."
        if not one.code.startswith(f"{one.first_on.year}-"):
            yield f"Periode {one.code}: ligger i {one.first_on.year}."
        if one.due_on <= one.last_on:
            yield f"Periode {one.code}: fristen er før perioden er slutt."
    for one, after in pairwise(periods):
        next_day = one.last_on + timedelta(days=1)
        if after.first_on < next_day:
            yield f"Periode {after.code}: overlapper {one.code}."
        elif after.first_on > next_day and after.first_on.year == next_day.year:
            yield (
                f"Periode {after.code}: dagene fra {short_date(next_day)} "
                "hører ikke til noen periode."
            )
