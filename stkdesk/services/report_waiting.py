"""The monthly reports that are waited for: asked of an assignment, and not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.case_rules import rules_on
from stkdesk.domain.month_report import is_wanted
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner, needs
from stkdesk.services.assignment_list import assignment_meant
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.periods import PeriodRow, planned_periods
from stkdesk.services.report_opening import OpenReport, open_report
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    Assignment,
    AssignmentNames,
    MonthReport,
    SheetPeriod,
    Timesheet,
)

ASKED_BACK = timedelta(days=366)  # how far back a report is still waited for
RESTS = (AssignmentStatus.PLANNED, AssignmentStatus.PAUSED)  # nothing is told of it
MOST_PERIODS = 3  # the newest that ask for one; older reports are not run after


@dataclass(frozen=True, slots=True)
class Waited:
    """One report that is waited for."""

    assignment_number: int
    period_number: int


@inner
def asking_periods(session: Session, *, today: date) -> tuple[PeriodRow, ...]:
    """Return the last periods whose reports were due, the newest first."""
    set_ = list_case_rules(session)
    found = [
        row
        for row in planned_periods(session, today - ASKED_BACK, today)
        if row.number
        and row.is_late(today)
        and is_wanted(row.code, rules_on(row.period.last, set_))
    ]
    return tuple(found[: -MOST_PERIODS - 1 : -1])


@inner
def waited_reports(
    session: Session, periods: Sequence[int], search: str = ""
) -> list[Waited]:
    """Return the reports that have not come, by period and then as the sheets lie."""
    found = _missing(session, periods)
    if search.strip():
        found = found.where(assignment_meant(search))
    ordered = found.order_by(
        SheetPeriod.last_on.desc(),
        AssignmentNames.sort_key,
        AssignmentNames.assignment_number,
    )
    return [Waited(*row) for row in session.execute(ordered)]


@needs(Right.READ_CASES)
def open_next_report(
    session: Session, period_number: int, *, after: int
) -> OpenReport | None:
    """Return the next report of the pile, opened; None when all have come.

    The pile lies by the client's name, as the sheets do; after the last it begins
    again. ``after`` is the assignment whose report was just taken in.
    """
    rows = session.execute(
        _missing(session, [period_number])
        .add_columns(AssignmentNames.sort_key)
        .order_by(AssignmentNames.sort_key, AssignmentNames.assignment_number)
    ).all()
    key = session.scalar(
        select(AssignmentNames.sort_key).where(
            AssignmentNames.assignment_number == after
        )
    )
    pile = [(name, number) for number, _period, name in rows if number != after]
    if not pile:
        return None
    later = [each for each in pile if each > (key or "", after)]
    return open_report(session, (later or pile)[0][1], period_number)


def _missing(session: Session, periods: Sequence[int]) -> Select[int, int]:
    """Return the query of assignments and periods a report is waited for in.

    A sheet that says nothing was done needs no report.
    """
    come = select(MonthReport.number).where(
        MonthReport.assignment_number == Assignment.number,
        MonthReport.period_number == SheetPeriod.number,
    )
    nothing = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == SheetPeriod.number,
        Timesheet.state == SheetState.NOTHING,
    )
    hidden = hidden_clients(session)
    return (
        select(Assignment.number, SheetPeriod.number)
        .join(AssignmentNames, AssignmentNames.assignment_number == Assignment.number)
        .join(
            SheetPeriod,
            (SheetPeriod.last_on >= Assignment.start_on)
            & or_(
                Assignment.end_on.is_(None), Assignment.end_on >= SheetPeriod.first_on
            ),
        )
        .where(
            SheetPeriod.number.in_(periods),
            Assignment.contact_number.is_not(None),
            Assignment.status.not_in(RESTS),
            Assignment.client_number.not_in(hidden),
            ~come.exists(),
            ~nothing.exists(),
        )
    )
