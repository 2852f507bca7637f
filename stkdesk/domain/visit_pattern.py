"""The pattern of the month before, as a suggestion for the sheet being typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import Trip, Visit

CYCLE = timedelta(
    days=28
)  # four weeks: every week and every other week keep their days


def pattern_of(
    before: Sequence[Visit],
    before_period: Period,
    period: Period,
    fits: Callable[[date], bool],
) -> tuple[Visit, ...]:
    """Return the visits of ``before`` moved to the same weekdays of ``period``.

    Times, kilometres and what is known of the drive go with them; what was done and
    what was laid out do not, for they are of one day. Days that do not ``fits`` are
    left out. Every day of ``period`` stands for a day a whole number of four weeks
    earlier, so a visit every other week stays every other week.
    """
    by_day: dict[date, list[Visit]] = {}
    for visit in before:
        if visit.work_on in before_period and visit.minutes > 0:
            by_day.setdefault(visit.work_on, []).append(visit)
    found: list[Visit] = []
    for number in range(period.days):
        day = period.first + timedelta(number)
        source = day
        while source > before_period.last:
            source -= CYCLE
        if fits(day):
            found += [_moved(visit, day) for visit in by_day.get(source, ())]
    return tuple(found)


def _moved(visit: Visit, day: date) -> Visit:
    trip = visit.trip
    kept = Trip(trip.purpose, trip.route, trip.detour) if visit.metres else Trip()
    return replace(
        visit,
        work_on=day,
        expense_ore=0,
        activity="",
        has_receipt=False,
        account="",
        trip=kept,
    )
