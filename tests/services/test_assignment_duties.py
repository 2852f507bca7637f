"""What assignments ask of the office, on the first page and on the client's card."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.assignment_course import EndDraft, EndReason
from stkdesk.domain.certificate import CertificateDraft, CertificateResult
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import PROGRAM, Role
from stkdesk.services.asking import asker
from stkdesk.services.assignment_course import (
    end_assignment,
    note_follow_up,
    pause_assignment,
    resume_assignment,
    start_assignment,
)
from stkdesk.services.assignment_gate import override_gate
from stkdesk.services.blocking import block_client
from stkdesk.services.certificates import register_certificate
from stkdesk.services.duties.all import tasks_of_client
from stkdesk.services.today import today_in
from stkdesk.storage.tables import Contact, Decision
from tests import builders as make
from tests.services.gating import DONE, ILL, a_planned_one, permit, stepping
from tests.services.writing import an_office
from tests.staff import at_work, hire

DAY = timedelta(days=1)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def does(session, today):
    return stepping(session, today)


@pytest.fixture
def running(session, does):
    number = make.make_ready(session, a_planned_one(session))
    does(start_assignment, number)
    return number


@pytest.fixture
def todo(session, today):
    """The tasks of one kind on the first page."""

    def read(key, on=today, actor=PROGRAM):
        session.flush()
        found = today_in(asker(session), today=on, actor=actor).tasks
        return [task for task in found if task.key == key]

    return read


def test_what_is_in_order_asks_nothing(running, todo):
    for key in ("gate_closed", "old_without_gate", "gate_paused", "assignment_over"):
        assert todo(key) == []


def test_a_decision_that_is_over_is_told_with_what_helps(session, running, todo, today):
    session.query(Decision).one().valid_to = today
    assert todo("gate_closed") == []
    [task] = todo("gate_closed", today + DAY)
    assert (task.who, task.title) == (
        "Oskar Moen",
        "Vedtak mangler eller er ikke i orden",
    )
    assert task.detail == f"Oppdrag O-{running}: Vedtaket gikk ut 16.11.2026"
    assert (task.remedy.act, task.about.client) == ("decision/new", 1)
    assert task.about.assignment == running


def test_more_than_one_thing_is_told_in_one_line(session, running, todo):
    contact = session.get(Contact, 1)
    contact.account_number, contact.declaration_signed_on = "", None
    [task] = todo("gate_closed")
    assert task.title == "Taushetserklæring og 1 til er ikke i orden"


def test_those_that_ran_before_there_was_a_gate_are_one_line(session, todo, today):
    for name in ("Åse Lie", "Kari Nes"):
        make.an_assignment(session, name, f"{name}sen")
    assert todo("gate_closed") == []
    [task] = todo("old_without_gate")
    assert task.title == "2 oppdrag fra før mangler noe"
    of_one = tasks_of_client(asker(session), 1, today=today, sees_protected=True)
    assert [t.about.assignment for t in of_one if t.key == "gate_closed"] == [1]


def test_one_made_to_rest_is_told_until_it_goes_on(session, does, running, todo, today):
    refused = CertificateDraft(
        issued_on=today, seen_on=today, result=CertificateResult.NOT_ACCEPTED
    )
    register_certificate(session, 1, refused, today=today)
    [task] = todo("gate_paused")
    assert task.detail.startswith(f"Oppdrag O-{running} · med Solveig Bakke")
    accepted = replace(refused, result=CertificateResult.ACCEPTED)
    register_certificate(session, 1, accepted, today=today)
    does(resume_assignment, running)
    assert todo("gate_paused") == []


def test_a_pause_is_told_the_day_after_its_last(does, running, todo, today):
    does(pause_assignment, running, replace(ILL, to_on=today))
    assert todo("pause_over") == []
    [task] = todo("pause_over", today + DAY)
    assert task.title == "Pausen var ut 16. november"


def test_one_that_goes_on_after_its_last_day_is_told(does, running, todo, today):
    does(end_assignment, running, replace(DONE, end_on=today + DAY))
    assert todo("assignment_over", today + DAY) == []
    [task] = todo("assignment_over", today + 2 * DAY)
    assert task.title == "Oppdraget varte ut 17. november"
    assert task.remedy == Remedy("Avslutt", "assignment/end")
    does(end_assignment, running, replace(DONE, end_on=today + DAY), on=today + 2 * DAY)
    assert todo("assignment_over", today + 2 * DAY) == []


def test_a_call_after_the_end_is_told_from_its_day_until_it_is_made(
    does, running, todo, today
):
    does(end_assignment, running, replace(DONE, follow_up_on=today + DAY))
    assert todo("follow_up") == []
    [task] = todo("follow_up", today + DAY)
    assert task.detail.endswith("sluttet 16. november")
    does(note_follow_up, running, on=today + DAY)
    assert todo("follow_up", today + DAY) == []


def test_the_last_sheet_is_waited_for_after_the_end(session, does, running, todo):
    make.rates(session)
    rows = make.periods(session)
    ended = EndDraft(date(2026, 9, 10), EndReason.OTHER)
    does(end_assignment, running, ended)
    [task] = todo("last_sheet")
    assert (task.who, task.about.period) == (
        "Solveig Bakke",
        rows["2026-09"].number,
    )
    make.a_sheet(session, running, rows["2026-09"].number)
    assert todo("last_sheet") == []


def test_exceptions_of_the_week_are_for_the_leader(
    database, session, does, todo, today
):
    number = make.make_ready(session, a_planned_one(session))
    permit(session, GateRule.ACCOUNT)
    session.get(Contact, 1).account_number = ""
    override_gate(session, number, GateRule.ACCOUNT, "Kommer", today=today)
    [task] = todo("gate_overrides")
    assert (task.title, task.detail) == ("1 unntak siste uke", "Kontonummer")
    assert todo("gate_overrides", today + 7 * DAY) == []


def test_only_who_may_make_exceptions_is_told_of_them(database, today):
    with database.transaction() as session:
        number = make.make_ready(session, a_planned_one(session))
        permit(session, GateRule.ACCOUNT)
        session.get(Contact, 1).account_number = ""
        override_gate(session, number, GateRule.ACCOUNT, "Kommer", today=today)
    for role, told in ((Role.LEADER, 1), (Role.CASEWORKER, 0), (Role.PAYROLL, 0)):
        actor = hire(database, role.value, role)
        with at_work(database, actor) as own, own.reading() as session:
            tasks = today_in(asker(session), today=today, actor=actor).tasks
            assert sum(task.key == "gate_overrides" for task in tasks) == told


def test_a_blocked_clients_assignment_is_nobody_elses_task(database, today):
    with database.transaction() as session:
        number = make.make_ready(session, a_planned_one(session))
        stepping(session, today)(start_assignment, number)
        session.get(Contact, 1).account_number = ""
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    keeper = hire(database, "Kari Lunde", Role.CASEWORKER)
    with at_work(database, keeper) as own, own.transaction() as session:
        block_client(session, 1, [])
    for actor, told in ((keeper, 1), (ola, 0)):
        with at_work(database, actor) as own, own.reading() as session:
            tasks = today_in(asker(session), today=today, actor=actor).tasks
            assert sum(task.key == "gate_closed" for task in tasks) == told
