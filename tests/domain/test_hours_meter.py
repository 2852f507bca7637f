"""The hours meter: sums that always agree, and when somebody should look."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.hours_meter import (
    Agreed,
    Amounts,
    SignalKind,
    Span,
    SpanMeter,
    agreed_of,
    decision_days,
    granted_of,
    is_over,
    signals_of,
    summed,
    total,
    under_use,
)
from stkdesk.domain.in_force import Force
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_period import PeriodRule, spans_of_year

WEEK, MONTH = HoursUnit.WEEK, HoursUnit.MONTH
YEAR = [span.period for span in spans_of_year(PeriodRule(date(2020, 1, 1)), 2026)]
CUT = [span.period for span in spans_of_year(PeriodRule(date(2020, 1, 1), 21), 2026)]
RULES = CaseRules()
hours = st.integers(0, 40).map(lambda number: number * 60)
minutes = st.integers(0, 40 * 60)
days_of_year = st.dates(date(2025, 11, 1), date(2027, 2, 28))
amounts = st.builds(Amounts, minutes, minutes, minutes, minutes)


def force(amount, unit=MONTH, first=date(2026, 1, 1), last=None):
    return Force(1, Solution.INDIVIDUAL, amount, unit, first, last)


@given(st.lists(amounts, max_size=6))
def test_a_client_is_the_sum_of_the_assignments(parts):
    whole = total(parts)

    assert whole.agreed == sum(each.agreed for each in parts)
    assert whole.worked == sum(each.worked for each in parts)
    assert whole.paid == sum(each.paid for each in parts)


@given(st.lists(st.tuples(hours, st.sampled_from(HoursUnit)), max_size=5))
def test_what_is_agreed_is_the_sum_of_what_each_agrees(each):
    agreed = [Agreed(a, unit, date(2026, 2, 9), None) for a, unit in each]

    assert agreed_of(agreed, YEAR) == sum(agreed_of([one], YEAR) for one in agreed)


@given(hours, st.sampled_from(HoursUnit), st.integers(0, 12))
def test_a_year_is_the_sum_of_its_parts_wherever_it_is_parted(amount, unit, at):
    def inside(periods):
        return summed(amount, unit, date(2026, 2, 9), date(2026, 11, 20), periods)

    assert inside(YEAR) == inside(YEAR[:at]) + inside(YEAR[at:])


@given(hours, days_of_year, st.integers(0, 400))
def test_splitting_a_period_changes_a_week_amount_by_rounding_only(amount, first, long):
    last = first + timedelta(days=long)
    whole = summed(amount, WEEK, first, last, YEAR)
    halves = [
        half
        for period, day in zip(YEAR, range(1, 28), strict=False)
        for half in (
            Period(period.first, period.first + timedelta(days=day - 1)),
            Period(period.first + timedelta(days=day), period.last),
        )
    ]

    split = summed(amount, WEEK, first, last, halves)

    assert 2 * abs(split - whole) <= 15 * (len(YEAR) + len(halves))


@given(hours)
def test_a_month_amount_is_given_whole_each_month(amount):
    assert summed(amount, MONTH, date(2026, 1, 1), None, YEAR) == 12 * amount


@given(hours)
def test_and_in_periods_from_the_21st_but_for_the_turn_of_the_year(amount):
    found = summed(amount, MONTH, date(2025, 1, 1), None, CUT)

    assert abs(found - 12 * amount) <= 15


def test_periods_of_a_quarter_are_summed_and_not_taken_for_one_month():
    assert granted_of([force(16 * 60)], YEAR[9:]) == 3 * 16 * 60


@pytest.mark.parametrize(
    ("forces", "found"),
    [
        ([], None),
        ([force(60)], None),
        ([force(60, last=date(2026, 6, 30))], (date(2026, 1, 1), date(2026, 6, 30))),
        ([force(60, last=date(2026, 4, 30))], None),
        (
            [
                force(60, last=date(2026, 6, 30)),
                force(60, first=date(2026, 5, 1), last=date(2026, 12, 31)),
            ],
            (date(2026, 1, 1), date(2026, 12, 31)),
        ),
        ([force(60, last=date(2026, 6, 30)), force(60)], None),
    ],
)
def test_a_decision_lasts_as_long_as_all_of_it_says(forces, found):
    held = decision_days(forces, date(2026, 5, 10))

    assert held == (Period(*found) if found else None)


def meter(worked, granted, span=Span.PERIOD):
    return SpanMeter(span, YEAR[9], Amounts(granted=granted, worked=worked))


@pytest.mark.parametrize(
    ("worked", "kind"),
    [
        (0, None),
        (479, None),
        (480, SignalKind.NEAR),
        (600, SignalKind.NEAR),
        (601, SignalKind.OVER),
    ],
)
def test_somebody_looks_at_80_and_past_100_percent(worked, kind):
    found = signals_of([meter(worked, 600)], [], RULES)

    assert [each.kind for each in found] == ([kind] if kind else [])


def test_the_office_sets_the_limits_itself():
    rules = CaseRules(
        ((CaseRule.HOURS_NEAR_PERCENT, 90), (CaseRule.HOURS_FULL_PERCENT, 110))
    )

    kinds = [
        [each.kind for each in signals_of([meter(worked, 600)], [], rules)]
        for worked in (480, 540, 660, 661)
    ]

    near, over = [SignalKind.NEAR], [SignalKind.OVER]
    assert kinds == [[], near, near, over]


def test_a_quarter_and_a_year_say_nothing_of_their_own():
    spans = [meter(900, 600, span) for span in (Span.QUARTER, Span.YEAR)]

    assert signals_of(spans, [], RULES) == ()


def test_nothing_granted_is_neither_near_nor_under():
    assert signals_of([meter(600, 0)], [Amounts(0, 600, 0)] * 3, RULES) == ()


@pytest.mark.parametrize(
    ("past", "said"),
    [
        ([], False),
        ([100], False),
        ([100, 299], True),
        ([100, 300], False),
        ([300, 100, 100], False),
        ([0, 0, 600], True),
    ],
)
def test_two_periods_under_half_is_asked_about(past, said):
    found = under_use([Amounts(granted=600, worked=each) for each in past], RULES)

    assert (found is not None) is said
    if found:
        assert found == (
            "2 perioder under halvparten av det som er innvilget. Spør hvorfor."
        )


@given(minutes, minutes, st.integers(0, 600))
def test_hours_moved_to_the_next_month_are_not_over(worked, granted, carry):
    over = is_over(worked, granted, carry=carry)

    assert over is (granted > 0 and worked > granted + carry)


@given(st.lists(amounts, min_size=2, max_size=6))
def test_the_order_of_assignments_does_not_matter(parts):
    sums = [total(each) for each in (parts, parts[::-1], sorted(parts, key=hash))]

    assert all(one == other for one, other in pairwise(sums))
