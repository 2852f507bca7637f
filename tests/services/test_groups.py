"""Activity groups in the register: a group of eight through a month, and what stops."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.attendance import LeaderMinutes, MeetingDraft, MemberPresence
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.errors import (
    BlockedError,
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.group import LeaderDraft, MeetingState
from stkdesk.domain.group_member import MemberDraft
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Role
from stkdesk.services.attendance import attendance_report
from stkdesk.services.group_list import group_list
from stkdesk.services.group_members import add_member, check_member
from stkdesk.services.groups import edit_group, open_group
from stkdesk.services.meeting_holding import HeldMeeting, hold_meeting, hold_meetings
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.services.meetings import (
    add_meeting,
    cancel_meeting,
    edit_meeting,
    plan_meetings,
    restore_meeting,
)
from stkdesk.storage.tables import Assignment, Attendance, Client, DecisionItem
from tests.builders import a_client, a_contact
from tests.grouping import (
    AWAY,
    CAME,
    MISSED,
    NOVEMBER,
    OCTOBER,
    a_group,
    a_member,
    eight,
    sheet_of,
)
from tests.services.complaining import issued
from tests.staff import hired


def granted(session, client, first):
    """Register a decision that grants hours in a group from a day on."""
    return issued(
        session,
        client,
        kind=DecisionKind.GRANTED,
        on=first,
        granted_minutes=120,
        items=[DecisionItem(place=1, solution=Solution.GROUP, minutes=120)],
    )


def hours_in(session, assignment, asked):
    """Return the minutes a member has been there."""
    return attendance_report(session, assignment, asked).minutes


def test_a_group_of_eight_through_a_month(database):
    with database.transaction() as session:
        group = a_group(session)
        members = eight(session, group)
        plan_meetings(session, group, OCTOBER)
        sheets = group_sheets(session, group, OCTOBER).sheets
        assert [each.meeting.meet_on.day for each in sheets] == [6, 13, 20, 27]
        leader = sheets[0].leaders[0].contact_number
        for place, sheet in enumerate(sheets):
            lines = tuple(
                line.marked(CAME if at >= place else AWAY, 120)
                for at, line in enumerate(sheet.lines)
            )
            hold_meeting(
                session,
                sheet.meeting.number,
                sheet.meeting.version,
                lines,
                [LeaderMinutes(leader, 150)],
                today=date(2026, 11, 2),
            )
        found = group_sheets(session, group, OCTOBER)
        assert [each.meeting.came for each in found.sheets] == [8, 7, 6, 5]
        assert {each.meeting.state for each in found.sheets} == {MeetingState.HELD}
        assert [each.leaders[0].minutes for each in found.sheets] == [150] * 4
        hours = [hours_in(session, each, OCTOBER) for each in members]
        assert hours == [120, 240, 360, *[480] * 5]
        assert not any(hours_in(session, each, NOVEMBER) for each in members)


def test_a_month_punched_from_the_paper_list_is_saved_whole_or_not_at_all(database):
    with database.transaction() as session:
        group = a_group(session)
        a_member(session, group)
        plan_meetings(session, group, OCTOBER)
        first, second, *_ = group_sheets(session, group, OCTOBER).sheets
        good = HeldMeeting(
            first.meeting.number,
            first.meeting.version,
            (first.lines[0].marked(CAME, 120),),
            first.leaders,
        )
        no_time = MemberPresence(second.lines[0].assignment_number, CAME, 0)
        bad = HeldMeeting(second.meeting.number, second.meeting.version, (no_time,), ())
        with pytest.raises(InvalidInputError) as refused:
            hold_meetings(session, [good, bad], today=date(2026, 11, 2))
        [problem] = refused.value.problems
        member, meeting = no_time.assignment_number, second.meeting.number
        assert problem.field == f"minutes/{member}/{meeting}"
        assert sheet_of(session, group, date(2026, 10, 6)).meeting.came == 0


def test_two_people_who_register_the_same_meeting_are_told(database):
    with database.transaction() as session:
        group = a_group(session)
        a_member(session, group)
        plan_meetings(session, group, OCTOBER)
        sheet = sheet_of(session, group, date(2026, 10, 6))
        number, version = sheet.meeting.number, sheet.meeting.version
        mine, yours = (sheet.lines[0].marked(each, 120) for each in (CAME, MISSED))
        today = date(2026, 10, 7)
        hold_meeting(session, number, version, [mine], [], today=today)
        with pytest.raises(ChangedByAnotherError):
            hold_meeting(session, number, version, [yours], [], today=today)
        assert sheet_of(session, group, date(2026, 10, 6)).lines == (mine,)


def test_what_was_said_of_a_member_can_be_taken_back(database):
    with database.transaction() as session:
        group = a_group(session)
        a_member(session, group)
        plan_meetings(session, group, OCTOBER)
        day = date(2026, 10, 6)
        sheet = sheet_of(session, group, day)
        [line] = sheet.lines
        for said in (line.marked(CAME, 120), line):
            sheet = sheet_of(session, group, day)
            meeting = sheet.meeting
            hold_meeting(
                session, meeting.number, meeting.version, [said], [], today=day
            )
        sheet = sheet_of(session, group, day)
        assert sheet.lines == (line,)
        assert sheet.meeting.state is MeetingState.PLANNED


def test_holidays_are_passed_over_with_a_word_and_planning_twice_is_safe(database):
    with database.transaction() as session:
        group = a_group(session, weekday=4, every_weeks=1)
        december = Period.month(2026, 12)
        days = plan_meetings(session, group, december)
        assert [(each.day.day, each.why_not) for each in days] == [
            (3, ""),
            (10, ""),
            (17, ""),
            (24, "julaften"),
            (31, "nyttårsaften"),
        ]
        again = plan_meetings(session, group, december)
        assert [each.day.day for each in again] == [24, 31]
        assert len(group_sheets(session, group, december).sheets) == 3


def test_a_meeting_that_is_moved_takes_those_who_came_with_it(database):
    with database.transaction() as session:
        group = a_group(session)
        member = a_member(session, group)
        plan_meetings(session, group, OCTOBER)
        sheet = sheet_of(session, group, date(2026, 10, 27))
        meeting = sheet.meeting
        came = [sheet.lines[0].marked(CAME, 120)]
        today = date(2026, 11, 9)
        hold_meeting(session, meeting.number, meeting.version, came, [], today=today)
        version = sheet_of(session, group, date(2026, 10, 27)).meeting.version
        moved = MeetingDraft(date(2026, 11, 4), 17 * 60, 120)
        edit_meeting(session, meeting.number, version, moved)
        assert hours_in(session, member, OCTOBER) == 0
        assert hours_in(session, member, NOVEMBER) == 120


def test_a_meeting_called_off_counts_for_nobody_and_takes_no_attendance(database):
    with database.transaction() as session:
        group = a_group(session)
        member = a_member(session, group)
        plan_meetings(session, group, OCTOBER)
        day = date(2026, 10, 6)
        sheet = sheet_of(session, group, day)
        came = [sheet.lines[0].marked(CAME, 120)]
        number = sheet.meeting.number
        led = [replace(sheet.leaders[0], minutes=120)]
        hold_meeting(session, number, sheet.meeting.version, came, led, today=day)
        cancel_meeting(session, number, sheet_of(session, group, day).meeting.version)
        assert hours_in(session, member, OCTOBER) == 0
        off = sheet_of(session, group, day)
        assert off.leaders[0].minutes == 0
        with pytest.raises(InvalidInputError, match="avlyst"):
            hold_meeting(session, number, off.meeting.version, came, [], today=day)
        restore_meeting(session, number, off.meeting.version)
        back = sheet_of(session, group, day).meeting
        hold_meeting(session, number, back.version, came, [], today=day)
        assert hours_in(session, member, OCTOBER) == 120


def test_a_meeting_outside_the_days_of_the_group_is_refused(database):
    with database.transaction() as session:
        group = a_group(session, last_on=date(2026, 12, 1))
        with pytest.raises(InvalidInputError, match="utenfor dagene"):
            add_meeting(session, group, MeetingDraft(date(2026, 12, 8), None, 60))
        add_meeting(session, group, MeetingDraft(date(2026, 11, 28), None, 60))
        with pytest.raises(InvalidInputError, match="allerede et møte"):
            add_meeting(session, group, MeetingDraft(date(2026, 11, 28), None, 60))


def test_a_member_twice_in_the_same_days_is_refused_and_one_who_left_may_return(
    database,
):
    with database.transaction() as session:
        group = a_group(session)
        client = a_client(session)
        draft = MemberDraft(client, date(2026, 9, 1), date(2026, 9, 30), 480)
        add_member(session, group, draft)
        with pytest.raises(InvalidInputError, match="allerede med"):
            add_member(session, group, replace(draft, start_on=date(2026, 9, 15)))
        add_member(session, group, MemberDraft(client, date(2026, 10, 1), None, 480))


def test_a_member_without_group_hours_is_warned_about_when_added(database):
    with database.transaction() as session:
        group = a_group(session)
        draft = MemberDraft(a_client(session), date(2026, 11, 1), None, 480)
        [warning] = check_member(session, group, draft)
        assert not warning.blocks
        assert "Ingen vedtak" in warning.message
        number = add_member(session, group, draft)
        member = session.get(Assignment, number)
        assert member.status is AssignmentStatus.PLANNED
        granted(session, draft.client_number, date(2026, 12, 1))
        there = replace(draft, start_on=date(2027, 1, 5), end_on=date(2027, 1, 6))
        session.delete(member)
        session.flush()
        assert check_member(session, group, there) == ()


def test_a_full_group_takes_no_more(database):
    with database.transaction() as session:
        group = a_group(session, most_members=1)
        a_member(session, group)
        with pytest.raises(InvalidInputError, match=r"full \(1 av 1\)"):
            a_member(session, group, "Bo Lie")


def test_the_card_tells_of_leaders_members_and_places(database, today):
    with database.transaction() as session:
        leader = a_contact(session, "Kari Lund")
        group = a_group(session, leader=leader)
        a_member(session, group, "Bo Lie")
        a_member(session, group, "Ada Moen")
        card = open_group(session, group, today=today)
        assert [each.name for each in card.leaders] == ["Kari Lund"]
        assert [each.name for each in card.members] == ["Bo Lie", "Ada Moen"]
        rows = group_list(session, ListQuery(search="svøm"), today=today).rows
        assert [(each.name, each.leaders, each.members) for each in rows] == [
            ("Svømmegruppen", "Kari Lund", 2)
        ]
        assert not group_list(session, ListQuery(search="turgr"), today=today).rows


def test_leaders_are_changed_and_an_outdated_copy_is_refused(database, today):
    with database.transaction() as session:
        first, second = a_contact(session, "Kari Lund"), a_contact(session, "Bo Lie")
        group = a_group(session, leader=first)
        card = open_group(session, group, today=today)
        leaders = (
            replace(card.draft.leaders[0], to_on=date(2026, 10, 31)),
            LeaderDraft(second, date(2026, 11, 1)),
        )
        edit_group(session, group, card.version, replace(card.draft, leaders=leaders))
        changed = open_group(session, group, today=today)
        assert changed.draft.leaders == leaders
        with pytest.raises(ChangedByAnotherError):
            edit_group(session, group, card.version, card.draft)
        with pytest.raises(InvalidInputError, match="to ganger"):
            twice = replace(card.draft, leaders=(leaders[1], leaders[1]))
            edit_group(session, group, changed.version, twice)
        with pytest.raises(NotFoundError):
            open_group(session, 99, today=today)


def test_a_blocked_member_is_neither_named_nor_changed(database, today):
    with database.transaction() as session:
        group = a_group(session)
        open_to_all = a_member(session, group, "Ada Moen")
        hidden = a_member(session, group, "Bo Lie")
        plan_meetings(session, group, NOVEMBER)
        day = date(2026, 11, 3)
        sheet = sheet_of(session, group, day)
        lines = [each.marked(CAME, 120) for each in sheet.lines]
        meeting = sheet.meeting
        hold_meeting(session, meeting.number, meeting.version, lines, [], today=today)
        client = session.get(Assignment, hidden).client_number
        session.get(Client, client).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        found = group_sheets(session, group, Period(day, day))
        names = {each.assignment_number: each.name for each in found.members}
        assert names == {open_to_all: "Ada Moen", hidden: "Sperret bruker"}
        [sheet] = found.sheets
        assert sheet.line_of(hidden).presence is None
        lines = [each.marked(None, 120) for each in sheet.lines]
        meeting = sheet.meeting
        hold_meeting(session, meeting.number, meeting.version, lines, [], today=today)
        with pytest.raises(BlockedError):
            add_member(session, group, MemberDraft(client, date(2027, 1, 1), None, 60))
    with database.transaction() as session:
        there = select(Attendance.assignment_number, Attendance.minutes)
        assert session.execute(there).all() == [(hidden, 120)]
