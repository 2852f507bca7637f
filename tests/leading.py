"""What a group's leader did in October, and what the office did with it."""

from datetime import UTC, date, datetime
from itertools import count

from stkdesk.domain.attendance import LeaderMinutes
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.leader_course import approve_leaders, check_leaders
from stkdesk.services.leader_list import leader_sheets_of
from stkdesk.services.meeting_holding import hold_meeting
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.services.periods import ensure_periods
from stkdesk.storage.tables import LeaderSheet, PayRun
from tests.grouping import CAME, OCTOBER

TODAY = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def led(session, group, leader, day, minutes):
    """Register that ``leader`` led the meeting of a day for so long."""
    [sheet] = [
        each
        for each in group_sheets(session, group, OCTOBER).sheets
        if each.meeting.meet_on == day
    ]
    hold_meeting(
        session,
        sheet.meeting.number,
        sheet.meeting.version,
        [line.marked(CAME, 120) for line in sheet.lines],
        [LeaderMinutes(leader, minutes)],
        today=TODAY,
    )


def october(session):
    """Return the number of the period."""
    return ensure_periods(session, 2026)[9].number


def rows(session):
    """Return the leaders' sheets of October."""
    return leader_sheets_of(session, october(session), today=TODAY)


def sign(session, numbers):
    """Attest and approve; the office does not mind who."""
    assert not check_leaders(session, numbers, now=NOON).left
    assert not approve_leaders(session, numbers, now=NOON).left


_SERIALS = count(1)


def lock(session, numbers):
    """Send approved sheets to payroll, as a run does, and return its number."""
    run = PayRun(
        period_number=october(session),
        serial=next(_SERIALS),
        pay_on=date(2026, 11, 12),
        sheets=len(numbers),
        sum_ore=0,
        made_at=NOON,
    )
    session.add(run)
    session.flush()
    for number in numbers:
        sheet = session.get_one(LeaderSheet, number)
        assert sheet.state is SheetState.APPROVED
        sheet.state, sheet.run_number = SheetState.SENT, run.number
    session.flush()
    return run.number
