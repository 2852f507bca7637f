"""The office's own numbers: set from a day on, within what the law allows."""

from datetime import date

import pytest

from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from stkdesk.domain.staff import Role
from stkdesk.services.case_rules import (
    case_rules,
    list_case_rules,
    remove_case_rule,
    set_case_rule,
)
from tests.staff import hired

ANSWER = CaseRule.ANSWER_WEEKS
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def test_an_office_that_has_set_nothing_goes_by_the_usual_numbers(session):
    rules = case_rules(session, date(2026, 11, 22))
    assert {rule: rules[rule] for rule in CaseRule} == {
        rule: rule.usual for rule in CaseRule
    }


def test_a_new_number_leaves_the_days_before_it_alone(session):
    set_case_rule(session, SetRule(ANSWER, date(2026, 1, 1), 6, " Vedtatt i utvalget "))
    set_case_rule(session, SetRule(ANSWER, NEW_YEAR, 3))
    assert case_rules(session, date(2025, 12, 31))[ANSWER] == 4
    assert case_rules(session, date(2026, 12, 31))[ANSWER] == 6
    assert case_rules(session, NEW_YEAR)[ANSWER] == 3
    assert list_case_rules(session) == (
        SetRule(ANSWER, date(2026, 1, 1), 6, "Vedtatt i utvalget"),
        SetRule(ANSWER, NEW_YEAR, 3),
    )


def test_a_number_of_the_same_day_is_put_right_not_added(session):
    set_case_rule(session, SetRule(ANSWER, NEW_YEAR, 3))
    set_case_rule(session, SetRule(ANSWER, NEW_YEAR, 5))
    assert list_case_rules(session) == (SetRule(ANSWER, NEW_YEAR, 5),)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (CaseRule.COMPLAINT_WEEKS, 3),  # the law gives four
        (CaseRule.INTERIM_WARNING_DAYS, 28),  # February is out
        (CaseRule.ANSWER_WEEKS, 0),
        (CaseRule.POSTAL_DAYS, 31),
        (CaseRule.ATTACHMENT_MEGABYTES, 2000),
    ],
)
def test_a_number_the_law_or_good_sense_forbids_is_refused_by_its_field(
    session, rule, value
):
    with pytest.raises(InvalidInputError) as refused:
        set_case_rule(session, SetRule(rule, NEW_YEAR, value))
    (problem,) = refused.value.problems
    assert problem.field == "value"
    assert f"fra {rule.least} til {rule.most}" in problem.message


def test_the_usual_numbers_are_ones_the_office_could_have_set(session):
    for rule in CaseRule:
        set_case_rule(session, SetRule(rule, NEW_YEAR, rule.usual))
        assert rule.law
        assert rule.basis


def test_a_number_can_be_taken_away_once(session):
    set_case_rule(session, SetRule(ANSWER, NEW_YEAR, 3))
    remove_case_rule(session, ANSWER, NEW_YEAR)
    assert case_rules(session, NEW_YEAR)[ANSWER] == 4
    with pytest.raises(NotFoundError):
        remove_case_rule(session, ANSWER, NEW_YEAR)


def test_a_caseworker_reads_the_numbers_and_a_leader_sets_them(database):
    with hired(database, Role.LEADER, name="Liv") as own, own.transaction() as session:
        set_case_rule(session, SetRule(ANSWER, NEW_YEAR, 3))
    with hired(database, Role.CASEWORKER) as own:
        with own.reading() as session:
            assert case_rules(session, NEW_YEAR)[ANSWER] == 3
        with own.transaction() as session, pytest.raises(NotAllowedError):
            set_case_rule(session, SetRule(ANSWER, NEW_YEAR, 6))
        with own.transaction() as session, pytest.raises(NotAllowedError):
            remove_case_rule(session, ANSWER, NEW_YEAR)
