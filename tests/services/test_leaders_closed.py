"""Sheets of group leaders when a period is closed, and when a run is taken back."""

from datetime import date

import pytest

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.run_preview import Wrong
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.leader_course import check_leaders
from stkdesk.services.leader_sheets import correct_leader, make_leader_sheets
from stkdesk.services.meetings import plan_meetings
from stkdesk.services.office import set_up_office
from stkdesk.services.pay_runs import lock_run, open_run, reverse_run, run_preview
from stkdesk.services.period_care import PeriodClosedError, close_period
from stkdesk.storage.tables import LeaderSheet, SheetPeriod
from tests import builders as make
from tests.grouping import OCTOBER, a_group
from tests.leading import NOON, TODAY, led, lock, october, rows, sign
from tests.services import running

FIRST, SECOND = date(2026, 10, 6), date(2026, 10, 13)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        make.periods(session)
        yield session


@pytest.fixture
def group(session):
    """A group and its leader, who led one meeting."""
    leader = make.a_ready_contact(session)
    group = a_group(session, leader=leader)
    plan_meetings(session, group, OCTOBER)
    led(session, group, leader, FIRST, 120)
    return group, leader


def close(session):
    session.get_one(SheetPeriod, october(session)).closed_at = NOON
    session.flush()


def test_a_period_is_not_closed_before_its_leaders_are_with_payroll(session, group):
    with pytest.raises(OfficeError, match="1 lederliste er ikke ferdig"):
        close_period(session, october(session), now=NOON)
    [row] = rows(session)
    sign(session, [row.number])
    lock(session, [row.number])
    close_period(session, october(session), now=NOON)


def test_in_a_closed_period_a_leader_is_paid_by_a_correction_only(session, group):
    [row] = rows(session)
    sign(session, [row.number])
    lock(session, [row.number])
    close(session)
    led(session, *group, SECOND, 90)
    told = make_leader_sheets(session, october(session), today=TODAY)
    [first, second] = sorted(rows(session), key=lambda each: each.serial)
    assert (first.minutes, second.minutes) == (120, 90)
    assert not told.made  # the meeting made it
    assert check_leaders(session, [second.number], now=NOON).numbers


def test_a_leaders_correction_is_not_paid_before_what_it_corrects(session, group):
    set_up_office(session, running.OFFICE, today=TODAY)
    running.codes(session)
    running.a_payable_contact(session, 1)
    [row] = rows(session)
    sign(session, [row.number])
    first = run(session)
    led(session, *group, FIRST, 60)
    [_, second] = sorted(rows(session), key=lambda each: each.serial)
    sign(session, [second.number])
    later = run(session)
    with pytest.raises(OfficeError, match="2026-10-2"):
        take_back(session, first)
    take_back(session, later)
    take_back(session, first)
    sheet = session.get_one(LeaderSheet, row.number)
    sheet.state = SheetState.CHECKED
    session.flush()
    seen = run_preview(session, october(session), today=TODAY)
    assert seen.choice.taken == ()
    assert Wrong.EARLIER_FIRST in {each.wrong for each in seen.problems}
    sheet.state = SheetState.APPROVED
    session.flush()
    together = open_run(session, run(session))
    assert (together.row.sheets, together.row.sum_ore) == (2, 241_35)  # one hour


def run(session):
    seen = run_preview(session, october(session), today=TODAY)
    return lock_run(session, october(session), seen.choice, now=NOON)


def take_back(session, number):
    version = open_run(session, number).row.version
    reverse_run(session, number, version, "Feil lønnsart", now=NOON)


def test_one_that_is_not_with_payroll_stays_when_its_period_is_closed(session, group):
    [row] = rows(session)
    close(session)
    led(session, *group, SECOND, 90)
    assert make_leader_sheets(session, october(session), today=TODAY).waiting == 1
    sheet = session.get_one(LeaderSheet, row.number)
    assert (sheet.minutes, sheet.state) == (120, SheetState.RECEIVED)
    with pytest.raises(PeriodClosedError):
        correct_leader(session, row.number, today=TODAY)
    [(_, why)] = check_leaders(session, [row.number], now=NOON).left
    assert "lukket" in why
