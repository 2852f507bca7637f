"""What a password must be, and what is said about it while it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.password import (
    LEAST_SIGNS,
    password_problems,
    password_strength,
)


def fields(password, again):
    return [problem.field for problem in password_problems(password, again)]


def test_a_short_password_is_refused_before_anything_else():
    assert fields("fjord", "fjell") == ["password"]


def test_the_same_must_be_typed_twice():
    assert fields("fjord og fjell", "fjord og fjel") == ["again"]


def test_a_long_password_typed_twice_is_fine():
    assert fields("fjord og fjell", "fjord og fjell") == []


@given(st.text(max_size=LEAST_SIGNS - 1), st.text())
def test_no_password_under_ten_signs_passes(password, again):
    assert fields(password, again) == ["password"]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Minst 10 tegn."),
        ("fjord", "5 tegn til."),
        ("passord123", "Lett å gjette."),
        ("Sommer2026", "Lett å gjette."),
        ("1234567890", "Lett å gjette."),
        ("2847561093", "Lett å gjette."),
        ("aaaaaaaaaaaa", "Lett å gjette."),
        ("Kommunen2026", "Lett å gjette."),
        ("vintersol og", "Greit."),
        ("ullgenser med kaffe", "Godt passord."),
    ],
)
def test_the_advice_is_one_plain_sentence(password, said):
    assert password_strength(password).startswith(said)
