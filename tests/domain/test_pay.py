"""What a timesheet pays."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.pay import PayKind, PayTerms, half_up, hour_rate_of, pay_of
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import Visit

YEAR = date(2026, 1, 1)
RATES = (
    RateRow(RateKind.HOUR_INDIVIDUAL, YEAR, 241_35),
    RateRow(RateKind.HOUR_GROUP, YEAR, 280_00),
    RateRow(RateKind.KM_STATE, YEAR, 5_30),
    RateRow(RateKind.KM_TAX_FREE, YEAR, 3_50),
)
TERMS = PayTerms()


def visit(day, minutes=0, metres=0, expense=0):
    return Visit(date(2026, 10, day), 960, minutes, metres, expense)


visits = st.lists(
    st.builds(
        visit,
        st.integers(1, 31),
        st.integers(0, 1440),
        st.integers(0, 300_000),
        st.integers(0, 100_000),
    ),
    max_size=12,
)


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


def test_a_group_has_its_own_rate_and_an_organisation_is_paid_by_agreement():
    group = PayTerms(hour_kind=hour_rate_of(Solution.GROUP))
    elsewhere = PayTerms(hour_kind=hour_rate_of(Solution.ORGANISATION))
    assert pay_of([visit(3, 60)], RATES, group).sum_ore == 280_00
    assert pay_of([visit(3, 60)], RATES, elsewhere).lines == ()


@given(visits, st.integers(1, 31))
def test_a_rate_set_again_at_the_same_amount_changes_nothing(sheet, day):
    again = RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 10, day), 241_35)
    assert pay_of(sheet, (*RATES, again), TERMS) == pay_of(sheet, RATES, TERMS)


@given(visits, st.integers(0, 12))
def test_dividing_a_sheet_moves_at_most_an_ore_on_each_line(sheet, where):
    whole = pay_of(sheet, RATES, TERMS)
    parts = [pay_of(part, RATES, TERMS) for part in (sheet[:where], sheet[where:])]
    moved = whole.sum_ore - sum(part.sum_ore for part in parts)
    assert abs(moved) <= len(whole.lines)


@given(visits)
def test_the_order_of_the_lines_does_not_matter_without_caps(sheet):
    assert sorted(lines(pay_of(sheet, RATES, TERMS))) == sorted(
        lines(pay_of(sheet[::-1], RATES, TERMS))
    )


@given(visits, st.integers(0, 400_000), st.integers(0, 400_000))
def test_a_higher_cap_never_pays_less(sheet, lower, higher):
    lower, higher = sorted((lower, higher))
    sums = [
        pay_of(
            sheet, RATES, PayTerms(drive_cap_metres=cap, expense_cap_ore=cap)
        ).sum_ore
        for cap in (lower, higher)
    ]
    assert sums[0] <= sums[1]
