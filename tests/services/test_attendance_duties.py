"""The first page tells of attendance nobody has registered when the month is over."""

from datetime import date

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.duty import Day
from stkdesk.domain.group import Presence
from stkdesk.domain.period import Period
from stkdesk.services.asking import asker
from stkdesk.services.attendance import report_attendance
from stkdesk.services.duties.attendance import MEETINGS, REPORTS
from stkdesk.services.duties.finding import Asked, tasks_of
from stkdesk.services.meeting_holding import HeldMeeting, hold_meetings
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.services.meetings import plan_meetings
from tests import builders
from tests.grouping import CAME, OCTOBER, a_group, a_member

LATE = date(2026, 11, 9)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        builders.periods(session)
        yield session


def told(session, finder, today):
    session.flush()
    return [
        (each.title, each.who, each.urgency.value)
        for each in tasks_of(asker(session), Asked(Day(today)), [finder])
    ]


def test_meetings_nobody_has_registered_are_told_after_the_month(session):
    group = a_group(session)
    plan_meetings(session, group, Period(date(2026, 10, 1), date(2026, 11, 30)))
    assert told(session, MEETINGS, LATE) == []  # there is nobody in the group
    a_member(session, group)
    assert told(session, MEETINGS, date(2026, 10, 31)) == []
    assert told(session, MEETINGS, LATE) == [
        ("Oppmøte på 4 møter mangler", "Svømmegruppen", "late")
    ]
    held = [
        HeldMeeting(
            each.meeting.number,
            each.meeting.version,
            tuple(line.marked(CAME, 120) for line in each.lines),
            each.leaders,
        )
        for each in group_sheets(session, group, OCTOBER).sheets
    ]
    hold_meetings(session, held, today=LATE)
    assert told(session, MEETINGS, LATE) == []


def test_a_report_from_an_organisation_is_waited_for_and_no_timesheet(session):
    number = builders.an_assignment(session, solution=Solution.ORGANISATION)
    assert told(session, REPORTS, date(2026, 11, 2)) == [
        ("Oppmøte for oktober mangler", "Byen Turlag", "now")
    ]
    assert told(session, REPORTS, LATE)[0][2] == "late"
    day = date(2026, 10, 30)
    report_attendance(session, number, day, Presence.AWAY, today=LATE)
    assert told(session, REPORTS, LATE) == []
