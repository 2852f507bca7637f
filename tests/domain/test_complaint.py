"""What must be in order in a complaint."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.application import Applicant
from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    ComplaintPoint,
    GovernorOutcome,
    Verdict,
)
from stkdesk.domain.complaint_limit import Appealed
from stkdesk.domain.complaint_rules import (
    COMPLAINT_RULES,
    ComplaintFacts,
    can_be_counted,
    complaint_problems,
)

TODAY = date(2026, 11, 16)
GOOD = ComplaintFacts(
    ComplaintDraft(
        decision_number=1,
        received_on=date(2026, 11, 10),
        postmarked_on=date(2026, 11, 9),
        wants="Fire timer i uken.",
        points=(ComplaintPoint("Behovet har økt.", "Vi ser det annerledes."),),
    ),
    Appealed(date(2026, 10, 20)),
    Verdict.IN_TIME,
    TODAY,
)
DAY = date(2026, 11, 10)


def told(facts: ComplaintFacts = GOOD, /, **changes) -> dict[str, bool]:
    """Return the fields something is said about, and whether it blocks."""
    changed = replace(facts, draft=replace(facts.draft, **changes))
    return {each.field: each.blocks for each in complaint_problems(changed)}


def test_a_good_complaint_has_nothing_to_put_right():
    assert told() == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"received_on": None}, "received_on"),
        ({"received_on": date(2026, 11, 17)}, "received_on"),
        ({"received_on": date(2026, 10, 19), "postmarked_on": None}, "received_on"),
        ({"postmarked_on": date(2026, 11, 11)}, "postmarked_on"),
        ({"postmarked_on": date(2026, 10, 19)}, "postmarked_on"),
        ({"known_on": date(2026, 10, 19)}, "known_on"),
        ({"known_on": date(2026, 11, 10)}, "known_on"),  # after it was posted
        ({"grounds_on": DAY}, "grounds_on"),
        (
            {"grounds_asked_on": DAY, "grounds_on": date(2026, 11, 9)},
            "grounds_on",
        ),
        ({"grounds_asked_on": date(2026, 11, 17)}, "grounds_asked_on"),
        ({"outcome": ComplaintOutcome.GRANTED}, "outcome_on"),
        (
            {"outcome": ComplaintOutcome.GRANTED, "outcome_on": date(2026, 11, 9)},
            "outcome_on",
        ),
        (
            {"outcome": ComplaintOutcome.GRANTED, "outcome_on": date(2026, 11, 17)},
            "outcome_on",
        ),
        ({"outcome": ComplaintOutcome.UPHELD, "outcome_on": DAY}, "reassessment"),
        ({"outcome": ComplaintOutcome.PARTLY, "outcome_on": DAY}, "reassessment"),
        ({"outcome": ComplaintOutcome.DISMISSED, "outcome_on": DAY}, "reassessment"),
        ({"forwarded_on": DAY}, "forwarded_on"),
        (
            {"governor_outcome": GovernorOutcome.CONFIRMED, "governor_on": DAY},
            "forwarded_on",
        ),
    ],
)
def test_what_cannot_be_is_told_by_its_field(changes, field):
    assert told(**changes) == {field: True}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"is_electronic": True}, "postmarked_on"),
        ({"is_signed": False}, "is_signed"),
        ({"complainant": Applicant.GUARDIAN}, "relation_number"),
        ({"wants": " "}, "wants"),
        (
            {
                "points": (ComplaintPoint("Behovet har økt."),),
                "outcome": ComplaintOutcome.UPHELD,
                "outcome_on": DAY,
                "reassessment": "Vi står ved vedtaket.",
            },
            "points",
        ),
    ],
)
def test_what_is_worth_a_look_does_not_stop_anybody(changes, field):
    assert told(**changes) == {field: False}


def test_a_late_complaint_is_treated_only_for_a_reason():
    treated = {"outcome": ComplaintOutcome.GRANTED, "outcome_on": DAY}

    assert told(replace(GOOD, verdict=Verdict.LATE), **treated) == {"late_reason": True}
    assert told(replace(GOOD, verdict=Verdict.EXCUSED), **treated) == {}


@pytest.mark.parametrize(
    ("outcome", "may"),
    [
        (ComplaintOutcome.GRANTED, False),
        (ComplaintOutcome.PARTLY, False),
        (ComplaintOutcome.UPHELD, False),
        (ComplaintOutcome.DISMISSED, True),
        (ComplaintOutcome.WITHDRAWN, True),
    ],
)
def test_after_a_year_it_can_only_be_dismissed(outcome, may):
    too_late = replace(GOOD, verdict=Verdict.TOO_LATE)
    found = told(too_late, outcome=outcome, outcome_on=DAY, reassessment="For sent.")

    assert ("outcome" not in found) is may


def test_every_rule_says_where_it_comes_from():
    assert all(rule.source for rule in COMPLAINT_RULES)


def test_the_limit_is_counted_only_of_days_that_can_be():
    impossible = replace(GOOD.draft, received_on=date(2026, 10, 1))

    assert can_be_counted(GOOD)
    assert not can_be_counted(replace(GOOD, draft=impossible))
