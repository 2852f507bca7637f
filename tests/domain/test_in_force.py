"""Which decisions hold on a day: later ones cut earlier ones, which never change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionKind, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import IssuedDecision, forces, granted_in
from stkdesk.domain.period import Period
from tests.builders import individual

K = DecisionKind
JAN, JUN, DEC = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)
BEFORE_JUN = date(2026, 5, 31)


def decision(number, kind=K.GRANTED, first=JAN, last=DEC, minutes=240, **fields):
    items = individual(minutes) if kind.grants else ()
    return IssuedDecision(
        number, kind, first, last, HoursUnit.WEEK, fields.pop("items", items), **fields
    )


def held(*issued):
    """Return number, minutes, first and last day of all that is granted."""
    return [(f.decision, f.minutes, f.first, f.last) for f in forces(issued)]


def test_a_grant_holds_for_its_period_and_a_refusal_for_none():
    refused = decision(2, K.REFUSED, None, None)
    assert held(decision(1), refused) == [(1, 240, JAN, DEC)]
    assert held(decision(1, last=None)) == [(1, 240, JAN, None)]


@pytest.mark.parametrize("kind", [K.CHANGED, K.REVERSED])
def test_a_change_takes_over_from_its_first_day(kind):
    change = decision(2, kind, JUN, minutes=120, changes_number=1)
    assert held(decision(1), change) == [(1, 240, JAN, BEFORE_JUN), (2, 120, JUN, DEC)]


def test_an_end_leaves_the_days_before_its_first():
    end = decision(2, K.ENDED, JUN, None, changes_number=1)
    assert held(decision(1, last=None), end) == [(1, 240, JAN, BEFORE_JUN)]


def test_a_reversal_from_the_first_day_takes_the_whole_place():
    reversed_ = decision(2, K.REVERSED, JAN, minutes=300, changes_number=1)
    assert held(decision(1), reversed_) == [(2, 300, JAN, DEC)]


def test_a_correction_stands_instead_of_what_it_corrects():
    right = decision(2, first=date(2026, 2, 1), minutes=180, corrects_number=1)
    assert held(decision(1), right) == [(2, 180, date(2026, 2, 1), DEC)]


def test_what_was_changed_is_still_changed_after_either_is_corrected():
    first, change = decision(1), decision(2, K.CHANGED, JUN, changes_number=1)
    later = date(2026, 7, 1)
    right = decision(3, K.CHANGED, later, changes_number=1, corrects_number=2)
    until = later - timedelta(1)
    assert held(first, change, right) == [(1, 240, JAN, until), (3, 240, later, DEC)]
    again = decision(3, minutes=60, corrects_number=1)
    assert held(first, change, again) == [(3, 60, JAN, BEFORE_JUN), (2, 240, JUN, DEC)]


def test_a_change_of_a_change_does_not_wake_the_first():
    chain = (
        decision(1, last=None),
        decision(2, K.CHANGED, JUN, None, 120, changes_number=1),
        decision(3, K.ENDED, date(2026, 9, 1), None, changes_number=2),
    )
    assert held(*chain) == [
        (1, 240, JAN, BEFORE_JUN),
        (2, 120, JUN, date(2026, 8, 31)),
    ]


def test_a_new_grant_of_the_same_solution_takes_over_but_another_runs_beside():
    group = (GrantItem(Solution.GROUP, 90),)
    assert held(decision(1), decision(2, first=JUN)) == [
        (1, 240, JAN, BEFORE_JUN),
        (2, 240, JUN, DEC),
    ]
    beside = decision(2, first=JUN, items=group)
    assert held(decision(1), beside) == [(1, 240, JAN, DEC), (2, 90, JUN, DEC)]


def test_each_solution_of_a_decision_has_its_own_hours():
    both = (*individual(240), GrantItem(Solution.GROUP, 90))
    found = forces([decision(1, items=both)])
    week = Period(date(2026, 3, 2), date(2026, 3, 8))
    assert {force.solution: force.minutes for force in found} == {
        Solution.INDIVIDUAL: 240,
        Solution.GROUP: 90,
    }
    assert granted_in(found, week) == 330


DAYS = st.dates(JAN, DEC)


@given(
    st.lists(
        st.tuples(st.sampled_from([K.GRANTED, K.CHANGED, K.ENDED, K.REVERSED]), DAYS),
        min_size=1,
        max_size=6,
    ),
    DAYS,
)
def test_never_two_of_the_same_on_one_day_and_nothing_outside_its_own_days(turns, day):
    issued = [
        decision(
            number,
            kind,
            first,
            None,
            changes_number=number - 1 if kind.changes_another and number > 1 else None,
        )
        for number, (kind, first) in enumerate(turns, 1)
    ]
    found = forces(issued)
    assert sum(force.holds_on(day) for force in found) <= 1
    starts = {each.number: each.valid_from for each in issued}
    assert all(force.first == starts[force.decision] for force in found)
    last = issued[-1]
    if last.kind is K.ENDED and last.changes_number and last.valid_from <= day:
        assert all(
            force.decision != last.changes_number
            for force in found
            if force.holds_on(day)
        )
