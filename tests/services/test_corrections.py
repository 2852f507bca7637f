"""Corrections of sheets that are locked: additive, with a reason, and paid as such."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
)
from stkdesk.domain.sheet_ledger import ReturnReason
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.check_sheets import sheet_sums
from stkdesk.services.corrections import (
    begin_correction,
    delete_correction,
    register_correction,
)
from stkdesk.services.history import assignment_history
from stkdesk.services.sheet_course import SheetKey, mark_arrived
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.services.timesheets import delete_sheet
from stkdesk.storage.tables import PaidLine, SheetPeriod, Timesheet
from tests import builders as make

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
WHY = "Besøket 7.10. var ført to ganger."
THIRD = make.a_visit(3)
FIFTH = make.a_visit(5, metres=10_000)
SEVENTH = make.a_visit(7)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        yield session


@pytest.fixture
def october(session):
    return make.periods(session)["2026-10"].number


@pytest.fixture
def sent(session, october):
    """A sheet of three visits that is in a payroll run."""
    number = make.a_sheet(
        session, make.an_assignment(session), october, THIRD, FIFTH, SEVENTH
    )
    lock(session, number)
    return number


def lock(session, number):
    make.approved(session, number)
    session.get(Timesheet, number).state = SheetState.SENT
    session.flush()


def correct(session, number, *visits, reason=WHY):
    draft = replace(begin_correction(session, number).draft, visits=visits)
    return register_correction(session, number, draft, reason, today=TODAY)


def totals(session, column):
    return session.scalar(select(func.sum(column)))


def test_a_correction_has_the_difference_and_the_sums_of_all_are_right(session, sent):
    paid = session.get(Timesheet, sent).pay_ore
    number = correct(session, sent, THIRD, FIFTH)
    row = session.get(Timesheet, number)
    assert (row.serial, row.corrects_number) == (2, sent)
    assert (row.minutes, row.metres, row.correction_reason) == (-180, 0, WHY)
    assert row.pay_ore == -3 * 241_35
    assert totals(session, Timesheet.pay_ore) == paid - 3 * 241_35
    assert totals(session, PaidLine.sum_ore) == totals(session, Timesheet.pay_ore)
    assert list(sheet_sums(session)) == []


def test_what_is_taken_back_and_added_is_paid_by_the_rates_of_its_own_day(
    session, sent
):
    longer = replace(FIFTH, metres=110_000)
    number = correct(session, sent, THIRD, longer, SEVENTH)
    row = session.get(Timesheet, number)
    assert (row.minutes, row.metres) == (0, 100_000)
    assert row.pay_ore == 350_00 + 180_00  # 100 km at 5,30 (domain.md 4.4)


def test_the_second_correction_begins_where_the_first_ended(session, sent):
    first = correct(session, sent, THIRD, FIFTH)
    lock(session, first)
    opened = begin_correction(session, first)  # asked of either, it is the same
    assert opened.draft.visits == (THIRD, FIFTH)
    assert opened.correcting == sent
    second = correct(session, sent, THIRD)
    assert session.get(Timesheet, second).serial == 3
    assert totals(session, Timesheet.minutes) == 180


def test_a_correction_not_sent_is_written_anew_and_not_doubled(session, sent):
    first = correct(session, sent, THIRD)
    again = correct(session, sent, THIRD, FIFTH, reason="Bare den siste.")
    assert again == first
    assert session.get(Timesheet, again).minutes == -180
    assert totals(session, Timesheet.minutes) == 360


def test_a_reason_and_a_difference_are_asked(session, sent):
    with pytest.raises(InvalidInputError, match="Skriv hvorfor"):
        correct(session, sent, THIRD, reason="  ")
    with pytest.raises(InvalidInputError, match="Ingenting er endret"):
        correct(session, sent, THIRD, FIFTH, SEVENTH)
    with pytest.raises(InvalidInputError, match="utenfor perioden"):
        correct(session, sent, make.a_visit(3, month=9))


def test_two_who_correct_at_once_do_not_undo_each_other(session, sent):
    mine = begin_correction(session, sent).draft
    correct(session, sent, THIRD, FIFTH)
    with pytest.raises(ChangedByAnotherError):
        register_correction(
            session, sent, replace(mine, visits=(THIRD,)), WHY, today=TODAY
        )


def test_a_sheet_that_is_not_locked_is_edited_and_not_corrected(session, october):
    number = make.a_sheet(session, make.an_assignment(session), october)
    with pytest.raises(OfficeError, match="ikke sendt til lønn"):
        begin_correction(session, number)
    with pytest.raises(NotFoundError):
        begin_correction(session, 99)
    session.get(SheetPeriod, october).closed_at = NOW
    session.flush()
    assert begin_correction(session, number).draft.visits  # no other way then


def test_a_correction_goes_the_same_course_and_is_not_sent_in_the_post(
    session, sent, october
):
    number = correct(session, sent, THIRD)
    assert make.approved(session, number) == (number,)
    with pytest.raises(OfficeError, match="godkjent"):
        correct(session, sent, FIFTH)
    with pytest.raises(OfficeError, match="godkjent"):
        delete_correction(session, number)
    key = SheetKey(session.get(Timesheet, sent).assignment_number, october)
    draft = ReturnDraft((ReturnReason.SUM,))
    assert send_back(session, [key], draft, today=TODAY).count == 0
    assert mark_arrived(session, [key], today=TODAY).count == 0


def test_a_correction_not_sent_is_taken_away_and_the_sheet_stands(session, sent):
    number = correct(session, sent, THIRD)
    with pytest.raises(OfficeError, match="rettelse"):
        delete_sheet(session, number)
    delete_correction(session, number)
    with pytest.raises(NotFoundError):
        delete_correction(session, sent)
    assert begin_correction(session, sent).draft.visits == (THIRD, FIFTH, SEVENTH)


def test_who_looks_at_the_sheet_sees_the_first_and_history_tells_of_the_correction(
    session, sent, october
):
    correct(session, sent, THIRD, FIFTH)
    assignment = session.get(Timesheet, sent).assignment_number
    opened = open_sheet(session, assignment, october)
    assert (opened.sheet_number, len(opened.draft.visits)) == (sent, 3)
    told = [event.text for event in assignment_history(session, assignment)]
    assert any("Rettelse av timeliste for oktober 2026" in text for text in told)
