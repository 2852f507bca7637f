"""The office's timesheet periods."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.calendar import is_working_day, next_working_day
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_period import (
    PeriodRule,
    due_on,
    month_around,
    span_dates,
    span_label,
    span_on,
    spans_of_year,
)

LONG_AGO = date(2000, 1, 1)
MONTHS = PeriodRule(LONG_AGO, start_day=1, due_day=5)
FROM_THE_21ST = PeriodRule(LONG_AGO, start_day=21, due_day=5)

days_of_month = st.integers(1, 28)
rules = st.builds(PeriodRule, st.just(LONG_AGO), days_of_month, days_of_month)
years = st.integers(1971, 2099)


def test_calendar_months_are_twelve_and_due_early_in_the_next():
    spans = spans_of_year(MONTHS, 2026)

    assert [span.period for span in spans] == [
        Period.month(2026, month) for month in range(1, 13)
    ]
    assert spans[9].code == "2026-10"
    assert spans[9].due_on == date(2026, 11, 5)
    assert spans[6].due_on == date(2026, 8, 5)
    assert spans[1].due_on == date(2026, 3, 5)
    assert spans[2].due_on == date(2026, 4, 7)  # Easter Sunday and Monday


def test_the_october_sheet_from_the_21st_ends_in_october():
    [october] = [
        span for span in spans_of_year(FROM_THE_21ST, 2026) if span.code == "2026-10"
    ]
    assert october.period == Period(date(2026, 9, 21), date(2026, 10, 20))
    assert october.due_on == date(2026, 11, 5)


def test_the_turn_of_the_year_cuts_a_period_in_two():
    end, start = (
        spans_of_year(FROM_THE_21ST, 2026)[-1],
        spans_of_year(FROM_THE_21ST, 2027)[0],
    )

    assert end.code == "2026-12b"
    assert end.period == Period(date(2026, 12, 21), date(2026, 12, 31))
    assert start.code == "2027-01"
    assert start.period == Period(date(2027, 1, 1), date(2027, 1, 20))


@pytest.mark.parametrize(
    ("due_day", "expected"),
    [
        (25, date(2026, 10, 26)),  # five days after; the 25th is a Sunday
        (21, date(2026, 10, 21)),
        (20, date(2026, 11, 20)),  # not the last day of the period itself
    ],
)
def test_sheets_are_due_on_the_first_such_day_after_the_period(due_day, expected):
    rule = PeriodRule(LONG_AGO, start_day=21, due_day=due_day)
    assert due_on(rule, date(2026, 10, 20)) == expected


@pytest.mark.parametrize(("start_day", "due_day"), [(0, 5), (29, 5), (1, 0), (1, 29)])
def test_a_rule_keeps_to_days_that_every_month_has(start_day, due_day):
    with pytest.raises(ValueError, match="between 1 and 28"):
        PeriodRule(LONG_AGO, start_day, due_day)


@given(rules, years)
def test_every_day_of_the_year_lies_in_one_period_and_no_period_in_two_years(
    rule, year
):
    spans = spans_of_year(rule, year)
    covered = [
        span.period.first + timedelta(days=n)
        for span in spans
        for n in range(span.period.days)
    ]

    assert len(covered) == (date(year, 12, 31) - date(year, 1, 1)).days + 1
    assert covered == sorted(set(covered))
    assert {day.year for day in covered} == {year}


@given(rules, years)
def test_codes_are_in_order_and_never_shared(rule, year):
    codes = [span.code for span in spans_of_year(rule, year)]

    assert codes == sorted(set(codes))
    assert len(codes) == (12 if rule.start_day == 1 else 13)
    assert spans_of_year(rule, year + 1)[0].code > codes[-1]


@given(rules, years)
def test_the_code_names_the_month_a_period_ends_in(rule, year):
    for span in spans_of_year(rule, year):
        assert span.code[:7] == f"{span.period.last:%Y-%m}"


@given(rules, years)
def test_sheets_are_due_on_a_working_day_after_the_period(rule, year):
    for span in spans_of_year(rule, year):
        assert is_working_day(span.due_on)
        assert 0 < (span.due_on - span.period.last).days <= 31 + 5


@given(rules, days_of_month, years)
def test_pay_comes_on_a_working_day_after_the_sheets_are_due(rule, pay_day, year):
    for span in spans_of_year(replace(rule, pay_day=pay_day), year):
        assert is_working_day(span.pay_on)
        assert 0 < (span.pay_on - span.due_on).days <= 31 + 5


@given(days_of_month, years)
def test_calendar_months_are_due_in_the_month_after(due_day, year):
    for span in spans_of_year(PeriodRule(LONG_AGO, 1, due_day), year):
        following = span.period.last + timedelta(days=1)
        assert span.due_on == next_working_day(following.replace(day=due_day))


@given(rules, st.dates(date(1971, 1, 1), date(2099, 12, 31)))
def test_every_day_is_found_in_its_own_period(rule, day):
    assert day in span_on(rule, day).period


@given(rules, years)
def test_the_cut_halves_belong_to_one_month_long_period(rule, year):
    end, start = spans_of_year(rule, year)[-1], spans_of_year(rule, year + 1)[0]
    if rule.start_day > 1:
        whole = Period(end.period.first, start.period.last)
        assert month_around(end.period) == month_around(start.period) == whole
    for span in spans_of_year(rule, year)[1:12]:
        assert month_around(span.period) == span.period


def test_how_periods_are_named():
    [*_, december, end] = spans_of_year(FROM_THE_21ST, 2026)

    assert span_label("2026-10") == "Oktober 2026"
    assert span_label(december.code) == "Desember 2026"
    assert span_label(end.code) == "Desember 2026, slutten"
    assert span_dates(december.period) == "21. nov.–20. des. 2026"
    assert span_dates(end.period) == "21.–31. des. 2026"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_periods_have_the_same_names_in_bokmal_and_nynorsk(language):
    months = Locale(language).months["stand-alone"]["wide"]
    for number, span in enumerate(spans_of_year(MONTHS, 2026), 1):
        assert span_label(span.code).casefold() == f"{months[number]} 2026"
