"""The month step by step: every step derived, and acts on what a filter finds."""

from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.month_step import SHEET_STEPS, Step, StepMark, sheet_marks
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Role
from stkdesk.domain.standing import Standing
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.month_steps import step_board, step_counts, step_keys
from stkdesk.services.sheet_course import (
    SheetKey,
    approve_sheets,
    check_sheets,
    mark_arrived,
    mark_nothing,
)
from stkdesk.services.step_cells import StepCell
from stkdesk.storage.tables import MonthReport, Paper, SheetReturn, Timesheet
from tests import builders as make
from tests.staff import at_work, hire

TODAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
MADE = datetime(2026, 10, 25, 12, tzinfo=UTC)
M = StepMark


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        yield session


@pytest.fixture
def october(session):
    return make.periods(session)["2026-10"]


def board(session, period, *, today=TODAY, **query):
    return step_board(session, period, ListQuery(**query), today=today)


def marks(row):
    return [cell.mark for cell in row.cells]


def days(row):
    return {
        step: cell.on for step, cell in zip(Step, row.cells, strict=True) if cell.on
    }


def a_paper(session, assignment, period, **fields):
    fields.setdefault("printed_on", date(2026, 10, 26))
    session.add(
        Paper(
            reference=f"T-{assignment}-{len(fields)}",
            kind=PaperKind.TIMESHEET,
            language="nb",
            pages=2,
            made_at=MADE,
            assignment_number=assignment,
            period_number=period.number,
            **fields,
        )
    )
    session.flush()


def test_a_sheet_goes_step_by_step_with_the_day_of_each(session, october):
    number = make.an_assignment(session)
    a_paper(session, number, october, mailed_on=date(2026, 10, 28))
    sheet = make.a_sheet(session, number, october.number, make.a_visit(5))
    check_sheets(session, [sheet], now=NOW)
    [row] = board(session, october).rows
    assert row.standing is Standing.CHECKED
    assert marks(row) == [*[M.DONE] * 5, M.NEXT, M.TO_COME, M.TO_COME, M.TO_COME]
    assert days(row) == {
        Step.PRINTED: date(2026, 10, 26),
        Step.MAILED: date(2026, 10, 28),
        Step.ARRIVED: date(2026, 11, 3),
        Step.CHECKED: TODAY,
    }
    assert (row.minutes, row.corrections) == (180, 0)


def test_before_it_comes_it_is_printed_then_mailed_then_waited_for(session, october):
    number = make.an_assignment(session)
    [row] = board(session, october, today=date(2026, 11, 5)).rows
    assert marks(row)[:4] == [M.NEXT, M.TO_COME, M.NEXT, M.TO_COME]
    a_paper(session, number, october)
    [row] = board(session, october).rows
    assert marks(row)[:4] == [M.DONE, M.NEXT, M.MISSING, M.TO_COME]


def test_a_sheet_handed_over_is_never_mailed(session, october):
    number = make.an_assignment(session)
    a_paper(session, number, october, by_hand=True)
    [row] = board(session, october).rows
    assert marks(row)[:2] == [M.DONE, M.NONE]
    assert board(session, october, chip="mailed").total == 0


def test_late_null_returned_and_corrected_are_told(session, october):
    late, null, back, right = (
        make.an_assignment(session, f"{name} Moe", "Siv Lie") for name in "ABCD"
    )
    mark_arrived(session, [SheetKey(late, october.number)], today=TODAY)
    mark_nothing(session, [SheetKey(null, october.number)], today=date(2026, 11, 2))
    mark_arrived(session, [SheetKey(back, october.number)], today=date(2026, 11, 2))
    sheet = session.query(Timesheet).filter_by(assignment_number=back).one()
    sheet.state = SheetState.RETURNED
    session.add(
        SheetReturn(
            sheet_number=sheet.number, reason="signature", sent_on=date(2026, 11, 4)
        )
    )
    paid = make.a_sheet(session, right, october.number, make.a_visit(5))
    session.add(
        Timesheet(
            assignment_number=right,
            period_number=october.number,
            serial=2,
            corrects_number=paid,
            received_on=TODAY,
            minutes=-60,
        )
    )
    session.flush()
    rows = board(session, october).rows
    assert [marks(row)[2] for row in rows] == [M.LATE, M.DONE, M.RETURNED, M.DONE]
    assert marks(rows[1])[3:8] == [M.NOTHING, *[M.NONE] * 4]
    assert rows[2].cells[2].on == date(2026, 11, 4)
    assert (rows[3].minutes, rows[3].corrections) == (120, 1)
    for chip, name in (
        ("late", "A"),
        ("nothing", "B"),
        ("returned", "C"),
        ("corrected", "D"),
    ):
        found = board(session, october, chip=chip).rows
        assert [row.client[0] for row in found] == [name], chip
    counts = step_counts(session, october, today=TODAY)
    assert (counts.total, counts.late, counts.corrected) == (4, 1, 1)
    assert counts.standings[Standing.MISSING] == 0
    assert counts.standings[Standing.RECEIVED] == 1  # a correction is no sheet more
    assert counts.done[Step.ARRIVED] == 3
    assert counts.done[Step.ENTERED] == 2


def test_a_correction_is_found_where_it_waits_to_be_signed(session, october):
    paid = make.an_assignment(session)
    first = make.a_sheet(session, paid, october.number)
    session.get(Timesheet, first).state = SheetState.PAID
    session.add(
        Timesheet(
            assignment_number=paid,
            period_number=october.number,
            serial=2,
            corrects_number=first,
            state=SheetState.CHECKED,
            received_on=TODAY,
        )
    )
    session.flush()
    [row] = board(session, october, chip="checked").rows
    assert (row.number, row.standing) == (paid, Standing.PAID)
    assert not board(session, october, chip="received").rows
    counts = step_counts(session, october, today=TODAY)
    assert counts.standings[Standing.PAID] == 1
    assert counts.waiting == {Standing.CHECKED: 1}
    assert counts.done[Step.CHECKED] == 1  # the sheet itself; no row is counted twice


def test_a_heading_finds_those_whose_next_step_it_is(session, october):
    unprinted = make.an_assignment(session, "A Moe", "Siv Lie")
    unsent = make.an_assignment(session, "B Moe", "Siv Lie")
    sent = make.an_assignment(session, "C Moe", "Siv Lie")
    a_paper(session, unsent, october)
    a_paper(session, sent, october, mailed_on=date(2026, 10, 27))
    make.a_sheet(
        session, make.an_assignment(session, "D Moe", "Siv Lie"), october.number
    )

    def found(chip):
        return [row.number for row in board(session, october, chip=chip).rows]

    assert found("printed") == [unprinted]
    assert found("mailed") == [unsent]
    assert found("missing") == [unprinted, unsent, sent]
    assert found("waiting") == []
    assert step_counts(session, october, today=TODAY).done[Step.PRINTED] == 2


def test_reports_are_shown_to_those_who_read_the_case(database, october_of_all):
    october = october_of_all
    with database.transaction() as session:
        number = make.an_assignment(session)
        of_october = {
            "assignment_number": number,
            "period_number": october.number,
            "received_on": date(2026, 11, 3),
        }
        session.add(MonthReport(**of_october))
        session.add(Timesheet(**of_october, state=SheetState.RETURNED))
    with database.reading() as session:
        [row] = board(session, october).rows
        assert row.cells[-1].mark is M.NEXT
        assert step_counts(session, october, today=TODAY).unread == 1
        assert board(session, october, chip="report").total == 1
    lars = hire(database, "Lars", Role.PAYROLL)
    with at_work(database, lars) as own, own.reading() as session:
        [row] = board(session, october).rows
        assert row.cells[-1].mark is M.TO_COME
        assert row.cells[2] == StepCell(M.RETURNED)
        assert step_counts(session, october, today=TODAY).unread == 0


@pytest.fixture
def october_of_all(database):
    with database.transaction() as session:
        return make.periods(session)["2026-10"]


def test_all_that_a_filter_finds_stand_in_the_order_of_the_board(session, october):
    numbers = [make.an_assignment(session, f"{name} Moe", "Siv Lie") for name in "CAB"]
    sheet = make.a_sheet(session, numbers[0], october.number, make.a_visit(5))
    keys = step_keys(session, october, ListQuery(limit=1), today=TODAY)
    rows = board(session, october).rows
    assert keys == tuple(row.key for row in rows)
    assert [key.assignment for key in keys] == [numbers[1], numbers[2], numbers[0]]
    assert keys[-1].sheet_number == sheet
    entered = step_keys(session, october, ListQuery(chip="received"), today=TODAY)
    assert [key.assignment for key in entered] == [numbers[0]]


def test_what_is_approved_is_ready_for_payroll(session, october):
    sheet = make.a_sheet(session, make.an_assignment(session), october.number)
    check_sheets(session, [sheet], now=NOW)
    approve_sheets(session, [sheet], now=NOW)
    [row] = board(session, october, chip="approved").rows
    assert row.cells[list(Step).index(Step.SENT)].mark is M.NEXT


def test_a_step_is_done_only_when_those_before_it_are():
    """Of every standing: done, then at most one next, then to come."""
    for standing in Standing:
        for late in (False, True):
            found = sheet_marks(standing, is_late=late)
            assert len(found) == len(SHEET_STEPS)
            done = [mark.is_done for mark in found]
            assert done == sorted(done, reverse=True), standing
            assert sum(mark is M.NEXT for mark in found) <= 1
    furthest = [
        sum(mark.is_done for mark in sheet_marks(each, is_late=False))
        for each in (
            Standing.WAITING,
            Standing.ARRIVED,
            Standing.RECEIVED,
            Standing.CHECKED,
            Standing.APPROVED,
            Standing.SENT,
            Standing.PAID,
        )
    ]
    assert furthest == [0, 1, 2, 3, 4, 5, 6]
