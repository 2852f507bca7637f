"""A child who can have an opinion is asked before something is decided."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.decision import DecisionDraft, DecisionKind
from stkdesk.domain.decision_facts import DecisionFacts
from stkdesk.domain.decision_gate import gate

TODAY = date(2026, 11, 16)
ASKED = "Barnets eget syn står ikke i kartleggingen. Er barnet hørt?"
DRAFT = DecisionDraft(client_number=1, own_view="Vil svømme")


def is_asked(age, *, is_heard, kind=DecisionKind.GRANTED):
    facts = DecisionFacts(replace(DRAFT, kind=kind), TODAY, age=age, is_heard=is_heard)
    found = [each for each in gate(facts) if each.sentence == ASKED]
    assert not any(each.blocks for each in found)
    return bool(found)


@pytest.mark.parametrize(
    ("age", "asked"), [(6, False), (7, True), (17, True), (18, False), (None, False)]
)
def test_from_seven_years_and_until_of_age(age, asked):
    assert is_asked(age, is_heard=False) is asked


def test_nobody_asks_once_it_stands_in_the_assessment():
    assert not is_asked(10, is_heard=True)


def test_a_complaint_that_is_dismissed_needs_no_view():
    assert not is_asked(10, is_heard=False, kind=DecisionKind.DISMISSED)
