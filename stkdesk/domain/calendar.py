"""Norwegian holidays, working days, and the last day of a time limit."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5


def is_holiday(day: date) -> bool:
    """Tell whether ``day`` is a public holiday; an ordinary Sunday is not one here.

    Christmas Eve and New Year's Eve are not holidays. Sources: lov om helligdager
    og helligdagsfred § 2, lov om 1. og 17. mai.
    """
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Tell whether ``day`` is a Monday to Friday that is no holiday."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def next_working_day(day: date) -> date:
    """Return the first working day on or after ``day``."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def weeks_after(day: date, weeks: int) -> date:
    """Return the last day of a time limit of so many weeks that begins on ``day``.

    It ends on the same weekday, or on the first working day after when that is a
    Saturday or holiday. Source: domstolloven §§ 148 and 149.
    """
    return next_working_day(day + timedelta(weeks=weeks))


def month_after(day: date) -> date:
    """Return the last day of a time limit of one month that begins on ``day``.

    The same day of the month, or its last. Not moved to a working day: an interim
    reply (forvaltningsloven § 11 a) should rather go out early than late.
    """
    return months_later(day, 1)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months on (or back), or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=256)
def _holidays(year: int) -> frozenset[date]:
    # Imported at the first question: it takes a fifth of a second, which nobody
    # should wait for before the window is shown.
    from holidays import country_holidays

    return frozenset(country_holidays("NO", years=year))
