"""How an assignment is told in few words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stkdesk.domain.grants import HoursUnit
from stkdesk.ui.assignments.words import days_words, other_unit, short_line

WEEK, MONTH = HoursUnit.WEEK, HoursUnit.MONTH


@pytest.mark.parametrize(
    ("hours", "unit", "told"),
    [
        (24, MONTH, "≈ 5,5 t per uke"),  # the hint of the design
        (16, MONTH, "≈ 3,5 t per uke"),
        (4, WEEK, "≈ 17,5 t per måned"),
        (0.5, WEEK, "≈ 2 t per måned"),
    ],
)
def test_the_same_hours_by_the_other_unit(hours, unit, told):
    assert other_unit(round(hours * 60), unit) == told


@given(some.integers(0, 168 * 60))
def test_the_other_unit_is_never_a_quarter_of_an_hour_off(minutes):
    text = other_unit(minutes, MONTH).removeprefix("≈ ").removesuffix(" t per uke")
    weekly = float(text.replace("\u00a0", "").replace(",", ".")) * 60
    assert abs(weekly - minutes * 84 / 365) <= 15


def test_days_with_and_without_an_end():
    assert days_words(date(2026, 5, 1), None) == "fra 01.05.2026"
    assert days_words(date(2026, 5, 1), date(2027, 1, 2)) == "01.05.2026 – 02.01.2027"


def test_one_line_tells_number_days_and_hours():
    start, end = date(2026, 5, 1), date(2027, 1, 2)
    assert short_line(12, start, None, 480, MONTH) == "O-12 · fra 01.05.2026 · 8 t/mnd"
    assert short_line(12, start, end, 270, WEEK) == "O-12 · til 02.01.2027 · 4,5 t/uke"
