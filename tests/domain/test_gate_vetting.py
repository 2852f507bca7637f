"""Confidentiality, the police certificate, age and pay facts of those who help.

Vectors: domain.md 2 and 3.
"""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateResult,
)
from tests.domain.gate_facts import (
    LOOK,
    MET,
    MISSING,
    SEEN,
    TODAY,
    R,
    a_promise,
    judged,
    state,
    with_helper,
)

REFUSED = (replace(SEEN, result=CertificateResult.NOT_ACCEPTED),)


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
