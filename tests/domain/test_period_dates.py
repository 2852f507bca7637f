"""What the office may move the days of a period to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.period import Period
from stkdesk.domain.period_dates import Beside, PeriodDates, date_problems

OCTOBER = PeriodDates(
    date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 5), date(2026, 11, 12)
)
BESIDE = Beside(Period.month(2026, 9), Period.month(2026, 11))
days = st.dates(date(2026, 8, 1), date(2027, 1, 31))


def fields(problems, *, blocks=True):
    return {each.field for each in problems if each.blocks is blocks}


def problems(beside=BESIDE, **changed):
    return list(date_problems(replace(OCTOBER, **changed), OCTOBER, beside))


def test_days_as_they_are_are_never_wrong():
    used = replace(BESIDE, is_used_before=True, is_used_after=True)
    assert problems(used) == []


@given(days, days)
def test_what_is_let_through_leaves_no_gap_and_nobody_without_a_day(first, last):
    late = {"due_on": date(2027, 2, 5), "pay_on": date(2027, 2, 12)}
    if fields(problems(first=first, last=last, **late)):
        return
    day = timedelta(days=1)
    before = Period(BESIDE.before.first, first - day)
    after = Period(last + day, BESIDE.after.last)
    assert min(before.days, Period(first, last).days, after.days) >= 1


@pytest.mark.parametrize(
    ("changed", "beside", "wrong"),
    [
        ({"first": date(2026, 9, 2)}, BESIDE, set()),
        ({"first": date(2026, 9, 1)}, BESIDE, {"first"}),
        ({"last": date(2026, 11, 30)}, BESIDE, {"last", "due_on"}),
        ({"first": date(2026, 10, 2)}, replace(BESIDE, before=None), {"first"}),
        ({"last": date(2026, 10, 30)}, replace(BESIDE, after=None), {"last"}),
        (
            {"first": date(2026, 10, 2)},
            replace(BESIDE, is_used_before=True),
            {"first"},
        ),
        ({"last": date(2026, 10, 30)}, replace(BESIDE, is_used_before=True), set()),
        ({"due_on": date(2026, 11, 12)}, BESIDE, {"pay_on"}),
    ],
)
def test_each_day_is_told_where_it_is_wrong(changed, beside, wrong):
    assert fields(problems(beside, **changed)) == wrong


def test_a_holiday_is_told_of_and_let_through():
    [told] = problems(due_on=date(2026, 11, 8))  # a Sunday
    assert (told.field, told.blocks) == ("due_on", False)
    assert told.message == "08.11.2026 er søndag. Velg en virkedag om det går."
    [told] = problems(due_on=date(2026, 12, 25), pay_on=date(2026, 12, 28))
    assert "1. juledag" in told.message
