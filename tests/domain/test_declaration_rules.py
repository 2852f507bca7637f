"""Declarations of confidentiality: explained first, then signed, by a guardian too."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.declaration_rules import (
    DeclarationDraft,
    declaration_problems,
    needs_guardian,
)

TODAY = date(2026, 11, 22)
FINE = DeclarationDraft(explained_on=date(2026, 11, 18), signed_on=date(2026, 11, 18))
GROWN, YOUNG = date(1990, 5, 17), date(2008, 11, 19)


def told(born=GROWN, **fields):
    found = declaration_problems(replace(FINE, **fields), today=TODAY, born=born)
    assert all(each.blocks for each in found)
    return {each.field: each.message for each in found}


def test_explained_and_signed_the_same_day_is_fine():
    assert told() == {}


def test_signed_before_it_was_explained_is_refused_with_the_way_out():
    assert told(explained_on=date(2026, 11, 19)) == {
        "signed_on": "Erklæringen er underskrevet før den ble forklart. Gå gjennom den "
        "sammen, la støttekontakten skrive under på nytt, og skriv den dagen her."
    }


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"signed_on": date(2026, 11, 23)}, "signed_on"),
        ({"signed_on": None}, "signed_on"),
        ({"explained_on": None}, "explained_on"),
    ],
)
def test_both_days_are_known_and_have_been(fields, field):
    assert list(told(**fields)) == [field]


def test_nothing_is_explained_tomorrow():
    tomorrow = date(2026, 11, 23)
    assert set(told(explained_on=tomorrow, signed_on=tomorrow)) == {
        "explained_on",
        "signed_on",
    }


def test_a_guardian_signs_for_who_is_under_18_that_day():
    assert list(told(born=YOUNG)) == ["guardian_signed"]
    assert told(born=YOUNG, guardian_signed=True) == {}
    assert needs_guardian(YOUNG, date(2026, 11, 18))
    assert not needs_guardian(YOUNG, date(2026, 11, 19))  # 18 that day
    assert not needs_guardian(None, TODAY)
