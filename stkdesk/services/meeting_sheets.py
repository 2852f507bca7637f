"""Sheets of attendance as they stand: who came to a meeting, and who led it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.attendance import LeaderMinutes, MemberPresence
from stkdesk.domain.group import Presence
from stkdesk.domain.names import full_name
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.groups_found import find_group
from stkdesk.services.meetings import MeetingRow, find_meeting, meetings_of
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.storage.tables import (
    Assignment,
    Attendance,
    Client,
    Contact,
    GroupLeader,
    MeetingLeader,
    Person,
)
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class SheetMember:
    """One member on the sheets: the days in the group, and who it is."""

    assignment_number: int
    name: str
    first: date
    last: date | None
    is_hidden: bool = False  # blocked for the one at work: neither shown nor changed

    def in_group_on(self, day: date) -> bool:
        """Tell whether the member is in the group that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class SheetLeader:
    """One leader on the sheets."""

    contact_number: int
    name: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """One meeting with who came and who led it."""

    meeting: MeetingRow
    lines: tuple[MemberPresence, ...]  # of the members in the group that day
    leaders: tuple[LeaderMinutes, ...]

    def line_of(self, assignment: int) -> MemberPresence | None:
        """Return the line of a member, None when not in the group that day."""
        return next(
            (each for each in self.lines if each.assignment_number == assignment), None
        )


@dataclass(frozen=True, slots=True)
class GroupSheets:
    """The sheets of one group in some days: what the grid shows."""

    group_number: int
    group: str
    asked: Period
    members: tuple[SheetMember, ...]
    leaders: tuple[SheetLeader, ...]
    sheets: tuple[MeetingSheet, ...]  # the first day first


@needs(Right.READ_CASES)
def open_sheet(session: Session, meeting: int) -> GroupSheets:
    """Return the sheet of one meeting, with the members in the group that day.

    Raises:
        NotFoundError: if the meeting is not there.

    """
    found = find_meeting(session, meeting)
    day = Period(found.meet_on, found.meet_on)
    return group_sheets(session, found.group_number, day)


@needs(Right.READ_CASES)
def group_sheets(session: Session, group: int, asked: Period) -> GroupSheets:
    """Return the sheets of all meetings of a group within ``asked``."""
    record = find_group(session, group)
    note(session, Action.OPENED, "activity_groups", group)
    meetings = meetings_of(session, group, asked)
    members = _members(session, group, asked)
    leaders = _leaders(session, group, asked, [each.number for each in meetings])
    shown = [each.assignment_number for each in members if not each.is_hidden]
    said = _attendance(session, shown, [each.number for each in meetings])
    led = _led(session, [each.number for each in meetings])
    return GroupSheets(
        group_number=group,
        group=record.name,
        asked=asked,
        members=members,
        leaders=tuple(leader for leader, _ in leaders),
        sheets=tuple(
            MeetingSheet(
                meeting=meeting,
                lines=tuple(
                    said.get(
                        (meeting.number, each.assignment_number),
                        MemberPresence(each.assignment_number),
                    )
                    for each in members
                    if each.in_group_on(meeting.meet_on)
                ),
                leaders=tuple(
                    LeaderMinutes(
                        leader.contact_number,
                        led.get((meeting.number, leader.contact_number), 0),
                    )
                    for leader, leads_on in leaders
                    if (meeting.number, leader.contact_number) in led
                    or leads_on.leads(meeting.meet_on)
                ),
            )
            for meeting in meetings
        ),
    )


def _members(session: Session, group: int, asked: Period) -> tuple[SheetMember, ...]:
    hidden = hidden_clients(session)
    found = session.execute(
        select(
            Assignment.number,
            Assignment.client_number,
            Assignment.start_on,
            Assignment.end_on,
            Person.given_name,
            Person.family_name,
        )
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(Person, Person.number == Client.person_number)
        .where(
            Assignment.group_number == group,
            Assignment.status != AssignmentStatus.PLANNED,
            Assignment.start_on <= asked.last,
            or_(Assignment.end_on.is_(None), Assignment.end_on >= asked.first),
        )
        .order_by(Person.sort_key, Assignment.number)
    )
    return tuple(
        SheetMember(
            assignment_number=number,
            name=client_name(session, client, given or "", family or ""),
            first=first,
            last=last,
            is_hidden=client in hidden,
        )
        for number, client, first, last, given, family in found
    )


@dataclass(frozen=True, slots=True)
class _Leading:
    """The stretches of days a support contact leads the group."""

    stretches: tuple[tuple[date, date | None], ...] = ()

    def leads(self, day: date) -> bool:
        return any(
            first <= day and (last is None or day <= last)
            for first, last in self.stretches
        )


def _leaders(
    session: Session, group: int, asked: Period, meetings: Sequence[int]
) -> tuple[tuple[SheetLeader, _Leading], ...]:
    """Return who leads the group within ``asked``, and who has led a meeting there."""
    leading: dict[int, list[tuple[date, date | None]]] = {}
    rows = select(GroupLeader.contact_number, GroupLeader.from_on, GroupLeader.to_on)
    for contact, first, last in session.execute(
        rows.where(GroupLeader.group_number == group)
    ):
        if first <= asked.last and (last is None or last >= asked.first):
            leading.setdefault(contact, []).append((first, last))
    led = select(MeetingLeader.contact_number).where(
        MeetingLeader.meeting_number.in_(meetings)
    )
    for contact in session.scalars(led):
        leading.setdefault(contact, [])
    found = session.execute(
        select(Contact.number, Person.given_name, Person.family_name)
        .join(Person, Person.number == Contact.person_number)
        .where(Contact.number.in_(leading))
        .order_by(Person.sort_key)
    )
    return tuple(
        (
            SheetLeader(contact, full_name(given, family)),
            _Leading(tuple(leading[contact])),
        )
        for contact, given, family in found
    )


def _attendance(
    session: Session, assignments: Sequence[int], meetings: Sequence[int]
) -> dict[tuple[int, int], MemberPresence]:
    found = select(
        Attendance.meeting_number,
        Attendance.assignment_number,
        Attendance.presence,
        Attendance.minutes,
    ).where(
        Attendance.meeting_number.in_(meetings),
        Attendance.assignment_number.in_(assignments),
    )
    return {
        (meeting, number): MemberPresence(number, Presence(presence), minutes)
        for meeting, number, presence, minutes in session.execute(found)
        if meeting is not None
    }


def _led(session: Session, meetings: Sequence[int]) -> dict[tuple[int, int], int]:
    found = select(
        MeetingLeader.meeting_number,
        MeetingLeader.contact_number,
        MeetingLeader.minutes,
    ).where(MeetingLeader.meeting_number.in_(meetings))
    return {
        (meeting, contact): minutes
        for meeting, contact, minutes in session.execute(found)
    }
