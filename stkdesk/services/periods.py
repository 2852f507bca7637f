"""Casework on timesheet periods: made from the office's rule, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from stkdesk.domain import sheet_period
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_period import span_dates, span_label, spans_of_year
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.storage.tables import PeriodRule, SheetPeriod
from stkdesk.storage.trail import note

USUAL_RULE = sheet_period.PeriodRule(date(2000, 1, 1), start_day=1, due_day=5)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One timesheet period."""

    number: int
    code: str  # "2026-10"
    period: Period
    due_on: date
    is_closed: bool = False
    pay_on: date | None = None  # None: made before pay days were; see pay_day

    @property
    def label(self) -> str:
        """The name on screen: ``Oktober 2026``."""
        return span_label(self.code)

    @property
    def dates(self) -> str:
        """The days on screen: ``21. sep.–20. okt. 2026``."""
        return span_dates(self.period)

    def is_late(self, today: date) -> bool:
        """Tell whether the day its sheets were due has passed."""
        return today > self.due_on


@needs()
def period_rule(session: Session, day: date) -> sheet_period.PeriodRule:
    """Return the rule in force on ``day``; before the first rule, the first."""
    rules = [
        sheet_period.PeriodRule(*row)
        for row in session.execute(
            select(
                PeriodRule.valid_from,
                PeriodRule.start_day,
                PeriodRule.due_day,
                PeriodRule.pay_day,
            ).order_by(PeriodRule.valid_from)
        )
    ]
    begun = [rule for rule in rules if rule.valid_from <= day]
    return begun[-1] if begun else next(iter(rules), USUAL_RULE)


@needs()
def list_periods(session: Session, year: int) -> tuple[PeriodRow, ...]:
    """Return the periods there are of one calendar year, in order."""
    found = (
        select(*COLUMNS)
        .where(
            SheetPeriod.first_on >= date(year, 1, 1),
            SheetPeriod.first_on <= date(year, 12, 31),
        )
        .order_by(SheetPeriod.first_on)
    )
    return tuple(_row(*row) for row in session.execute(found))


@needs()
def ensure_periods(session: Session, year: int) -> tuple[PeriodRow, ...]:
    """Return the periods of one calendar year, made now if they were not there.

    A year is cut once, by the rule in force on its first day, and stays so: sheets
    lie in its periods. A new rule counts from the next year that is not yet cut.
    """
    if found := list_periods(session, year):
        return found
    rule = period_rule(session, date(year, 1, 1))
    spans = [
        {
            "code": span.code,
            "first_on": span.period.first,
            "last_on": span.period.last,
            "due_on": span.due_on,
            "pay_on": span.pay_on,
        }
        for span in spans_of_year(rule, year)
    ]
    session.execute(insert(SheetPeriod).execution_options(noted=True), spans)
    note(session, Action.ADDED, "periods", detail={"year": year, "count": len(spans)})
    session.info.setdefault("changed", set()).add(SheetPeriod.__tablename__)
    return list_periods(session, year)


@needs()
def planned_periods(session: Session, first: date, last: date) -> tuple[PeriodRow, ...]:
    """Return the periods that meet the days ``first`` to ``last``, in order.

    Those of a year that is not cut yet are as they would be, with number 0; nothing
    is written.
    """
    found = select(*COLUMNS).where(
        SheetPeriod.first_on.between(date(first.year, 1, 1), date(last.year, 12, 31))
    )
    known = [_row(*row) for row in session.execute(found)]
    cut = {row.period.first.year for row in known}
    for year in range(first.year, last.year + 1):
        if year not in cut:
            rule = period_rule(session, date(year, 1, 1))
            known += [
                PeriodRow(0, span.code, span.period, span.due_on, pay_on=span.pay_on)
                for span in spans_of_year(rule, year)
            ]
    asked = Period(first, last)
    return tuple(
        row
        for row in sorted(known, key=lambda row: row.period.first)
        if row.period.overlap(asked)
    )


@needs()
def find_period(session: Session, number: int) -> PeriodRow:
    """Return the period with this number.

    Raises:
        NotFoundError: if there is none.

    """
    return _one(session, SheetPeriod.number == number)


@needs()
def pay_day(session: Session, period: PeriodRow) -> date:
    """Return the day the sheets of ``period`` are paid.

    One made before periods had a pay day is paid by the rule of its year.
    """
    if period.pay_on is not None:
        return period.pay_on
    rule = period_rule(session, date(period.period.first.year, 1, 1))
    return sheet_period.pay_on(rule, period.due_on)


@needs()
def period_by_code(session: Session, code: str) -> PeriodRow:
    """Return the period called ``code``, such as ``2026-10``.

    Raises:
        NotFoundError: if there is none.

    """
    return _one(session, SheetPeriod.code == code)


@needs()
def current_period(session: Session, *, today: date) -> PeriodRow:
    """Return the period ``today`` lies in, made now if it was not there."""
    return next(
        row for row in ensure_periods(session, today.year) if today in row.period
    )


@needs()
def collecting_period(session: Session, *, today: date) -> PeriodRow:
    """Return the period whose sheets come in these days: the last that has ended."""
    return collected(
        (
            *ensure_periods(session, today.year - 1),
            *ensure_periods(session, today.year),
        ),
        today=today,
    )


def collected(periods: tuple[PeriodRow, ...], *, today: date) -> PeriodRow:
    """Return the last of ``periods`` that has ended, or the first if none has."""
    ended = [row for row in periods if row.period.last < today]
    return ended[-1] if ended else periods[0]


COLUMNS = (
    SheetPeriod.number,
    SheetPeriod.code,
    SheetPeriod.first_on,
    SheetPeriod.last_on,
    SheetPeriod.due_on,
    SheetPeriod.closed_at,
    SheetPeriod.pay_on,
)


def _row(
    number: int,
    code: str,
    first: date,
    last: date,
    due: date,
    closed_at: object,
    pay: date | None,
) -> PeriodRow:
    return PeriodRow(number, code, Period(first, last), due, closed_at is not None, pay)


def _one(session: Session, condition: object) -> PeriodRow:
    found = session.execute(select(*COLUMNS).where(condition)).first()  # type: ignore[arg-type]
    if found is None:
        raise NotFoundError(
            "Perioden finnes ikke.", "Velg en periode fra listen i Månedsrapporter."
        )
    return _row(*found)
