"""What earlier sheets of an assignment say that helps to type the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.corrected import effective
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import Visit
from stkdesk.services.access import actor_of, inner
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.sheet_lines import visit_of
from stkdesk.storage.tables import Assignment, SheetPeriod, Timesheet, TimesheetLine

REMEMBERED = timedelta(days=400)  # so far back routes are offered
MOST_ROUTES = 12


@dataclass(frozen=True, slots=True)
class KnownRoute:
    """A drive that has been told of before, as it was told."""

    route: str
    purpose: str = ""
    metres: int = 0  # as it was last driven


@dataclass(frozen=True, slots=True)
class Before:
    """The routes of an assignment, and its visits in the period before."""

    routes: tuple[KnownRoute, ...] = ()  # the last driven first
    visits: tuple[Visit, ...] = ()
    period: Period | None = None  # None: no visits are known of the period before


NOTHING_BEFORE = Before()


@inner
def before_of(session: Session, assignment: Assignment, first: date) -> Before:
    """Return what was on the sheets before the period that begins on ``first``.

    Nothing for those who may not read the case: routes tell where a client goes.
    """
    reads = actor_of(session).may(Right.READ_CASES)
    if not reads or assignment.client_number in hidden_clients(session):
        return NOTHING_BEFORE
    period, visits = _last_visits(session, assignment.number, first)
    return Before(_routes(session, assignment.number, first), visits, period)


def _routes(session: Session, assignment: int, first: date) -> tuple[KnownRoute, ...]:
    line, last = TimesheetLine, func.max(TimesheetLine.work_on)
    found = session.execute(
        select(line.route, line.purpose, func.max(line.metres))
        .join(Timesheet, Timesheet.number == line.sheet_number)
        .where(
            Timesheet.assignment_number == assignment,
            line.route != "",
            line.metres > 0,
            line.work_on >= first - REMEMBERED,
        )
        .group_by(line.route, line.purpose)
        .order_by(last.desc())
        .limit(MOST_ROUTES)
    )
    return tuple(KnownRoute(*row) for row in found)


def _last_visits(
    session: Session, assignment: int, first: date
) -> tuple[Period | None, tuple[Visit, ...]]:
    """Return the period just before, and what stands on its sheets together."""
    found = session.execute(
        select(TimesheetLine, SheetPeriod.first_on, SheetPeriod.last_on)
        .join(Timesheet, Timesheet.number == TimesheetLine.sheet_number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            Timesheet.assignment_number == assignment,
            SheetPeriod.last_on == first - timedelta(days=1),
        )
        .order_by(TimesheetLine.number)
    ).all()
    if not found:
        return None, ()
    _, begins, ends = found[0]
    return Period(begins, ends), effective([visit_of(row[0]) for row in found])
