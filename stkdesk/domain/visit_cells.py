"""The columns of a timesheet as text: what a visit shows in each, and what is typed.

What may be typed in a cell is what the quick line understands of the same thing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import IntEnum

from stkdesk.domain.formats import (
    HARD_SPACE,
    clock_text,
    hours_text,
    km_text,
    kroner_text,
    short_date,
    short_weekday,
)
from stkdesk.domain.period import Period
from stkdesk.domain.quick_amounts import with_amounts
from stkdesk.domain.quick_line import parse_day
from stkdesk.domain.quick_times import (
    DAY,
    Times,
    UnclearError,
    minutes_between,
    parse_clock,
    parse_length,
    parse_times,
)
from stkdesk.domain.timesheet import Visit

REPEAT = "="


class Field(IntEnum):
    """The columns, in the order of the paper."""

    DATE = 0
    WEEKDAY = 1
    START = 2
    END = 3
    HOURS = 4
    KM = 5
    EXPENSE = 6
    ACTIVITY = 7


HEADINGS = ("Dato", "Dag", "Fra", "Til", "Timer", "Km", "Utlegg", "Merknad")


def shown(visit: Visit, field: Field) -> str:
    """Return what a visit shows in a column; empty where there is nothing."""
    match field:
        case Field.DATE:
            return short_date(visit.work_on)
        case Field.WEEKDAY:
            return short_weekday(visit.work_on)
        case Field.START:
            return "" if visit.start_minute is None else clock_text(visit.start_minute)
        case Field.END:
            return "" if visit.end_minute is None else clock_text(visit.end_minute)
        case Field.HOURS:
            return hours_text(visit.minutes)
        case Field.KM:
            return km_text(visit.metres) if visit.metres else ""
        case Field.EXPENSE:
            return kroner_text(visit.expense_ore) if visit.expense_ore else ""
    return visit.activity


def changed(
    visit: Visit, field: Field, text: str, period: Period, above: Visit | None = None
) -> Visit | None:
    """Return ``visit`` with ``text`` in a column, None when it does not fit there.

    ``=`` is what ``above`` has in that column.
    """
    text = " ".join(text.split())
    if text == REPEAT:
        if above is None:
            return None
        text = shown(above, field).replace(HARD_SPACE, "")
    match field:
        case Field.DATE:
            day = parse_day(text, period)
            return None if day is None else _on(visit, day)
        case Field.START | Field.END | Field.HOURS:
            return _with_times(visit, field, text)
        case Field.KM:
            return _with_amount(replace(visit, metres=0), text, "km")
        case Field.EXPENSE:
            after = _with_amount(replace(visit, expense_ore=0), text, "kr")
            if after is None or after.has_receipt or not after.expense_ore:
                return after
            return replace(after, has_receipt=visit.has_receipt)
    return replace(visit, activity=text)


def _on(visit: Visit, day: date) -> Visit:
    """Return ``visit`` on another day; a drive that lasted for days lasts as long."""
    back = visit.trip.back_on
    if back is None:
        return replace(visit, work_on=day)
    trip = replace(visit.trip, back_on=day + (back - visit.work_on))
    return replace(visit, work_on=day, trip=trip)


def _with_times(visit: Visit, field: Field, text: str) -> Visit | None:
    if (both := parse_times(text)) is not None and not (
        both.start is None and field is Field.START
    ):
        return _timed(visit, both)
    if field is Field.START:
        return _with_start(visit, text)
    if field is Field.HOURS:
        minutes = parse_length(text)
        return None if minutes is None else replace(visit, minutes=minutes)
    end = parse_clock(text, ends=True)
    if end is None or visit.start_minute is None or end == visit.start_minute:
        return None
    return replace(visit, minutes=minutes_between(visit.start_minute, end))


def _timed(visit: Visit, times: Times) -> Visit:
    """Return ``visit`` with other times; of a length alone it begins as before."""
    start = visit.start_minute if times.start is None else times.start
    return replace(visit, start_minute=start, minutes=times.minutes)


def _with_start(visit: Visit, text: str) -> Visit | None:
    """Return ``visit`` begun at another time; its end stays where it was."""
    if not text:
        return replace(visit, start_minute=None)
    start = parse_clock(text)
    if start is None:
        return None
    if visit.end_minute is None:
        return replace(visit, start_minute=start)
    end = visit.end_minute % DAY
    if end == start:
        return None
    return replace(visit, start_minute=start, minutes=minutes_between(start, end))


def _with_amount(visit: Visit, text: str, unit: str) -> Visit | None:
    """Return ``visit`` with an amount, None for a word that is none."""
    try:
        after = with_amounts(visit, text.split(), bare=unit)
    except UnclearError:
        return None
    return after if after.activity == visit.activity else None
