"""The quick line: one visit in one typed line."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.period import Period
from stkdesk.domain.quick_line import parse_clock, parse_quick_line, quick_line
from stkdesk.domain.timesheet import Trip, Visit

OCTOBER = Period.month(2026, 10)
STORD = Period(date(2026, 9, 21), date(2026, 10, 20))
ABOVE = Visit(date(2026, 10, 3), 960, 180)


def read(text, period=OCTOBER, previous=None):
    return parse_quick_line(text, period=period, previous=previous)


def visit(day, start, minutes, metres=0, expense=0, activity="", month=10, year=2026):
    return Visit(date(year, month, day), start, minutes, metres, expense, activity)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 1600 2015 12km kino", visit(14, 960, 255, 12_000, 0, "kino")),
        ("14 16 20", visit(14, 960, 240)),
        ("14 16:00 20.15", visit(14, 960, 255)),
        ("14 16-20", visit(14, 960, 240)),
        ("14 16.00–20.15", visit(14, 960, 255)),
        ("14 1600 - 2015", visit(14, 960, 255)),
        ("14 16- 20", visit(14, 960, 240)),
        ("14 930 11", visit(14, 570, 90)),
        ("14 3t", visit(14, None, 180)),
        ("14 3,5t kino", visit(14, None, 210, 0, 0, "kino")),
        ("14 3.5T", visit(14, None, 210)),
        ("14 1:45t", visit(14, None, 105)),
        ("14 16 3,5t", visit(14, 960, 210)),
        ("14 22 0130", visit(14, 1320, 210)),
        ("14 20 24", visit(14, 1200, 240)),
        ("14 16 24t", visit(14, 960, 1440)),
        ("14 4", visit(14, None, 240)),
        ("14 4,5", visit(14, None, 270)),
        ("14 4.5 kino", visit(14, None, 270, 0, 0, "kino")),
        ("14 4:30 12km", visit(14, None, 270, 12_000)),
        ("14 9 12", visit(14, 540, 180)),
        ("14 9 3t", visit(14, 540, 180)),
        ("14 16 20 kr120", visit(14, 960, 240, 0, 120_00)),
        ("14 16 20 120kr", visit(14, 960, 240, 0, 120_00)),
        ("14 16 20 89,50KR", visit(14, 960, 240, 0, 89_50)),
        ("14 16 20 km12,5", visit(14, 960, 240, 12_500)),
        ("14 16 20 12 km og 120 kr", visit(14, 960, 240, 12_000, 120_00, "og")),
        ("14 16 20 kr 120", visit(14, 960, 240, 0, 120_00)),
        (
            "14 16 20 svømmehall – 2 billetter",
            visit(14, 960, 240, 0, 0, "svømmehall – 2 billetter"),
        ),
        ("  14   16 20  ", visit(14, 960, 240)),
        ("14. 16 20", visit(14, 960, 240)),
        ("14.10 16 20", visit(14, 960, 240)),
        ("14.10. 16 20", visit(14, 960, 240)),
        ("14.10.26 16 20", visit(14, 960, 240)),
        ("14.10.2026 16 20", visit(14, 960, 240)),
        ("141026 16 20", visit(14, 960, 240)),
        ("14102026 16 20", visit(14, 960, 240)),
        ("14.3 16 20", visit(14, 960, 240, month=3)),
        ("140326 16 20", visit(14, 960, 240, month=3)),
    ],
)
def test_a_line_is_understood(text, expected):
    assert read(text).visit == expected
    assert read(text).problem == ""


def test_an_equals_sign_repeats_the_times_above():
    assert read("14 = 8km", previous=ABOVE).visit == visit(14, 960, 180, 8_000)


WHOLE = replace(
    ABOVE,
    metres=12_000,
    expense_ore=120_00,
    activity="bading",
    has_receipt=True,
    account="4130",
    trip=Trip(route="Hjem–Nordbadet", passengers=1, passenger_names="Oskar Moen"),
)


def test_an_equals_sign_repeats_the_whole_line_above_but_no_receipt():
    expected = replace(WHOLE, work_on=date(2026, 10, 14), has_receipt=False)
    assert read("14 =", previous=WHOLE).visit == expected
    assert read("14=", previous=WHOLE).visit == expected


def test_what_is_typed_after_the_sign_stands_in_place_of_what_was_there():
    repeated = read("14= 8km 90kv kino", previous=WHOLE).visit
    assert (repeated.metres, repeated.expense_ore) == (8_000, 90_00)
    assert (repeated.activity, repeated.has_receipt) == ("kino", True)
    assert repeated.trip == WHOLE.trip


def test_an_equals_sign_alone_is_the_same_a_week_later():
    assert read("=", previous=ABOVE).visit == visit(10, 960, 180)
    assert read("= 8km", previous=ABOVE).visit == visit(10, 960, 180, 8_000)
    assert read("= 17 19", previous=ABOVE).visit == visit(10, 1020, 120)
    last = replace(ABOVE, work_on=date(2026, 10, 28))
    assert read("=", previous=last).problem == (
        "En uke etter linjen over er utenfor. Skriv dagen."
    )


def test_a_receipt_passengers_and_the_account_are_words_of_the_line():
    found = read("14 16 20 12km 2p 120kv #11280-666 kino").visit
    assert (found.expense_ore, found.has_receipt) == (120_00, True)
    assert (found.account, found.trip.passengers) == ("11280-666", 2)
    assert found.activity == "kino"
    assert read("14 16 20 120kr kv").visit.has_receipt
    assert not read("14 16 20 120kr").visit.has_receipt
    assert not read("14 16 20 kv").visit.has_receipt  # of no expense


def test_a_day_belongs_to_the_month_it_has_in_a_period_that_crosses_one():
    assert read("25 16 20", STORD).visit == visit(25, 960, 240, month=9)
    assert read("20 16 20", STORD).visit == visit(20, 960, 240)


def test_a_month_belongs_to_the_year_that_is_nearest():
    january = Period.month(2027, 1)
    assert read("30.12 16 20", january).visit == visit(30, 960, 240, month=12)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("32 16 20", "Det er ingen 32. i perioden 01.10.–31.10.2026."),
        ("30.2 16 20", "Datoen «30.2» finnes ikke."),
        ("24/11 16 20", "«24/11» er ikke en dato. Skriv for eksempel 14 eller 14.3."),
        ("14", "Skriv fra og til, for eksempel 1600 2015."),
        ("14 16", "Skriv også når det sluttet, for eksempel 2015."),
        ("14 kino", "«kino» er ikke et klokkeslett. Skriv for eksempel 1600."),
        ("14 1660 20", "«1660» er ikke et klokkeslett. Skriv for eksempel 1600."),
        ("14 24 3", "«24» er ikke et klokkeslett. Skriv for eksempel 1600."),
        ("14 16 25", "«25» er ikke et klokkeslett. Skriv for eksempel 2015 eller 3t."),
        ("14 16 16", "Fra og til er samme klokkeslett."),
        ("14 0t", "«0t» er ikke et antall timer. Skriv for eksempel 3t eller 3,5t."),
        ("14 25t", "«25t» er ikke et antall timer. Skriv for eksempel 3t eller 3,5t."),
        ("14 =", "= gjentar linjen over, men det er ingen ennå."),
        ("=", "= gjentar linjen over, men det er ingen ennå."),
        ("14 16 20 9p", "«9p» er ikke et antall. Skriv for eksempel 2p."),
        ("14 16 20 12", "Er «12» km eller kr? Skriv 12km eller 12kr."),
        ("14 16 20 1km 2km", "km står to ganger."),
        (
            "14 16 20 99999999km",
            "«99999999km» er ikke et antall. Skriv for eksempel 12,5km.",
        ),
    ],
)
def test_what_is_not_understood_is_asked_about_never_guessed(text, problem):
    assert read(text) == parse_quick_line(text, period=OCTOBER, previous=None)
    assert (read(text).visit, read(text).problem) == (None, problem)


def test_a_day_that_comes_twice_in_a_long_period_asks_for_the_month():
    quarter = Period(date(2026, 10, 1), date(2026, 12, 31))
    assert read("14 16 20", quarter).problem == (
        "Det er flere 14. i perioden. Skriv også måneden: 14.10."
    )
    assert read("14.11 16 20", quarter).visit == visit(14, 960, 240, month=11)


def test_nothing_typed_is_neither_a_visit_nor_a_problem():
    assert read("   ") == read("")
    assert (read("").visit, read("").problem) == (None, "")


def test_a_line_being_typed_is_unfinished_rather_than_wrong():
    for text in ("1", "14", "14 ", "14 1", "14 16", "14 16 2", "14 16 20:"):
        assert read(text).unfinished or read(text).visit, text
    for text in ("kl ", "14 16 25 ", "14 xx 20"):
        assert not read(text).unfinished, text


def test_midnight_is_only_an_end():
    assert parse_clock("24:00") is None
    assert parse_clock("24:00", ends=True) == 1440


@given(st.text(max_size=60))
def test_no_text_makes_it_fall_over(text):
    found = read(text, previous=ABOVE)
    assert (found.visit is None) or not found.problem


line_signs = st.sampled_from("0123456789 .,:-=tkmr–٣²")


@given(st.text(line_signs, max_size=30))
def test_no_line_of_digits_and_units_makes_it_fall_over(text):
    found = read(text, previous=ABOVE)
    if found.visit is not None:
        assert 0 < found.visit.minutes <= 1440
        assert found.visit.start_minute is None or 0 <= found.visit.start_minute < 1440


words = st.from_regex(r"[a-zæøåA-ZÆØÅ]{4,12}", fullmatch=True)
visits = st.builds(
    Visit,
    st.dates(OCTOBER.first - timedelta(40), OCTOBER.last + timedelta(40)),
    st.none() | st.integers(0, 1439),
    st.integers(1, 1440),
    st.integers(0, 9_999_000),
    st.integers(0, 9_999_900),
    st.lists(words, max_size=4).map(" ".join),
    account=st.sampled_from(["", "11280-666"]),
    trip=st.builds(Trip, passengers=st.integers(0, 8)),
).map(lambda one: replace(one, has_receipt=one.expense_ore % 2 == 1))


@given(visits)
def test_a_visit_written_as_a_line_is_read_back_the_same(one):
    assert read(quick_line(one)).visit == one
