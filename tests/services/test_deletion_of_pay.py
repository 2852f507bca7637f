"""What was paid is a voucher: kept as long as the accounts are, and then gone."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.pay import PayKind
from stkdesk.domain.rate import RateKind
from stkdesk.domain.retention import Kind
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import PROGRAM
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.deletion import MustBeKeptError, erase_rows, plan_deletion
from stkdesk.services.retention import list_due, propose_person
from stkdesk.storage.tables import (
    Base,
    Contact,
    GroupLeader,
    LeaderSheet,
    OwnRate,
    PaidLine,
    PayRun,
    PayRunSheet,
    SheetReminder,
    Timesheet,
)
from tests import builders as make
from tests.grouping import a_group

OLD, LATE = date(2018, 11, 12), date(2026, 2, 12)


@pytest.fixture
def leader(database):
    """Who led a group in October 2018 and left; what was wrong is paid in 2026."""
    with database.transaction() as session:
        contact = make.a_contact(
            session, status=ContactStatus.ENDED, ended_on=date(2018, 12, 1)
        )
        group = a_group(session, leader=contact)
        october = make.periods(session, 2018)["2018-10"].number
        own = OwnRate(
            contact_number=contact,
            kind=RateKind.HOUR_GROUP,
            valid_from=date(2018, 1, 1),
            amount_ore=20_000,
        )
        session.add(own)
        for serial, paid_on in ((1, OLD), (2, LATE)):
            sheet = LeaderSheet(
                contact_number=contact,
                group_number=group,
                period_number=october,
                serial=serial,
                state=SheetState.PAID,
                minutes=60,
                pay_ore=20_000,
            )
            session.add(sheet)
            session.flush()
            line = PaidLine(
                leader_sheet_number=sheet.number,
                place=1,
                kind=PayKind.HOURS,
                quantity=60,
                rate_ore=20_000,
                sum_ore=20_000,
            )
            session.add(line)
            in_run(session, october, serial, paid_on, leader_sheet_number=sheet.number)
    return contact


def in_run(session, period, serial, paid_on, **sheet):
    """Let a sheet have gone with a run that was paid that day."""
    run = PayRun(
        period_number=period,
        serial=serial,
        pay_on=paid_on,
        sheets=1,
        sum_ore=20_000,
        made_at=datetime(2018, 11, 1, tzinfo=UTC),
    )
    session.add(run)
    session.flush()
    session.add(PayRunSheet(run_number=run.number, sum_ore=20_000, **sheet))
    session.flush()


@contextmanager
def deleting(database):
    """Give a session in which the program does a part of a deletion."""
    with database.transaction() as session:
        session.info["actor"] = PROGRAM
        yield session


def left(database, *tables):
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(t)) for t in tables]


def person_of(database, contact):
    with database.reading() as session:
        return session.get(Contact, contact).person_number


def due(database, today):
    with database.reading() as session:
        found = list_due(session, today=today)
        return {(each.who, each.what) for each in found if each.kind is Kind.TIMESHEETS}


def test_a_leaders_sheet_is_kept_from_the_run_that_paid_it_last(
    database, leader, today
):
    person = person_of(database, leader)
    assert due(database, today) == {(f"Støttekontakt {leader}", "1 lederliste")}
    with deleting(database) as session:
        plan = plan_deletion(session, Kind.TIMESHEETS, person, today=today)
        erase_rows(session, plan)
    assert left(database, LeaderSheet, PaidLine, PayRunSheet, PayRun) == [1, 1, 1, 2]
    assert due(database, today) == set()
    with database.reading() as session:
        [sheet] = session.scalars(select(LeaderSheet))
        assert sheet.serial == 2
    # Paid in 2026: five years after the end of that year.
    assert due(database, date(2031, 12, 30)) == set()
    assert len(due(database, date(2031, 12, 31))) == 1


def test_nobody_is_forgotten_while_their_pay_is_a_voucher(database, leader, today):
    person = person_of(database, leader)
    with database.transaction() as session, pytest.raises(MustBeKeptError) as kept:
        propose_person(session, person, "Ber om det", today=today)
    assert "beholdes til 31.12.2031" in kept.value.title
    with deleting(database) as session:
        day = date(2031, 12, 31)
        plan = plan_deletion(session, Kind.CONTRACTOR, person, today=day)
        erase_rows(session, plan)
    # Still a leader in the group's history: a number without a name, rate or pay.
    gone = (LeaderSheet, PaidLine, PayRunSheet, OwnRate)
    assert left(database, *gone, Contact, GroupLeader) == [0, 0, 0, 0, 1, 1]


def test_old_sheets_go_with_their_runs_and_reminders_and_corrected_ones_stay(
    database, today
):
    with database.transaction() as session:
        contact = make.a_contact(session)
        numbers = [
            make.an_assignment(session, name, contact, start_on=date(2018, 1, 1))
            for name in ("Ada Moen", "Bo Lie")
        ]
        october = make.periods(session, 2018)["2018-10"].number
        for serial, (assignment, paid_on) in enumerate(
            zip(numbers, (OLD, LATE), strict=True), 1
        ):
            sheet = Timesheet(
                assignment_number=assignment,
                period_number=october,
                state=SheetState.PAID,
                received_on=date(2018, 11, 2),
            )
            reminder = SheetReminder(
                assignment_number=assignment,
                period_number=october,
                step=ReminderStep.FIRST,
                made_on=date(2018, 11, 6),
            )
            session.add_all([sheet, reminder])
            session.flush()
            in_run(session, october, serial, paid_on, sheet_number=sheet.number)
        clients = Base.metadata.tables["clients"]
        people = session.scalars(
            select(clients.c.person_number).order_by(clients.c.number)
        ).all()
    assert due(database, today) == {("Bruker 1", "1 timeliste")}
    with deleting(database) as session:
        for person in people:
            plan = plan_deletion(session, Kind.TIMESHEETS, person, today=today)
            erase_rows(session, plan)
    assert left(database, Timesheet, PayRunSheet, SheetReminder) == [1, 1, 1]
