"""What a correction pays."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.pay import Pay, PayKind, PayLine, PayTerms, pay_of
from stkdesk.domain.pay_difference import difference, merged
from stkdesk.domain.rate import RateKind, RateRow
from tests.domain.test_pay import CAPPED, RATES, visit, visits

lines = st.lists(
    st.builds(
        PayLine,
        st.sampled_from(PayKind),
        st.integers(-500, 500),
        st.sampled_from((0, 241_35, 5_30)),
        st.integers(-50_000, 50_000),
        st.sampled_from(("", "11280-666")),
        st.integers(-500, 500),
        st.integers(-50_000, 50_000),
    ),
    max_size=5,
)


def counted(found):
    return [each for each in merged(found) if replace(each, account="") != empty(each)]


def empty(line):
    return PayLine(line.kind, 0, line.rate_ore, 0)


@given(lines, lines)
def test_the_difference_and_what_was_before_are_what_is_now(now, before):
    found = difference(Pay(tuple(now)), before)
    assert counted((*before, *found)) == counted(now)


@given(visits, st.integers(0, 6))
def test_a_sheet_in_two_parts_pays_to_the_ore_what_it_pays_whole(sheet, where):
    first = pay_of(sheet[:where], RATES, CAPPED)
    whole = pay_of(sheet, RATES, CAPPED)
    rest = difference(whole, first.lines)
    assert first.sum_ore + sum(line.sum_ore for line in rest) == whole.sum_ore
    assert counted((*first.lines, *rest)) == counted(whole.lines)


@given(visits)
def test_a_sheet_taken_back_visit_for_visit_pays_nothing_in_the_end(sheet):
    back = [
        replace(
            each,
            minutes=-each.minutes,
            metres=-each.metres,
            expense_ore=-each.expense_ore,
        )
        for each in sheet
    ]
    first = pay_of(sheet, RATES, CAPPED)
    rest = difference(pay_of([*sheet, *back], RATES, CAPPED), first.lines)
    assert sum(line.sum_ore for line in rest) == -first.sum_ore


def test_nothing_changed_is_no_line_at_all():
    pay = pay_of([visit(3, 60, 10_000, 50_00)], RATES, CAPPED)
    assert difference(pay, pay.lines) == ()


def test_a_new_rate_is_taken_back_at_the_old_and_paid_at_the_new():
    seen = [visit(3, 120)]
    newer = (*RATES, RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 10, 1), 250_00))
    before = pay_of(seen, RATES, PayTerms())
    assert [
        (line.quantity, line.rate_ore, line.sum_ore)
        for line in difference(pay_of(seen, newer, PayTerms()), before.lines)
    ] == [(-120, 241_35, -482_70), (120, 250_00, 500_00)]
