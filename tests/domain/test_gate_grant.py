"""A decision in force, and hours left within it."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from tests.domain.gate_facts import (
    FINE,
    GRANT,
    GROUP,
    LOOK,
    MET,
    MISSING,
    MONTH,
    START,
    WEEK,
    R,
    a_promise,
    judged,
    state,
)


@pytest.mark.parametrize(
    ("first", "last", "stands", "evidence"),
    [
        (START, None, MET, "Gjelder inntil videre"),
        (START, START, LOOK, "Går ut 01.12.2026, oppdraget varer lenger"),
        (date(2026, 12, 2), None, MISSING, "Vedtaket gjelder først fra 02.12.2026"),
        (date(2026, 1, 1), date(2026, 11, 30), MISSING, "Vedtaket gikk ut 30.11.2026"),
    ],
)
def test_a_decision_is_in_force_on_the_first_day(first, last, stands, evidence):
    facts = replace(FINE, granted=(replace(GRANT, first=first, last=last),))
    found = judged(facts)[R.DECISION]
    assert (found.state, found.evidence) == (stands, evidence)


def test_without_any_decision_nothing_starts():
    found = judged(replace(FINE, granted=()))
    assert found[R.DECISION].state is MISSING
    assert found[R.DECISION].remedy.act == "decision/new"
    assert R.HOURS_LEFT not in found


def test_a_running_assignment_is_judged_by_the_decisions_of_today():
    until = replace(GRANT, last=date(2026, 11, 15))
    running = replace(FINE, start_on=date(2026, 1, 1), granted=(until,))
    assert state(running, R.DECISION) is MISSING
    assert state(replace(running, today=date(2026, 11, 15)), R.DECISION) is LOOK


@pytest.mark.parametrize(
    ("end_on", "stands"),
    [
        (None, MET),  # until further notice: looked at when the end comes near
        (date(2027, 11, 30), MET),
        (date(2027, 12, 1), LOOK),
    ],
)
def test_a_grant_for_a_year_is_no_fault_on_its_first_day(end_on, stands):
    year = replace(GRANT, last=date(2027, 11, 30))
    facts = replace(FINE, end_on=end_on, granted=(year,))
    assert state(facts, R.DECISION) is stands
    near = replace(facts, today=date(2027, 10, 1))
    assert (state(near, R.DECISION) is LOOK) == (end_on != date(2027, 11, 30))


def test_two_decisions_after_one_another_are_one_long():
    halves = (
        replace(GRANT, last=date(2026, 12, 31)),
        replace(GRANT, decision=2, first=date(2027, 1, 1), last=date(2027, 6, 30)),
    )
    facts = replace(FINE, end_on=date(2027, 6, 30), granted=halves)
    assert state(facts, R.DECISION) is MET
    assert state(replace(facts, end_on=date(2027, 7, 1)), R.DECISION) is LOOK


# Hours left.


@pytest.mark.parametrize(
    ("granted", "agreed", "stands"),
    [
        ((4 * 60, WEEK), (4 * 60, WEEK), MET),
        ((4 * 60, WEEK), (4 * 60 + 15, WEEK), MISSING),
        ((16 * 60, MONTH), (16 * 60, MONTH), MET),
        ((16 * 60, MONTH), (16 * 60 + 15, MONTH), MISSING),
        ((4 * 60, WEEK), (16 * 60, MONTH), MET),  # 17,4 t in an average month
        ((4 * 60, WEEK), (17 * 60, MONTH), MET),
        ((4 * 60, WEEK), (18 * 60, MONTH), MISSING),
        ((16 * 60, MONTH), (3 * 60 + 30, WEEK), MET),  # 15,2 t
        ((16 * 60, MONTH), (4 * 60, WEEK), MISSING),
    ],
)
def test_hours_a_week_and_a_month_are_weighed_over_a_year(granted, agreed, stands):
    force = replace(GRANT, minutes=granted[0], unit=granted[1])
    facts = replace(FINE, granted=(force,), minutes=agreed[0], unit=agreed[1])
    assert state(facts, R.HOURS_LEFT) is stands


def test_a_decision_that_grants_another_solution_is_not_enough():
    found = judged(replace(FINE, granted=(replace(GRANT, solution=GROUP),)))
    assert found[R.DECISION].state is MET
    assert found[R.HOURS_LEFT].state is MISSING
    assert found[R.HOURS_LEFT].evidence == "Vedtaket gir ikke individuell støttekontakt"
    assert found[R.HOURS_LEFT].remedy.act == "decision/changed"


@pytest.mark.parametrize(
    ("other", "stands"),
    [
        ({"minutes": 60}, MISSING),  # the same solution, already all
        ({"minutes": 60, "status": AssignmentStatus.PAUSED}, MISSING),  # it comes back
        ({"minutes": 60, "status": AssignmentStatus.PLANNED}, LOOK),
        ({"minutes": 60, "end_on": date(2026, 11, 30)}, MET),  # over the day before
        ({"minutes": 60, "end_on": START}, MISSING),  # they share one day
        ({"minutes": 60, "start_on": date(2027, 3, 1)}, MISSING),  # from March
        ({"minutes": 60, "solution": GROUP}, MISSING),  # more than all together
    ],
)
def test_all_the_clients_assignments_share_what_is_granted(other, stands):
    assert state(replace(FINE, others=(a_promise(**other),)), R.HOURS_LEFT) is stands


def test_each_solution_has_its_own_hours():
    both = (GRANT, replace(GRANT, solution=GROUP, minutes=8 * 60))
    member = a_promise(solution=GROUP, minutes=8 * 60)
    assert state(replace(FINE, granted=both, others=(member,)), R.HOURS_LEFT) is MET
    more = replace(FINE, granted=both, minutes=17 * 60)
    assert state(more, R.HOURS_LEFT) is MISSING  # though all together has room


def test_one_that_begins_when_the_decision_is_over_takes_nothing():
    until = replace(GRANT, last=date(2027, 1, 31))
    later = a_promise(start_on=date(2027, 3, 1), minutes=60)
    assert state(replace(FINE, granted=(until,), others=(later,)), R.HOURS_LEFT) is MET
