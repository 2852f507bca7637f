"""Payroll runs: looked at, locked once, confirmed or taken back."""

import pytest

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    OfficeError,
)
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_run import RunFileKind, RunState
from stkdesk.domain.run_preview import Lack, Wrong
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.pay_codes import list_pay_codes, remove_pay_code
from stkdesk.services.pay_runs import (
    confirm_run,
    lock_run,
    open_run,
    reverse_run,
    run_file,
    run_list,
    run_preview,
)
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import register_nothing
from stkdesk.storage.tables import Assignment, Contact, LeaderSheet, PaidLine, Timesheet
from tests import builders as make
from tests.grouping import a_group
from tests.services import running
from tests.services.running import NOW, TODAY

# 180 + 225 minutes at 241,35; 30 km at 5,30; 450 kr of expenses with a cap of 300.
ONE_SHEET = 724_05 + 905_06 + 105_00 + 54_00 + 300_00


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def month(session):
    return running.a_payable_month(session)


def test_what_is_seen_is_what_is_locked_byte_for_byte(session, month):
    period, _ = month
    seen = run_preview(session, period, today=TODAY)
    run = open_run(session, lock_run(session, period, seen.choice, now=NOW))
    kept = [run_file(session, file.number) for file in run.files]
    assert [file.data for file in kept] == [file.data for file in seen.files]
    assert [file.name for file in kept] == [
        "lonn-2026-10-1.csv",
        "kontrolliste-2026-10-1.pdf",
    ]
    assert (run.row.sheets, run.row.state) == (3, RunState.SENT)
    assert run.row.sum_ore == seen.sum_ore
    assert set(running.states(session).values()) == {SheetState.SENT}


def test_every_sum_is_the_sum_of_its_printed_lines(session, month):
    period, _ = month
    seen = run_preview(session, period, today=TODAY)
    assert seen.sum_ore == 3 * ONE_SHEET
    assert [total.sum_ore for total in seen.totals] == [ONE_SHEET] * 3
    assert [total.contact for total in seen.totals] == [
        "Ola Lie",
        "Berit Næss",
        "Håkon Solheim",
    ]
    assert {total.unpaid_ore for total in seen.totals} == {150_00}  # told, not dropped
    assert {total.holiday_ore for total in seen.totals} == {None}  # no employee


def test_holiday_pay_is_told_of_employees_only(session, month):
    from stkdesk.domain.contact import Employment

    period, _ = month
    session.get(Contact, 1).employment = Employment.EMPLOYEE
    seen = run_preview(session, period, today=TODAY)
    [told] = [each for each in seen.totals if each.holiday_ore is not None]
    assert (told.contact, told.holiday_ore) == ("Håkon Solheim", 195_49)  # 12 %


def test_a_run_takes_what_is_ready_and_the_rest_goes_later(session, month):
    period, _ = month
    late = session.get(Timesheet, 2)
    late.state = SheetState.CHECKED
    session.flush()
    first = running.a_run(session, period)
    late.state = SheetState.APPROVED
    session.flush()
    second = running.a_run(session, period)
    rows = {row.code: row for row in run_list(session, ListQuery()).rows}
    assert rows["2026-10-1"].sum_ore + rows["2026-10-2"].sum_ore == 3 * ONE_SHEET
    assert (first, second) == (rows["2026-10-1"].number, rows["2026-10-2"].number)
    assert running.times_in_runs(session) == {1: 1, 2: 1, 3: 1}
    with pytest.raises(OfficeError):  # nothing is left
        running.a_run(session, period)


def test_what_lacks_is_told_with_the_way_out(session, month):
    period, _ = month
    waiting = make.an_assignment(session, "Ida Moe", "Kari Dal")
    null = make.an_assignment(session, "Per Vik", "Anne Ås")
    register_nothing(session, SheetDraft(null, period), today=TODAY)
    seen = run_preview(session, period, today=TODAY)
    [lack] = seen.lacking
    assert (lack.assignment_number, lack.why) == (waiting, Lack.MISSING)
    assert (seen.expected, seen.nothing, len(seen.choice.taken)) == (5, 1, 3)


def test_one_without_number_at_payroll_waits_and_the_others_go(session, month):
    period, _ = month
    session.get(Contact, 2).employee_number = None
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    [problem] = [each for each in seen.problems if each.blocks]
    assert (problem.wrong, problem.contact) == (
        Wrong.NO_EMPLOYEE_NUMBER,
        "Berit Næss",
    )
    assert len(seen.choice.taken) == 2


def test_a_kind_of_pay_without_code_stops_its_sheets_only(session, month):
    period, _ = month
    plain = make.an_assignment(session, "Ida Moe", "Kari Dal")
    running.a_payable_contact(session, 9)
    running.an_approved_sheet(session, plain, period, make.a_visit(5, minutes=60))
    for row in list_pay_codes(session):
        if row.kind is PayKind.DRIVE_TAXABLE:
            remove_pay_code(session, row)
    seen = run_preview(session, period, today=TODAY)
    assert {each.wrong for each in seen.problems} == {Wrong.NO_PAY_CODE}
    assert (len(seen.problems), len(seen.choice.taken)) == (3, 1)


def test_lines_that_no_longer_come_to_the_pay_of_their_sheet_stop_it(session, month):
    period, _ = month
    line = session.query(PaidLine).filter_by(sheet_number=1).first()
    line.sum_ore += 1
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    assert [each.wrong for each in seen.problems if each.blocks] == [Wrong.SUMS_MOVED]
    assert len(seen.choice.taken) == 2


def test_a_sheet_not_signed_is_told_and_stays(session, month):
    period, _ = month
    session.get(Timesheet, 1).state = SheetState.RECEIVED
    session.get(Timesheet, 2).state = SheetState.CHECKED
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    assert {each.wrong for each in seen.problems if each.blocks} == {
        Wrong.NOT_CHECKED,
        Wrong.NOT_APPROVED,
    }
    running.a_run(session, period)
    assert running.states(session)[1] is SheetState.RECEIVED


def test_a_paper_that_says_another_sum_is_told(session, month):
    period, _ = month
    session.get(Timesheet, 1).control_minutes = 400
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    [told] = [each for each in seen.problems if each.wrong is Wrong.CONTROL_SUM]
    assert "6,67" in told.sentence
    assert "6,75" in told.sentence
    assert not told.blocks


@pytest.mark.parametrize("what", ["unapproved", "saved"])
def test_a_sheet_changed_after_the_preview_stops_the_whole_run(session, month, what):
    period, _ = month
    seen = run_preview(session, period, today=TODAY)
    sheet = session.get(Timesheet, 2)
    if what == "saved":
        sheet.control_minutes = 77
    else:
        sheet.state = SheetState.CHECKED
    session.flush()
    with pytest.raises(ChangedByAnotherError, match="1 timeliste er endret"):
        lock_run(session, period, seen.choice, now=NOW)
    assert SheetState.SENT not in running.states(session).values()
    assert run_list(session, ListQuery()).total == 0


def test_a_new_code_after_the_preview_stops_the_run(session, month):
    period, _ = month
    seen = run_preview(session, period, today=TODAY)
    row = list_pay_codes(session)[0]
    remove_pay_code(session, row)
    from dataclasses import replace

    from stkdesk.services.pay_codes import set_pay_code

    set_pay_code(session, replace(row, pay_code="9999"))
    with pytest.raises(ChangedByAnotherError, match="Filene"):
        lock_run(session, period, seen.choice, now=NOW)


def test_one_approved_meanwhile_does_not_slip_into_the_run(session, month):
    period, _ = month
    late = session.get(Timesheet, 2)
    late.state = SheetState.CHECKED
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    late.state = SheetState.APPROVED
    session.flush()
    run = lock_run(session, period, seen.choice, now=NOW)
    assert open_run(session, run).row.sheets == 2
    assert running.states(session)[2] is SheetState.APPROVED


def test_of_two_who_run_at_the_same_time_one_wins(database):
    with database.transaction() as session:
        period, _ = running.a_payable_month(session)
    with database.reading() as session:
        mine = run_preview(session, period, today=TODAY)
    with database.reading() as session:
        theirs = run_preview(session, period, today=TODAY)
    with database.transaction() as session:
        lock_run(session, period, mine.choice, now=NOW)
    with (
        pytest.raises(ChangedByAnotherError, match="Noen andre har kjørt lønn"),
        database.transaction() as session,
    ):
        lock_run(session, period, theirs.choice, now=NOW)
    with database.reading() as session:
        assert running.times_in_runs(session) == {1: 1, 2: 1, 3: 1}


def test_a_run_is_taken_back_with_a_reason_and_made_again(session, month):
    period, _ = month
    run = open_run(session, running.a_run(session, period)).row
    with pytest.raises(InvalidInputError):
        reverse_run(session, run.number, run.version, " ", now=NOW)
    reverse_run(session, run.number, run.version, "Feil lønnsart", now=NOW)
    back = open_run(session, run.number)
    assert (back.row.state, back.reverse_reason) == (
        RunState.REVERSED,
        "Feil lønnsart",
    )
    assert len(back.files) == 2  # what was sent is still there
    assert set(running.states(session).values()) == {SheetState.APPROVED}
    again = open_run(session, running.a_run(session, period))
    assert (again.row.code, again.row.sum_ore) == ("2026-10-2", run.sum_ore)


def test_confirmed_is_paid_and_cannot_be_taken_back(session, month):
    period, _ = month
    run = open_run(session, running.a_run(session, period)).row
    early = TODAY.replace(day=5)
    for day in (early, TODAY.replace(day=20)):
        with pytest.raises(InvalidInputError):
            confirm_run(session, run.number, run.version, day, now=NOW)
    confirm_run(session, run.number, run.version, TODAY, now=NOW)
    assert set(running.states(session).values()) == {SheetState.PAID}
    assert {each.paid_on for each in session.query(Timesheet)} == {TODAY}
    row = open_run(session, run.number).row
    with pytest.raises(OfficeError, match="bekreftet"):
        reverse_run(session, row.number, row.version, "Angrer meg", now=NOW)


def test_a_run_somebody_has_touched_is_not_confirmed_unseen(session, month):
    period, _ = month
    run = open_run(session, running.a_run(session, period)).row
    with pytest.raises(ChangedByAnotherError):
        confirm_run(session, run.number, run.version - 1, TODAY, now=NOW)


def test_nothing_that_goes_to_payroll_names_a_client(session, month):
    period, assignments = month
    for number in assignments:
        client = session.get(Assignment, number).client_number
        from stkdesk.storage.tables import Client

        session.get(Client, client).case_number = f"2026/{770 + number}"
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    from tests.documents.reading import spoken

    payroll, control = seen.files
    text = payroll.data.decode("utf-8-sig") + " ".join(
        word for _role, word in spoken(control.data)
    )
    for file in seen.files:
        text += file.name
    for name in running.CLIENTS:
        given, family = name.split()
        for secret in (given, family, f"{given[0]}{family[0]}", f"{given[0]}.{family}"):
            assert secret not in text
    assert "2026/77" not in text
    assert "O-1" in text
    assert control.kind is RunFileKind.CONTROL_LIST


def test_the_leader_of_a_group_is_paid_with_the_others(session, month):
    period, _ = month
    group = a_group(session)
    sheet = LeaderSheet(
        contact_number=1,
        group_number=group,
        period_number=period,
        state=SheetState.APPROVED,
        minutes=120,
        approved_at=NOW,
    )
    session.add(sheet)
    session.flush()
    sheet.pay_ore = 500_00
    paid = PaidLine(
        leader_sheet_number=sheet.number,
        place=1,
        kind=PayKind.HOURS,
        quantity=120,
        rate_ore=250_00,
        sum_ore=500_00,
    )
    session.add(paid)
    session.flush()
    seen = run_preview(session, period, today=TODAY)
    assert f';500,00;"2340-1";"G-{group}"' in seen.files[0].data.decode("utf-8-sig")
    run = open_run(session, lock_run(session, period, seen.choice, now=NOW))
    assert (run.row.sheets, run.row.sum_ore) == (4, 3 * ONE_SHEET + 500_00)
    assert sheet.state is SheetState.SENT
    reverse_run(session, run.row.number, run.row.version, "Feil art", now=NOW)
    assert (sheet.state, sheet.run_number) == (SheetState.APPROVED, None)
