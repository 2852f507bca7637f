"""What must be in a decision before it may be issued."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.decision import (
    DecisionDraft,
    DecisionKind,
    DecisionState,
)
from stkdesk.domain.decision_gate import decision_problems
from stkdesk.domain.grants import HoursUnit, kpr_weekly_minutes
from tests.builders import individual

HOUR = 60
GRANT = DecisionDraft(
    client_number=1,
    decided_on=date(2026, 11, 16),
    valid_from=date(2026, 12, 1),
    valid_to=date(2027, 11, 30),
    items=individual(4 * HOUR),
    goal="Komme ut blant folk.",
    facts="Søknad og samtale i hjemmet.",
    own_view="Vil gjerne på kino.",
    grounds="Har behov for følge.",
    legal_basis="helse- og omsorgstjenesteloven § 3-2",
)
REFUSAL = replace(
    GRANT,
    kind=DecisionKind.REFUSED,
    valid_from=None,
    valid_to=None,
    items=(),
    goal="",
    refused_part="Hjelpen er ikke nødvendig.",
)


def told(draft: DecisionDraft) -> dict[str, bool]:
    """Return the fields that are complained of, and whether each one blocks."""
    return {problem.field: problem.blocks for problem in decision_problems(draft)}


@pytest.mark.parametrize("draft", [GRANT, REFUSAL])
def test_a_decision_with_everything_in_it_may_be_issued(draft):
    assert told(draft) == {}


@pytest.mark.parametrize("draft", [GRANT, REFUSAL])
@pytest.mark.parametrize("field", ["facts", "grounds", "legal_basis"])
def test_no_decision_goes_out_without_facts_grounds_and_rules(draft, field):
    assert told(replace(draft, **{field: " \n"})) == {field: True}


@pytest.mark.parametrize("draft", [GRANT, REFUSAL])
def test_no_decision_goes_out_without_a_client_and_a_date(draft):
    empty = replace(draft, client_number=None, decided_on=None)
    assert told(empty) == {"client": True, "decided_on": True}


def test_the_clients_own_view_and_the_goal_are_asked_for_only():
    assert told(replace(GRANT, own_view="", goal="")) == {
        "own_view": False,
        "goal": False,
    }


def test_a_grant_says_how_much_and_from_when():
    assert told(replace(GRANT, items=(), valid_from=None)) == {
        "items": True,
        "valid_from": True,
    }


def test_a_grant_until_further_notice_has_a_day_for_looking_again():
    open_ended = replace(GRANT, valid_to=None)

    assert told(open_ended) == {"review_on": True}
    assert told(replace(open_ended, review_on=date(2027, 6, 1))) == {}


def test_a_grant_may_last_one_day_but_not_end_before_it_begins():
    assert told(replace(GRANT, valid_to=GRANT.valid_from)) == {}
    assert told(replace(GRANT, valid_to=date(2026, 11, 30))) == {"valid_to": True}


@given(st.integers(-100, 1000) | st.integers(9_000, 50_000), st.sampled_from(HoursUnit))
def test_what_may_be_granted_can_be_reported_to_kpr(minutes, unit):
    draft = replace(GRANT, items=individual(minutes), hours_unit=unit)
    weeks = 1 if unit is HoursUnit.WEEK else 4

    assert ("items" not in told(draft)) == (0 < minutes <= weeks * 168 * HOUR)
    if "items" not in told(draft):
        assert kpr_weekly_minutes(minutes, unit) <= 168 * HOUR


def test_what_outcomes_and_states_are_called():
    assert [kind.label for kind in DecisionKind] == [
        "Innvilgelse",
        "Delvis innvilgelse",
        "Avslag",
        "Endring",
        "Opphør",
        "Avvisning",
        "Omgjøring etter klage",
    ]
    assert [state.label for state in DecisionState] == ["Kladd", "Vedtatt"]
