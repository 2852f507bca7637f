"""Waiting for granted hours: how many, since when, and how much it hurries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.anonymous import age_band
from stkdesk.domain.assignment import Solution
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.matching import WaitReason, WaitUrgency
from stkdesk.domain.waiting import (
    MOST_URGENT,
    Urgency,
    a_month,
    average_weeks,
    granted_since,
    unmet_minutes,
    unmet_text,
    urgency_now,
    waited_text,
    waiting_since,
    weeks_waited,
)

TODAY = date(2026, 11, 22)
USUAL, HIGH, URGENT = WaitUrgency
RULES = CaseRules()  # 8 and 16 weeks
NOBODY = WaitReason.NOBODY_FREE


def held(first, last=None, solution=Solution.INDIVIDUAL):
    return Force(1, solution, 120, HoursUnit.WEEK, first, last)


@pytest.mark.parametrize(
    ("base", "weeks", "level", "aged"),
    [
        (USUAL, 0, USUAL, False),
        (USUAL, 7, USUAL, False),
        (USUAL, 8, HIGH, True),
        (USUAL, 15, HIGH, True),
        (USUAL, 16, URGENT, True),
        (HIGH, 8, URGENT, True),
        (HIGH, 16, URGENT, True),
        (URGENT, 99, URGENT, False),
    ],
)
def test_urgency_rises_by_itself(base, weeks, level, aged):
    assert urgency_now(base, NOBODY, weeks, RULES) == Urgency(level, aged)


def test_who_wants_to_wait_does_not_hurry_more():
    assert urgency_now(USUAL, WaitReason.OWN_WISH, 99, RULES) == Urgency(USUAL)


def test_the_office_sets_its_own_limits():
    rules = CaseRules(((CaseRule.WAIT_HIGH_WEEKS, 2),))
    assert urgency_now(USUAL, NOBODY, 2, rules).level is HIGH


@given(st.sampled_from(WaitUrgency), st.integers(0, 300), st.integers(0, 300))
def test_nobody_hurries_less_with_time(base, weeks, more):
    now = urgency_now(base, NOBODY, weeks, RULES).level
    later = urgency_now(base, NOBODY, weeks + more, RULES).level
    assert MOST_URGENT[later] <= MOST_URGENT[now] <= MOST_URGENT[base]


@pytest.mark.parametrize(
    ("granted", "agreed", "missing"),
    [(960, 0, 960), (960, 480, 480), (960, 960, 0), (960, 950, 0), (480, 960, 0)],
)
def test_missing_is_what_nobody_gives(granted, agreed, missing):
    assert unmet_minutes(granted, agreed) == missing


def test_four_hours_a_week_are_sixteen_a_month_as_in_kpr():
    assert a_month(240, HoursUnit.WEEK) == a_month(960, HoursUnit.MONTH)
    assert unmet_text(960, HoursUnit.WEEK) == "4 t/uke"
    assert unmet_text(960, HoursUnit.MONTH) == "16 t/mnd"


def test_a_decision_that_takes_over_goes_on_with_the_wait():
    chain = [
        held(date(2025, 1, 1), date(2025, 12, 31)),
        held(date(2026, 1, 1), date(2026, 6, 30)),
        held(date(2026, 7, 1)),
    ]
    assert granted_since(chain, TODAY) == date(2025, 1, 1)
    assert granted_since([chain[0], chain[2]], TODAY) == date(2026, 7, 1)
    assert granted_since(chain[:2], TODAY) is None


@pytest.mark.parametrize(
    ("ended", "since"),
    [
        (None, date(2026, 3, 1)),
        (date(2026, 2, 1), date(2026, 3, 1)),
        (date(2026, 9, 30), date(2026, 10, 1)),
    ],
)
def test_the_wait_begins_with_the_decision_or_the_day_after_the_last_help(ended, since):
    assert waiting_since(date(2026, 3, 1), ended) == since


def test_a_wait_is_told_in_whole_weeks():
    assert waited_text(date(2026, 11, 18), TODAY) == "4 dager"
    assert waited_text(date(2026, 11, 15), TODAY) == "1 uke"
    assert weeks_waited(date(2026, 12, 1), TODAY) == 0


@pytest.mark.parametrize(
    ("days", "weeks"), [([], None), ([7, 14], 2), ([3], 0), ([4], 1)]
)
def test_the_average_is_in_whole_weeks(days, weeks):
    assert average_weeks(days) == weeks


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, ""),
        (date(2027, 1, 1), ""),
        (date(2026, 1, 1), "0–5"),
        (date(2012, 11, 22), "13–15"),
        (date(2008, 11, 23), "16–17"),
        (date(2008, 11, 22), "18–24"),
        (date(1950, 1, 1), "67+"),
    ],
)
def test_an_age_is_told_as_a_band(born, band):
    assert age_band(born, TODAY) == band
