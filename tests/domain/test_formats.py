"""How dates, hours, money, distances and numbers are written and read."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.formats import (
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    clock_text,
    count,
    date_interval,
    hours_text,
    km_text,
    kr,
    kroner_text,
    long_date,
    month_title,
    number_text,
    parse_date,
    parse_hours,
    parse_km,
    parse_kroner,
    phone_text,
    short_date,
    short_weekday,
    weekday_name,
)
from stkdesk.domain.language import Language

TODAY = date(2026, 11, 24)  # a Tuesday
NBSP = "\u00a0"

dates = st.dates(date(1900, 1, 1), date(2150, 12, 31))
amounts = st.integers(-(10**9), 10**9)
languages = st.sampled_from(Language)


@pytest.mark.parametrize(
    "text",
    [
        "24.11.26",
        "24.11.2026",
        "2026-11-24",
        "241126",
        "24112026",
        "24 11 2026",
        "24. 11. 2026",
        " 24.11.26\u00a0",
        "24. november 2026",
        "24 NOV 26",
        "24. nov. 2026",
        "i dag",
        "I",
        "d",
        "+0",
    ],
)
def test_a_date_is_read_however_it_is_written(text):
    assert parse_date(text, today=TODAY) == TODAY


@pytest.mark.parametrize(
    "text",
    [
        *("24/11/2026", "24/11/26", "24-11-26", "", "november", "24.11", "24.13.2026"),
        *(
            "29.02.2026",
            "31.11.26",
            "0.1.2026",
            "2411260",
            "24. ju 2026",
            "+1x",
            "i år",
        ),
        *("+9999å", "99.99.99", "24.11.0000"),
    ],
)
def test_what_is_no_date_is_not_guessed_at(text):
    assert parse_date(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("i går", date(2026, 11, 23)),
        ("i morgen", date(2026, 11, 25)),
        ("+2d", date(2026, 11, 26)),
        ("+2", date(2026, 11, 26)),
        ("+1u", date(2026, 12, 1)),
        ("-1m", date(2026, 10, 24)),
        ("\u22121m", date(2026, 10, 24)),
        ("+3M", date(2027, 2, 24)),
        ("+1å", date(2027, 11, 24)),
        ("-18 Å", date(2008, 11, 24)),
    ],
)
def test_dates_are_stepped_to_from_today(keys, day):
    assert parse_date(keys, today=TODAY) == day


def test_a_month_from_the_31st_is_the_last_day_of_the_next():
    assert parse_date("+1m", today=date(2027, 1, 31)) == date(2027, 2, 28)


def test_a_year_of_two_digits_is_the_one_people_mean():
    assert parse_date("5.6.14", today=TODAY) == date(2014, 6, 5)
    assert parse_date("05.06.36", today=TODAY) == date(2036, 6, 5)
    assert parse_date("05.06.37", today=TODAY) == date(1937, 6, 5)


def test_how_dates_are_written():
    assert short_date(date(2014, 6, 5)) == "05.06.2014"
    assert long_date(date(2014, 6, 5)) == "5. juni 2014"
    assert month_title(2026, 10) == "Oktober 2026"
    assert weekday_name(TODAY) == "tirsdag"
    assert weekday_name(TODAY, Language.NYNORSK) == "tysdag"
    assert short_weekday(TODAY) == "tir."
    assert short_weekday(date(2026, 11, 23), Language.NYNORSK) == "må."


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 9, 21), date(2026, 10, 20), "21. sep.–20. okt. 2026"),
        (date(2026, 10, 1), date(2026, 10, 31), "1.–31. okt. 2026"),
        (date(2026, 12, 21), date(2027, 1, 20), "21. des. 2026–20. jan. 2027"),
        (date(2026, 5, 17), date(2026, 5, 17), "17. mai 2026"),
    ],
)
def test_an_interval_says_once_what_both_days_share(first, last, text):
    assert date_interval(first, last) == text


@given(dates)
def test_a_written_date_is_read_back(day):
    assert parse_date(short_date(day), today=TODAY) == day
    assert parse_date(long_date(day), today=TODAY) == day
    assert parse_date(day.isoformat(), today=TODAY) == day
    assert parse_date(f"{day:%d%m%Y}", today=TODAY) == day


@given(dates, st.integers(0, 99))
def test_two_digits_are_a_year_at_most_ten_years_ahead(today, year):
    found = parse_date(f"01.01.{year:02}", today=today)
    assert found is not None
    assert found.year % 100 == year
    assert today.year - 90 < found.year + 1 <= today.year + 11


@given(st.text())
def test_no_text_makes_the_reading_fail(text):
    parse_date(text, today=TODAY)
    parse_hours(text)
    parse_km(text)
    parse_kroner(text)
    phone_text(text)


@given(dates, languages)
def test_dates_are_those_of_cldr(day, language):
    place = language.value
    assert long_date(day) == format_date(day, "d. MMMM y", locale=place)
    assert short_date(day) == format_date(day, "dd.MM.y", locale=place)
    assert weekday_name(day, language) == format_date(day, "EEEE", locale=place)
    assert short_weekday(day, language) == format_date(day, "EEE", locale=place)


@pytest.mark.parametrize("language", Language)
def test_names_of_days_and_months_are_those_of_cldr(language):
    cldr = Locale(language.value)
    days, months = cldr.days["format"], cldr.months["format"]

    assert WEEKDAYS[language] == [days["wide"][n] for n in range(7)]
    assert SHORT_WEEKDAYS[language] == [days["abbreviated"][n] for n in range(7)]
    assert [months["wide"][n] for n in range(1, 13)] == MONTHS
    assert [months["abbreviated"][n] for n in range(1, 13)] == SHORT_MONTHS


def test_the_short_weekdays_of_nynorsk_are_these():
    assert SHORT_WEEKDAYS[Language.NYNORSK] == [
        *("må.", "ty.", "on.", "to.", "fr.", "la.", "sø.")
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("4", 240),
        ("4,5", 270),
        ("4.5", 270),
        ("4,25 timer", 255),
        ("4:30", 270),
        ("3t", 180),
        ("3 t", 180),
        ("3,5t", 210),
        ("3t30", 210),
        ("3 t 30 min", 210),
        ("1 time", 60),
        ("90 min", 90),
        ("4,33", 260),
        (f"1{NBSP}500,5", 90_030),
        ("0", 0),
    ],
)
def test_hours_are_read_however_they_are_written(text, minutes):
    assert parse_hours(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "t", "-1", "\u22121", "4:75", "4:3", "4,", ",5", "4,5,5", "fire", "1 5"],
)
def test_what_is_no_hours_is_not_guessed_at(text):
    assert parse_hours(text) is None


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0"),
        (240, "4"),
        (270, "4,5"),
        (255, "4,25"),
        (260, "4,33"),
        (1, "0,02"),
        (-90, "-1,5"),
        (90_030, f"1{NBSP}500,5"),
    ],
)
def test_how_hours_are_written(minutes, text):
    assert hours_text(minutes) == text


@given(st.integers(0, 10**7))
def test_written_hours_are_read_back_to_the_minute(minutes):
    assert parse_hours(hours_text(minutes)) == minutes


@given(st.integers(0, 10**6))
def test_fewer_minutes_are_never_written_as_zero_below_zero(minutes):
    assert hours_text(-minutes) == ("-" if minutes else "") + hours_text(minutes)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "00:00"), (545, "09:05"), (960, "16:00"), (1440, "24:00"), (1500, "01:00")],
)
def test_how_times_of_day_are_written(minutes, text):
    assert clock_text(minutes) == text


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1500", 150_000),
        ("1 500,5", 150_050),
        (f"1{NBSP}234,50", 123_450),
        ("1\u202f234,50", 123_450),
        ("12.50", 1_250),
        ("12.5", 1_250),
        ("1.500", 150_000),
        ("1.234,5", 123_450),
        ("1.234.567,89", 123_456_789),
        ("kr 120", 12_000),
        ("120 kr", 12_000),
        ("120 kroner", 12_000),
        ("120,-", 12_000),
        ("-50", -5_000),
        ("\u221250", -5_000),
    ],
)
def test_money_is_read_however_it_is_written(text, ore):
    assert parse_kroner(text) == ore


@pytest.mark.parametrize(
    "text", ["", "kr", "12,345", "1,5,5", "1 50", "15 00,5", "1.23.456", "1e3", "¤5"]
)
def test_what_is_no_money_is_not_guessed_at(text):
    assert parse_kroner(text) is None


def test_how_money_is_written():
    assert kroner_text(123_450) == f"1{NBSP}234,50"
    assert kroner_text(5) == "0,05"
    assert kroner_text(-5) == "-0,05"
    assert kr(123_450) == f"kr{NBSP}1{NBSP}234,50"


@given(amounts)
def test_written_money_is_read_back_to_the_ore(ore):
    assert parse_kroner(kroner_text(ore)) == ore
    assert parse_kroner(kr(ore)) == ore


@given(amounts, languages)
def test_amounts_are_written_as_in_cldr(ore, language):
    place = language.value
    kroner = Decimal(ore) / 100
    assert kroner_text(ore) == format_decimal(kroner, "#,##0.00", locale=place)
    assert number_text(ore) == format_decimal(ore, locale=place)
    assert km_text(ore) == format_decimal(Decimal(ore) / 1000, locale=place)


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("12", 12_000),
        ("12,5", 12_500),
        ("12.5", 12_500),
        ("12 km", 12_000),
        ("12KM", 12_000),
        (f"1{NBSP}234", 1_234_000),
        ("0,001", 1),
    ],
)
def test_distances_are_read_however_they_are_written(text, metres):
    assert parse_km(text) == metres


@pytest.mark.parametrize("text", ["", "km", "-1", "12,5,5", "12 mil"])
def test_what_is_no_distance_is_not_guessed_at(text):
    assert parse_km(text) is None


def test_how_distances_are_written():
    assert km_text(12_000) == "12"
    assert km_text(12_500) == "12,5"
    assert km_text(1_234_000) == f"1{NBSP}234"


@given(st.integers(0, 10**9))
def test_written_distances_are_read_back_to_the_metre(metres):
    assert parse_km(km_text(metres)) == metres


def test_one_is_counted_in_the_singular():
    assert count(1, "bruker", "brukere") == "1 bruker"
    assert count(3, "bruker", "brukere") == "3 brukere"
    assert count(0, "bruker", "brukere") == "0 brukere"
    assert count(1234, "bruker", "brukere") == f"1{NBSP}234 brukere"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("22222222", "22 22 22 22"),
        ("+47 222 22 222", "22 22 22 22"),
        ("004722222222", "22 22 22 22"),
        ("912-34-567", "91 23 45 67"),
        ("80022222", "800 22 222"),
        ("02800", "02800"),
        ("+46 8 123 456", "+46 8 123 456"),
        (" ring  bestemor ", "ring bestemor"),
        ("", ""),
    ],
)
def test_how_phone_numbers_are_written(typed, shown):
    assert phone_text(typed) == shown


@given(dates)
def test_tomorrow_is_the_day_after_today(today):
    assert parse_date("i morgen", today=today) == today + timedelta(days=1)
    assert parse_date("+1", today=today) == today + timedelta(days=1)
