"""What was tried to get a sheet paid twice, or by halves: refused, or put right."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.errors import ChangedByAnotherError, OfficeError
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.run_preview import Wrong
from stkdesk.domain.sheet_ledger import ReturnReason
from stkdesk.domain.timesheet import SheetState, Trip
from stkdesk.services.corrections import (
    begin_correction,
    delete_correction,
    register_correction,
)
from stkdesk.services.new_rate import adopt_rate
from stkdesk.services.pay_runs import open_run, reverse_run, run_file, run_preview
from stkdesk.services.period_care import PeriodClosedError, close_period
from stkdesk.services.rate_effects import rate_effects
from stkdesk.services.sheet_course import (
    SheetKey,
    check_sheets,
    mark_nothing,
    undo_step,
)
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.services.timesheets import (
    delete_sheet,
    register_nothing,
    register_sheet,
    restore_sheet,
    undo_approval,
    undo_check,
)
from stkdesk.storage.tables import PayRunFile, Timesheet
from tests import builders as make
from tests.services import running
from tests.services.running import NOW, TODAY

WHY = "Besøket ble ført to ganger."
FIRST = make.a_visit(3)
SECOND = make.a_visit(14)
DEARER = RateChange(RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 10, 1), 251_35))


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def month(session):
    """A period and one assignment, whose sheet of two visits is approved."""
    period, [number, *_] = running.a_payable_month(
        session, clients=running.CLIENTS[:1], contacts=running.CONTACTS[:1]
    )
    sheet = session.scalars(select(Timesheet)).one()
    session.delete(sheet)
    session.flush()
    running.an_approved_sheet(session, number, period, FIRST, SECOND)
    return SheetKey(number, period)


def the_first(session):
    return session.scalars(select(Timesheet).filter_by(serial=1)).one()


def correct(session, *visits):
    number = the_first(session).number
    draft = replace(begin_correction(session, number).draft, visits=visits)
    return register_correction(session, number, draft, WHY, today=TODAY)


def approve(session, number):
    make.approved(session, number)
    return number


def take_back(session, run):
    version = open_run(session, run).row.version
    reverse_run(session, run, version, "Feil lønnsart", now=NOW)


def edit(session, key, *visits):
    draft = open_sheet(session, key.assignment, key.period).draft
    return register_sheet(session, replace(draft, visits=visits), today=TODAY)


def total(session):
    return session.scalar(select(func.sum(Timesheet.pay_ore)))


def hours(number, ore=241_35):
    return 3 * number * ore


def test_a_sheet_out_of_a_run_is_not_edited_under_its_correction(session, month):
    run = running.a_run(session, month.period)
    correction = correct(session, FIRST)
    take_back(session, run)
    number = the_first(session).number
    undo_approval(session, [number])
    undo_check(session, [number])
    the_first(session).state = SheetState.RECEIVED
    session.flush()
    for work in (
        lambda: edit(session, month, FIRST),
        lambda: delete_sheet(session, number),
        lambda: register_nothing(
            session, open_sheet(session, *_place(month)).draft, today=TODAY
        ),
    ):
        with pytest.raises(OfficeError, match="har en rettelse"):
            work()
    back = send_back(session, [month], ReturnDraft((ReturnReason.SUM,)), today=TODAY)
    assert "rettelse" in back.left[0].reason
    assert total(session) == hours(1)
    delete_correction(session, correction)  # and then it is edited as any other
    edit(session, month, FIRST)
    assert total(session) == hours(1)


def test_where_only_a_correction_helps_the_page_offers_one(session, month):
    assert not open_sheet(session, *_place(month)).takes_correction
    run = running.a_run(session, month.period)
    assert open_sheet(session, *_place(month)).takes_correction
    correct(session, FIRST)
    take_back(session, run)
    assert open_sheet(session, *_place(month)).takes_correction


def test_a_null_sheet_of_a_closed_period_is_corrected(session, month):
    _open(session)
    draft = open_sheet(session, *_place(month)).draft
    register_nothing(session, draft, today=TODAY)
    close_period(session, month.period, now=NOW)
    assert open_sheet(session, *_place(month)).takes_correction
    correct(session, FIRST)
    assert total(session) == hours(1)


def _place(key):
    return key.assignment, key.period


def test_a_correction_waits_for_the_sheet_that_came_out_of_its_run(session, month):
    run = running.a_run(session, month.period)
    approve(session, correct(session, FIRST))
    take_back(session, run)
    number = the_first(session).number
    undo_approval(session, [number])
    seen = run_preview(session, month.period, today=TODAY)
    assert seen.choice.taken == ()
    assert Wrong.EARLIER_FIRST in {each.wrong for each in seen.problems}
    the_first(session).state = SheetState.APPROVED
    session.flush()
    running.a_run(session, month.period)  # both, in one run
    assert set(running.states(session).values()) == {SheetState.SENT}
    assert total(session) == hours(1)


def test_a_run_is_not_taken_back_from_under_a_later_one_that_corrects_it(
    session, month
):
    first = running.a_run(session, month.period)
    approve(session, correct(session, FIRST))
    second = running.a_run(session, month.period)
    with pytest.raises(OfficeError, match="2026-10-2"):
        take_back(session, first)
    take_back(session, second)
    take_back(session, first)
    assert set(running.states(session).values()) == {SheetState.APPROVED}


def test_a_run_takes_its_own_month_and_corrections_of_earlier_ones(session, month):
    november = make.periods(session)["2026-11"].number
    december = make.periods(session)["2026-12"].number
    later = running.an_approved_sheet(
        session, month.assignment, november, make.a_visit(4, month=11)
    )
    october = the_first_of(session, month.period)
    seen = run_preview(session, november, today=TODAY)
    assert [each.number for each in seen.choice.taken] == [later]
    assert run_preview(session, december, today=TODAY).choice.taken == ()
    running.a_run(session, november)
    draft = begin_correction(session, later).draft
    moved = replace(draft, visits=(*draft.visits, make.a_visit(5, month=11)))
    number = approve(
        session, register_correction(session, later, moved, WHY, today=TODAY)
    )
    seen = run_preview(session, month.period, today=TODAY)  # before the correction's
    assert [each.number for each in seen.choice.taken] == [october]
    seen = run_preview(session, december, today=TODAY)
    assert [each.number for each in seen.choice.taken] == [number]


def test_a_file_of_a_run_that_was_tampered_with_is_not_handed_out(session, month):
    run = running.a_run(session, month.period)
    [payroll, _] = open_run(session, run).files
    stored = session.get(PayRunFile, payroll.number)
    stored.data = stored.data.replace(b"00", b"99", 1)
    session.flush()
    with pytest.raises(OfficeError, match="skadet"):
        run_file(session, payroll.number)


def the_first_of(session, period):
    return session.scalars(
        select(Timesheet.number).filter_by(period_number=period, serial=1)
    ).one()


def test_a_new_rate_does_not_pay_twice_what_a_correction_took_back(session, month):
    run = running.a_run(session, month.period)
    correct(session, FIRST)
    take_back(session, run)
    adopt_rate(session, rate_effects(session, DEARER), today=TODAY)
    assert total(session) == hours(1, 251_35)


def test_a_correction_under_back_pay_is_put_right_and_not_taken_away(session, month):
    running.a_run(session, month.period)
    third = make.a_visit(21)
    correction = correct(session, FIRST, SECOND, third)
    [back_pay] = adopt_rate(
        session, rate_effects(session, DEARER), today=TODAY
    ).corrections
    with pytest.raises(OfficeError, match="senere rettelse"):
        delete_correction(session, correction)
    with pytest.raises(OfficeError, match="etterbetaling"):
        delete_correction(session, back_pay)
    assert correct(session, FIRST, SECOND) == correction
    assert total(session) == hours(2, 251_35)


def test_back_pay_is_not_written_over_by_a_correction(session, month):
    running.a_run(session, month.period)
    [back_pay] = adopt_rate(
        session, rate_effects(session, DEARER), today=TODAY
    ).corrections
    correction = correct(session, FIRST)
    assert correction != back_pay
    assert session.get(Timesheet, back_pay).pay_ore == hours(2, 10_00)
    delete_correction(session, correction)
    assert total(session) == hours(2, 251_35)


def test_a_sheet_put_back_is_paid_by_the_rate_that_came_meanwhile(session, month):
    _open(session)
    removed = delete_sheet(session, the_first(session).number)
    adopt_rate(session, rate_effects(session, DEARER), today=TODAY)
    restore_sheet(session, removed)
    assert total(session) == hours(2, 251_35)


def _open(session):
    sheet = the_first(session)
    sheet.state, sheet.approved_at = SheetState.RECEIVED, None
    session.flush()
    return sheet.number


def test_a_sheet_with_hours_becomes_one_without(session, month):
    _open(session)
    draft = open_sheet(session, *_place(month)).draft
    register_nothing(session, draft, today=TODAY)
    assert (the_first(session).state, total(session)) == (SheetState.NOTHING, 0)


def test_a_signature_is_not_given_back_to_what_was_entered_since(session, month):
    number = _open(session)
    attested = check_sheets(session, [number], now=NOW)
    undone = undo_step(session, attested)
    edit(session, month, FIRST)
    with pytest.raises(ChangedByAnotherError):
        undo_step(session, undone)
    assert the_first(session).checked_by is None


def test_what_a_correction_adds_is_asked_what_a_sheet_is_asked(session, month):
    running.a_run(session, month.period)
    carried = Trip("tur", "Hjem – hall – hjem", passengers=1)
    drive = make.a_visit(21, metres=10_000, trip=carried)
    number = correct(session, FIRST, SECOND, drive)
    [left] = check_sheets(session, [number], now=NOW).left
    assert "navn på passasjer" in left.reason
    named = replace(drive, trip=replace(carried, passenger_names="Ida Moe"))
    correct(session, FIRST, SECOND, named)
    assert check_sheets(session, [number], now=NOW).numbers == (number,)


def test_nothing_is_undone_or_taken_away_in_a_closed_period(session, month):
    number = the_first(session).number
    undo_approval(session, [number])
    undo_check(session, [number])
    _open(session)
    delete_sheet(session, number)
    done = mark_nothing(session, [month], today=TODAY)
    removed = delete_sheet(session, the_first(session).number)
    restore_sheet(session, removed)
    null = the_first(session).number
    close_period(session, month.period, now=NOW)
    with pytest.raises(ChangedByAnotherError):
        undo_step(session, done)
    with pytest.raises(PeriodClosedError):
        delete_sheet(session, null)
    with pytest.raises(PeriodClosedError):
        restore_sheet(session, removed)
    assert running.states(session) == {null: SheetState.NOTHING}


def test_a_signature_stays_on_a_sheet_of_a_closed_period(session, month):
    run = running.a_run(session, month.period)
    close_period(session, month.period, now=NOW)
    take_back(session, run)
    with pytest.raises(PeriodClosedError):
        undo_approval(session, [the_first(session).number])
    adopt_rate(session, rate_effects(session, DEARER), today=TODAY)
    assert the_first(session).pay_ore == hours(2)  # the difference stands beside it
    assert total(session) == hours(2, 251_35)
