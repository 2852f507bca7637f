"""Casework on the rule that cuts the year into timesheet periods."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.office import USUAL_PAY_DAY, change_period_rule
from stkdesk.services.periods import ensure_periods
from stkdesk.storage.tables import (
    LeaderSheet,
    MonthReport,
    Paper,
    PayRun,
    PeriodRule,
    SheetPeriod,
    Timesheet,
)
from stkdesk.storage.trail import note

YEARS_AHEAD = 2


@needs(Right.EDIT_OFFICE)
def years_to_cut(session: Session, *, today: date) -> tuple[int, ...]:
    """Return the years from which a new rule can count, this one and two ahead.

    A year in which a sheet or a paper already lies stands as it was cut.
    """
    years = range(today.year, today.year + YEARS_AHEAD + 1)
    used = _last_used(session)
    return tuple(year for year in years if used is None or year > used.year)


@needs(Right.EDIT_OFFICE)
def cut_from_year(
    session: Session,
    year: int,
    *,
    start_day: int,
    due_day: int,
    pay_day: int = USUAL_PAY_DAY,
    today: date,
) -> None:
    """Cut ``year`` and all later years anew; those before stand.

    Raises:
        InvalidInputError: if a day is not one every month has, or sheets or papers
            lie in the year.

    """
    if year not in years_to_cut(session, today=today):
        raise InvalidInputError(
            (
                Problem(
                    "year",
                    f"Det er alt ført timelister i {year}. Velg et senere år.",
                ),
            )
        )
    first = date(year, 1, 1)
    later = select(PeriodRule).where(PeriodRule.valid_from > first)
    for rule in session.scalars(later):
        session.delete(rule)
    change_period_rule(
        session,
        valid_from=first,
        start_day=start_day,
        due_day=due_day,
        pay_day=pay_day,
    )
    cut = session.scalars(
        select(SheetPeriod.first_on).where(SheetPeriod.first_on >= first)
    ).all()
    session.execute(
        delete(SheetPeriod)
        .where(SheetPeriod.first_on >= first)
        .execution_options(noted=True)
    )
    note(session, Action.REMOVED, "periods", detail={"from": year, "count": len(cut)})
    for again in sorted({day.year for day in cut}):
        ensure_periods(session, again)


def _last_used(session: Session) -> date | None:
    """Return the first day of the last period in which something lies."""
    days = [
        session.scalar(
            select(func.max(SheetPeriod.first_on)).join(
                table, table.period_number == SheetPeriod.number
            )
        )
        for table in (Timesheet, Paper, LeaderSheet, MonthReport, PayRun)
    ]
    return max((day for day in days if day is not None), default=None)
