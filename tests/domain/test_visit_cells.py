"""The cells of a timesheet: what is typed in one, and what the others keep."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.period import Period
from stkdesk.domain.quick_line import parse_quick_line
from stkdesk.domain.timesheet import Trip, Visit
from stkdesk.domain.visit_cells import Field, changed, shown

OCTOBER = Period.month(2026, 10)
HERE = Visit(
    date(2026, 10, 14),
    960,
    240,
    12_000,
    120_00,
    "kino",
    has_receipt=True,
    account="11280",
    trip=Trip("tur", "Hjem–kino", passengers=1, passenger_names="Oskar Moen"),
)
ABOVE = Visit(date(2026, 10, 7), 990, 150, 8_500, 89_50, "bading")


def typed(field, text, visit=HERE, above=ABOVE):
    return changed(visit, field, text, OCTOBER, above)


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        (Field.DATE, "15", {"work_on": date(2026, 10, 15)}),
        (Field.DATE, "=", {"work_on": date(2026, 10, 7)}),
        (Field.START, "1630", {"start_minute": 990, "minutes": 210}),
        (Field.START, "17-20", {"start_minute": 1020, "minutes": 180}),
        (Field.START, "", {"start_minute": None}),
        (Field.END, "1830", {"minutes": 150}),
        (Field.END, "3t", {"minutes": 180}),
        (Field.HOURS, "4,5", {"minutes": 270}),
        (Field.HOURS, "4.5", {"minutes": 270}),
        (Field.HOURS, "4:30", {"minutes": 270}),
        (Field.HOURS, "3t", {"minutes": 180}),
        (Field.HOURS, "16-18", {"start_minute": 960, "minutes": 120}),
        (Field.HOURS, "=", {"minutes": 150}),
        (Field.KM, "9,5", {"metres": 9_500}),
        (Field.KM, "=", {"metres": 8_500}),
        (Field.KM, "", {"metres": 0}),
        (Field.EXPENSE, "89,50", {"expense_ore": 89_50}),
        (Field.EXPENSE, "", {"expense_ore": 0, "has_receipt": False}),
        (Field.ACTIVITY, "  tur i   skogen ", {"activity": "tur i skogen"}),
        (Field.ACTIVITY, "=", {"activity": "bading"}),
    ],
)
def test_a_cell_changes_what_it_is_about_and_nothing_else(field, text, expected):
    assert typed(field, text) == replace(HERE, **expected)


def test_passengers_receipt_and_account_are_typed_where_the_amount_is():
    plain = Visit(date(2026, 10, 14), 960, 240)
    assert typed(Field.KM, "12 2p", plain).trip == Trip(passengers=2)
    assert typed(Field.EXPENSE, "120kv #4130", plain) == replace(
        plain, expense_ore=120_00, has_receipt=True, account="4130"
    )


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.DATE, "i går"),
        (Field.START, "kveld"),
        (Field.START, "20"),  # it would end when it begins
        (Field.END, "25"),
        (Field.HOURS, "25"),
        (Field.HOURS, "1630"),
        (Field.KM, "langt"),
        (Field.KM, "-4"),
        (Field.EXPENSE, "12,345"),
        (Field.EXPENSE, "hundre"),
    ],
)
def test_what_does_not_fit_leaves_the_cell_as_it_was(field, text):
    assert typed(field, text) is None


def test_there_is_nothing_to_repeat_above_the_first_line():
    assert typed(Field.HOURS, "=", above=None) is None


@given(st.sampled_from(list(Field)), st.text(max_size=20))
def test_no_text_in_a_cell_changes_another_column(field, text):
    after = typed(field, text)
    if after is None or field in (Field.WEEKDAY, Field.START, Field.END, Field.HOURS):
        return
    others = [each for each in Field if each not in (field, Field.WEEKDAY)]
    assert [shown(after, each) for each in others] == [
        shown(HERE, each) for each in others
    ]


@pytest.mark.parametrize("text", ["4,5", "4.5", "4:30", "16-20", "3t"])
def test_line_and_cell_read_hours_alike(text):
    line = parse_quick_line(f"14 {text}", period=OCTOBER, previous=None).visit
    cell = typed(Field.HOURS, text, Visit(date(2026, 10, 14), None, 60))
    assert line == cell
