"""The course of many sheets at once: each step, its refusals, and the way back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.errors import ChangedByAnotherError, NotAllowedError
from stkdesk.domain.sheet_ledger import ReturnReason
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import NO_TRIP, SheetState
from stkdesk.services.paper_acts import PaperAct, mark, take_back, unmark
from stkdesk.services.printing import print_sheet
from stkdesk.services.sheet_course import (
    SheetKey,
    approve_sheets,
    check_sheets,
    mark_arrived,
    mark_mailed,
    mark_nothing,
    undo_step,
)
from stkdesk.services.sheet_returns import ReturnDraft, return_letters, send_back
from stkdesk.services.timesheets import delete_sheet, restore_sheet
from stkdesk.storage.tables import (
    EventDetail,
    Paper,
    SheetPeriod,
    SheetReturn,
    Timesheet,
)
from tests import builders as make
from tests.documents.reading import text_of
from tests.services.writing import an_office
from tests.staff import hired

TODAY = date(2026, 11, 9)
NOON = datetime(2026, 11, 9, 12, tzinfo=UTC)
UNSIGNED = ReturnDraft((ReturnReason.SIGNATURE,))


@pytest.fixture
def session(database):
    with database.transaction() as session:
        an_office(session, TODAY)
        make.rates(session)
        yield session


@pytest.fixture
def october(session):
    return make.periods(session)["2026-10"].number


@pytest.fixture
def keys(session, october):
    """Three assignments whose sheets are waited for."""
    return [
        SheetKey(make.an_assignment(session, f"Per {x}", f"Siv {x}"), october)
        for x in "ABC"
    ]


def states(session, keys):
    """Return the state of the sheet of each key, None where none has come in."""
    found = {
        SheetKey(row.assignment_number, row.period_number): row.state
        for row in session.scalars(select(Timesheet).filter_by(serial=1))
    }
    return [found.get(key) for key in keys]


def a_form(session, key):
    """Print the form of a sheet, and return the number of its paper."""
    return print_sheet(
        session, key.assignment, key.period, today=TODAY - timedelta(days=20)
    ).number


def reasons(done):
    return [left.reason for left in done.left]


def test_a_pile_that_has_arrived_is_marked_with_one_key_and_undone_with_one(
    session, keys
):
    done = mark_arrived(session, keys, today=TODAY)
    assert (done.count, done.left) == (3, ())
    assert states(session, keys) == [SheetState.ARRIVED] * 3
    assert undo_step(session, done).count == 3
    assert states(session, keys) == [None] * 3


def test_what_has_come_is_left_and_the_rest_is_done(session, keys, october):
    make.a_sheet(session, keys[0].assignment, october)
    paused = make.an_assignment(session, "Per D", status=AssignmentStatus.PAUSED)
    done = mark_arrived(session, [*keys, SheetKey(paused, october)], today=TODAY)
    assert [left.assignment for left in done.left] == [keys[0].assignment, paused]
    assert reasons(done) == [
        "Timene er ført.",
        "Oppdraget skal ikke levere timeliste for perioden.",
    ]
    assert done.count == 2


def test_nobody_marks_in_a_closed_period(session, keys, october):
    session.get(SheetPeriod, october).closed_at = NOON
    session.flush()
    assert reasons(mark_nothing(session, keys[:1], today=TODAY)) == [
        "Perioden er lukket."
    ]


def test_no_hours_is_said_of_many_and_not_where_hours_are_entered(
    session, keys, october
):
    make.a_sheet(session, keys[0].assignment, october)
    done = mark_nothing(session, keys, today=TODAY)
    assert done.count == 2
    assert states(session, keys)[1:] == [SheetState.NOTHING] * 2
    assert reasons(done) == ["Timene er ført."]


def test_the_forms_are_mailed_together_and_those_not_printed_are_told(session, keys):
    forms = [a_form(session, key) for key in keys[:2]]
    mark(session, PaperAct.PRINTED, forms[:1], on=TODAY)
    done = mark_mailed(session, keys, today=TODAY)
    assert done.count == 1
    assert reasons(done) == [
        "Timelisten er ikke merket som skrevet ut.",
        "Timelisten er ikke laget.",
    ]
    undo_step(session, done)
    assert session.get(Paper, forms[0]).mailed_on is None


def test_a_form_that_comes_back_has_arrived_and_so_the_other_way_round(session, keys):
    by_paper, by_sheet = a_form(session, keys[0]), a_form(session, keys[1])
    marking = mark(session, PaperAct.RETURNED, [by_paper], on=TODAY)
    done = mark_arrived(session, keys[1:2], today=TODAY)
    assert states(session, keys[:2]) == [SheetState.ARRIVED] * 2
    assert session.get(Paper, by_sheet).returned_on == TODAY
    take_back(session, marking)
    undo_step(session, done)
    assert states(session, keys[:2]) == [None, None]
    assert session.get(Paper, by_sheet).returned_on is None


def test_a_form_said_not_to_have_come_takes_no_entered_hours_away(
    session, keys, october
):
    form = a_form(session, keys[0])
    make.a_sheet(session, keys[0].assignment, october)
    assert session.get(Paper, form).returned_on is not None
    unmark(session, PaperAct.RETURNED, [form])
    assert states(session, keys[:1]) == [SheetState.RECEIVED]


def test_sheets_are_attested_and_then_approved_and_it_stands_who_and_when(
    session, keys, october
):
    sheets = [make.a_sheet(session, key.assignment, october) for key in keys]
    assert reasons(approve_sheets(session, sheets[:1], now=NOON)) == [
        "Timelisten må attesteres før den kan godkjennes."
    ]
    checked = check_sheets(session, sheets, now=NOON)
    approved = approve_sheets(session, sheets, now=NOON)
    assert states(session, keys) == [SheetState.APPROVED] * 3
    one = session.get(Timesheet, sheets[0])
    assert (one.checked_at, one.approved_at) == (NOON, NOON)
    with pytest.raises(ChangedByAnotherError):
        undo_step(session, checked)  # the last first
    undo_step(session, approved)
    assert states(session, keys) == [SheetState.CHECKED] * 3
    undo_step(session, checked)
    assert states(session, keys) == [SheetState.RECEIVED] * 3


def test_a_sheet_that_is_not_right_is_not_attested(session, keys, october):
    wrong_sum = make.a_sheet(
        session, keys[0].assignment, october, make.a_visit(3), control_minutes=240
    )
    no_route = make.a_sheet(
        session,
        keys[1].assignment,
        october,
        make.a_visit(3, metres=12_000, trip=NO_TRIP),
    )
    right = make.a_sheet(session, keys[2].assignment, october)
    done = check_sheets(session, [wrong_sum, no_route, right], now=NOON)
    assert done.numbers == (right,)
    first, second = reasons(done)
    assert first == "Papiret sier 4 timer, og besøkene er 3."
    assert "kjøringen mangler" in second


def test_a_sheet_without_a_rate_is_not_attested(database):
    with database.transaction() as session:
        october = make.periods(session)["2026-10"].number
        sheet = make.a_sheet(session, make.an_assignment(session), october)
        [left] = check_sheets(session, [sheet], now=NOON).left
        assert "mangler for" in left.reason


def test_what_somebody_saved_since_it_was_seen_is_left(session, keys, october):
    sheet = make.a_sheet(session, keys[0].assignment, october)
    seen = {sheet: session.get(Timesheet, sheet).version - 1}
    [left] = check_sheets(session, [sheet], now=NOON, seen=seen).left
    assert "endret timelisten siden" in left.reason


def test_a_sheet_is_sent_back_with_a_letter_and_comes_again(session, keys, october):
    sheet = make.a_sheet(session, keys[0].assignment, october)
    draft = ReturnDraft((ReturnReason.RECEIPT, ReturnReason.OTHER), "Side 2 mangler.")
    done = send_back(session, keys[:1], draft, today=TODAY)
    assert states(session, keys[:1]) == [SheetState.RETURNED]
    pile = return_letters(session, done.numbers, today=TODAY)
    said = " ".join(text_of(pile.pdf()).split())
    assert "Kvittering mangler." in said
    assert "Side 2 mangler." in said
    assert "Per A" not in said
    assert return_letters(session, done.numbers, today=TODAY).letters == ()
    make.a_sheet(session, keys[0].assignment, october, today=TODAY)
    assert states(session, keys[:1]) == [SheetState.RECEIVED]
    ends = session.scalars(
        select(SheetReturn.back_on).filter_by(sheet_number=sheet)
    ).all()
    assert ends == [TODAY, TODAY]


def test_sent_back_by_mistake_is_as_it_was(session, keys, october):
    sheet = make.a_sheet(session, keys[0].assignment, october)
    make.checked(session, sheet)
    done = send_back(session, keys[:1], UNSIGNED, today=TODAY)
    assert session.get(Timesheet, sheet).checked_at is None
    undo_step(session, done)
    assert states(session, keys[:1]) == [SheetState.CHECKED]
    assert session.get(Timesheet, sheet).checked_at is not None
    assert session.scalars(select(SheetReturn)).all() == []


def test_a_sheet_sent_back_that_arrives_by_mistake_is_waited_for_again(
    session, keys, october
):
    make.a_sheet(session, keys[0].assignment, october)
    send_back(session, keys[:1], UNSIGNED, today=TODAY)
    again = mark_arrived(session, keys[:1], today=TODAY + timedelta(days=3))
    assert session.scalar(select(SheetReturn.back_on)) is not None
    undo_step(session, again)
    assert states(session, keys[:1]) == [SheetState.RETURNED]
    assert session.scalar(select(SheetReturn.back_on)) is None


def test_a_deleted_sheet_comes_back_with_its_returns_and_its_pay(
    session, keys, october
):
    sheet = make.a_sheet(session, keys[0].assignment, october)
    send_back(session, keys[:1], UNSIGNED, today=TODAY)
    pay = session.get(Timesheet, sheet).pay_ore
    number = restore_sheet(session, delete_sheet(session, sheet))
    assert session.get(Timesheet, number).pay_ore == pay > 0
    assert session.scalar(select(SheetReturn.sheet_number)) == number


def test_every_sheet_of_a_pile_is_in_the_log(database):
    with database.transaction() as session:
        october = make.periods(session)["2026-10"].number
        keys = [SheetKey(make.an_assignment(session), october) for _ in range(3)]
    with database.transaction() as session:
        mark_arrived(session, keys, today=TODAY)
    with database.reading() as session:
        told = session.scalars(select(EventDetail.body)).all()
    assert sum('"arrived"' in body for body in told) == 3


def test_two_who_mark_the_same_at_once_are_told_of_each_other(database):
    with database.transaction() as session:
        october = make.periods(session)["2026-10"].number
        key = SheetKey(make.an_assignment(session), october)
    both = Barrier(2)

    def mark_it():
        both.wait()
        with database.transaction() as session:
            return mark_arrived(session, [key], today=TODAY)

    with ThreadPoolExecutor(2) as pool:
        done = [each.result() for each in [pool.submit(mark_it) for _ in range(2)]]
    assert sorted(each.count for each in done) == [0, 1]
    assert [reasons(each) for each in done if each.left] == [["Timelisten er mottatt."]]


@pytest.mark.parametrize("role", [Role.PAYROLL, Role.READER])
def test_who_only_reads_hours_takes_no_step(database, role):
    with database.transaction() as session:
        october = make.periods(session)["2026-10"].number
        key = SheetKey(make.an_assignment(session), october)
        sheet = make.a_sheet(session, key.assignment, october)
    with hired(database, role) as own:
        for step in (
            lambda s: mark_arrived(s, [key], today=TODAY),
            lambda s: check_sheets(s, [sheet], now=NOON),
            lambda s: approve_sheets(s, [sheet], now=NOON),
            lambda s: send_back(s, [key], UNSIGNED, today=TODAY),
        ):
            with pytest.raises(NotAllowedError), own.transaction() as session:
                step(session)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.LEADER])
def test_casework_takes_a_sheet_all_the_way(database, role):
    with database.transaction() as session:
        make.rates(session)
        october = make.periods(session)["2026-10"].number
        key = SheetKey(make.an_assignment(session), october)
    with hired(database, role) as own:
        with own.transaction() as session:
            mark_arrived(session, [key], today=TODAY)
        with own.transaction() as session:
            sheet = make.a_sheet(session, key.assignment, october)
        with own.transaction() as session:
            make.approved(session, sheet)
        with own.reading() as session:
            assert session.get(Timesheet, sheet).approved_by == own.actor.number
