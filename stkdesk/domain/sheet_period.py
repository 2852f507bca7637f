"""The office's timesheet periods: calendar months, or from the 21st to the 20th.

A sheet never spans two calendar years, because pay is reported by year. So a rule
that starts on the 21st gives a short January and an extra period at the end of
December (the practice of Stord, Drammen).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.domain.calendar import months_later, next_working_day
from stkdesk.domain.formats import date_interval, month_title
from stkdesk.domain.period import Period

LATEST_DAY = 28  # the last day every month has
END_OF_YEAR = "b"  # marks the extra period at the end of December


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How the office cuts the year, from a date on.

    Periods start on ``start_day`` (1: calendar months); the sheets should be in by
    ``due_day``, the first such day after the period has ended.
    """

    valid_from: date
    start_day: int = 1
    due_day: int = 5
    pay_day: int = 12  # the first such day after the due day

    def __post_init__(self) -> None:
        """Refuse days that not every month has."""
        days = (self.start_day, self.due_day, self.pay_day)
        if not all(1 <= day <= LATEST_DAY for day in days):
            raise ValueError(f"days of a period rule lie between 1 and {LATEST_DAY}")


@dataclass(frozen=True, slots=True)
class SheetSpan:
    """One timesheet period: its code (2026-10), its days, when sheets are due, pay."""

    code: str
    period: Period
    due_on: date
    pay_on: date


def spans_of_year(rule: PeriodRule, year: int) -> tuple[SheetSpan, ...]:
    """Return the periods of one calendar year, in order and without gaps.

    A period has the code of the month it ends in. With a start day other than the
    first there is a thirteenth, ``2026-12b``, from that day to New Year's Eve.
    """
    starts = [date(year, month, rule.start_day) for month in range(1, 13)]
    if rule.start_day > 1:
        starts.insert(0, date(year, 1, 1))
    lasts = [start - timedelta(days=1) for start in starts[1:]] + [date(year, 12, 31)]
    codes = [f"{year}-{month:02}" for month in range(1, 13)]
    if rule.start_day > 1:
        codes.append(f"{year}-12{END_OF_YEAR}")
    return tuple(
        SheetSpan(
            code, Period(first, last), (due := due_on(rule, last)), pay_on(rule, due)
        )
        for code, first, last in zip(codes, starts, lasts, strict=True)
    )


def span_on(rule: PeriodRule, day: date) -> SheetSpan:
    """Return the period ``day`` lies in."""
    return next(span for span in spans_of_year(rule, day.year) if day in span.period)


def month_around(period: Period) -> Period:
    """Return the whole month-long period that the turn of the year has cut.

    1–20 January belongs to 21 December–20 January, and so does 21–31 December. Any
    other period is whole already. An amount a month is shared by these days, or the
    two halves would be given a month's hours each.
    """
    after = period.last + timedelta(days=1)
    if after.day == period.first.day:
        return period
    if (after.month, after.day) == (1, 1):
        return Period(period.first, months_later(period.first, 1) - timedelta(days=1))
    if (period.first.month, period.first.day) == (1, 1):
        return Period(months_later(after, -1), period.last)
    return period


def due_on(rule: PeriodRule, last: date) -> date:
    """Return the working day by which the sheets of a period should be in."""
    due = last.replace(day=rule.due_day)
    return next_working_day(due if due > last else months_later(due, 1))


def pay_on(rule: PeriodRule, due: date) -> date:
    """Return the working day on which sheets due on ``due`` are paid."""
    day = due.replace(day=rule.pay_day)
    return next_working_day(day if day > due else months_later(day, 1))


def span_label(code: str) -> str:
    """Return ``Oktober 2026``, or ``Desember 2026, slutten``; same in nynorsk."""
    year, _, month = code.partition("-")
    title = month_title(int(year), int(month[:2]))
    return f"{title}, slutten" if month.endswith(END_OF_YEAR) else title


def span_dates(period: Period) -> str:
    """Return ``21. sep.–20. okt. 2026``; same in nynorsk."""
    return date_interval(period.first, period.last)
