"""The half page about a month or a run, from the register: figures and no names."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.documents import run_summary as paper
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.pay_line import PayKind
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.run_content import run_code
from stkdesk.domain.run_summary import MonthFigures, PaidKind, RunFigures, RunSummary
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.office import is_practice, open_office
from stkdesk.services.periods import PeriodRow, find_period, pay_day, planned_periods
from stkdesk.services.worked_hours import NOT_ENTERED
from stkdesk.storage.tables import (
    Assignment,
    LeaderSheet,
    PaidLine,
    PayRun,
    PayRunSheet,
    SheetReminder,
    SheetReturn,
    Timesheet,
)
from stkdesk.storage.trail import note

GONE = (SheetState.SENT, SheetState.PAID)
RESTS = (AssignmentStatus.PLANNED, AssignmentStatus.PAUSED)


@needs(Right.RUN_PAY)
def run_summary(
    session: Session, period_number: int, run_number: int | None = None
) -> RunSummary:
    """Return the figures of one run, or of all that went to payroll of a period.

    Raises:
        NotFoundError: if there is no such period or run.

    """
    period = find_period(session, period_number)
    run = session.get(PayRun, run_number) if run_number is not None else None
    if run_number is not None and run is None:
        raise NotFoundError("Lønnskjøringen finnes ikke lenger i registeret.")
    if run is None:
        sheets = and_(
            Timesheet.period_number == period.number, Timesheet.state.in_(GONE)
        )
        leaders = and_(
            LeaderSheet.period_number == period.number, LeaderSheet.state.in_(GONE)
        )
    else:
        taken = PayRunSheet.run_number == run.number
        sheets = Timesheet.number.in_(select(PayRunSheet.sheet_number).where(taken))
        leaders = LeaderSheet.number.in_(
            select(PayRunSheet.leader_sheet_number).where(taken)
        )
    following = _following(session, period)
    return RunSummary(
        period=period.label,
        code=run_code(period.code, run.serial) if run else "",
        pay_on=run.pay_on if run else pay_day(session, period),
        is_reversed=run is not None and run.state is RunState.REVERSED,
        run=_run_figures(session, sheets, leaders),
        month=_month_figures(session, period),
        next_period=following.label if following else "",
        next_due_on=following.due_on if following else None,
        next_pay_on=pay_day(session, following) if following else None,
    )


@needs(Right.RUN_PAY)
def print_run_summary(
    session: Session,
    period_number: int,
    run_number: int | None = None,
    *,
    today: date,
) -> bytes:
    """Return the same as a file to print; it names nobody."""
    found = run_summary(session, period_number, run_number)
    table, record = (
        ("periods", period_number) if run_number is None else ("pay_runs", run_number)
    )
    note(session, Action.PRINTED, table, record)
    sender = open_office(session, today=today).draft
    return paper.build(
        paper.SummaryPaper(sender, found, today, practice=is_practice(session))
    )


def _run_figures(
    session: Session, sheets: ColumnElement[bool], leaders: ColumnElement[bool]
) -> RunFigures:
    is_first = Timesheet.serial == 1
    many, corrected, corrected_ore, minutes, metres, ore = session.execute(
        select(
            func.count().filter(is_first),
            func.count().filter(~is_first),
            func.coalesce(func.sum(Timesheet.pay_ore).filter(~is_first), 0),
            func.coalesce(func.sum(Timesheet.minutes), 0),
            func.coalesce(func.sum(Timesheet.metres), 0),
            func.coalesce(func.sum(Timesheet.pay_ore), 0),
        ).where(sheets)
    ).one()
    led, led_minutes, led_ore = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(LeaderSheet.minutes), 0),
            func.coalesce(func.sum(LeaderSheet.pay_ore), 0),
        ).where(leaders)
    ).one()
    paid = (
        select(Assignment.contact_number)
        .join(Timesheet, Timesheet.assignment_number == Assignment.number)
        .where(sheets, Assignment.contact_number.is_not(None))
        .union(select(LeaderSheet.contact_number).where(leaders))
    )
    return RunFigures(
        sheets=many,
        leader_sheets=led,
        contacts=session.scalar(select(func.count()).select_from(paid.subquery())) or 0,
        minutes=int(minutes) + int(led_minutes),
        metres=int(metres),
        kinds=_kinds(session, sheets, leaders),
        sum_ore=int(ore) + int(led_ore),
        corrections=corrected,
        correction_ore=int(corrected_ore),
    )


def _kinds(
    session: Session, sheets: ColumnElement[bool], leaders: ColumnElement[bool]
) -> tuple[PaidKind, ...]:
    """Return what is paid of each kind, in the order it is printed."""
    found = session.execute(
        select(PaidLine.kind, func.sum(PaidLine.quantity), func.sum(PaidLine.sum_ore))
        .where(
            or_(
                PaidLine.sheet_number.in_(select(Timesheet.number).where(sheets)),
                PaidLine.leader_sheet_number.in_(
                    select(LeaderSheet.number).where(leaders)
                ),
            )
        )
        .group_by(PaidLine.kind)
    )
    by_kind = {kind: (int(quantity), int(ore)) for kind, quantity, ore in found}
    return tuple(PaidKind(kind, *by_kind[kind]) for kind in PayKind if kind in by_kind)


def _month_figures(session: Session, period: PeriodRow) -> MonthFigures:
    mine = and_(Timesheet.period_number == period.number, Timesheet.serial == 1)
    waits = Timesheet.state.in_(NOT_ENTERED)
    empty = Timesheet.state == SheetState.NOTHING
    every, waiting, nothing, late = session.execute(
        select(
            func.count(),
            func.count().filter(waits),
            func.count().filter(empty),
            func.count().filter(Timesheet.received_on > period.due_on),
        ).where(mine)
    ).one()
    come = select(Timesheet.number).where(
        mine, Timesheet.assignment_number == Assignment.number
    )
    missing = select(func.count()).where(
        Assignment.contact_number.is_not(None),
        Assignment.status.not_in(RESTS),
        Assignment.start_on <= period.period.last,
        or_(Assignment.end_on.is_(None), Assignment.end_on >= period.period.first),
        ~come.exists(),
    )
    returned = (
        select(func.count(SheetReturn.sheet_number.distinct()))
        .join(Timesheet, Timesheet.number == SheetReturn.sheet_number)
        .where(mine)
    )
    reminded = select(func.count(SheetReminder.assignment_number.distinct())).where(
        SheetReminder.period_number == period.number
    )
    return MonthFigures(
        entered=every - waiting - nothing,
        nothing=nothing,
        waiting=waiting,
        missing=session.scalar(missing) or 0,
        late=late,
        returned=session.scalar(returned) or 0,
        reminded=session.scalar(reminded) or 0,
    )


def _following(session: Session, period: PeriodRow) -> PeriodRow | None:
    day = period.period.last + timedelta(days=1)
    return next(iter(planned_periods(session, day, day)), None)
