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


def holiday_name(day: date) -> str:
    """Return what the public holiday ``day`` is called; "" on any other day."""
    return _holidays(day.year).get(day, "")


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


#: Days from Easter Sunday, and what they are called.
_FROM_EASTER = {
    -3: "skjærtorsdag",
    -2: "langfredag",
    0: "1. påskedag",
    1: "2. påskedag",
    39: "Kristi himmelfartsdag",
    49: "1. pinsedag",
    50: "2. pinsedag",
}
#: Those of a date: month and day.
_OF_A_DATE = {
    (1, 1): "1. nyttårsdag",
    (5, 1): "1. mai",
    (5, 17): "17. mai",
    (12, 25): "1. juledag",
    (12, 26): "2. juledag",
}


@lru_cache(maxsize=256)
def _holidays(year: int) -> dict[date, str]:
    """Return the holidays of a year: worked out, for the first page counts by them."""
    easter = _easter(year)
    moving = {
        easter + timedelta(days=days): name for days, name in _FROM_EASTER.items()
    }
    return moving | {date(year, *each): name for each, name in _OF_A_DATE.items()}


def _easter(year: int) -> date:
    """Return Easter Sunday, by the rule of Gauss as he put it right in 1816."""
    century = year // 100
    moon = (15 - (13 + 8 * century) // 25 + century - century // 4) % 30
    weekday = (4 + century - century // 4) % 7
    full = (19 * (year % 19) + moon) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * full + weekday) % 7
    if (full, sunday) == (29, 6) or (
        (full, sunday) == (28, 6) and (11 * moon + 11) % 30 < 19
    ):
        sunday -= 7
    return date(year, 3, 22) + timedelta(days=full + sunday)
