"""Everybody in a practice office is deleted: what is left behind names nobody."""

from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.retention import Kind
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.deletion import erase, plan_deletion
from stkdesk.services.register_check import check_register
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.storage.person_rows import NOT_PERSONAL, PERSONAL
from stkdesk.storage.tables import Base, Client, Contact, PayRunFile, Timesheet
from tests.storage.backups import driven

LATER = date(2050, 1, 1)  # nothing is a voucher any more
MONTH = (
    *("timesheets", "timesheet_lines", "sheet_returns", "sheet_reminders"),
    *("month_reports", "report_answers", "pay_lines", "pay_run_sheets"),
    *("leader_sheets", "own_rates"),
)


@pytest.fixture(scope="module")
def office(practice_offices, tmp_path_factory):
    """An office where a month is under way."""
    folder = tmp_path_factory.mktemp("deleted")
    file = practice_offices.copy(folder, clients=40, years=1)
    database = open_register(file, PRACTICE_PASSWORD)
    yield database
    database.close()


def left(session, name):
    table = Base.metadata.tables[name]
    return session.scalar(select(func.count()).select_from(table))


def delete(session, kind, person):
    session.info["actor"] = PROGRAM
    plan = plan_deletion(session, kind, person, today=LATER)
    return erase(session, plan, approved_by=None, basis="Til øving")


def test_one_client_and_one_leader_leave_a_register_that_adds_up(office):
    with office.transaction() as session:
        assert all(left(session, name) for name in MONTH)
        with_correction = session.scalar(
            select(Client)
            .join_from(Timesheet, Base.metadata.tables["assignments"])
            .join(Client)
            .where(Timesheet.serial == 2)
            .limit(1)
        )
        receipt = delete(session, Kind.CASE, with_correction.person_number)
        assert {"timesheets", "pay_lines", "pay_run_sheets"} <= set(receipt.counts)
    with office.transaction() as session:
        leaders = Base.metadata.tables["leader_sheets"]
        leader = session.get_one(
            Contact, session.scalar(select(func.min(leaders.c.contact_number)))
        )
        receipt = delete(session, Kind.CONTRACTOR, leader.person_number)
        assert {"leader_sheets", "pay_lines", "pay_run_sheets"} <= set(receipt.counts)
    with office.reading() as session:
        assert driven(check_register(session)) == ()


def test_when_all_are_deleted_the_month_has_only_runs_and_their_files(office):
    with office.transaction() as session:
        for kind, table in ((Kind.CASE, Client), (Kind.CONTRACTOR, Contact)):
            for person in session.scalars(select(table.person_number)).all():
                delete(session, kind, person)
    with office.transaction() as session:
        assert {name: left(session, name) for name in MONTH} == dict.fromkeys(MONTH, 0)
        files = session.scalar(select(func.count()).select_from(PayRunFile))
        assert files
        receipt = delete(session, Kind.TIMESHEETS, None)  # the rule of the accounts
        assert receipt.counts == {"pay_run_files": files}
        assert {"pay_runs"} <= NOT_PERSONAL
        assert set(MONTH) <= PERSONAL
