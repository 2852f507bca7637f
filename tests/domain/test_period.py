"""Stretches of whole days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.period import Period

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
periods = st.tuples(days, st.integers(0, 800)).map(
    lambda drawn: Period(drawn[0], drawn[0] + timedelta(days=drawn[1]))
)


def test_both_ends_belong_to_a_period():
    march = Period.month(2026, 3)

    assert march.days == 31
    assert march.first in march
    assert march.last in march
    assert date(2026, 2, 28) not in march
    assert date(2026, 4, 1) not in march


def test_february_is_longer_in_a_leap_year():
    assert Period.month(2027, 2).days == 28
    assert Period.month(2028, 2).days == 29


def test_a_period_of_one_day():
    day = date(2026, 11, 24)
    assert Period(day, day).days == 1


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2026, 3, 2), date(2026, 3, 1))


@given(periods, periods)
def test_two_periods_share_the_same_days_whichever_is_asked(one, other):
    assert one.overlap(other) == other.overlap(one)


@given(periods, periods, days)
def test_a_shared_day_is_in_both_and_a_day_in_both_is_shared(one, other, day):
    shared = one.overlap(other)
    assert (day in one and day in other) == (shared is not None and day in shared)


@given(periods)
def test_a_period_shares_all_its_days_with_itself(period):
    assert period.overlap(period) == period
