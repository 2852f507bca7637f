"""Holidays, working days and months."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.calendar import (
    is_holiday,
    is_working_day,
    months_later,
    next_working_day,
)

days = st.dates(date(1970, 1, 1), date(2100, 11, 30))


def easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian rule (Butcher, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * last) // 451
    month, day = divmod(h + last - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays_by_law(year: int) -> set[date]:
    """Return the holidays of lov om helligdager § 2 and of 1 and 17 May."""
    from_easter = (-3, -2, 0, 1, 39, 49, 50)
    fixed = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return {easter(year) + timedelta(days=n) for n in from_easter} | {
        date(year, month, day) for month, day in fixed
    }


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2026, "1.1 2.4 3.4 5.4 6.4 1.5 14.5 17.5 24.5 25.5 25.12 26.12"),
        (2027, "1.1 25.3 26.3 28.3 29.3 1.5 6.5 16.5 17.5 25.12 26.12"),
    ],
)
def test_the_holidays_of_two_known_years(year, written):
    expected = [
        date(year, int(month), int(day))
        for day, month in (word.split(".") for word in written.split())
    ]
    every_day = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert [day for day in every_day if is_holiday(day)] == expected


def test_the_holidays_are_those_of_the_law_from_1970_to_2100():
    for year in range(1970, 2101):
        every_day = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        found = {day for day in every_day if day.year == year and is_holiday(day)}
        assert found == holidays_by_law(year)
        assert found == set(country_holidays("NO", years=year))


def test_christmas_eve_and_new_years_eve_are_no_holidays():
    assert is_working_day(date(2026, 12, 24))
    assert is_working_day(date(2026, 12, 31))


def test_an_ordinary_sunday_is_no_holiday_but_no_working_day_either():
    assert not is_holiday(date(2026, 11, 22))
    assert not is_working_day(date(2026, 11, 22))
    assert not is_working_day(date(2026, 11, 21))


@given(days)
def test_the_next_working_day_is_the_first_there_is(day):
    found = next_working_day(day)
    skipped = [day + timedelta(days=n) for n in range((found - day).days)]

    assert found >= day
    assert found.weekday() < 5
    assert found not in holidays_by_law(found.year)
    assert not any(is_working_day(earlier) for earlier in skipped)
    assert next_working_day(found) == found


@given(days, st.integers(-300, 300))
def test_months_later_keeps_the_day_or_takes_the_last(day, months):
    moved = months_later(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
    assert moved.day <= day.day


def test_the_calendar_costs_nothing_until_somebody_asks():
    asked = "import sys, stkdesk.domain.calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
