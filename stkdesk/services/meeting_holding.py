"""Registering who came to a meeting and who led it: one meeting, or a month's list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.attendance import (
    LeaderMinutes,
    MemberPresence,
    PresenceFacts,
    presence_problems,
)
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.group import MeetingState
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.leader_sheets import follow_meetings
from stkdesk.services.meetings import find_meeting
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    Assignment,
    Attendance,
    GroupMeeting,
    MeetingLeader,
)
from stkdesk.storage.tables.base import now


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """One meeting as filled in, and the version it was filled in on."""

    number: int
    version: int
    lines: tuple[MemberPresence, ...]
    leaders: tuple[LeaderMinutes, ...]


@needs(Right.EDIT_HOURS)
def hold_meeting(
    session: Session,
    number: int,
    version: int,
    lines: Sequence[MemberPresence],
    leaders: Sequence[LeaderMinutes],
    *,
    today: date,
) -> None:
    """Register who came to a meeting and who led it.

    Lines of members the one at work may not see stand as they were.

    Raises:
        NotFoundError: if the meeting is not there.
        InvalidInputError: if a line cannot be right; ``minutes/12`` is that of O-12.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    held = HeldMeeting(number, version, tuple(lines), tuple(leaders))
    hold_meetings(session, [held], today=today)


@needs(Right.EDIT_HOURS)
def hold_meetings(
    session: Session, held: Iterable[HeldMeeting], *, today: date
) -> None:
    """Register several meetings at once, as a paper list is punched; all or none.

    Raises:
        NotFoundError: if a meeting is not there.
        InvalidInputError: if a line cannot be right; ``minutes/12/3`` is that of O-12
            in meeting 3, ``minutes/12`` when there is one meeting only.
        ChangedByAnotherError: if somebody saved one of them after it was read.

    """
    every = tuple(held)
    meetings = {each.number: find_meeting(session, each.number) for each in every}
    problems: list[Problem] = []
    for each in every:
        at = f"/{each.number}" if len(every) > 1 else ""
        for problem in _problems(session, meetings[each.number], each, today):
            problems.append(
                Problem(f"{problem.field}{at}", problem.message, problem.blocks)
            )
    refuse_blocking(problems)
    for each in every:
        refuse_outdated(meetings[each.number].version, each.version)
    for each in every:
        _write(session, meetings[each.number], each)
    session.flush()
    leaders = {leader.contact_number for each in every for leader in each.leaders}
    days = [meeting.meet_on for meeting in meetings.values()]
    follow_meetings(session, leaders, days, today=today)


def _problems(
    session: Session, meeting: GroupMeeting, held: HeldMeeting, today: date
) -> Iterable[Problem]:
    if meeting.state is MeetingState.CANCELLED:
        raise InvalidInputError(
            (Problem("state", "Møtet er avlyst. Angre avlysningen først."),)
        )
    members = {each.number: each for each in _assignments(session, meeting)}
    said = [each for each in held.lines if each.presence is not None]
    for line in said:
        member = members.get(line.assignment_number)
        if member is None:
            continue
        facts = PresenceFacts(
            line=line,
            day=meeting.meet_on,
            today=today,
            first=member.start_on,
            last=member.end_on,
            usual=meeting.minutes,
        )
        for problem in presence_problems(facts):
            yield Problem(
                f"{problem.field}/{line.assignment_number}",
                problem.message,
                problem.blocks,
            )
    for leader in held.leaders:
        if leader.minutes < 0 or (leader.minutes and meeting.meet_on > today):
            yield Problem(
                f"leader/{leader.contact_number}", "Dagen har ikke vært ennå."
            )


def _assignments(session: Session, meeting: GroupMeeting) -> Sequence[Assignment]:
    """Return the members that the one at work may register."""
    found = select(Assignment).where(Assignment.group_number == meeting.group_number)
    if hidden := hidden_clients(session):
        found = found.where(Assignment.client_number.not_in(hidden))
    return session.scalars(found).all()


def _write(session: Session, meeting: GroupMeeting, held: HeldMeeting) -> None:
    open_to = {each.number for each in _assignments(session, meeting)}
    rows = {
        each.assignment_number: each
        for each in session.scalars(
            select(Attendance).where(Attendance.meeting_number == meeting.number)
        )
    }
    for line in held.lines:
        if line.assignment_number not in open_to:
            continue
        row = rows.get(line.assignment_number)
        if line.presence is None:
            if row is not None:
                session.delete(row)
            continue
        if row is None:
            row = Attendance(
                assignment_number=line.assignment_number,
                meeting_number=meeting.number,
                attended_on=meeting.meet_on,
            )
            session.add(row)
        row.presence, row.minutes = line.presence, line.minutes
    _write_leaders(session, meeting, held.leaders)
    said = any(each.presence is not None for each in held.lines)
    led = any(each.minutes for each in held.leaders)
    others = set(rows) - {each.assignment_number for each in held.lines}
    is_held = said or led or bool(others)
    meeting.state = MeetingState.HELD if is_held else MeetingState.PLANNED
    meeting.changed_at = now()  # another line alone is also a save of the meeting


def _write_leaders(
    session: Session, meeting: GroupMeeting, leaders: Iterable[LeaderMinutes]
) -> None:
    rows = {
        each.contact_number: each
        for each in session.scalars(
            select(MeetingLeader).where(MeetingLeader.meeting_number == meeting.number)
        )
    }
    for each in leaders:
        row = rows.get(each.contact_number)
        if not each.minutes:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(
                MeetingLeader(
                    meeting_number=meeting.number,
                    contact_number=each.contact_number,
                    minutes=each.minutes,
                )
            )
        else:
            row.minutes = each.minutes
