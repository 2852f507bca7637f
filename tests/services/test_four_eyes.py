"""Four eyes: one prepares, another carries out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import register_decision
from stkdesk.services.four_eyes import SamePersonError, four_eyes, set_four_eyes
from stkdesk.services.issuing import issue_decision
from stkdesk.services.office import set_up_office
from stkdesk.services.sheet_course import approve_sheets, check_sheets
from stkdesk.services.timesheets import (
    delete_sheet,
    restore_sheet,
    undo_approval,
)
from tests import builders as make
from tests.staff import at_work, hire

TODAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    county_governor="Statsforvalteren i Rogaland",
    case_officer="Kåre Næss",
)


@pytest.fixture
def staff(database):
    """Kari and Ola, both caseworkers, in an office with a client."""
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=TODAY)
        make.a_client(session)
        make.rates(session)
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    hire(database, "Per Aas", Role.READER)
    with at_work(database, kari) as one, at_work(database, ola) as other:
        yield one, other


def want(database, act, *, is_on=True):
    with database.transaction() as session:
        set_four_eyes(session, act, is_on=is_on)


def draft_by(database):
    with database.transaction() as session:
        whole = replace(
            begin_decision(session, 1, today=TODAY),
            items=make.individual(240),
            facts="Søkeren har lite sosial kontakt.",
            grounds="Fire timer i uken dekker behovet.",
        )
        return register_decision(session, whole)


def sheets_by(database, count=1):
    with database.transaction() as session:
        period = make.periods(session)["2026-10"].number
        return [
            make.a_sheet(session, make.an_assignment(session, 1), period)
            for _ in range(count)
        ]


def issue(database, number):
    with database.transaction() as session:
        return issue_decision(session, number, 1, today=TODAY).reference


def check(database, numbers):
    with database.transaction() as session:
        return check_sheets(session, numbers, now=NOON)


def approve(database, numbers):
    with database.transaction() as session:
        return approve_sheets(session, numbers, now=NOON)


def one_signature_is_enough(database):
    with database.transaction() as session:
        set_case_rule(session, SetRule(CaseRule.SHEETS_CHECKED, date(2026, 1, 1), 0))


def test_only_deletion_needs_two_until_the_office_says_so(database):
    with database.reading() as session:
        wanted = four_eyes(session)
    assert {act for act, is_on in wanted.items() if is_on} == {Act.ERASE}


def test_an_office_of_one_does_everything(staff):
    kari, _ = staff
    sheets = sheets_by(kari)
    assert check(kari, sheets).numbers == approve(kari, sheets).numbers == (*sheets,)
    assert issue(kari, draft_by(kari)) == "2026/1-1"


def test_a_decision_is_issued_by_another_than_who_wrote_it(database, staff):
    kari, ola = staff
    want(database, Act.ISSUE_DECISION)
    number = draft_by(kari)
    with pytest.raises(SamePersonError) as refusal:
        issue(kari, number)
    assert "Ola Vik" in refusal.value.advice
    assert "Per Aas" not in refusal.value.advice  # may read only
    assert issue(ola, number) == "2026/1-1"


def test_hours_are_approved_by_another_than_who_attested_them(database, staff):
    kari, ola = staff
    want(database, Act.APPROVE_HOURS)
    sheets = sheets_by(kari)
    check(ola, sheets)
    [left] = approve(ola, sheets).left
    assert "attesterte" in left.reason
    assert "Kari Lunde" in left.reason
    assert "Per Aas" not in left.reason  # may read only
    assert approve(kari, sheets).numbers == (*sheets,)


def test_hours_are_attested_by_another_than_who_entered_them(database, staff):
    kari, ola = staff
    want(database, Act.CHECK_HOURS)
    sheets = sheets_by(kari)
    [left] = check(kari, sheets).left
    assert "eller Ola Vik om det." in left.reason
    assert check(ola, sheets).numbers == (*sheets,)


def test_of_a_pile_those_of_others_are_approved(database, staff):
    kari, ola = staff
    want(database, Act.APPROVE_HOURS)
    one_signature_is_enough(database)
    mine, theirs = sheets_by(kari, 2), sheets_by(ola, 2)
    done = approve(kari, mine + theirs)
    assert done.numbers == tuple(theirs)
    assert len(done.left) == len(mine)


def test_the_office_may_let_one_do_both_again(database, staff):
    kari, _ = staff
    want(database, Act.ISSUE_DECISION)
    want(database, Act.ISSUE_DECISION, is_on=False)
    assert issue(kari, draft_by(kari)) == "2026/1-1"


def test_an_approval_taken_back_by_another_frees_nobody(database, staff):
    kari, ola = staff
    want(database, Act.APPROVE_HOURS)
    one_signature_is_enough(database)
    sheets = sheets_by(ola)
    assert approve(kari, sheets).numbers == (*sheets,)
    with kari.transaction() as session:
        undo_approval(session, sheets)
    assert approve(ola, sheets).left


def test_a_sheet_put_back_by_another_is_still_of_who_entered_it(database, staff):
    kari, ola = staff
    want(database, Act.CHECK_HOURS)
    [sheet] = sheets_by(ola)
    with kari.transaction() as session:
        again = restore_sheet(session, delete_sheet(session, sheet))
    assert check(ola, [again]).left
