"""The months of the practice office: every state is there, and every sum is right."""

from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_run import RunFileKind, RunState, RunStep
from stkdesk.domain.run_preview import Wrong
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import PROGRAM
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.corrections import begin_correction
from stkdesk.services.leader_sheets import make_leader_sheets
from stkdesk.services.pay_lines import pay_of_sheet
from stkdesk.services.run_preview import run_preview
from stkdesk.services.sheet_attest import lacks_of_sheets
from stkdesk.services.staff import list_staff
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import (
    Assignment,
    LeaderSheet,
    MonthReport,
    OwnRate,
    PaidLine,
    PayRun,
    PayRunFile,
    PayRunSheet,
    SheetPeriod,
    SheetReminder,
    SheetReturn,
    Timesheet,
    TimesheetLine,
)

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(practice_offices, tmp_path_factory):
    """An office of the usual size."""
    file = practice_offices.copy(tmp_path_factory.mktemp("practice"))
    database = open_register(file, PRACTICE_PASSWORD)
    yield database
    database.close()


@pytest.fixture
def session(office):
    with office.reading() as session:
        session.info["actor"] = PROGRAM
        yield session


def period(session, code):
    return session.scalar(select(SheetPeriod).where(SheetPeriod.code == code))


def sums(session, key, value):
    found = select(key, func.sum(value)).where(key.is_not(None)).group_by(key)
    return {number: total for number, total in session.execute(found) if total}


def pays(session, table):
    return {
        number: pay
        for number, pay in session.execute(select(table.number, table.pay_ore))
        if pay
    }


def test_what_a_sheet_pays_is_the_sum_of_its_frozen_lines(session):
    for table, key in (
        (Timesheet, PaidLine.sheet_number),
        (LeaderSheet, PaidLine.leader_sheet_number),
    ):
        assert len(pays(session, table)) > 40
        assert sums(session, key, PaidLine.sum_ore) == pays(session, table)


def test_what_a_run_pays_is_the_sum_of_its_sheets(session):
    runs = sums(session, PayRun.number, PayRun.sum_ore)
    listed = sums(session, PayRunSheet.run_number, PayRunSheet.sum_ore)
    sheets = sums(session, Timesheet.run_number, Timesheet.pay_ore)
    led = sums(session, LeaderSheet.run_number, LeaderSheet.pay_ore)
    assert runs == listed
    assert runs == {run: sheets.get(run, 0) + led.get(run, 0) for run in runs}


def test_the_frozen_lines_are_those_the_office_would_write_itself(session):
    some = session.scalars(
        select(Timesheet).where(Timesheet.number % 11 == 3, Timesheet.serial == 1)
    ).all()
    assert len(some) > 100
    for sheet in some:
        assert pay_of_sheet(session, sheet).sum_ore == sheet.pay_ore


def test_every_period_behind_has_gone_to_payroll_and_been_confirmed(session):
    first = period(session, "2026-10")
    behind = session.scalars(
        select(PayRun).where(PayRun.period_number < first.number)
    ).all()
    assert {run.state for run in behind} == {RunState.CONFIRMED}
    assert {run.period_number for run in behind} == set(range(1, first.number))
    assert {run.serial for run in behind} == {1, 2}
    [now] = session.scalars(
        select(PayRun).where(PayRun.period_number == first.number)
    ).all()
    assert now.state is RunState.SENT
    assert period(session, "2026-08").closed_at is not None
    assert first.closed_at is None


def test_nobody_signs_for_two(session):
    signed = session.execute(
        select(Timesheet.entered_by, Timesheet.checked_by, Timesheet.approved_by)
        .where(Timesheet.state.in_((SheetState.SENT, SheetState.PAID)))
        .distinct()
    ).all()
    staff = {one.number for one in list_staff(session, today=TODAY)}
    for hands in signed:
        assert len(set(hands)) == 3
        assert set(hands) <= staff


def test_the_files_of_the_newest_runs_are_there(session):
    [newest] = session.scalars(select(PayRun).where(PayRun.state == RunState.SENT))
    files = session.scalars(
        select(PayRunFile).where(PayRunFile.run_number == newest.number)
    ).all()
    assert {file.kind for file in files} == set(RunFileKind)
    assert newest.done is RunStep.DELIVER
    assert all(file.delivered_at for file in files)
    [payroll] = [file for file in files if file.kind is RunFileKind.PAYROLL]
    rows = payroll.data.decode("utf-8-sig").splitlines()
    amounts = [row.split(";")[7].strip('"').replace(",", "") for row in rows[1:]]
    assert sum(map(int, amounts)) == newest.sum_ore


def test_a_run_of_what_is_approved_now_lacks_nothing(session):
    october = period(session, "2026-10").number
    seen = run_preview(session, october, today=TODAY)
    blocking = {problem.wrong for problem in seen.problems if problem.blocks}
    assert blocking == {Wrong.NOT_CHECKED, Wrong.NOT_APPROVED}  # those under way
    assert seen.files


def test_what_is_signed_could_have_been_signed(session):
    signed = (SheetState.CHECKED, SheetState.APPROVED, SheetState.SENT)
    numbers = session.scalars(
        select(Timesheet.number).where(Timesheet.state.in_(signed))
    ).all()
    assert len(numbers) > 30
    assert lacks_of_sheets(session, numbers) == {}


def test_some_drives_and_receipts_are_forgotten_by_those_not_signed(session):
    entered = select(Timesheet.number).where(Timesheet.state == SheetState.RECEIVED)
    lines = TimesheetLine.sheet_number.in_(entered)
    forgotten = select(func.count()).where(
        lines, TimesheetLine.metres > 0, TimesheetLine.route == ""
    )
    unproven = select(func.count()).where(
        lines, TimesheetLine.expense_ore > 0, ~TimesheetLine.has_receipt
    )
    assert session.scalar(forgotten)
    assert session.scalar(unproven)


def test_every_kind_of_pay_and_every_way_of_expenses_is_there(session):
    assert set(session.scalars(select(PaidLine.kind).distinct())) == set(PayKind)
    ways = select(Assignment.expense_way).distinct()
    assert set(session.scalars(ways)) == set(ExpenseWay)
    assert session.scalar(select(func.count()).where(PaidLine.unpaid_ore > 0))
    assert session.scalar(select(func.count()).where(PaidLine.account != ""))


def test_some_are_paid_by_a_rate_of_their_own_or_of_their_age(session):
    paid = set(
        session.scalars(
            select(PaidLine.rate_ore).where(PaidLine.kind == PayKind.HOURS).distinct()
        )
    )
    own = set(session.scalars(select(OwnRate.amount_ore)))
    assert own <= paid
    assert {241_35, 246_35} <= paid


def test_corrections_are_paid_later_and_one_is_waiting(session):
    corrections = session.scalars(select(Timesheet).where(Timesheet.serial > 1)).all()
    assert [each.state for each in corrections] == [
        SheetState.PAID,
        SheetState.PAID,
        SheetState.RECEIVED,
    ]
    for each in corrections:
        assert each.correction_reason
        opened = begin_correction(session, each.corrects_number)
        both = session.scalar(
            select(func.sum(Timesheet.pay_ore)).where(
                Timesheet.assignment_number == each.assignment_number,
                Timesheet.period_number == each.period_number,
            )
        )
        assert opened.pay(opened.draft.visits).sum_ore == both
    runs = [session.get(PayRun, each.run_number) for each in corrections[:2]]
    for run, each in zip(runs, corrections, strict=False):
        assert run.period_number == each.period_number + 1


def test_sheets_are_sent_back_and_asked_for(session):
    returned = set(session.scalars(select(SheetReturn.back_on.is_(None))))
    assert returned == {True, False}
    october = period(session, "2026-10").number
    steps = session.execute(
        select(SheetReminder.period_number, SheetReminder.step).distinct()
    ).all()
    assert {step for number, step in steps if number == october} == {ReminderStep.FIRST}
    assert {step for _number, step in steps} == set(ReminderStep)


def test_reports_are_read_and_unread_with_one_concern_and_one_wish(session):
    october = period(session, "2026-10").number
    reports = session.scalars(
        select(MonthReport).where(MonthReport.period_number == october)
    ).all()
    assert {report.read_on is None for report in reports} == {True, False}
    assert sum(report.is_concern for report in reports) == 1
    assert sum(report.wants_change for report in reports) == 1
    assert all(report.answers for report in reports)


def test_leaders_are_paid_for_the_meetings_they_held(office):
    with office.transaction() as session:
        for code in ("2026-08", "2026-09", "2026-10"):
            number = period(session, code).number
            made = make_leader_sheets(session, number, today=TODAY)
            assert made.words == ""
        states = set(session.scalars(select(LeaderSheet.state)))
    assert states == {SheetState.PAID, SheetState.CHECKED}
