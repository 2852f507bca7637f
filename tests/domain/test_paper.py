"""References of papers and the code on their pages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.paper import (
    SIGNS,
    PageCode,
    PaperKind,
    PaperState,
    is_paper_reference,
    paper_reference,
)

kinds = st.sampled_from(PaperKind)
years = st.integers(2020, 2099)
serials = st.integers(1, 9_999_999)
references = st.builds(paper_reference, kinds, years, serials)
pages = st.integers(1, 99)


@given(kinds, years, serials)
def test_a_reference_says_kind_year_and_serial_and_nothing_else(kind, year, serial):
    reference = paper_reference(kind, year, serial)
    letter, written_year, written_serial, tail = reference.split("-")

    assert letter == kind.letter
    assert int(written_year) == year
    assert int(written_serial) == serial
    assert re.fullmatch(f"[{SIGNS}]{{2}}", tail)


@given(references)
def test_a_reference_is_known_again_however_it_is_typed(reference):
    assert is_paper_reference(reference)
    assert is_paper_reference(f"  {reference.lower()} ")


@pytest.mark.parametrize("text", ["", "-", "T", "T-2026-004211", "hei-XX", "T-26-1-3Q"])
def test_what_is_no_reference_is_not_taken_for_one(text):
    assert not is_paper_reference(text)


def test_an_office_word_with_a_fitting_tail_is_no_reference():
    tails = [one + two for one in SIGNS for two in SIGNS]
    assert not any(is_paper_reference(f"HEI-{tail}") for tail in tails)


def test_nearly_every_mistyped_sign_is_noticed():
    reference = paper_reference(PaperKind.TIMESHEET, 2026, 4211)
    mistyped = [
        reference[:place] + sign + reference[place + 1 :]
        for place, right in enumerate(reference)
        for sign in "0123456789TMEV"
        if sign != right
    ]
    missed = sum(is_paper_reference(text) for text in mistyped)

    assert len(mistyped) > 180
    assert missed <= 1


def test_kinds_begin_with_different_letters():
    letters = [kind.letter for kind in PaperKind]
    assert len(set(letters)) == len(letters)


@given(references, pages, pages, pages)
def test_the_code_on_a_page_is_read_back(reference, page, of, revision):
    code = PageCode(reference, page, of, revision)
    assert PageCode.read(code.text()) == code


def test_the_code_on_a_page_is_short_and_holds_only_the_reference():
    code = PageCode(paper_reference(PaperKind.TIMESHEET, 2026, 4211), 1, 2)
    scheme, reference, page, revision, check = code.text().split(":")

    assert (scheme, page, revision) == ("STK1", "1/2", "1")
    assert is_paper_reference(reference)
    assert re.fullmatch("[0-9A-F]{4}", check)


@given(references, pages, pages, st.data())
def test_a_damaged_code_is_not_read_as_another_paper(reference, page, of, data):
    text = PageCode(reference, page, of).text()
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from("0123456789ABCDEF:/-").filter(text[place].__ne__))

    assert PageCode.read(text[:place] + sign + text[place + 1 :]) is None


@given(st.text())
def test_a_code_of_somebody_else_is_none_of_ours(text):
    assert PageCode.read(text) is None


@pytest.mark.parametrize(
    "core", ["STK1:hei:1/2:1", "STK1:{}:1:1", "STK1:{}:a/b:1", "STK2:{}:1/2:1", "STK1"]
)
def test_a_code_with_a_right_sum_must_still_be_one_of_ours(core):
    right = PageCode(paper_reference(PaperKind.DECISION, 2026, 7), 1, 2)
    core = core.format(right.reference)
    found = (PageCode.read(f"{core}:{check:04X}") for check in range(0x10000))

    assert not any(found)


def test_every_kind_and_state_has_a_word_on_screen():
    assert all(kind.label for kind in PaperKind)
    assert [state.label for state in PaperState] == [
        *("Laget", "Skrevet ut", "Sendt", "Kommet tilbake")
    ]
