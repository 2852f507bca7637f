"""The recovery code: read however it is written, and never misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.documents.qr_symbol import symbol
from stkdesk.domain.recovery_code import (
    GROUPS,
    SIGNS,
    code_of,
    code_problems,
    groups,
    groups_to_ask,
    is_group,
    new_code,
    scanned_text,
    secret_of,
)

secrets = st.binary(min_size=20, max_size=20)
WORKED = code_of(b"Twenty bytes of code")


def test_it_is_nine_groups_of_four_signs_nobody_confuses():
    code = new_code()
    assert [len(group) for group in groups(code)] == [4] * GROUPS
    assert not set(code) & set("ILOU")
    assert new_code() != code


def test_a_worked_example():
    # SHA-256 of twenty zero bytes begins de47c: the last four signs.
    assert code_of(bytes(20)) == "0000-0000-0000-0000-0000-0000-0000-0000-VS3W"


@given(secrets)
def test_what_is_printed_is_what_is_read(secret):
    assert secret_of(code_of(secret)) == secret
    assert code_problems(code_of(secret)) == ()


@given(
    secrets,
    st.sampled_from(["", " ", "-", "  ", "\n", " – ", "."]),
    st.booleans(),
    st.booleans(),
)
def test_a_person_may_write_it_as_it_looks(secret, between, small, mistaken):
    typed = between.join(groups(code_of(secret)))
    if mistaken:
        typed = typed.replace("0", "O").replace("1", "l")
    if small:
        typed = typed.lower()
    assert secret_of(f" {typed}\n") == secret


def test_every_single_slip_of_the_pen_is_found():
    signs = WORKED.replace("-", "")
    for at in range(len(signs)):
        for sign in SIGNS.replace(signs[at], ""):
            (problem,) = code_problems(signs[:at] + sign + signs[at + 1 :])
            assert "Ett av tegnene er feil" in problem.message


def test_two_signs_that_changed_places_are_found():
    signs = WORKED.replace("-", "")
    for at in range(len(signs) - 1):
        if signs[at] != signs[at + 1]:
            swapped = signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
            assert code_problems(swapped)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Skriv gjenopprettingskoden"),
        ("  - ", "Skriv gjenopprettingskoden"),
        ("7K2M", "mangler 32 tegn"),
        (code_of(bytes(20))[:-1], "mangler 1 tegn"),
        (code_of(bytes(20)) + "0", "for lang"),
        ("Ø000" + code_of(bytes(20))[4:], "aldri tegnet Ø"),
        ("U000" + code_of(bytes(20))[4:], "aldri tegnet U"),
    ],
)
def test_what_is_no_code_is_told_in_its_field(typed, told):
    (problem,) = code_problems(typed)
    assert told in problem.message
    assert problem.field == "code"
    with pytest.raises(ValueError, match=told):
        secret_of(typed)


@given(st.text())
def test_nothing_anybody_types_makes_it_stumble(typed):
    problems = code_problems(typed)
    assert len(problems) <= 1
    if not problems:
        assert len(secret_of(typed)) == 20


@given(secrets)
def test_a_scanned_sheet_is_read_and_fits_the_smallest_symbol(secret):
    scanned = scanned_text(code_of(secret))
    assert symbol(scanned)
    assert secret_of(scanned) == secret


def test_two_different_groups_are_asked_for_and_every_group_sometimes():
    asked = [groups_to_ask() for _ in range(400)]
    assert all(first < second for first, second in asked)
    assert {number for pair in asked for number in pair} == set(range(1, GROUPS + 1))


@given(secrets, st.integers(1, GROUPS))
def test_a_group_typed_back_is_known_and_another_is_not(secret, number):
    code = code_of(secret)
    own = groups(code)[number - 1]
    assert is_group(f" {own.lower()} ", code, number)
    assert is_group(own.replace("0", "o").replace("1", "I"), code, number)
    assert not is_group(own[:3], code, number)
    assert not is_group(own[::-1] + "0", code, number)
    assert not is_group("", code, number)
