"""What the office should do today."""

from datetime import date, timedelta

import pytest

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import PROGRAM, Role
from stkdesk.domain.timesheet import SheetState, Visit
from stkdesk.services.asking import asker
from stkdesk.services.blocking import block_client, break_glass
from stkdesk.services.client_list import list_clients
from stkdesk.services.office import set_up_office
from stkdesk.services.seeing import this_day
from stkdesk.services.today import today_in
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.tables import Timesheet
from tests import builders
from tests.conftest import PASSWORD
from tests.staff import at_work, hire

NOVEMBER_10 = date(2026, 11, 10)  # October's sheets were due on the 5th
SIGNED = {"declaration_signed_on": date(2026, 1, 15)}


@pytest.fixture
def office(database):
    with database.transaction() as session:
        draft = OfficeDraft(municipality="Fjordvik kommune", case_officer="Kari Vik")
        set_up_office(session, draft, today=NOVEMBER_10)
        builders.rates(session)
        return builders.periods(session)


@pytest.fixture
def page(database):
    def read(today=NOVEMBER_10, actor=PROGRAM):
        with database.reading() as session:
            return today_in(asker(session), today=today, actor=actor)

    return read


def signed_contact(session, name):
    return builders.a_contact(session, name, **SIGNED)


def test_an_empty_office_has_nothing_to_do(office, page):
    today = page()
    assert (today.municipality, today.case_officer) == ("Fjordvik kommune", "Kari Vik")
    assert not today.is_practice
    assert today.tasks == ()
    assert (today.month.code, today.month.expected) == ("2026-10", 0)


def test_the_month_counts_what_has_come_and_what_is_missing(database, office, page):
    october = office["2026-10"].number
    with database.transaction() as session:
        for name in ("Per Dal", "Pål Dal", "Espen Dal"):
            contact = signed_contact(session, name)
            last = builders.an_assignment(session, f"Bruker {name}", contact)
        first = builders.a_sheet(session, 1, october)
        builders.a_sheet(session, 2, october)
        builders.approved(session, first)
    month = page().month

    assert (month.expected, month.received, month.approved) == (3, 1, 1)
    assert (month.come, month.missing) == (2, 1)
    assert month.approved_ore == 3 * 241_35
    [task] = [t for t in page().tasks if t.key == "sheet_missing"]
    assert (task.who, task.due_on) == ("Espen Dal", date(2026, 11, 5))
    assert task.detail == f"Oppdrag O-{last} · hos Bruker Espen Dal"
    assert (task.about.assignment, task.about.period) == (last, october)


@pytest.mark.parametrize("state", sorted(set(SheetState) - {SheetState.NOTHING}))
def test_a_sheet_at_any_step_has_come(database, office, page, state):
    with database.transaction() as session:
        assignment = builders.an_assignment(session)
        number = builders.a_sheet(session, assignment, office["2026-10"].number)
        session.get_one(Timesheet, number).state = state
    month = page().month
    assert (month.expected, month.come, month.missing) == (1, 1, 0)


def test_a_sheet_is_not_missing_before_the_day_it_is_due(database, office, page):
    with database.transaction() as session:
        builders.an_assignment(session, contact=signed_contact(session, "Per Dal"))
    kinds = [task.key for task in page(date(2026, 11, 5)).tasks]
    assert "sheet_missing" not in kinds


def test_a_sheet_well_over_what_is_agreed_is_to_be_judged(database, office, page):
    october = office["2026-10"].number
    with database.transaction() as session:
        for hours, contact in ((6, "Per Dal"), (8, "Pål Dal")):
            number = builders.an_assignment(
                session, contact=signed_contact(session, contact), hours=6
            )
            visits = [
                Visit(date(2026, 10, day), 600, 120) for day in range(1, 1 + hours, 2)
            ]
            more = Visit(date(2026, 10, 20), 600, 60 * hours - 60)
            builders.a_sheet(session, number, october, *visits, more)
    over = [t for t in page().tasks if t.key == "sheet_over"]
    assert {(t.who, t.detail) for t in over} == {
        ("Pål Dal", "15 t levert · avtalt 6 t · hos Oskar Moen"),
        ("Per Dal", "11 t levert · avtalt 6 t · hos Oskar Moen"),
    }


def test_who_has_waited_longest_stands_first(database, office, page):
    with database.transaction() as session:
        for name, since in (("Åse Ås", date(2026, 9, 1)), ("Ole Ås", date(2026, 8, 1))):
            builders.a_client(
                session, name, status=ClientStatus.WAITING, opened_on=since
            )
    today = page()
    assert [t.who for t in today.tasks] == ["Ole Ås", "Åse Ås"]
    assert (today.waiting, today.longest_wait) == (2, date(2026, 8, 1))


def test_an_unsigned_declaration_is_to_be_seen_to(database, office, page):
    with database.transaction() as session:
        builders.a_contact(session, "Per Dal")
        builders.a_contact(session, "Pål Dal", status=ContactStatus.CANDIDATE)
    [task] = page().tasks
    assert (task.key, task.who) == ("declaration_missing", "Per Dal")


def test_a_planned_assignment_is_told_of_when_its_start_is_near(database, office, page):
    with database.transaction() as session:
        for days, name in ((10, "Nær Dal"), (40, "Fjern Dal")):
            builders.an_assignment(
                session,
                f"Bruker {name}",
                signed_contact(session, name),
                status="planned",
                start_on=NOVEMBER_10 + timedelta(days=days),
            )
    [task] = page().tasks
    assert (task.key, task.due_on) == (
        "assignment_starts",
        NOVEMBER_10 + timedelta(days=10),
    )


def test_the_first_page_can_be_read_before_sqlalchemy(database, office, register_file):
    key = open_key_file(key_file_of(register_file), PASSWORD).key.database_key
    connection = connect(register_file, key)
    today = today_in(
        lambda sql, values: connection.execute(sql, values).fetchall(),
        today=NOVEMBER_10,
        actor=PROGRAM,
    )
    connection.close()
    assert today.municipality == "Fjordvik kommune"
    assert [deadline.day for deadline in today.deadlines][:1] == [date(2026, 12, 7)]


@pytest.fixture
def at_work_day(database, office):
    """A late sheet, a client who waits, and a substitute whose time is soon over."""
    with database.transaction() as session:
        contact = signed_contact(session, "Per Dal")
        builders.an_assignment(session, "Selma Moen", contact)
        builders.a_client(session, "Oskar Moen", status=ClientStatus.WAITING)
    soon = {"authorised_to": NOVEMBER_10 + timedelta(days=5)}
    hire(database, "Jonas Øyen", Role.CASEWORKER, **soon)


CASEWORK = {"sheet_missing", "sheets_remind", "client_waits", "old_without_gate"}


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.PAYROLL, {"sheet_missing"}),
        (Role.ADMINISTRATOR, {"access_ends"}),
        (Role.CASEWORKER, CASEWORK),
        (Role.READER, CASEWORK),
    ],
)
def test_the_first_page_holds_what_the_role_is_for(
    database, at_work_day, page, role, kinds
):
    today = page(actor=hire(database, "Kari Lunde", role))
    assert {task.key for task in today.tasks} == kinds
    reads = "client_waits" in kinds
    assert (today.waiting, today.sees_cases) == (int(reads), reads)
    assert (today.month is None) is (role is Role.ADMINISTRATOR)


def test_a_blocked_client_is_nobody_elses_task(database, at_work_day, page):
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    keeper = hire(database, "Kari Lunde", Role.CASEWORKER)
    with at_work(database, keeper) as own, own.transaction() as session:
        for client in list_clients(session, ListQuery()).rows:
            block_client(session, client.number, [])
    assert page(actor=ola).tasks == ()
    assert page(actor=ola).waiting == 0
    assert len(page(actor=keeper).tasks) == 4


def test_the_leader_is_told_that_somebody_broke_the_glass(database, at_work_day, page):
    leader = hire(database, "Siri Ås", Role.LEADER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with at_work(database, leader) as own, own.transaction() as session:
        block_client(session, 1, [])
    with at_work(database, ola) as own, own.transaction() as session:
        break_glass(session, 1, "Foresatte ringer om avtalen")
    now = this_day()
    [told, *_] = page(now, leader).tasks
    assert (told.key, told.who) == ("glass_broken", "Ola Vik")
    assert told.title == "Nødtilgang til 1 sperret bruker"
    assert not [t for t in page(now, ola).tasks if t.key == "glass_broken"]
