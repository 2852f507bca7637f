"""When the payroll runs of a period were made, and when they were paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from stkdesk.domain.calendar import next_working_day
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.domain.timesheet import SheetState

FIRST = timedelta(days=4)  # after the deadline
REST = timedelta(days=2)  # after the first was paid: a run of those that came late


@dataclass(frozen=True, slots=True)
class RunDays:
    """One run of a period."""

    serial: int  # of the period, from 1
    made_on: date
    pay_on: date
    is_confirmed: bool

    @property
    def leaves(self) -> SheetState:
        """How it leaves its sheets."""
        return SheetState.PAID if self.is_confirmed else SheetState.SENT


def runs_of(spans: Sequence[SheetSpan], place: int, today: date) -> tuple[RunDays, ...]:
    """Return the runs of the period at ``place``, which has ended.

    One that another has ended after has two, the second as soon as it is paid. The
    newest has one, made today, that payroll has not confirmed.
    """
    span, later = spans[place], spans[place + 1 :]
    if not later or later[0].period.last >= today:
        pay_on = next(
            (one.pay_on for one in spans[place:] if one.pay_on >= today), span.pay_on
        )
        return (RunDays(1, today, pay_on, is_confirmed=False),)
    made_on = min(next_working_day(span.due_on + FIRST), span.pay_on)
    first = RunDays(1, made_on, span.pay_on, is_confirmed=True)
    rest = RunDays(
        2, next_working_day(span.pay_on + REST), later[0].pay_on, is_confirmed=True
    )
    return (first, rest) if rest.pay_on <= today else (first,)


def run_of(runs: Sequence[RunDays], approved_on: date) -> RunDays | None:
    """Return the first run that took a sheet approved on that day, if one did."""
    return next((one for one in runs if approved_on <= one.made_on), None)


def afternoon(day: date) -> datetime:
    """Return the moment runs are made on ``day``."""
    return datetime.combine(day, time(15), UTC)
