"""What must hold before an assignment is active, each rule by itself.

Vectors: domain.md 2 (the police certificate), 3 (confidentiality), 4.
"""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.assignment_gate import CHECKS, GateState, blocking, conditions
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateResult,
)
from stkdesk.domain.gate.facts import (
    GateFacts,
    GroupFacts,
    Helper,
    OrganisationFacts,
    Promise,
    SignedPaper,
)
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force

R = GateRule
MET, LOOK, MISSING = GateState.MET, GateState.LOOK, GateState.MISSING
WEEK, MONTH = HoursUnit.WEEK, HoursUnit.MONTH
ALONE, GROUP = Solution.INDIVIDUAL, Solution.GROUP
TODAY, START = date(2026, 11, 16), date(2026, 12, 1)
ALL_STRICT = frozenset(GateRule)

SEEN = CertificateDraft(
    issued_on=date(2026, 10, 1),
    seen_on=date(2026, 11, 1),
    result=CertificateResult.ACCEPTED,
)
HELPER = Helper(
    7,
    birth_date=date(1990, 5, 17),
    declaration_signed_on=date(2026, 11, 1),
    employee_number="100200",
    account_number="86011117947",
    certificates=(SEEN,),
)
GRANT = Force(1, ALONE, 16 * 60, MONTH, date(2026, 1, 1), None)
DRAFT, MADE = AgreementState.DRAFT, AgreementState.MADE
PAPER = SignedPaper(
    3,
    AgreementState.SIGNED,
    START,
    None,
    16 * 60,
    MONTH,
    made_on=date(2026, 11, 2),
    signed_on=date(2026, 11, 9),
)
FINE = GateFacts(
    number=12,
    client_number=4,
    status=AssignmentStatus.PLANNED,
    solution=ALONE,
    start_on=START,
    end_on=None,
    minutes=16 * 60,
    unit=MONTH,
    today=TODAY,
    helper=HELPER,
    client_birth_date=date(1970, 1, 1),
    is_protected_group=False,
    granted=(GRANT,),
    agreements=(PAPER,),
)


def judged(facts):
    return {each.rule: each for each in conditions(facts, ALL_STRICT)}


def state(facts, rule):
    return judged(facts)[rule].state


def with_helper(**fields):
    return replace(FINE, helper=replace(HELPER, **fields))


def a_promise(number=20, **fields):
    about = {
        "status": AssignmentStatus.ACTIVE,
        "solution": ALONE,
        "minutes": 4 * 60,
        "unit": MONTH,
        "start_on": date(2026, 1, 1),
        "end_on": None,
    }
    return Promise(number, **{**about, **fields})


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


# A decision in force.


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


# Those who help.


@pytest.mark.parametrize(
    ("signed", "stands"),
    [(None, MISSING), (TODAY, MET), (date(2026, 11, 17), MISSING)],
)
def test_the_declaration_is_signed(signed, stands):
    assert state(with_helper(declaration_signed_on=signed), R.DECLARATION) is stands


@pytest.mark.parametrize(
    ("certificate", "stands", "act"),
    [
        ((), MISSING, "contact_letter/certificate_request"),
        (
            (CertificateDraft(requested_on=date(2026, 11, 1)),),
            MISSING,
            "certificate/register",
        ),
        ((SEEN,), MET, None),
        (
            (replace(SEEN, result=CertificateResult.NOT_ACCEPTED),),
            MISSING,
            "contact_letter/certificate_request",
        ),
        (
            (replace(SEEN, basis=CertificateBasis.CHILD_WELFARE),),
            MISSING,
            "contact_letter/certificate_request",
        ),
        # Seen the same day, the later made counts.
        ((SEEN, replace(SEEN, result=CertificateResult.NOT_ACCEPTED)), MISSING, None),
        # One for another purpose does not hide that ours was not accepted.
        (
            (
                SEEN,
                replace(SEEN, result=CertificateResult.NOT_ACCEPTED),
                replace(
                    SEEN,
                    basis=CertificateBasis.CHILD_WELFARE,
                    seen_on=date(2026, 11, 5),
                ),
            ),
            MISSING,
            None,
        ),
        ((replace(SEEN, result=CertificateResult.NOT_ACCEPTED), SEEN), MET, None),
    ],
)
def test_the_certificate_is_seen_and_accepted(certificate, stands, act):
    found = judged(with_helper(certificates=certificate))[R.CERTIFICATE]
    assert found.state is stands
    assert act is None or found.remedy.act == act


@pytest.mark.parametrize(
    ("issued", "seen", "stands"),
    [  # domain.md 2: three months, the same day; the last of a shorter month
        (date(2026, 8, 31), date(2026, 11, 30), MET),
        (date(2026, 8, 31), date(2026, 12, 1), MISSING),
        (date(2026, 11, 30), date(2027, 2, 28), MET),
        (date(2026, 11, 30), date(2027, 3, 1), MISSING),
    ],
)
def test_the_certificate_was_three_months_at_most_when_it_was_shown(
    issued, seen, stands
):
    shown = replace(SEEN, issued_on=issued, seen_on=seen)
    facts = replace(with_helper(certificates=(shown,)), today=seen, start_on=seen)
    assert state(facts, R.CERTIFICATE) is stands


def test_a_certificate_seen_in_time_is_not_asked_for_again_while_they_are_at_work():
    old = replace(SEEN, issued_on=date(2018, 1, 1), seen_on=date(2018, 2, 1))
    resting = with_helper(certificates=(old,))
    assert state(resting, R.CERTIFICATE) is MISSING
    running = replace(resting, status=AssignmentStatus.ACTIVE)
    assert state(running, R.CERTIFICATE) is MET
    at_work = with_helper(certificates=(old,), promises=(a_promise(),))
    assert state(at_work, R.CERTIFICATE) is MET


@pytest.mark.parametrize(
    ("last", "months", "stands"),
    [
        (date(2025, 12, 1), 12, MET),  # a year to the day
        (date(2025, 11, 30), 12, MISSING),
        (date(2020, 1, 1), 0, MET),  # 0: never
    ],
)
def test_after_a_long_pause_a_new_certificate_is_asked_for(last, months, stands):
    old = replace(SEEN, issued_on=date(2018, 1, 1), seen_on=date(2018, 2, 1))
    rules = CaseRules(((CaseRule.CERTIFICATE_PAUSE_MONTHS, months),))
    facts = with_helper(certificates=(old,), last_active_on=last)
    assert state(replace(facts, rules=rules), R.CERTIFICATE) is stands


def test_one_who_came_back_needs_a_certificate_seen_since():
    back = with_helper(reengaged_on=date(2026, 11, 2))
    assert state(back, R.CERTIFICATE) is MISSING
    ended = with_helper(ended_on=date(2026, 11, 2))
    assert state(ended, R.CERTIFICATE) is MISSING
    since = with_helper(reengaged_on=SEEN.seen_on)
    assert state(since, R.CERTIFICATE) is MET


REFUSED = (replace(SEEN, result=CertificateResult.NOT_ACCEPTED),)


@pytest.mark.parametrize(
    ("born", "is_protected", "certificates", "stands"),
    [
        (date(2008, 12, 2), False, (SEEN,), MET),  # a child until the day after
        (date(2008, 12, 2), False, REFUSED, MISSING),
        (date(2008, 12, 1), False, REFUSED, MET),  # 18 that day: no child
        (date(1970, 1, 1), True, REFUSED, MISSING),
        (date(1970, 1, 1), True, (SEEN,), MET),
        (date(1970, 1, 1), None, (SEEN,), LOOK),  # unknown is not no
        (date(1970, 1, 1), None, REFUSED, MISSING),
        (None, False, (SEEN,), LOOK),
        (None, True, REFUSED, MISSING),
    ],
)
def test_who_is_protected_is_not_helped_by_one_who_was_not_accepted(
    born, is_protected, certificates, stands
):
    facts = replace(
        with_helper(certificates=certificates),
        client_birth_date=born,
        is_protected_group=is_protected,
    )
    assert state(facts, R.EXCLUSION) is stands


@pytest.mark.parametrize(
    ("born", "exception", "stands"),
    [
        (date(2008, 12, 1), "", MET),  # 18 on the first day
        (date(2008, 12, 2), "", MISSING),
        (date(2008, 12, 2), "Kjenner familien godt.", MET),
        (None, "", MISSING),
    ],
)
def test_a_support_contact_is_of_age(born, exception, stands):
    facts = with_helper(birth_date=born, age_exception=exception)
    assert state(facts, R.AGE) is stands


def test_the_age_is_a_number_of_the_office():
    rules = CaseRules(((CaseRule.CONTACT_AGE, 20),))
    young = with_helper(birth_date=date(2007, 1, 1))
    assert state(young, R.AGE) is MET
    assert state(replace(young, rules=rules), R.AGE) is MISSING


@pytest.mark.parametrize(
    ("fields", "rule", "stands"),
    [
        ({"employee_number": " "}, R.EMPLOYEE_NUMBER, MISSING),
        ({"account_number": ""}, R.ACCOUNT, MISSING),
        ({"account_number": "86011117948"}, R.ACCOUNT, LOOK),  # the check digit
        ({"is_vetoed": True}, R.VETO, MISSING),
    ],
)
def test_pay_facts_and_vetoes(fields, rule, stands):
    assert state(with_helper(**fields), rule) is stands


# The agreement.


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
