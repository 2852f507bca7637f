"""Agreement, veto, overlap, capacity, groups and organisations."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.assignment_gate import blocking
from stkdesk.domain.certificate import (
    CertificateResult,
)
from stkdesk.domain.gate.facts import (
    GroupFacts,
    OrganisationFacts,
)
from tests.domain.gate_facts import (
    ALL_STRICT,
    DRAFT,
    FINE,
    GRANT,
    GROUP,
    HELPER,
    LOOK,
    MADE,
    MET,
    MISSING,
    PAPER,
    SEEN,
    START,
    R,
    a_promise,
    judged,
    state,
    with_helper,
)

REFUSED = (replace(SEEN, result=CertificateResult.NOT_ACCEPTED),)


@pytest.mark.parametrize(
    ("papers", "stands", "act"),
    [
        ((), MISSING, "agreement/new"),
        (
            (replace(PAPER, state=DRAFT, signed_on=None),),
            MISSING,
            "open",
        ),
        ((replace(PAPER, state=MADE, signed_on=None),), MISSING, "open"),
        ((PAPER,), MET, None),
        ((replace(PAPER, signed_on=date(2026, 11, 17)),), MISSING, "agreement/new"),
        ((replace(PAPER, valid_from=date(2026, 12, 2)),), MISSING, "agreement/new"),
        ((replace(PAPER, valid_to=date(2026, 12, 1)),), LOOK, "agreement/new"),
        ((replace(PAPER, valid_to=date(2026, 11, 30)),), MISSING, "agreement/new"),
        ((replace(PAPER, ended_on=date(2026, 11, 30)),), MISSING, "agreement/new"),
        ((replace(PAPER, minutes=60),), LOOK, "agreement/new"),
    ],
)
def test_an_agreement_is_signed_and_holds_on_the_first_day(papers, stands, act):
    found = judged(replace(FINE, agreements=papers))[R.AGREEMENT]
    assert found.state is stands
    assert act is None or found.remedy.act.endswith(act)


TURLAG = OrganisationFacts(5, "940155223", date(2026, 1, 1), None)


@pytest.mark.parametrize(
    ("organisation", "stands"),
    [
        (TURLAG, MET),
        (replace(TURLAG, organisation_number=""), MISSING),
        (replace(TURLAG, organisation_number="940155224"), MISSING),
        (replace(TURLAG, agreement_from=None), MISSING),
        (replace(TURLAG, agreement_from=date(2026, 12, 2)), MISSING),
        (replace(TURLAG, agreement_to=date(2026, 11, 30)), MISSING),
        (replace(TURLAG, agreement_to=date(2026, 12, 1)), LOOK),
    ],
)
def test_an_organisation_has_a_number_and_an_agreement(organisation, stands):
    facts = replace(
        FINE, solution=Solution.ORGANISATION, helper=None, organisation=organisation
    )
    found = judged(facts)
    assert found[R.AGREEMENT].state is stands
    assert not {R.CERTIFICATE, R.DECLARATION, R.EXCLUSION, R.ACCOUNT} & set(found)


# Two together.


@pytest.mark.parametrize(
    ("start", "end", "status", "stands"),
    [  # days from the first to the last, both included
        (date(2026, 1, 1), date(2026, 11, 30), "active", MET),
        (date(2026, 1, 1), START, "active", MISSING),
        (date(2027, 7, 1), None, "active", MISSING),  # before ours is over
        (date(2026, 1, 1), None, "paused", MISSING),
        (date(2026, 1, 1), None, "planned", MET),
    ],
)
def test_the_same_two_have_one_running_assignment_at_a_time(start, end, status, stands):
    other = a_promise(
        start_on=start, end_on=end, status=AssignmentStatus(status), is_same_pair=True
    )
    assert state(replace(FINE, others=(other,)), R.OVERLAP) is stands
    stranger = replace(other, is_same_pair=False)
    assert state(replace(FINE, others=(stranger,)), R.OVERLAP) is MET


def test_one_that_begins_the_day_after_ours_ends_does_not_overlap():
    later = a_promise(start_on=date(2027, 7, 1), is_same_pair=True)
    ours = replace(FINE, end_on=date(2027, 6, 30), others=(later,))
    assert state(ours, R.OVERLAP) is MET


@pytest.mark.parametrize(
    ("can", "others", "stands"),
    [
        (16 * 60, (), MET),
        (16 * 60, (a_promise(),), LOOK),
        (20 * 60, (a_promise(),), MET),
    ],
)
def test_more_than_a_contact_can_give_is_told_and_hinders_nothing(can, others, stands):
    facts = with_helper(capacity_minutes=can, promises=others)
    assert state(facts, R.CAPACITY) is stands
    assert not blocking(facts, ALL_STRICT)


def test_a_contact_who_said_nothing_of_capacity_is_not_judged_by_it():
    assert R.CAPACITY not in judged(FINE)


# A group.

MEMBER = replace(
    FINE,
    solution=GROUP,
    helper=None,
    group=GroupFacts(2, date(2026, 1, 1), None, (HELPER,)),
    granted=(replace(GRANT, solution=GROUP),),
    agreements=(),
)


def led_by(*leaders, **fields):
    return replace(MEMBER, group=replace(MEMBER.group, leaders=leaders, **fields))


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (MEMBER, MET),
        (led_by(), MISSING),
        (led_by(HELPER, replace(HELPER, declaration_signed_on=None)), MISSING),
        (led_by(replace(HELPER, certificates=())), MISSING),
        (led_by(HELPER, first_on=date(2026, 12, 2)), MISSING),
        (led_by(HELPER, last_on=date(2026, 11, 30)), MISSING),
    ],
)
def test_a_group_runs_and_its_leaders_are_ready(facts, stands):
    assert state(facts, R.MEMBERSHIP) is stands


def test_a_member_needs_a_decision_and_no_agreement_of_his_own():
    found = judged(replace(MEMBER, granted=()))
    assert found[R.DECISION].state is MISSING
    assert R.AGREEMENT not in found


def test_a_leader_who_is_vetoed_or_excluded_stops_the_member():
    assert state(led_by(replace(HELPER, is_vetoed=True)), R.VETO) is MISSING
    refused = led_by(replace(HELPER, certificates=REFUSED))
    child = replace(refused, client_birth_date=date(2015, 1, 1))
    assert state(child, R.EXCLUSION) is MISSING
