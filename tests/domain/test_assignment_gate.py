"""What must hold before an assignment is active: all the rules together."""

from dataclasses import replace

from stkdesk.domain.assignment_gate import CHECKS, GateState, blocking, conditions
from stkdesk.domain.gate_rules import GateRule
from tests.domain.gate_facts import (
    ALL_STRICT,
    FINE,
    MET,
    R,
    state,
    with_helper,
)


def test_when_everything_holds_nothing_blocks():
    found = conditions(FINE, ALL_STRICT)
    assert {each.state for each in found} == {MET}
    assert not blocking(FINE, ALL_STRICT)


def test_every_rule_is_an_object_with_a_source_and_is_judged_once():
    assert {check.rule for check in CHECKS} == set(GateRule)
    assert len(CHECKS) == len(GateRule)
    assert all(check.title and check.source for check in CHECKS)


def test_what_is_missing_comes_first_and_names_what_helps():
    facts = replace(with_helper(declaration_signed_on=None), agreements=())
    first, second, *rest = conditions(facts, ALL_STRICT)
    assert (first.rule, second.rule) == (R.DECLARATION, R.AGREEMENT)
    assert first.remedy.act == "declaration/sign"
    assert second.remedy.act == "agreement/new"
    assert (first.about.contact, second.about.assignment) == (7, 12)
    assert {each.state for each in rest} == {MET}
    assert first.broken.sentence == "Taushetserklæring: Ikke registrert som signert."


def test_what_was_let_through_no_longer_blocks_and_is_still_shown():
    lacking = with_helper(employee_number="")
    assert set(blocking(lacking, ALL_STRICT)) == {R.EMPLOYEE_NUMBER}
    past = replace(lacking, overridden=frozenset({R.EMPLOYEE_NUMBER}))
    assert state(past, R.EMPLOYEE_NUMBER) is GateState.OVERRIDDEN
    assert not blocking(past, ALL_STRICT)


def test_only_what_the_office_is_not_strict_about_can_be_let_through():
    lacking = replace(with_helper(employee_number="", certificates=()))
    permissive = ALL_STRICT - {R.EMPLOYEE_NUMBER}
    can = {
        rule: each.can_override for rule, each in blocking(lacking, permissive).items()
    }
    assert can == {R.EMPLOYEE_NUMBER: True, R.CERTIFICATE: False}
