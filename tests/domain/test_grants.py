"""The counting rule, by worked examples and by laws that always hold."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.grants import HoursUnit, granted_minutes, kpr_weekly_minutes
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_period import PeriodRule, spans_of_year

HOUR = 60
MARCH = Period.month(2026, 3)
FOR_YEARS = Period(date(2020, 1, 1), date(2040, 12, 31))
LONG_AGO = date(2000, 1, 1)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
periods = st.tuples(days, st.integers(0, 800)).map(
    lambda drawn: Period(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)
months = st.builds(Period.month, st.integers(2020, 2035), st.integers(1, 12))
amounts = st.integers(0, 168 * HOUR)
units = st.sampled_from(HoursUnit)
rules = st.builds(PeriodRule, st.just(LONG_AGO), st.integers(1, 28), st.just(5))


@pytest.mark.parametrize(
    ("amount", "unit", "lasting", "expected"),
    [
        # 4 h a week over 31 days are 17 h 43 min, to the quarter
        (4 * HOUR, HoursUnit.WEEK, MARCH, 17 * HOUR + 45),
        (4 * HOUR, HoursUnit.WEEK, Period(date(2026, 3, 25), date(2026, 4, 30)), 240),
        (4 * HOUR, HoursUnit.WEEK, Period.month(2026, 4), 0),
        (16 * HOUR, HoursUnit.MONTH, FOR_YEARS, 16 * HOUR),
        # 16 of 31 days are 8 h 15 min and a bit
        (16 * HOUR, HoursUnit.MONTH, Period(date(2026, 3, 16), MARCH.last), 495),
        (16 * HOUR, HoursUnit.MONTH, Period.month(2026, 4), 0),
        (50, HoursUnit.MONTH, FOR_YEARS, 50),  # whole: as granted, no quarter
        (7 * 15 // 2, HoursUnit.WEEK, Period(MARCH.first, MARCH.first), 0),
        (53, HoursUnit.WEEK, Period(MARCH.first, MARCH.first), 15),  # 7 min 34 s
    ],
)
def test_worked_examples_from_the_office(amount, unit, lasting, expected):
    assert granted_minutes(amount, unit, lasting, MARCH) == expected


def test_a_months_hours_are_not_given_twice_when_the_year_cuts_the_period():
    rule = PeriodRule(LONG_AGO, start_day=21)
    end, start = spans_of_year(rule, 2026)[-1], spans_of_year(rule, 2027)[0]

    def granted(span):
        return granted_minutes(16 * HOUR, HoursUnit.MONTH, FOR_YEARS, span.period)

    assert granted(end) == 345  # 11 of 31 days
    assert granted(start) == 615  # 20 of 31 days


def test_an_amount_below_zero_is_a_fault():
    with pytest.raises(ValueError, match="negative"):
        granted_minutes(-1, HoursUnit.WEEK, MARCH, MARCH)


@given(amounts, periods, periods)
def test_a_weekly_grant_is_whole_quarters_near_the_exact_sum(amount, lasting, asked):
    granted = granted_minutes(amount, HoursUnit.WEEK, lasting, asked)
    shared = lasting.overlap(asked)
    exact = Fraction(amount * shared.days, 7) if shared else Fraction(0)

    assert granted % 15 == 0
    assert -Fraction(15, 2) < granted - exact <= Fraction(15, 2)


@given(amounts, periods, months)
def test_a_monthly_grant_is_near_its_share_of_the_days(amount, lasting, asked):
    granted = granted_minutes(amount, HoursUnit.MONTH, lasting, asked)
    shared = lasting.overlap(asked)
    exact = Fraction(amount * shared.days, asked.days) if shared else Fraction(0)

    assert abs(granted - exact) <= Fraction(15, 2)


@given(amounts, rules, st.integers(2021, 2034))
def test_a_years_periods_give_twelve_months_of_hours(amount, rule, year):
    """Within the rounding of the two periods the turn of the year cuts."""
    granted = sum(
        granted_minutes(amount, HoursUnit.MONTH, FOR_YEARS, span.period)
        for span in spans_of_year(rule, year)
    )
    assert abs(granted - 12 * amount) <= 15


@given(amounts, amounts, units, periods, periods)
def test_more_hours_never_grant_less(fewer, more, unit, lasting, asked):
    fewer, more = sorted((fewer, more))
    less = granted_minutes(fewer, unit, lasting, asked)

    assert less <= granted_minutes(more, unit, lasting, asked)


@given(amounts, units, periods, months, st.integers(0, 60))
def test_lasting_longer_never_grants_a_quarter_less(amount, unit, lasting, asked, more):
    longer = Period(lasting.first, lasting.last + timedelta(days=more))
    less = granted_minutes(amount, unit, lasting, asked)

    assert granted_minutes(amount, unit, longer, asked) > less - 15


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (12 * HOUR, HoursUnit.MONTH, 3 * HOUR),
        (10 * HOUR, HoursUnit.MONTH, 2 * HOUR + 30),
        (16 * HOUR, HoursUnit.MONTH, 4 * HOUR),
        (168 * HOUR, HoursUnit.WEEK, 168 * HOUR),
        (2, HoursUnit.MONTH, 1),  # half a minute is rounded up
        (1, HoursUnit.MONTH, 0),
    ],
)
def test_kpr_is_told_a_quarter_of_a_months_hours_for_each_week(amount, unit, expected):
    assert kpr_weekly_minutes(amount, unit) == expected


def test_a_week_has_168_hours_and_no_more():
    with pytest.raises(ValueError, match="168"):
        kpr_weekly_minutes(168 * HOUR + 1, HoursUnit.WEEK)
