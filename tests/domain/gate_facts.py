"""An assignment with everything in order, and how its gate judges it."""

from dataclasses import replace
from datetime import date

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.assignment_gate import GateState, conditions
from stkdesk.domain.certificate import (
    CertificateDraft,
    CertificateResult,
)
from stkdesk.domain.gate.facts import (
    GateFacts,
    Helper,
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
