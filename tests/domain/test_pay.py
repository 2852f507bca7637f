"""What a timesheet pays."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.pay import PayKind, PayTerms, half_up, hour_rate_of, pay_of
from stkdesk.domain.pay_difference import merged
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import Trip, Visit

YEAR = date(2026, 1, 1)
RATES = (
    RateRow(RateKind.HOUR_INDIVIDUAL, YEAR, 241_35),
    RateRow(RateKind.HOUR_GROUP, YEAR, 280_00),
    RateRow(RateKind.KM_STATE, YEAR, 5_30),
    RateRow(RateKind.KM_TAX_FREE, YEAR, 3_50),
    RateRow(RateKind.KM_PASSENGER, YEAR, 1_00),
)
TERMS = PayTerms()
CAPS = ("drive_cap_metres", "drive_cap_ore", "expense_cap_ore")
CAPPED = PayTerms(
    drive_cap_metres=400_000, drive_cap_ore=1500_00, expense_cap_ore=400_00
)


def visit(day, minutes=0, metres=0, expense=0, passengers=0, account=""):
    trip = Trip(passengers=passengers)
    return Visit(
        date(2026, 10, day), 960, minutes, metres, expense, account=account, trip=trip
    )


visits = st.lists(
    st.builds(
        visit,
        st.integers(1, 31),
        st.integers(0, 1440),
        st.integers(0, 300_000),
        st.integers(0, 100_000),
        st.integers(0, 3),
        st.sampled_from(("", "11280-666")),
    ),
    max_size=6,
)
caps = st.integers(0, 400_000)


def lines(pay):
    return [(line.kind, line.rate_ore, line.sum_ore) for line in pay.lines]


def test_driving_is_split_into_a_tax_free_and_a_taxable_line():
    assert lines(pay_of([visit(3, metres=100_000)], RATES, TERMS)) == [
        (PayKind.DRIVE_TAX_FREE, 3_50, 350_00),
        (PayKind.DRIVE_TAXABLE, 1_80, 180_00),
    ]


def test_hours_are_quantity_times_rate_rounded_half_up_once():
    pay = pay_of([visit(3, 180), visit(8, 1155)], RATES, TERMS)
    assert lines(pay) == [(PayKind.HOURS, 241_35, 5370_04)]
    assert pay.lines[0].quantity == 1335


def test_half_an_ore_is_rounded_up():
    rates = (RateRow(RateKind.HOUR_INDIVIDUAL, YEAR, 2_01),)
    assert pay_of([visit(3, 30)], rates, TERMS).sum_ore == 1_01
    assert [half_up(n, 2) for n in (0, 1, 2, 3)] == [0, 1, 1, 2]


def test_a_new_rate_inside_the_month_pays_each_visit_by_its_own_day():
    rates = (*RATES, RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 10, 15), 250_00))
    assert lines(
        pay_of([visit(20, 60), visit(14, 60), visit(15, 60)], rates, TERMS)
    ) == [
        (PayKind.HOURS, 241_35, 241_35),
        (PayKind.HOURS, 250_00, 500_00),
    ]


def test_a_lower_state_rate_leaves_nothing_taxable():
    rates = (
        RateRow(RateKind.KM_STATE, YEAR, 3_00),
        RateRow(RateKind.KM_TAX_FREE, YEAR, 3_50),
    )
    assert lines(pay_of([visit(3, metres=10_000)], rates, TERMS)) == [
        (PayKind.DRIVE_TAX_FREE, 3_00, 30_00)
    ]


def test_caps_stop_the_payment_and_tell_what_was_left_out():
    terms = PayTerms(drive_cap_metres=100_000, expense_cap_ore=400_00)
    claimed = [
        visit(8, metres=60_000, expense=300_00),
        visit(3, metres=60_000, expense=250_00),
    ]
    pay = pay_of(claimed, RATES, terms)
    assert lines(pay) == [
        (PayKind.DRIVE_TAX_FREE, 3_50, 350_00),
        (PayKind.DRIVE_TAXABLE, 1_80, 180_00),
        (PayKind.EXPENSES, 0, 400_00),
    ]
    assert (pay.unpaid_metres, pay.unpaid_expense_ore) == (20_000, 150_00)


def test_a_rate_nobody_has_set_is_told_with_its_day():
    pay = pay_of([visit(3, 60)], (), TERMS)
    assert pay.missing == ((RateKind.HOUR_INDIVIDUAL, date(2026, 10, 3)),)
    assert pay.sum_ore == 0
    assert [line.lacks_rate for line in pay.lines] == [True]


def test_a_group_has_its_own_rate_and_an_organisation_is_paid_by_agreement():
    group = PayTerms(hour_kind=hour_rate_of(Solution.GROUP))
    elsewhere = PayTerms(hour_kind=hour_rate_of(Solution.ORGANISATION))
    assert pay_of([visit(3, 60)], RATES, group).sum_ore == 280_00
    assert pay_of([visit(3, 60)], RATES, elsewhere).lines == ()


@given(visits, st.integers(1, 31))
def test_a_rate_set_again_at_the_same_amount_changes_nothing(sheet, day):
    again = RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 10, day), 241_35)
    assert pay_of(sheet, (*RATES, again), TERMS) == pay_of(sheet, RATES, TERMS)


@given(visits, st.integers(0, 6))
def test_dividing_a_sheet_keeps_every_quantity_and_moves_at_most_an_ore(sheet, where):
    whole = pay_of(sheet, RATES, TERMS)
    parts = [pay_of(part, RATES, TERMS) for part in (sheet[:where], sheet[where:])]
    together = {
        (line.kind, line.account): line
        for line in merged(parts[0].lines + parts[1].lines)
    }
    for line in whole.lines:
        summed = together.pop((line.kind, line.account))
        assert summed.quantity == line.quantity
        assert abs(summed.sum_ore - line.sum_ore) <= 1
    assert not together


@given(visits, st.data())
def test_a_visit_written_as_two_pays_the_same(sheet, data):
    cut = [
        part
        for each in sheet
        for minutes in [data.draw(st.integers(0, each.minutes))]
        for part in (
            replace(each, minutes=minutes, metres=0),
            replace(each, minutes=each.minutes - minutes, expense_ore=0),
        )
    ]
    assert pay_of(cut, RATES, CAPPED) == pay_of(sheet, RATES, CAPPED)


@given(visits, st.randoms())
def test_the_order_of_the_lines_never_matters(sheet, dice):
    mixed = sheet.copy()
    dice.shuffle(mixed)
    assert pay_of(mixed, RATES, CAPPED) == pay_of(sheet, RATES, CAPPED)


@given(visits, caps, caps, st.sampled_from(CAPS))
def test_a_higher_cap_never_pays_less_and_none_pays_beyond_it(sheet, one, two, name):
    pays = [pay_of(sheet, RATES, PayTerms(**{name: cap})) for cap in sorted((one, two))]
    assert pays[0].sum_ore <= pays[1].sum_ore
    for cap, pay in zip(sorted((one, two)), pays, strict=True):
        driven = [each for each in pay.lines if each.kind is PayKind.DRIVE_TAX_FREE]
        capped = {
            "drive_cap_metres": sum(each.quantity for each in driven),
            "drive_cap_ore": sum(e.sum_ore for e in pay.lines if e.kind.is_driving),
            "expense_cap_ore": sum(
                each.sum_ore for each in pay.lines if each.kind is PayKind.EXPENSES
            ),
        }
        assert capped[name] <= cap


@given(visits)
def test_what_is_paid_and_what_is_not_are_all_that_was_claimed(sheet):
    free, capped = pay_of(sheet, RATES, TERMS), pay_of(sheet, RATES, CAPPED)
    unpaid = sum(line.unpaid_ore for line in capped.lines)
    assert capped.sum_ore + unpaid == free.sum_ore
    assert capped.unpaid_metres + sum(
        line.quantity for line in capped.lines if line.kind is PayKind.DRIVE_TAX_FREE
    ) == sum(each.metres for each in sheet)


@given(visits)
def test_every_line_is_its_quantity_at_its_rate_and_the_sum_is_of_the_lines(sheet):
    pay = pay_of(sheet, RATES, CAPPED)
    for line in pay.lines:
        if line.kind is not PayKind.EXPENSES:
            exact = Decimal(line.quantity) * line.rate_ore / line.kind.parts
            assert line.sum_ore == exact.to_integral_value(ROUND_HALF_UP)
    assert pay.sum_ore == sum(line.sum_ore for line in pay.lines)
