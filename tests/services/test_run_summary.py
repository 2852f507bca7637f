"""After the run: half a page for the leader, and a page to tick against the old one."""

from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.comparison import sums_of_rows
from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.sheet_ledger import ReminderStep, ReturnReason
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.blocking import block_client
from stkdesk.services.comparison import comparison, print_comparison
from stkdesk.services.office import set_up_office
from stkdesk.services.run_summary import print_run_summary, run_summary
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import register_nothing
from stkdesk.storage.tables import (
    PayRun,
    PayRunSheet,
    SheetReminder,
    SheetReturn,
    Timesheet,
)
from tests import builders
from tests.documents.reading import spoken
from tests.staff import at_work, hire, hired

OFFICE = OfficeDraft(municipality="Fjordvik", name_mode=NameMode.FULL)
OCTOBER = date(2026, 10, 1)


def an_october(session, today):
    """Four assignments in October: two paid, one without hours, one missing."""
    set_up_office(session, OFFICE, today=today)
    builders.rates(session)
    period = builders.periods(session)["2026-10"].number
    oskar, anne, eva, _per = (
        builders.an_assignment(session, client, contact, start_on=OCTOBER)
        for client, contact in (
            ("Oskar Moen", "Håkon Solheim"),
            ("Anne Dal", "Liv Berg"),
            ("Eva Ås", "Kari Vik"),
            ("Per Li", "Ola Nes"),
        )
    )
    first = builders.a_sheet(
        session, oskar, period, builders.a_visit(5, minutes=120, metres=10_000)
    )
    late = builders.a_sheet(
        session, anne, period, builders.a_visit(6, minutes=90), today=date(2026, 11, 9)
    )
    register_nothing(session, SheetDraft(eva, period), today=today)
    session.add(
        SheetReminder(
            assignment_number=anne,
            period_number=period,
            step=next(iter(ReminderStep)),
            made_on=date(2026, 11, 6),
        )
    )
    session.add(
        SheetReturn(
            sheet_number=first, reason=next(iter(ReturnReason)), sent_on=OCTOBER
        )
    )
    session.flush()
    return period, first, late


def a_correction(session, sheet, minutes, pay_ore, state=SheetState.SENT):
    about = session.get(Timesheet, sheet)
    row = Timesheet(
        assignment_number=about.assignment_number,
        period_number=about.period_number,
        state=state,
        received_on=about.received_on,
        minutes=minutes,
        pay_ore=pay_ore,
        serial=2,
        corrects_number=sheet,
        correction_reason="Feil dag",
    )
    session.add(row)
    session.flush()
    return row.number


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        yield session


def test_the_half_page_tells_what_went_and_what_did_not(session, today):
    period, first, late = an_october(session, today)
    for number in (first, late):
        session.get(Timesheet, number).state = SheetState.SENT
    corrected = a_correction(session, first, -30, -12_000)
    session.flush()
    paid = sum(session.get(Timesheet, n).pay_ore for n in (first, late))
    found = run_summary(session, period)
    run, month = found.run, found.month
    assert (run.sheets, run.corrections, run.contacts) == (2, 1, 2)
    assert (run.minutes, run.metres) == (120 + 90 - 30, 10_000)
    assert run.sum_ore == paid - 12_000
    assert run.correction_ore == session.get(Timesheet, corrected).pay_ore
    assert (month.entered, month.nothing, month.waiting, month.missing) == (2, 1, 0, 1)
    assert (month.late, month.returned, month.reminded) == (2, 1, 1)
    assert month.expected == 4
    assert (found.next_period, found.next_due_on) == (
        "November 2026",
        date(2026, 12, 7),
    )


def test_a_run_tells_of_its_own_sheets_also_after_it_is_taken_back(session, today):
    period, _first, late = an_october(session, today)
    run = PayRun(
        period_number=period,
        serial=1,
        state=RunState.REVERSED,
        reversed_at=datetime(2026, 11, 12, tzinfo=UTC),
        pay_on=date(2026, 11, 12),
        sheets=1,
        sum_ore=1,
        made_at=datetime(2026, 11, 10, tzinfo=UTC),
    )
    session.add(run)
    session.flush()
    session.add(PayRunSheet(run_number=run.number, sheet_number=late, sum_ore=1))
    session.flush()
    found = run_summary(session, period, run.number)
    assert (found.code, found.is_reversed, found.run.sheets) == ("2026-10-1", True, 1)
    assert found.run.minutes == 90
    data = print_run_summary(session, period, run.number, today=today)
    said = " ".join(text for _, text in spoken(data))
    assert "tilbakeført" in said
    for name in ("Moen", "Dal", "Solheim", "Berg"):  # figures for the leader, no names
        assert name not in said


def test_what_is_in_the_post_is_not_counted_as_entered(session, today):
    period, first, _late = an_october(session, today)
    session.get(Timesheet, first).state = SheetState.ARRIVED
    session.flush()
    month = run_summary(session, period).month
    assert (month.entered, month.waiting, month.expected) == (1, 1, 4)
    assert len(comparison(session, period, today=today)) == 1


def test_the_page_to_tick_has_a_line_for_each_assignment_with_corrections(
    session, today
):
    period, first, late = an_october(session, today)
    a_correction(session, first, -30, -12_000)
    rows = comparison(session, period, today=today)
    assert [(row.contact, row.client, row.minutes) for row in rows] == [
        ("Liv Berg", "Anne Dal", 90),
        ("Håkon Solheim", "Oskar Moen", 90),
    ]
    sums = sums_of_rows(rows)
    stored = [session.get(Timesheet, n).pay_ore for n in (first, late)]
    assert sums.pay_ore == sum(stored) - 12_000
    assert (sums.sheets, sums.minutes, sums.metres) == (2, 180, 10_000)
    said = " ".join(
        text for _, text in spoken(print_comparison(session, period, today=today))
    )
    assert "Oskar Moen" in said
    assert "skal ikke til lønn" in said


def test_payroll_gets_no_page_with_clients_on(database, today):
    with database.transaction() as session:
        period, *_ = an_october(session, today)
    with hired(database, Role.PAYROLL) as own, own.reading() as session:
        for errand in (comparison, print_comparison):
            with pytest.raises(NotAllowedError):
                errand(session, period, today=today)


def test_a_blocked_client_is_a_number_on_the_page_to_tick(database, today):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with database.transaction() as session:
        period, first, _late = an_october(session, today)
        assignment = session.get(Timesheet, first).assignment_number
        client = session.get(builders.Assignment, assignment).client_number
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
    with at_work(database, ola) as own, own.reading() as session:
        rows = comparison(session, period, today=today)
        assert {row.client for row in rows} == {"Anne Dal", f"O-{assignment}"}
