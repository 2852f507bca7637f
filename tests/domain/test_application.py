"""Applications: what can be written down of one, and where it stands."""

from datetime import date, timedelta

import pytest

from stkdesk.domain.application import (
    Applicant,
    ApplicationDraft,
    ApplicationState,
    Pause,
    application_problems,
    pause_problems,
    state_of,
)
from stkdesk.domain.client import Relation
from stkdesk.domain.grants import HoursUnit

TODAY = date(2026, 11, 16)
CAME = date(2026, 11, 9)
GROWN, CHILD = date(1990, 5, 17), date(2016, 5, 17)


def told(born=GROWN, **fields):
    """Return whether what is told blocks, by field."""
    fields.setdefault("received_on", CAME)
    found = application_problems(ApplicationDraft(**fields), today=TODAY, born=born)
    return {problem.field: problem.blocks for problem in found}


def test_an_ordinary_application_is_taken_in_as_it_is():
    assert told(wanted_minutes=4 * 60) == {}
    assert told(born=None) == {}
    assert told(received_on=TODAY) == {}


@pytest.mark.parametrize(
    "received",
    [None, TODAY + timedelta(days=1), date(1989, 12, 31), date(202, 6, 11)],
)
def test_the_day_it_came_must_be_possible(received):
    assert told(received_on=received) == {"received_on": True}


def test_nobody_applied_before_they_were_born():
    assert told(born=CAME + timedelta(days=1))["received_on"]


@pytest.mark.parametrize(
    ("hours", "unit", "is_refused"),
    [
        (168, HoursUnit.WEEK, False),
        (169, HoursUnit.WEEK, True),
        (744, HoursUnit.MONTH, False),
        (745, HoursUnit.MONTH, True),
        (0, HoursUnit.WEEK, True),
        (-1, HoursUnit.WEEK, True),
    ],
)
def test_nobody_can_want_more_hours_than_there_are(hours, unit, is_refused):
    found = told(wanted_minutes=hours * 60, hours_unit=unit)
    assert found == ({"wanted_minutes": True} if is_refused else {})


def test_a_small_child_that_applied_itself_is_worth_a_look():
    assert told(born=CHILD) == {"applicant": False}
    assert told(born=CHILD, applicant=Applicant.PARENT) == {}
    assert told(born=date(2014, 11, 16)) == {}  # twelve today


def test_parents_of_a_grown_person_apply_as_something_else():
    assert told(applicant=Applicant.PARENT) == {"applicant": False}


def test_a_representative_should_have_a_written_authority():
    assert told(applicant=Applicant.REPRESENTATIVE) == {"authority_on": False}
    written = {"applicant": Applicant.REPRESENTATIVE, "authority_on": CAME}
    assert told(**written) == {}
    written["authority_on"] = TODAY + timedelta(days=1)
    assert told(**written) == {"authority_on": True}


def test_it_is_not_withdrawn_before_it_came_or_after_today():
    assert told(withdrawn_on=CAME) == {}
    assert told(withdrawn_on=CAME - timedelta(days=1)) == {"withdrawn_on": True}
    assert told(withdrawn_on=TODAY + timedelta(days=1)) == {"withdrawn_on": True}


def test_who_applied_is_somebody_to_the_client_or_the_client():
    assert {each: each.relation for each in Applicant} == {
        Applicant.SELF: None,
        Applicant.PARENT: Relation.PARENT,
        Applicant.GUARDIAN: Relation.GUARDIAN,
        Applicant.REPRESENTATIVE: Relation.REPRESENTATIVE,
        Applicant.NEXT_OF_KIN: Relation.NEXT_OF_KIN,
    }


@pytest.mark.parametrize(
    ("withdrawn", "decided", "waits", "state"),
    [
        (None, None, False, ApplicationState.OPEN),
        (None, None, True, ApplicationState.PAUSED),
        (CAME, None, False, ApplicationState.WITHDRAWN),
        (None, CAME, True, ApplicationState.DECIDED),
        (CAME, CAME, True, ApplicationState.DECIDED),
    ],
)
def test_where_it_stands_follows_from_its_dates(withdrawn, decided, waits, state):
    found = state_of(withdrawn_on=withdrawn, decided_on=decided, is_waiting=waits)
    assert found is state


@pytest.mark.parametrize(
    ("pause", "field"),
    [
        (Pause(CAME, reason="Legeerklæring"), None),
        (Pause(CAME, TODAY), None),
        (Pause(CAME), "reason"),
        (Pause(CAME - timedelta(days=1), reason="x"), "paused_on"),
        (Pause(TODAY + timedelta(days=1), reason="x"), "paused_on"),
        (Pause(TODAY, CAME), "resumed_on"),
        (Pause(CAME, TODAY + timedelta(days=1)), "resumed_on"),
    ],
)
def test_a_pause_has_a_reason_and_days_that_can_be(pause, field):
    found = pause_problems(pause, received_on=CAME, today=TODAY)
    assert [problem.field for problem in found] == ([field] if field else [])
