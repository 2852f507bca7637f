"""What an agreement must be like, rule by rule."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.agreement import AgreementDays, AgreementDraft, employment_on
from stkdesk.domain.agreement_rules import (
    AGREEMENT_RULES,
    SIGNING_RULES,
    AgreementFacts,
    SigningFacts,
)
from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rule import broken

TODAY = date(2026, 11, 16)
FIRST, LAST = date(2026, 12, 1), date(2027, 11, 30)
GOOD = AgreementDraft(
    assignment_number=12,
    valid_from=FIRST,
    valid_to=LAST,
    minutes=16 * 60,
    goal="Komme seg ut",
    contact_person="Kari Nord",
)
GRANTED = Force(1, Solution.INDIVIDUAL, 16 * 60, HoursUnit.MONTH, FIRST, None)
FACTS = AgreementFacts(
    draft=GOOD,
    today=TODAY,
    assignment_from=FIRST,
    assignment_to=None,
    granted=(GRANTED,),
    hour_kind=RateKind.HOUR_INDIVIDUAL,
    rates=(RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 1, 1), 200_00),),
)
OTHER = AgreementDays(7, 12, date(2026, 6, 1), None, date(2026, 6, 1))


def told(facts):
    return [(each.key, each.blocks) for each in broken(AGREEMENT_RULES, facts)]


def test_an_agreement_like_the_assignment_and_the_decision_lacks_nothing():
    assert told(FACTS) == []


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"valid_from": None}, "valid_from"),
        ({"valid_to": date(2026, 11, 30)}, "valid_to"),
        ({"valid_from": date(2026, 11, 30)}, "valid_from"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": None}, "minutes"),
        ({"minutes": -60}, "minutes"),
        ({"minutes": 800 * 60}, "minutes"),
        ({"minutes": 169 * 60, "hours_unit": HoursUnit.WEEK}, "minutes"),
        ({"expense_cap_ore": -1}, "expense_cap_ore"),
        ({"drive_cap_metres": -1}, "drive_cap_metres"),
    ],
)
def test_what_cannot_be_agreed_is_refused(wrong, key):
    found = told(replace(FACTS, draft=replace(GOOD, **wrong)))

    assert (key, True) in found


@pytest.mark.parametrize("last", [None, date(2027, 12, 1)])
def test_it_may_not_last_longer_than_the_assignment(last):
    facts = replace(FACTS, assignment_to=LAST, draft=replace(GOOD, valid_to=last))

    assert ("valid_to", True) in told(facts)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (OTHER, True),
        (replace(OTHER, signed_on=None), True),
        (replace(OTHER, assignment_number=9), True),
        (replace(OTHER, valid_to=date(2026, 11, 30)), False),
        (replace(OTHER, valid_to=date(2026, 12, 1)), True),
        (replace(OTHER, ended_on=date(2026, 11, 30)), False),
        (replace(OTHER, valid_from=date(2027, 12, 1)), False),
        (replace(OTHER, valid_from=LAST), True),
        # replaced before it began
        (
            replace(OTHER, valid_from=date(2027, 2, 1), ended_on=date(2027, 1, 31)),
            False,
        ),
    ],
)
def test_two_about_the_same_pair_and_day_are_refused(other, meets):
    found = told(replace(FACTS, others=(other,)))

    assert (("valid_from", True) in found) is meets


def test_the_refusal_says_which_assignment_has_the_other_one():
    other = replace(OTHER, assignment_number=9)
    [found] = broken(AGREEMENT_RULES, replace(FACTS, others=(other,)))

    assert "O-9" in found.sentence


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"granted": ()}, "minutes"),
        ({"granted": (replace(GRANTED, minutes=10 * 60),)}, "minutes"),
        ({"granted": (replace(GRANTED, first=date(2026, 12, 2)),)}, "minutes"),
        ({"granted": (replace(GRANTED, last=date(2027, 6, 30)),)}, "valid_to"),
        ({"rates": ()}, "valid_from"),
        ({"assignment_hours": (12 * 60, HoursUnit.MONTH)}, "minutes"),
        ({"assignment_hours": (16 * 60, HoursUnit.WEEK)}, "minutes"),
        ({"draft": replace(GOOD, goal=" ")}, "goal"),
        ({"draft": replace(GOOD, contact_person="")}, "contact_person"),
        ({"draft": replace(GOOD, has_respite=True)}, "employment"),
    ],
)
def test_what_is_worth_a_look_is_said_and_stops_nothing(change, key):
    assert told(replace(FACTS, **change)) == [(key, False)]


def test_a_decision_taken_over_by_the_next_covers_the_whole_of_it():
    halves = (
        replace(GRANTED, last=date(2027, 6, 30)),
        replace(GRANTED, first=date(2027, 7, 1)),
    )

    assert told(replace(FACTS, granted=halves)) == []
    gap = (halves[0], replace(GRANTED, first=date(2027, 7, 2)))
    assert told(replace(FACTS, granted=gap)) == [("valid_to", False)]


@pytest.mark.parametrize("first", [date(2026, 12, 1), date(2026, 12, 17)])
def test_as_much_as_the_decision_gives_is_never_too_much(first):
    draft = replace(GOOD, valid_from=first, minutes=7 * 60, hours_unit=HoursUnit.WEEK)
    granted = replace(GRANTED, minutes=7 * 60, unit=HoursUnit.WEEK)

    assert told(replace(FACTS, draft=draft, granted=(granted,))) == []


def test_an_employee_may_give_avlastning_as_well():
    draft = replace(GOOD, has_respite=True, employment=Employment.EMPLOYEE)

    assert told(replace(FACTS, draft=draft)) == []


MADE = SigningFacts(date(2026, 11, 2), date(2026, 12, 1), TODAY, TODAY, TODAY)


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        ({}, None),
        ({"signed_on": date(2026, 11, 2), "returned_on": None}, None),
        ({"signed_on": None}, ("signed_on", True)),
        ({"signed_on": date(2026, 11, 1)}, ("signed_on", True)),
        ({"signed_on": date(2026, 11, 17), "returned_on": None}, ("signed_on", True)),
        ({"returned_on": date(2026, 11, 15)}, ("returned_on", True)),
        ({"returned_on": date(2026, 11, 17)}, ("returned_on", True)),
        ({"valid_from": date(2026, 11, 15)}, ("signed_on", False)),
    ],
)
def test_the_days_of_a_signature_follow_one_another(days, problem):
    found = broken(SIGNING_RULES, replace(MADE, **days))

    assert [(each.key, each.blocks) for each in found] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("day", "employment"),
    [
        (date(2026, 5, 31), Employment.CONTRACTOR),
        (date(2026, 6, 1), Employment.EMPLOYEE),
        (date(2026, 12, 31), Employment.EMPLOYEE),
        (date(2027, 1, 1), Employment.CONTRACTOR),
    ],
)
def test_status_follows_the_agreement_in_force(day, employment):
    signed = replace(OTHER, employment=Employment.EMPLOYEE, valid_to=date(2026, 12, 31))
    unsigned = replace(OTHER, number=8, employment=Employment.EMPLOYEE, signed_on=None)

    held = employment_on((signed, unsigned), day, Employment.CONTRACTOR)

    assert held is employment
