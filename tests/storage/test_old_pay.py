"""Sheets approved before lines and runs were kept: paid as they were registered."""

import shutil
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import PayCodeRow
from stkdesk.domain.timesheet import SheetState
from stkdesk.resources import resource
from stkdesk.services.pay_codes import set_pay_code
from stkdesk.services.register_check import check_register
from stkdesk.services.run_ends import confirm_run
from stkdesk.services.run_lock import lock_run
from stkdesk.services.run_preview import run_preview
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import PaidLine, PayRun, SheetPeriod, Timesheet
from tests.conftest import PASSWORD
from tests.storage.backups import driven

OLD = resource("old_registers")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(params=("0001", "0003", "0004"))
def database(request, tmp_path):
    """An old register, opened today, where payroll's codes are set."""
    file, was = tmp_path / "register.db", OLD / f"{request.param}.db"
    shutil.copy(was, file)
    shutil.copy(key_file_of(was), key_file_of(file))
    database = open_register(file, PASSWORD)
    with database.transaction() as session:
        for kind in PayKind:
            set_pay_code(session, PayCodeRow(kind, date(2020, 1, 1), "4210"))
    yield database
    database.close()


def october(session):
    return session.scalar(
        select(SheetPeriod.number).where(SheetPeriod.code == "2026-10")
    )


def approved(session, period):
    found = select(Timesheet.number, Timesheet.pay_ore).where(
        Timesheet.period_number == period, Timesheet.state == SheetState.APPROVED
    )
    return {number: pay for number, pay in session.execute(found)}


def test_a_run_pays_what_the_sheets_were_approved_with_and_keeps_it(database):
    with database.transaction() as session:
        period = october(session)
        before = approved(session, period)
        assert before
        assert session.scalar(select(func.count()).select_from(PaidLine)) == 0
        seen = run_preview(session, period, today=TODAY)
        assert {each.number for each in seen.choice.taken} == set(before)
        assert seen.sum_ore == sum(before.values())
        run = lock_run(session, period, seen.choice, now=NOW)
    with database.transaction() as session:
        confirm_run(session, run, session.get_one(PayRun, run).version, TODAY, now=NOW)
    with database.reading() as session:
        assert session.get_one(PayRun, run).sum_ore == sum(before.values())
        lines = (
            select(PaidLine.sheet_number, func.sum(PaidLine.sum_ore))
            .where(PaidLine.sheet_number.in_(before))
            .group_by(PaidLine.sheet_number)
        )
        assert {number: pay for number, pay in session.execute(lines)} == before
        for number in before:
            sheet = session.get_one(Timesheet, number)
            assert sheet.state is SheetState.PAID
            assert sheet.pay_ore == before[number]
        assert driven(check_register(session)) == ()


def test_a_sheet_paid_long_ago_shows_what_it_was_paid(database):
    with database.reading() as session:
        paid = session.scalars(
            select(Timesheet).where(Timesheet.state == SheetState.PAID)
        ).all()
        assert paid
        for sheet in paid:
            opened = open_sheet(session, sheet.assignment_number, sheet.period_number)
            assert opened.is_settled
            assert opened.pay(opened.draft.visits).sum_ore == sheet.pay_ore
