"""Identity numbers: every kind the office meets, and what it is warned of.

Numbers here are invented (month + 80), or the published examples of Skatteetaten.
"""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from stkdesk.domain.identity import (
    IdentityKind,
    format_identity,
    identity_kind,
    identity_problem,
    masked_identity,
    synthetic_identity,
    tidy_identity,
)

BEFORE = date(2031, 12, 31)
AFTER = date(2032, 1, 1)
CHECK_DIGITS = "Kontrollsifrene stemmer ikke. Se etter ombyttede siffer."

birthdays = st.dates(date(1900, 1, 1), date(2039, 12, 31))
serials = st.integers(0, 399)


def numbers_of(kind: IdentityKind, day: int, month: int) -> list[str]:
    """Return numbers of a kind that have no other fault, made the slow way."""
    stem = f"{day:02}{month:02}85"
    found = [f"{stem}{n:05}" for n in range(5000, 6000)]
    return [number for number in found if identity_kind(number) is kind]


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [
        ("20036914700", IdentityKind.FNR, IdentityKind.FNR),
        ("20036914712", None, None),
        ("02013299997", IdentityKind.FNR, IdentityKind.FNR),
        ("30108299920", IdentityKind.FNR, IdentityKind.FNR),
        ("30108299939", None, IdentityKind.FNR),  # only by the rule of 2032
        ("29020105729", None, None),  # neither 1801, 1901 nor 2001 was a leap year
        ("03851598730", IdentityKind.TENOR, IdentityKind.TENOR),
    ],
)
def test_the_published_examples(number, before, after):
    assert identity_kind(number, today=BEFORE) is before
    assert identity_kind(number, today=AFTER) is after
    assert identity_kind(number) is after


def test_a_number_by_the_rule_of_2032_is_suspected_until_then():
    assert identity_problem("30108299939", born=None, today=BEFORE) == CHECK_DIGITS
    assert identity_problem("30108299939", born=None, today=AFTER) == ""


def test_from_2032_a_place_on_the_day_has_up_to_four_numbers():
    """The example of Skatteetaten: 2 is the old check digit, and three more follow."""
    stem = "301082999"
    found = [f"{n:02}" for n in range(100) if identity_kind(f"{stem}{n:02}")]

    assert found == ["20", "39", "47", "55"]


@pytest.mark.parametrize(
    ("year", "place", "given_out"),
    [
        *((53, 600, False), (54, 600, True), (99, 749, True), (99, 750, False)),
        *((54, 500, True), (54, 499, True), (54, 750, False), (99, 0, True)),
        *((39, 999, True), (40, 999, True), (40, 900, True), (40, 899, False)),
        *((39, 500, True), (40, 500, False), (0, 999, True), (99, 900, True)),
    ],
)
def test_the_series_of_each_birth_year_until_2032(year, place, given_out):
    numbers = [f"0106{year:02}{place:03}{ending:02}" for ending in range(100)]
    numbers += [f"0206{year:02}{place:03}{ending:02}" for ending in range(100)]
    numbers += [f"0306{year:02}{place:03}{ending:02}" for ending in range(100)]

    assert any(identity_kind(number, today=AFTER) for number in numbers)
    assert given_out == any(identity_kind(number, today=BEFORE) for number in numbers)


@pytest.mark.parametrize(
    ("day", "month", "kind"),
    [
        (15, 6, IdentityKind.FNR),
        (41, 6, IdentityKind.DNR),
        (70, 6, IdentityKind.DNR),
        (15, 46, IdentityKind.HNR),
        (55, 46, IdentityKind.NAV),
        (15, 86, IdentityKind.TENOR),
        (55, 86, IdentityKind.TENOR),
        (85, 6, IdentityKind.FHNR),
        (95, 99, IdentityKind.FHNR),
    ],
)
def test_day_and_month_tell_the_kind(day, month, kind):
    numbers = numbers_of(kind, day, month)

    assert numbers
    assert all(identity_problem(number, born=None) == "" for number in numbers)


@pytest.mark.parametrize(("day", "month"), [(15, 13), (15, 60), (15, 93), (15, 0)])
def test_a_month_no_kind_has_is_no_date(day, month):
    problem = identity_problem(f"{day:02}{month:02}8512345", born=None)

    assert identity_kind(f"{day:02}{month:02}8512345") is None
    assert problem.startswith("De seks første sifrene er ingen dato.")


@pytest.mark.parametrize(("day", "month"), [(0, 5), (31, 4), (40, 5), (75, 5)])
def test_a_day_no_month_has_is_no_date(day, month):
    stem = f"{day:02}{month:02}85"

    assert not any(identity_kind(f"{stem}{n:05}") for n in range(20_000, 30_000))


def test_the_sum_of_a_common_help_number_is_checked():
    [number, *_] = numbers_of(IdentityKind.FHNR, 85, 6)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert identity_kind(wrong) is None
    assert identity_problem(wrong, born=None) == CHECK_DIGITS


def test_a_help_number_never_follows_the_rule_of_2032():
    plain = numbers_of(IdentityKind.FNR, 15, 6)
    help_numbers = numbers_of(IdentityKind.HNR, 15, 46)

    assert len(plain) > 3 * len(help_numbers) > 0


@given(birthdays, serials)
def test_an_invented_number_is_valid_and_fits_its_birth_date(born, serial):
    number = synthetic_identity(born, serial)

    assert identity_kind(number) is IdentityKind.TENOR
    assert identity_problem(number, born=born, today=BEFORE) == ""
    assert number == synthetic_identity(born, serial)


@given(birthdays, serials, birthdays, serials)
def test_two_people_never_get_the_same_invented_number(born, serial, other, place):
    assume((born, serial) != (other, place))
    assume(abs(born.year - other.year) != 100)
    assert synthetic_identity(born, serial) != synthetic_identity(other, place)


@pytest.mark.parametrize("year", [1900, 1939, 1940, 1999, 2000, 2039])
def test_a_day_has_some_four_hundred_invented_numbers_and_no_more(year):
    born = date(year, 2, 28)
    with pytest.raises(ValueError, match="numbers") as told:
        synthetic_identity(born, 1000)
    [total] = [int(word) for word in str(told.value).split() if word.isdigit()]

    found = {synthetic_identity(born, serial) for serial in range(total)}
    assert len(found) == total >= 400
    with pytest.raises(ValueError, match="numbers"):
        synthetic_identity(born, total)
    with pytest.raises(ValueError, match="numbers"):
        synthetic_identity(born, -1)


def test_there_are_no_invented_numbers_for_years_without_a_series():
    with pytest.raises(ValueError, match="0 numbers"):
        synthetic_identity(date(1853, 5, 5), 0)


@given(birthdays, serials, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(born, serial, place, added):
    """The second check digit alone sees to it, by whichever rule the first goes."""
    number = synthetic_identity(born, serial)
    wrong = str((int(number[place]) + added) % 10)

    assert identity_kind(number[:place] + wrong + number[place + 1 :]) is None


@given(birthdays, serials, st.integers(-40_000, 40_000).filter(bool))
def test_another_birth_date_in_the_field_is_warned_about(born, serial, days):
    other = born + timedelta(days=days)
    assume((other - born).days % 36524 and other.year % 100 != born.year % 100)
    problem = identity_problem(synthetic_identity(born, serial), born=other)

    assert problem == (
        "Nummeret og fødselsdatoen passer ikke sammen. Se etter hva som er rett."
    )


def test_a_wrong_century_in_the_birth_date_is_warned_about():
    number = "20036914700"  # a published example; 147 was given out in 1969

    assert identity_problem(number, born=date(1969, 3, 20), today=BEFORE) == ""
    assert identity_problem(number, born=date(2069, 3, 20), today=BEFORE) != ""


def test_no_century_is_ever_read_out_of_a_d_number():
    d_numbers = numbers_of(IdentityKind.DNR, 55, 6)
    old = [number for number in d_numbers if identity_kind(number, today=BEFORE)]

    assert 0 < len(old) < len(d_numbers)
    for born in (date(1885, 6, 15), date(1985, 6, 15)):
        assert {identity_problem(n, born=born, today=BEFORE) for n in old} == {""}
        assert {identity_problem(n, born=born, today=AFTER) for n in d_numbers} == {""}


def test_no_century_is_read_out_of_any_number_from_2032():
    numbers = numbers_of(IdentityKind.FNR, 15, 6)

    for born in (date(1885, 6, 15), date(1985, 6, 15)):
        assert {identity_problem(n, born=born, today=AFTER) for n in numbers} == {""}


def test_an_empty_field_is_no_problem():
    assert identity_problem("", born=None) == ""
    assert identity_problem("  ", born=date(2001, 1, 1)) == ""
    assert identity_kind("") is None


@pytest.mark.parametrize(
    ("typed", "digits"), [("0385159873", 10), ("038515987300", 12), ("abc", 0)]
)
def test_too_few_or_too_many_digits_are_counted_for_the_person(typed, digits):
    assert identity_kind(typed) is None
    assert identity_problem(typed, born=None) == (
        f"Nummeret har {digits} siffer. Det lagres først når det har 11."
    )


@given(birthdays, serials, st.lists(st.integers(0, 11), max_size=4))
def test_spaces_and_full_stops_are_forgiven(born, serial, places):
    number = synthetic_identity(born, serial)
    typed = number
    for place in places:
        typed = f"{typed[:place]} .\u00a0{typed[place:]}"

    assert tidy_identity(typed) == number
    assert identity_kind(typed) is IdentityKind.TENOR


def test_how_numbers_are_printed_and_hidden():
    assert format_identity("03851598730") == "038515 98730"
    assert masked_identity("038515 98730") == "038515 •••••"
    assert masked_identity("") == ""
    assert masked_identity("0385") == "0385"


@given(birthdays, serials)
def test_the_last_five_digits_are_never_shown(born, serial):
    number = synthetic_identity(born, serial)
    shown = tidy_identity(masked_identity(number))

    assert shown == number[:6]


def test_every_kind_has_a_word_on_screen():
    assert all(kind.label for kind in IdentityKind)


individual = st.integers(0, 999)
any_digit = st.integers(0, 9)


@given(st.dates(date(1854, 1, 1), date(2025, 12, 31)), individual, any_digit, any_digit)
def test_python_stdnum_says_the_same_of_any_number_by_the_old_rule(
    born, place, first, second
):
    _same_verdict(f"{_six(born)}{place:03}{first}{second}")


@given(st.dates(date(1854, 1, 1), date(2025, 12, 31)), individual)
def test_python_stdnum_says_the_same_of_right_check_digits(born, place):
    stem = f"{_six(born)}{place:03}"
    stem += fodselsnummer.calc_check_digit1(stem)
    number = stem + fodselsnummer.calc_check_digit2(stem)
    assume(len(number) == 11)
    _same_verdict(number)


def _six(born: date) -> str:
    """Return the day as the number begins; %y knows no years before 1900 on Windows."""
    return f"{born:%d%m}{born.year % 100:02}"


def _same_verdict(number: str) -> None:
    """Compare by the old rule; that library takes no birthdays still to come."""
    ours = identity_kind(number, today=BEFORE)
    try:
        theirs = fodselsnummer.get_birth_date(fodselsnummer.validate(number))
    except fodselsnummer.InvalidComponent as refused:
        assume("not been born yet" not in str(refused))
        assert ours is None
    except fodselsnummer.ValidationError:
        assert ours is None
    else:
        assert ours is IdentityKind.FNR
        assert identity_problem(number, born=theirs, today=BEFORE) == ""
