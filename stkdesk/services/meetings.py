"""The meetings of activity groups: planned by the plan, moved, called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.attendance import MeetingDraft, MeetingFacts, meeting_problems
from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.group import GroupDraft, MeetingState, Presence
from stkdesk.domain.meeting_plan import PlannedDay, closed_word, planned_days, without
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.groups_found import find_group
from stkdesk.services.leader_sheets import follow_meetings
from stkdesk.services.seeing import this_day
from stkdesk.storage.tables import (
    Attendance,
    GroupMeeting,
    MeetingLeader,
)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of a group, as the card and the month show it."""

    number: int
    version: int
    meet_on: date
    start_minute: int | None
    minutes: int
    state: MeetingState
    activity: str = ""
    came: int = 0  # members who were there


@inner
def meetings_of(
    session: Session, group: int, asked: Period | None = None
) -> tuple[MeetingRow, ...]:
    """Return the meetings of a group within ``asked``, or all; the first day first."""
    came = (
        select(Attendance.meeting_number, func.count().label("n"))
        .where(Attendance.presence == Presence.CAME)
        .group_by(Attendance.meeting_number)
        .subquery()
    )
    found = (
        select(GroupMeeting, came.c.n)
        .outerjoin(came, came.c.meeting_number == GroupMeeting.number)
        .where(GroupMeeting.group_number == group)
        .order_by(GroupMeeting.meet_on)
    )
    if asked is not None:
        found = found.where(GroupMeeting.meet_on.between(asked.first, asked.last))
    return tuple(
        MeetingRow(
            number=each.number,
            version=each.version,
            meet_on=each.meet_on,
            start_minute=each.start_minute,
            minutes=each.minutes,
            state=each.state,
            activity=each.activity,
            came=n or 0,
        )
        for each, n in session.execute(found)
    )


@needs(Right.READ_CASES)
def look_ahead(session: Session, group: int, asked: Period) -> tuple[PlannedDay, ...]:
    """Return the days of the plan within ``asked`` that have no meeting yet.

    Days the office is closed are among them, each with its word.
    """
    record = find_group(session, group)
    plan = GroupDraft(
        weekday=record.weekday,
        every_weeks=record.every_weeks,
        first_on=record.first_on,
        last_on=record.last_on,
    )
    taken = set(
        session.scalars(
            select(GroupMeeting.meet_on).where(GroupMeeting.group_number == group)
        )
    )
    return without(planned_days(plan, asked), taken)


@needs(Right.EDIT_HOURS)
def plan_meetings(
    session: Session, group: int, asked: Period
) -> tuple[PlannedDay, ...]:
    """Make the meetings of the plan within ``asked``; return every day looked at.

    Days that have a meeting are left as they are; so planning twice is safe. Days
    passed over come back with the reason.

    Raises:
        NotFoundError: if the group is not there.
        InvalidInputError: if the group has no weekday or no length of a meeting.

    """
    record = find_group(session, group)
    if record.weekday is None or record.first_on is None or not record.minutes:
        raise InvalidInputError(
            (
                Problem(
                    "weekday",
                    "Fyll ut ukedag, varighet og første dag på gruppen først.",
                ),
            )
        )
    days = look_ahead(session, group, asked)
    for each in days:
        if not each.why_not:
            meeting = GroupMeeting(
                group_number=group,
                meet_on=each.day,
                start_minute=record.start_minute,
                minutes=record.minutes,
            )
            session.add(meeting)
    session.flush()
    return days


@needs(Right.EDIT_HOURS)
def add_meeting(session: Session, group: int, draft: MeetingDraft) -> int:
    """Add one meeting outside the plan and return its number.

    Raises:
        NotFoundError: if the group is not there.
        InvalidInputError: if the draft has problems that block, each by its field.

    """
    refuse_blocking(check_meeting(session, group, draft))
    assert draft.meet_on is not None
    assert draft.minutes is not None
    meeting = GroupMeeting(
        group_number=group,
        meet_on=draft.meet_on,
        start_minute=draft.start_minute,
        minutes=draft.minutes,
        activity=draft.activity.strip(),
    )
    session.add(meeting)
    session.flush()
    return meeting.number


@needs(Right.EDIT_HOURS)
def edit_meeting(
    session: Session,
    number: int,
    version: int,
    draft: MeetingDraft,
    *,
    today: date | None = None,
) -> None:
    """Move a meeting or change its length; who came and who led goes with it.

    ``today``: the day of the clock when it is not given.

    Raises:
        NotFoundError: if the meeting is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    meeting = find_meeting(session, number)
    refuse_blocking(check_meeting(session, meeting.group_number, draft, number))
    refuse_outdated(meeting.version, version)
    assert draft.meet_on is not None
    assert draft.minutes is not None
    moved = (meeting.meet_on, draft.meet_on)
    if draft.meet_on != meeting.meet_on:
        rows = select(Attendance).where(Attendance.meeting_number == number)
        for row in session.scalars(rows):
            row.attended_on = draft.meet_on
    meeting.meet_on, meeting.start_minute = draft.meet_on, draft.start_minute
    meeting.minutes, meeting.activity = draft.minutes, draft.activity.strip()
    session.flush()
    led = select(MeetingLeader.contact_number).where(
        MeetingLeader.meeting_number == number
    )
    follow_meetings(
        session, session.scalars(led).all(), moved, today=today or this_day()
    )


@needs(Right.EDIT_HOURS)
def cancel_meeting(
    session: Session, number: int, version: int, *, today: date | None = None
) -> None:
    """Call a meeting off; who came, and who led it, is no longer counted.

    ``today``: the day of the clock when it is not given.

    Raises:
        NotFoundError: if the meeting is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    meeting = find_meeting(session, number)
    refuse_outdated(meeting.version, version)
    rows = select(Attendance).where(Attendance.meeting_number == number)
    led = select(MeetingLeader).where(MeetingLeader.meeting_number == number)
    leaders = session.scalars(led).all()
    led_by = {each.contact_number for each in leaders}
    for row in (*session.scalars(rows), *leaders):
        session.delete(row)
    meeting.state = MeetingState.CANCELLED
    session.flush()
    follow_meetings(session, led_by, [meeting.meet_on], today=today or this_day())


@needs(Right.EDIT_HOURS)
def restore_meeting(session: Session, number: int, version: int) -> None:
    """Take back that a meeting was called off: it is planned again.

    Raises:
        NotFoundError: if the meeting is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    meeting = find_meeting(session, number)
    refuse_outdated(meeting.version, version)
    meeting.state = MeetingState.PLANNED
    session.flush()


@needs(Right.READ_CASES)
def check_meeting(
    session: Session, group: int, draft: MeetingDraft, number: int | None = None
) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before the meeting is saved."""
    record = find_group(session, group)
    same_day = select(GroupMeeting.number).where(
        GroupMeeting.group_number == group, GroupMeeting.meet_on == draft.meet_on
    )
    other = session.scalar(same_day) if draft.meet_on else None
    return meeting_problems(
        MeetingFacts(
            draft=draft,
            group_first=record.first_on,
            group_last=record.last_on,
            is_taken=other is not None and other != number,
            why_closed=closed_word(draft.meet_on) if draft.meet_on else "",
        )
    )


@inner
def find_meeting(session: Session, number: int) -> GroupMeeting:
    """Return the meeting with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    meeting = session.get(GroupMeeting, number)
    if meeting is None:
        raise NotFoundError("Møtet finnes ikke lenger i registeret.")
    return meeting
