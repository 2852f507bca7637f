"""A small month that is ready to be paid, and what the office does with its runs."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import PayCodeRow
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.office import set_up_office
from stkdesk.services.pay_codes import set_pay_code
from stkdesk.services.pay_runs import lock_run, run_preview
from stkdesk.storage.tables import Contact, PayRunSheet, Timesheet
from tests import builders as make

TODAY = date(2026, 11, 6)
NOW = datetime(2026, 11, 6, 9, 41, tzinfo=UTC)
OFFICE = OfficeDraft(
    municipality="Byen kommune",
    return_address="Byen kommune",
    postal_line="Postboks 1",
    postal_code="6509",
    city="Byen",
    phone="71 00 00 00",
    case_officer="Kari Nordmann",
    leader="Berit Holm",
)
CLIENTS = ("Sverre Nakkerud", "Åse Kvernes", "Tormod Ødegård")
CONTACTS = ("Håkon Solheim", "Berit Næss", "Ola Lie")


def codes(session):
    """Let every kind of pay have a lønnsart."""
    for place, kind in enumerate(PayKind, 1):
        row = PayCodeRow(kind, make.START, f"0{1200 + place}", f"2340-{place}")
        set_pay_code(session, row)


def a_payable_month(session, *, contacts=CONTACTS, clients=CLIENTS):
    """Register approved sheets of October, each of another client and contact.

    Returns the number of the period and those of the assignments.
    """
    set_up_office(session, OFFICE, today=TODAY)
    make.rates(session)
    codes(session)
    period = make.periods(session)["2026-10"].number
    assignments = []
    for place, (client, contact) in enumerate(zip(clients, contacts, strict=True), 1):
        number = make.an_assignment(session, client, contact, expense_cap_ore=300_00)
        assignments.append(number)
        a_payable_contact(session, place)
        an_approved_sheet(session, number, period)
    return period, assignments


def a_payable_contact(session, place):
    """Give the last contact registered what payroll needs."""
    newest = select(Contact).order_by(Contact.number.desc()).limit(1)
    contact = session.scalars(newest).one()
    contact.employee_number = f"00{500 + place}"
    contact.account_number = "86011117947"
    session.flush()


def an_approved_sheet(session, assignment, period, *visits):
    """Register a sheet with hours, driving and expenses, and let it be approved."""
    usual = (
        make.a_visit(3, 960, 180, activity="kino"),
        make.a_visit(14, 960, 225, metres=30_000, expense_ore=450_00),
    )
    number = make.a_sheet(session, assignment, period, *(visits or usual))
    sheet = session.get(Timesheet, number)
    sheet.state, sheet.approved_at = SheetState.APPROVED, NOW
    session.flush()
    return number


def a_run(session, period, *, today=TODAY, now=NOW):
    """Look at the run of a period and lock it as it is."""
    found = run_preview(session, period, today=today)
    return lock_run(session, period, found.choice, now=now)


def states(session):
    """Return the state of each sheet, by its number."""
    found = session.execute(select(Timesheet.number, Timesheet.state))
    return {number: state for number, state in found}


def times_in_runs(session):
    """Return in how many runs that stand each sheet has been, by its number."""
    counted = {}
    for number in session.scalars(select(PayRunSheet.sheet_number)):
        counted[number] = counted.get(number, 0) + 1
    return counted
