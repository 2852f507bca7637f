"""What was paid is a voucher: kept as long as the accounts are, and then gone."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_run import RunFileKind
from stkdesk.domain.rate import RateKind
from stkdesk.domain.retention import Kind, RuleDraft
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import PROGRAM
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.deletion import MustBeKeptError, erase_rows, plan_deletion
from stkdesk.services.deletion_run import carry_out_one
from stkdesk.services.retention import (
    approve,
    list_due,
    list_proposals,
    propose,
    propose_person,
)
from stkdesk.services.retention_rules import set_rule
from stkdesk.storage.tables import (
    Base,
    Contact,
    GroupLeader,
    LeaderSheet,
    OwnRate,
    PaidLine,
    PayRun,
    PayRunFile,
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
    data = b"ansattnummer;navn"
    file = PayRunFile(
        run_number=run.number,
        kind=RunFileKind.PAYROLL,
        name=f"lonn-{serial}.csv",
        sha256=sha256(data).hexdigest(),
        size=len(data),
        data=data,
    )
    session.add(file)
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
        return {
            (each.who, each.what)
            for each in found
            if each.kind is Kind.TIMESHEETS and each.person is not None
        }


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


@pytest.fixture
def corrected(database):
    """A sheet of December 2018 that was paid then, and corrected in ``LATE``."""
    with database.transaction() as session:
        contact = make.a_contact(session)
        assignment = make.an_assignment(
            session, "Ada Moen", contact, start_on=date(2018, 1, 1)
        )
        december = make.periods(session, 2018)["2018-12"].number
        first = None
        for serial, paid_on in ((1, OLD), (2, LATE)):
            sheet = Timesheet(
                assignment_number=assignment,
                period_number=december,
                state=SheetState.PAID,
                received_on=paid_on,
                serial=serial,
                corrects_number=first,
            )
            session.add(sheet)
            session.flush()
            first = sheet.number
            in_run(session, december, serial, paid_on, sheet_number=sheet.number)
        clients = Base.metadata.tables["clients"]
        return session.scalar(select(clients.c.person_number))


def test_a_sheet_is_kept_as_long_as_what_corrects_it(database, corrected, today):
    assert due(database, today) == set()
    day = date(2031, 12, 31)  # five years after the year the correction was paid
    with deleting(database) as session:
        plan = plan_deletion(session, Kind.TIMESHEETS, corrected, today=today)
        assert erase_rows(session, plan) == {}
    assert due(database, day) == {("Bruker 1", "2 timelister")}
    with deleting(database) as session:
        plan = plan_deletion(session, Kind.TIMESHEETS, corrected, today=day)
        erase_rows(session, plan)
    assert left(database, Timesheet, PayRunSheet, PayRun) == [0, 0, 2]


def test_the_files_of_a_run_are_kept_as_the_accounts_are_and_then_gone(
    database, leader, today
):
    with database.transaction() as session:
        [files] = [each for each in list_due(session, today=today) if not each.person]
        assert (files.kind, files.who) == (Kind.TIMESHEETS, "Alle")
        assert files.what == "1 fil fra lønnskjøringer"
        assert files.since == date(2023, 12, 31)
        assert propose(session, [(files.kind, None)], today=today) == 1
        [proposal] = list_proposals(session)
        session.info["actor"] = PROGRAM  # another than the one who proposed it
        approve(session, proposal.number)
        receipt = carry_out_one(session, proposal.number, today=today)
    assert receipt.counts["pay_run_files"] == 1
    assert left(database, PayRunFile, PayRun) == [1, 2]
    with database.reading() as session:
        [kept] = session.scalars(select(PayRunFile))
        assert session.get(PayRun, kept.run_number).pay_on == LATE


def test_files_are_kept_for_good_where_the_office_says_so(database, leader, today):
    with database.transaction() as session:
        decided = RuleDraft(None, "Kommunens arkivplan", today)
        set_rule(session, Kind.TIMESHEETS, 0, decided, today=today)
        assert {each.kind for each in list_due(session, today=today)} == {
            Kind.CONTRACTOR
        }
        with pytest.raises(NotFoundError):
            propose(session, [(Kind.TIMESHEETS, None)], today=today)
