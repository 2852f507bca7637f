"""Hours a week as KPR wants them, beside the true week (domain.md 5)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.kpr import (
    KprRow,
    counted,
    kpr_weekly,
    true_weekly,
    true_weekly_minutes,
    weekly_text,
)

HOUR = 60
FIRST = date(2026, 1, 1)


def force(minutes, unit=HoursUnit.MONTH, last=None):
    return Force(1, Solution.INDIVIDUAL, minutes, unit, FIRST, last)


@pytest.mark.parametrize(
    ("minutes", "unit", "told"),
    [
        (12 * HOUR, HoursUnit.MONTH, "3 t 0 min"),
        (10 * HOUR, HoursUnit.MONTH, "2 t 30 min"),
        (16 * HOUR, HoursUnit.MONTH, "4 t 0 min"),
        (10, HoursUnit.MONTH, "0 t 3 min"),  # 2,5 minutes: half up
        (9, HoursUnit.MONTH, "0 t 2 min"),
        (168 * HOUR, HoursUnit.WEEK, "168 t 0 min"),
    ],
)
def test_a_month_is_divided_by_four_and_a_week_stands(minutes, unit, told):
    assert weekly_text(kpr_weekly([force(minutes, unit)])) == told


def test_more_than_a_week_has_is_refused_alone_and_together():
    assert kpr_weekly([force(168 * HOUR + 1, HoursUnit.WEEK)]) is None
    assert kpr_weekly([force(4 * 168 * HOUR), force(1, HoursUnit.WEEK)]) is None
    assert kpr_weekly([force(4 * 168 * HOUR)]) == 168 * HOUR


def test_amounts_a_month_are_added_before_they_are_divided():
    assert kpr_weekly([force(5), force(5)]) == 3  # 10 / 4, and not 1 + 1
    assert kpr_weekly([]) == 0


def test_the_true_week_is_another_number_than_that_of_kpr():
    assert weekly_text(true_weekly([force(12 * HOUR)])) == "2 t 46 min"
    assert true_weekly([force(3 * HOUR, HoursUnit.WEEK)]) == 3 * HOUR


@given(st.integers(0, 60_000))
def test_the_true_week_is_never_above_that_of_kpr(minutes):
    kpr = kpr_weekly([force(minutes)])
    assert kpr is None or true_weekly_minutes(minutes, HoursUnit.MONTH) <= kpr


ROW = KprRow(
    client_number=1,
    client="Oskar Moen",
    birth_date=None,
    case_number="2026/1",
    municipality_number="1505",
    service_code="9",
    reference="2026/1-2",
    applied_on=date(2026, 1, 2),
    decided_on=date(2026, 1, 20),
    refused_on=None,
    first=date(2026, 2, 1),
    last=date(2026, 12, 31),
    kpr_minutes=180,
    true_minutes=166,
    used_minutes=60,
)


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"kpr_minutes": None}, "Mer enn 168 timer i uken"),
        ({"municipality_number": "155"}, "Kommunenummer mangler"),
        ({"applied_on": None}, "Søknadsdato mangler"),
        ({"applied_on": date(2026, 1, 21)}, "Søkt etter vedtaket"),
        ({"last": None}, "Sluttdato mangler"),
        ({"used_minutes": 0}, "Ingen timer i året"),
    ],
)
def test_what_ought_to_be_looked_at_is_said(changes, remark):
    today = date(2026, 11, 16)
    assert ROW.remarks(today) == ()
    assert replace(ROW, **changes).remarks(today) == (remark,)


def test_users_are_counted_on_a_day_once_each():
    two = replace(ROW, kpr_minutes=60)
    other = replace(ROW, client_number=2, first=date(2027, 1, 1), last=None)
    refused = replace(ROW, client_number=3, first=None, refused_on=date(2026, 3, 1))
    rows = (ROW, two, other, refused)
    assert counted(rows, date(2026, 12, 31)) == (1, 240)
    assert counted(rows, date(2026, 1, 31)) == (0, 0)
