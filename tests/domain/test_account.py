"""Bank accounts and organisation numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import kontonr, orgnr

from stkdesk.domain.account import (
    account_problem,
    format_account,
    format_organisation_number,
    organisation_number_problem,
)

WRONG = "Kontrollsifferet stemmer ikke. Se etter ombyttede siffer."


def digits(length: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**length - 1).map(lambda number: f"{number:0{length}}")


def right_endings(stem: str, problem) -> list[str]:
    return [end for end in "0123456789" if problem(stem + end) == ""]


@pytest.mark.parametrize("typed", ["18136445320", "1813 64 45320", "1813.64.45320"])
def test_an_account_may_be_typed_as_it_is_printed(typed):
    assert account_problem(typed) == ""
    assert format_account(typed) == "1813 64 45320"


def test_a_mistyped_account_is_warned_about():
    assert account_problem("1813 64 45302") == WRONG


def test_an_old_account_is_checked_by_its_last_five_digits():
    assert account_problem("1234 00 12343") == ""  # 1·5 + 2·4 + 3·3 + 4·2 + 3 = 33
    assert account_problem("9999 00 12343") == ""
    assert account_problem("1234 00 12344") == WRONG


@pytest.mark.parametrize("typed", ["1813", "181364453201", "1813 64 4532O"])
def test_an_account_has_eleven_digits(typed):
    assert account_problem(typed) == "Kontonummeret har 11 siffer."
    assert format_account(f" {typed} ") == typed


@pytest.mark.parametrize("problem", [account_problem, organisation_number_problem])
def test_an_empty_field_is_no_problem(problem):
    assert problem("") == ""
    assert problem("   ") == ""


@given(digits(10))
def test_an_account_has_one_right_check_digit_or_none(stem):
    assert len(right_endings(stem, account_problem)) <= 1


@given(digits(11).filter(lambda number: number[4:6] != "00"))
def test_python_stdnum_says_the_same_of_ordinary_accounts(number):
    if not number.startswith("0000"):  # old postal accounts go by another sum there
        assert (account_problem(number) == "") == kontonr.is_valid(number)


@given(digits(10), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_in_an_account_is_noticed(stem, place, added):
    for end in right_endings(stem, account_problem):
        number = stem + end
        wrong = number[:place] + str((int(number[place]) + added) % 10)
        wrong += number[place + 1 :]
        if "00" not in (number[4:6], wrong[4:6]):
            assert account_problem(wrong) == WRONG


def test_an_organisation_number_is_printed_in_threes():
    assert organisation_number_problem("940155223") == ""
    assert organisation_number_problem("940 155 223") == ""
    assert format_organisation_number("940155223") == "940 155 223"
    assert format_organisation_number("94015522") == "94015522"


def test_a_mistyped_organisation_number_is_warned_about():
    assert organisation_number_problem("940 155 232") == WRONG
    assert organisation_number_problem("94015522") == (
        "Organisasjonsnummeret har 9 siffer."
    )


@given(digits(9))
def test_python_stdnum_says_the_same_of_organisation_numbers(number):
    assert (organisation_number_problem(number) == "") == orgnr.is_valid(number)


@given(digits(8))
def test_python_stdnum_says_the_same_of_right_organisation_numbers(stem):
    right = [end for end in "0123456789" if orgnr.is_valid(stem + end)]
    assert right_endings(stem, organisation_number_problem) == right
