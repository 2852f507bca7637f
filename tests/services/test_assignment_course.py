"""The course of an assignment, from planned to ended and taken up again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment_course import (
    EndReason,
)
from stkdesk.domain.assignment_gate import GateClosedError, GateState
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.gate_rules import GateRule, SetStrictness
from stkdesk.domain.staff import Actor, Role
from stkdesk.services.agreements import agreements_of
from stkdesk.services.assignment_course import (
    end_assignment,
    note_follow_up,
    pause_assignment,
    reopen_assignment,
    resume_assignment,
    start_assignment,
)
from stkdesk.services.assignment_gate import (
    assignment_gates,
    override_gate,
    overrides_of,
    overrides_since,
)
from stkdesk.services.assignments import open_assignment
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.gate_rules import set_strictness, strict_rules
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Decision,
    GateOverride,
)
from tests import builders as make
from tests.services.gating import (
    ACTIVE,
    DONE,
    ENDED,
    ILL,
    PAUSED,
    PLANNED,
    R,
    a_planned_one,
    lacks,
    permit,
    status,
    stepping,
)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def planned(session):
    return a_planned_one(session)


@pytest.fixture
def ready(session, planned):
    return make.make_ready(session, planned)


@pytest.fixture
def does(session, today):
    return stepping(session, today)


@pytest.fixture
def running(does, ready):
    does(start_assignment, ready)
    return ready


def test_nothing_starts_before_everything_holds(session, does, planned, today):
    with pytest.raises(GateClosedError) as closed:
        does(start_assignment, planned)
    assert {each.rule for each in closed.value.conditions} == {
        R.DECISION,
        R.AGREEMENT,
        R.DECLARATION,
        R.CERTIFICATE,
        R.EMPLOYEE_NUMBER,
        R.ACCOUNT,
    }
    assert "Taushetserklæring: Ikke registrert som signert." in closed.value.advice
    assert status(session, planned) is PLANNED


def test_when_it_starts_nobody_waits_and_the_applicant_is_a_support_contact(
    session, does, ready, today
):
    does(start_assignment, ready)
    assignment = session.get(Assignment, ready)
    assert (assignment.status, assignment.activated_on) == (ACTIVE, today)
    assert session.get(Client, 1).status is ClientStatus.ACTIVE
    assert session.get(Contact, 1).status is ContactStatus.ACTIVE


def test_one_whose_days_are_over_is_not_started(session, does, ready):
    session.get(Assignment, ready).end_on = date(2026, 11, 15)
    session.flush()
    with pytest.raises(InvalidInputError, match="er over"):
        does(start_assignment, ready)


def test_what_somebody_else_saved_is_not_started_over(session, ready, today):
    with pytest.raises(ChangedByAnotherError):
        start_assignment(session, ready, 99, today=today)
    with pytest.raises(NotFoundError):
        start_assignment(session, 404, 1, today=today)


def test_only_what_can_be_done_from_where_it_stands_is_done(does, running):
    for work, args in (
        (start_assignment, ()),
        (resume_assignment, ()),
        (reopen_assignment, ()),
    ):
        with pytest.raises(InvalidInputError, match="Aktiv"):
            does(work, running, *args)


# Past a rule, with a reason.


def test_a_leader_lets_one_past_a_rule_with_a_reason(session, does, ready, today):
    session.get(Contact, 1).employee_number = None
    with pytest.raises(InvalidInputError, match="ikke gjøres unntak"):
        override_gate(session, ready, R.EMPLOYEE_NUMBER, "Kommer", today=today)
    permit(session, R.EMPLOYEE_NUMBER)
    with pytest.raises(InvalidInputError, match="hvorfor"):
        override_gate(session, ready, R.EMPLOYEE_NUMBER, "  ", today=today)
    override_gate(session, ready, R.EMPLOYEE_NUMBER, "Nummeret kommer.", today=today)
    does(start_assignment, ready)
    assert status(session, ready) is ACTIVE
    [told] = overrides_since(session, today - timedelta(days=7))
    assert (told.client, told.reason, told.made_on) == (
        "Oskar Moen",
        "Nummeret kommer.",
        today,
    )
    assert overrides_since(session, today + timedelta(days=1)) == ()


def test_what_holds_or_is_the_law_needs_and_gets_no_exception(session, ready, today):
    permit(session, R.EMPLOYEE_NUMBER)
    with pytest.raises(InvalidInputError, match="oppfylt"):
        override_gate(session, ready, R.EMPLOYEE_NUMBER, "Ja", today=today)
    for rule in set(GateRule):
        if not rule.can_be_permissive:
            with pytest.raises(InvalidInputError):
                permit(session, rule)


def test_a_rule_that_becomes_strict_again_is_strict_for_the_next_one(
    session, running, today
):
    permit(session, R.ACCOUNT)
    later = SetStrictness(R.ACCOUNT, today, is_strict=True)
    set_strictness(session, later)
    assert R.ACCOUNT not in strict_rules(session, today - timedelta(days=1))
    assert R.ACCOUNT in strict_rules(session, today)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.LEADER, True), (Role.CASEWORKER, False), (Role.ADMINISTRATOR, False)],
)
def test_only_a_leader_lets_one_past(session, ready, today, role, may):
    permit(session, R.ACCOUNT)
    session.get(Contact, 1).account_number = ""
    session.flush()
    session.info["actor"] = Actor(1, "Kari Lunde", frozenset({role}))
    if may:
        session.info["actor"] = Actor(None, "stkdesk", frozenset({role}))
        assert override_gate(session, ready, R.ACCOUNT, "Kommer", today=today)
        return
    with pytest.raises(NotAllowedError):
        override_gate(session, ready, R.ACCOUNT, "Kommer", today=today)


# Resting.


def test_it_rests_and_goes_on(session, does, running, today):
    does(pause_assignment, running, ILL)
    assert status(session, running) is PAUSED
    does(resume_assignment, running, on=today + timedelta(days=10))
    assert status(session, running) is ACTIVE
    [pause] = open_assignment(session, running).course.pauses
    assert (pause.from_on, pause.to_on) == (today, today + timedelta(days=9))


def test_a_pause_taken_back_the_same_day_was_none(session, does, running):
    does(pause_assignment, running, ILL)
    does(resume_assignment, running)
    assert open_assignment(session, running).course.pauses == ()


def test_it_goes_on_only_when_everything_holds_again(session, does, running, today):
    does(pause_assignment, running, ILL)
    session.get(Contact, 1).account_number = ""
    with pytest.raises(GateClosedError, match="Kontonummer mangler"):
        does(resume_assignment, running)
    assert status(session, running) is PAUSED
    assert session.get(Assignment, running).pauses[0].to_on is None


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(ILL, reason=None), "reason"),
        (replace(ILL, from_on=None), "from_on"),
        (replace(ILL, from_on=date(2025, 12, 31)), "from_on"),
        (replace(ILL, to_on=date(2026, 11, 15)), "to_on"),
    ],
)
def test_a_pause_says_when_and_why(does, running, draft, field):
    with pytest.raises(InvalidInputError) as refused:
        does(pause_assignment, running, draft)
    assert [each.field for each in refused.value.problems] == [field]


# Ending.


def test_the_end_has_a_reason_a_last_sheet_and_ends_the_agreement(
    session, does, running, today
):
    after = replace(DONE, follow_up_on=date(2026, 12, 1))
    assert does(end_assignment, running, after) is ENDED
    course = open_assignment(session, running).course
    assert course.end_reason is EndReason.GOAL_REACHED
    assert course.last_sheet_on == date(2026, 11, 30)  # the period it ends in
    [agreement] = agreements_of(session, running)
    assert (agreement.state, agreement.ended_on) == (AgreementState.ENDED, today)
    does(note_follow_up, running)
    assert open_assignment(session, running).course.followed_up_on == today


def test_a_client_who_is_granted_hours_waits_again(session, does, running):
    does(end_assignment, running, DONE)
    assert session.get(Client, 1).status is ClientStatus.WAITING


def test_a_client_with_another_or_without_a_decision_does_not_wait(
    session, does, running, today
):
    other = make.an_assignment(session, 1, "Håkon Aas", status=PAUSED)
    does(end_assignment, running, DONE)
    assert session.get(Client, 1).status is ClientStatus.ACTIVE
    for decision in session.query(Decision):
        decision.valid_to = today
    session.flush()
    does(end_assignment, other, DONE)
    assert session.get(Client, 1).status is ClientStatus.ACTIVE


def test_until_its_last_day_it_goes_on(session, does, running, today):
    later = replace(DONE, end_on=date(2026, 12, 31))
    assert does(end_assignment, running, later) is ACTIVE
    assert session.get(Assignment, running).end_on == date(2026, 12, 31)
    assert lacks(session, running, today) == set()
    assert session.get(Client, 1).status is ClientStatus.ACTIVE


def test_one_that_never_began_ends_without_a_sheet(session, does, planned):
    assert does(end_assignment, planned, DONE) is ENDED
    assert session.get(Assignment, planned).last_sheet_on is None


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(DONE, reason=None), "reason"),
        (replace(DONE, end_on=None), "end_on"),
        (replace(DONE, end_on=date(2025, 12, 31)), "end_on"),
        (replace(DONE, last_sheet_on=date(2026, 11, 15)), "last_sheet_on"),
        (replace(DONE, follow_up_on=date(2026, 11, 15)), "follow_up_on"),
    ],
)
def test_an_end_says_when_and_why(does, running, draft, field):
    with pytest.raises(InvalidInputError) as refused:
        does(end_assignment, running, draft)
    assert [each.field for each in refused.value.problems] == [field]


def test_ended_by_mistake_it_is_as_before(session, does, running, today):
    does(end_assignment, running, DONE)
    assert does(reopen_assignment, running) is ACTIVE
    assert session.get(Assignment, running).end_on is None
    assert [a.state for a in agreements_of(session, running)] == [AgreementState.SIGNED]
    assert session.get(Client, 1).status is ClientStatus.ACTIVE


def test_taken_up_later_it_begins_anew(session, does, ready, today):
    permit(session, R.ACCOUNT)
    session.get(Contact, 1).account_number = ""
    override_gate(session, ready, R.ACCOUNT, "Kommer", today=today)
    does(start_assignment, ready)
    does(end_assignment, ready, DONE)
    later = today + timedelta(days=1)
    assert does(reopen_assignment, ready, on=later) is PLANNED
    assert lacks(session, ready, later) == {R.AGREEMENT, R.ACCOUNT}
    [override] = overrides_of(session, ready)
    assert override.is_lapsed
    assert session.query(GateOverride).count() == 1  # it stands for ever


# What it costs.


def test_many_are_judged_in_as_few_questions_as_one(session, running, today):
    asked = []
    connection = session.connection()
    listen = (connection, "before_cursor_execute", lambda *_: asked.append(1))
    event.listen(*listen)
    assignment_gates(session, [running], today=today)
    one = len(asked)
    for name in ("Åse Lie", "Kari Nes", "Ola Vik"):
        make.an_assignment(session, name, f"{name}sen")
    session.flush()
    asked.clear()
    found = assignment_gates(session, [1, 2, 3, 4], today=today)
    event.remove(*listen)
    assert len(found) == 4
    assert len(asked) == one <= 16


def test_the_panel_says_what_was_let_through(session, ready, today):
    permit(session, R.ACCOUNT)
    session.get(Contact, 1).account_number = ""
    override_gate(session, ready, R.ACCOUNT, "Kommer", today=today)
    card = open_assignment(session, ready, today=today)
    found = {each.rule: each.state for each in card.conditions}
    assert found[R.ACCOUNT] is GateState.OVERRIDDEN


def test_a_contact_with_sheets_can_be_ended_and_never_deleted(
    session, does, running, today
):
    make.rates(session)
    make.a_sheet(session, running, make.periods(session)["2026-10"].number)
    does(end_assignment, running, DONE)
    contact = session.get(Contact, 1)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.delete(contact)
        session.flush()
    card = open_contact(session, 1)
    ended = replace(card.draft, status=ContactStatus.ENDED)
    edit_contact(session, 1, card.version, ended, today=today)
    assert session.get(Contact, 1).ended_on == today
