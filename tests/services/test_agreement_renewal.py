"""Agreements that run out are renewed, and those not signed are reminded of."""

from datetime import date, timedelta

import pytest

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.agreement_opening import open_agreement
from stkdesk.services.agreement_renewal import renew_agreements
from stkdesk.services.agreements import (
    agreements_of,
    begin_agreement,
)
from stkdesk.services.asking import asker
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.duties.all import tasks_of_client
from stkdesk.services.office import set_up_office
from stkdesk.services.today import today_in
from stkdesk.storage.tables import Assignment
from tests.builders import an_assignment, rates
from tests.services.agreeing import in_force, made, said, saved, signed

TODAY = date(2026, 11, 16)
NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(
            session,
            OfficeDraft(municipality="Fjordvik kommune", case_officer="Kari Nord"),
            today=today,
        )
        rates(session)
        yield session


@pytest.fixture
def renewing(session):
    """An office that renews its agreements at the turn of the year."""
    rule = SetRule(CaseRule.AGREEMENT_RENEWAL_DAYS, date(2026, 1, 1), 60)
    set_case_rule(session, rule)
    return session


def tasks(session, today=TODAY):
    """Return what the first page says about agreements."""
    found = today_in(asker(session), today=today, actor=PROGRAM).tasks
    return [task.title for task in found if task.key.startswith("agreement")]


def test_an_office_that_renews_ends_them_all_at_the_turn_of_the_year(renewing):
    draft = begin_agreement(renewing, an_assignment(renewing), today=TODAY)

    assert (draft.valid_to, draft.renews) == (NEW_YEARS_EVE, True)


def test_one_press_renews_all_that_run_out(renewing):
    for name in ("Oskar Moen", "Åse Ødegård"):
        in_force(renewing, an_assignment(renewing, name, f"Hjelper {name}"))
    stays = an_assignment(renewing, "Maja Berg", "Siv Lie")
    in_force(renewing, stays, renews=False)
    assert tasks(renewing) == ["Fornye 2 avtaler"]

    done = renew_agreements(renewing, today=TODAY)

    assert (len(done.numbers), done.papers, done.left) == (2, (), ())
    card = open_agreement(renewing, done.numbers[0])
    assert card.draft.valid_from == date(2027, 1, 1)
    assert card.draft.valid_to == date(2027, 12, 31)
    assert tasks(renewing) == []  # the drafts are to be made in December
    assert len(tasks(renewing, date(2026, 12, 2))) == 2
    assert renew_agreements(renewing, today=TODAY).numbers == ()


def test_renewed_and_printed_at_once(renewing):
    assignment = an_assignment(renewing, end_on=date(2027, 3, 31))
    in_force(renewing, assignment)

    done = renew_agreements(renewing, today=TODAY, make=True)

    [paper] = done.papers
    assert "31. mars 2027" in said(paper.data)
    [new, _old] = agreements_of(renewing, assignment)
    assert (new.state, new.valid_to) == (AgreementState.MADE, date(2027, 3, 31))


def test_an_assignment_that_is_over_by_then_is_not_renewed(renewing):
    assignment = an_assignment(renewing, end_on=NEW_YEARS_EVE)
    in_force(renewing, assignment, renews=True)

    assert tasks(renewing) == []
    assert renew_agreements(renewing, today=TODAY).numbers == ()


def test_the_office_is_reminded_of_what_is_not_signed(session):
    assignment = an_assignment(session)
    made(session, saved(session, assignment))

    assert tasks(session, TODAY + timedelta(days=13)) == []
    later = TODAY + timedelta(days=14)
    assert tasks(session, later) == ["Oppdragsavtalen fra 16. november er ikke signert"]
    client = session.get(Assignment, assignment).client_number
    on_card = tasks_of_client(asker(session), client, today=TODAY, sees_protected=True)
    assert "agreement_unsigned" in {task.key for task in on_card}
    [row] = agreements_of(session, assignment)
    signed(session, row.number, later)
    assert tasks(session, later) == []
