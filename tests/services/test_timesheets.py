"""Timesheets: opened, registered, approved, taken away and put back."""

from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.sheet_course import approve_sheets
from stkdesk.services.sheet_drafts import SheetDraft, load_draft, save_draft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_pile import count_missing, next_missing
from stkdesk.services.timesheets import (
    delete_sheet,
    register_nothing,
    register_sheet,
    restore_sheet,
    undo_approval,
    undo_check,
)
from stkdesk.storage.tables import SheetPeriod
from tests import builders as make

TODAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 9, 41, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        yield session


@pytest.fixture
def october(session):
    return make.periods(session)["2026-10"].number


@pytest.fixture
def assignment(session):
    return make.an_assignment(session)


def typed(assignment, period, *visits, version=0, **fields):
    return SheetDraft(assignment, period, visits, version=version, **fields)


def test_a_sheet_still_to_come_opens_with_all_that_is_known(
    session, assignment, october
):
    opened = open_sheet(session, assignment, october)
    assert (opened.client, opened.contact) == ("Oskar Moen", "Håkon Solheim")
    assert opened.period.label == "Oktober 2026"
    assert opened.frame.granted_minutes == 24 * 60
    assert (opened.state, opened.draft.visits, opened.saved) == (None, (), None)
    assert opened.pay([make.a_visit(3, minutes=60)]).sum_ore == 241_35


def test_hours_a_week_are_counted_over_the_days_of_the_period(session, october):
    weekly = make.an_assignment(
        session, "A Moe", "B Lie", hours=4, hours_unit=HoursUnit.WEEK
    )
    assert open_sheet(session, weekly, october).frame.granted_minutes == 1065


def test_a_registered_sheet_opens_as_it_was_typed(session, assignment, october):
    visits = (
        make.a_visit(14, metres=12_000, activity="kino"),
        make.a_visit(3, None, 90, expense_ore=120_00),
    )
    register_sheet(
        session,
        typed(assignment, october, *visits, control_minutes=270),
        today=TODAY,
    )
    opened = open_sheet(session, assignment, october)
    assert opened.draft.visits == (visits[1], visits[0])
    assert opened.draft.control_minutes == 270
    assert (opened.state, opened.received_on) == (SheetState.RECEIVED, TODAY)


def test_an_empty_sheet_is_refused_but_no_hours_can_be_said(
    session, assignment, october
):
    with pytest.raises(InvalidInputError) as refused:
        register_sheet(session, typed(assignment, october), today=TODAY)
    assert refused.value.problems[0].field == "visits"
    register_nothing(session, typed(assignment, october), today=TODAY)
    assert open_sheet(session, assignment, october).state is SheetState.NOTHING


def test_a_visit_outside_the_period_is_refused_by_its_line(
    session, assignment, october
):
    wrong = typed(assignment, october, make.a_visit(3), make.a_visit(2, month=11))
    with pytest.raises(InvalidInputError) as refused:
        register_sheet(session, wrong, today=TODAY)
    assert [problem.field for problem in refused.value.problems] == ["visits.1"]


def test_a_sheet_someone_else_registered_meanwhile_is_not_overwritten(
    session, assignment, october
):
    mine = typed(assignment, october, make.a_visit(3))
    make.a_sheet(session, assignment, october, make.a_visit(4))
    with pytest.raises(ChangedByAnotherError):
        register_sheet(session, mine, today=TODAY)
    [visit] = open_sheet(session, assignment, october).draft.visits
    assert visit == make.a_visit(4)


def test_a_changed_word_alone_counts_as_a_save(session, assignment, october):
    make.a_sheet(session, assignment, october, make.a_visit(3))
    version = open_sheet(session, assignment, october).draft.version
    kino = make.a_visit(3, activity="kino")
    register_sheet(
        session, typed(assignment, october, kino, version=version), today=TODAY
    )
    with pytest.raises(ChangedByAnotherError):
        register_sheet(
            session, typed(assignment, october, kino, version=version), today=TODAY
        )


def test_a_signed_sheet_is_locked_until_its_signatures_are_undone(
    session, assignment, october
):
    number = make.a_sheet(session, assignment, october)
    assert make.approved(session, number) == (number,)
    assert approve_sheets(session, [number], now=NOW).numbers == ()
    opened = open_sheet(session, assignment, october)
    assert opened.is_settled
    with pytest.raises(OfficeError, match="godkjent"):
        register_sheet(session, opened.draft, today=TODAY)
    with pytest.raises(OfficeError, match="godkjent"):
        delete_sheet(session, number)
    assert undo_approval(session, [number]) == (number,)
    with pytest.raises(OfficeError, match="attestert"):
        delete_sheet(session, number)
    assert undo_check(session, [number]) == (number,)
    opened = open_sheet(session, assignment, october)
    assert (opened.state, opened.approved_at) == (SheetState.RECEIVED, None)


def test_a_null_sheet_is_not_for_approval(session, assignment, october):
    number = register_nothing(session, typed(assignment, october), today=TODAY)
    assert approve_sheets(session, [number], now=NOW).numbers == ()


def test_a_closed_period_takes_no_sheets(session, assignment, october):
    session.get(SheetPeriod, october).closed_at = NOW
    session.flush()
    with pytest.raises(OfficeError, match="Oktober 2026 ble lukket"):
        register_sheet(
            session, typed(assignment, october, make.a_visit(3)), today=TODAY
        )


def test_what_was_granted_is_frozen_when_the_sheet_is_approved(
    session, assignment, october
):
    from stkdesk.storage.tables import Assignment

    make.approved(session, make.a_sheet(session, assignment, october))
    session.get(Assignment, assignment).agreed_minutes = 60
    session.flush()
    assert open_sheet(session, assignment, october).frame.granted_minutes == 24 * 60


def test_a_deleted_sheet_can_be_put_back_whole(session, assignment, october):
    number = make.a_sheet(session, assignment, october, make.a_visit(3, activity="tur"))
    before = open_sheet(session, assignment, october)
    removed = delete_sheet(session, number)
    assert open_sheet(session, assignment, october).state is None
    restore_sheet(session, removed)
    after = open_sheet(session, assignment, october)
    assert after.draft.visits == before.draft.visits
    assert (after.state, after.received_on) == (before.state, before.received_on)


def test_a_sheet_that_has_come_again_is_not_doubled_by_undo(
    session, assignment, october
):
    removed = delete_sheet(session, make.a_sheet(session, assignment, october))
    make.a_sheet(session, assignment, october)
    with pytest.raises(ChangedByAnotherError):
        restore_sheet(session, removed)


def test_a_sheet_that_is_gone_cannot_be_deleted(session):
    with pytest.raises(NotFoundError):
        delete_sheet(session, 99)


def test_a_draft_is_kept_until_the_sheet_is_registered(session, assignment, october):
    draft = typed(
        assignment,
        october,
        make.a_visit(3, None, 90, activity="kafé"),
        make.a_visit(5, 600, 60, metres=500, expense_ore=50),
        control_minutes=150,
    )
    save_draft(session, typed(assignment, october), now=NOW)
    save_draft(session, draft, now=NOW)
    kept = load_draft(session, assignment, october)
    assert (kept.draft, kept.saved_at) == (draft, NOW)
    register_sheet(session, draft, today=TODAY)
    assert load_draft(session, assignment, october) is None


def test_the_pile_goes_on_in_order_of_names_and_begins_again(session, october):
    numbers = [
        make.an_assignment(session, f"Per {letter}", "Siv Lie") for letter in "BAC"
    ]
    second, first, third = numbers
    assert count_missing(session, october) == 3
    assert next_missing(session, october, after=first) == second
    make.a_sheet(session, second, october)
    assert next_missing(session, october, after=first) == third
    assert next_missing(session, october, after=third) == first
    make.a_sheet(session, first, october)
    make.a_sheet(session, third, october)
    assert next_missing(session, october, after=third) is None
    assert count_missing(session, october) == 0
