"""What is asked of an assignment on the form."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import (
    AssignmentDraft,
    AssignmentStatus,
    Solution,
    assignment_problems,
)
from stkdesk.domain.grants import HoursUnit

HOUR = 60
GOOD = AssignmentDraft(
    client_number=1,
    contact_number=2,
    start_on=date(2026, 10, 1),
    agreed_minutes=16 * HOUR,
)


def told(draft: AssignmentDraft) -> set[str]:
    """Return the fields that stop the assignment from being registered."""
    problems = assignment_problems(draft)
    assert all(problem.blocks for problem in problems)
    return {problem.field for problem in problems}


def test_an_assignment_says_who_for_whom_from_when_and_how_much():
    assert told(GOOD) == set()
    assert told(AssignmentDraft()) == {
        *("client", "contact", "start_on", "agreed_minutes")
    }


def test_an_activity_group_is_chosen_or_has_its_contact_from_before():
    group = replace(GOOD, solution=Solution.GROUP, contact_number=None)
    assert told(group) == {"group"}
    assert told(replace(group, group_number=1)) == set()
    assert told(replace(group, contact_number=1)) == set()


def test_a_voluntary_organisation_stands_in_for_the_contact():
    draft = replace(GOOD, solution=Solution.ORGANISATION, contact_number=None)

    assert told(draft) == {"organisation"}
    assert told(replace(draft, organisation=1)) == set()
    assert told(replace(draft, organisation_name="Røde Kors")) == set()


def test_an_assignment_may_end_the_day_it_starts_but_not_before():
    assert told(replace(GOOD, end_on=GOOD.start_on)) == set()
    assert told(replace(GOOD, end_on=date(2026, 9, 30))) == {"end_on"}


@pytest.mark.parametrize(
    ("unit", "most"), [(HoursUnit.WEEK, 168 * HOUR), (HoursUnit.MONTH, 744 * HOUR)]
)
def test_no_more_hours_are_agreed_than_there_are(unit, most):
    assert told(replace(GOOD, hours_unit=unit, agreed_minutes=most)) == set()
    assert told(replace(GOOD, hours_unit=unit, agreed_minutes=most + 1)) == {
        "agreed_minutes"
    }


@given(st.integers(max_value=0))
def test_an_assignment_without_hours_is_none(minutes):
    assert told(replace(GOOD, agreed_minutes=minutes)) == {"agreed_minutes"}


def test_what_the_three_solutions_and_the_statuses_are_called():
    assert [solution.label for solution in Solution] == [
        *("Individuell støttekontakt", "Aktivitetsgruppe", "Frivillig organisasjon")
    ]
    assert [status.label for status in AssignmentStatus] == [
        *("Klargjøres", "Aktiv", "Pause", "Avsluttet")
    ]


@pytest.mark.parametrize("field", ["expense_cap_ore", "drive_cap_metres"])
def test_a_cap_below_nothing_is_refused_by_its_field(field):
    assert told(replace(GOOD, **{field: -1})) == {field}
