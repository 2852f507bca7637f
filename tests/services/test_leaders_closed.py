"""Sheets of group leaders in a period that is closed: nothing but corrections moves."""

from datetime import date

import pytest

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.leader_course import check_leaders
from stkdesk.services.leader_sheets import correct_leader, make_leader_sheets
from stkdesk.services.meetings import plan_meetings
from stkdesk.services.period_care import PeriodClosedError, close_period
from stkdesk.storage.tables import LeaderSheet, SheetPeriod
from tests import builders as make
from tests.grouping import OCTOBER, a_group
from tests.leading import NOON, TODAY, led, lock, october, rows, sign

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
