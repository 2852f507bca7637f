"""Norwegian holidays, working days and months; time limits are in ``clock``."""

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
