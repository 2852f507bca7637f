"""Casework on activity groups: registering, opening and changing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.group import GroupDraft, LeaderDraft
from stkdesk.domain.group_rules import GroupFacts, group_problems
from stkdesk.domain.names import full_name, search_text
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.group_members import MemberRow, members_of
from stkdesk.services.groups_found import find_group
from stkdesk.services.meetings import MeetingRow, meetings_of
from stkdesk.services.seeing import this_day
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Contact,
    GroupLeader,
    GroupMeeting,
    Person,
)
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A support contact who leads a group, as the card shows it."""

    contact_number: int
    name: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class GroupCard:
    """Everything about one group, as the card shows it."""

    number: int
    version: int
    draft: GroupDraft
    leaders: tuple[LeaderRow, ...]
    members: tuple[MemberRow, ...]  # those in it first, then those who have left
    meetings: tuple[MeetingRow, ...]  # the first day first


@needs(Right.READ_CASES)
def open_group(session: Session, number: int, *, today: date) -> GroupCard:
    """Return everything about the group with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    group = find_group(session, number)
    note(session, Action.OPENED, "activity_groups", number)
    leaders = _leaders_of(session, number)
    return GroupCard(
        number=number,
        version=group.version,
        draft=group_draft(group, leaders),
        leaders=leaders,
        members=members_of(session, number, today=today),
        meetings=meetings_of(session, number),
    )


@needs(Right.EDIT_CASES)
def register_group(session: Session, draft: GroupDraft) -> int:
    """Add a group to the register and return the short number.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.

    """
    refuse_blocking(group_problems(GroupFacts(draft)))
    group = ActivityGroup(name=draft.name.strip())
    _write(group, draft)
    session.add(group)
    session.flush()
    _write_leaders(session, group, draft)
    session.flush()
    return group.number


@needs(Right.EDIT_CASES)
def edit_group(
    session: Session,
    number: int,
    version: int,
    draft: GroupDraft,
    *,
    today: date | None = None,
) -> None:
    """Put ``draft`` in place of what stands in the register.

    ``today``: the day the gates of its members are judged; that of the clock when it
    is not given.

    Raises:
        NotFoundError: if the group is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        GateClosedError: if a running assignment of a member could not go on.

    """
    group = find_group(session, number)
    refuse_blocking(group_problems(group_facts(session, draft, number)))
    refuse_outdated(group.version, version)
    with keeping_gates(session, group=number, today=today or this_day()):
        _write(group, draft)
        _write_leaders(session, group, draft)
        group.changed_at = now()  # another leader alone is also a save
        session.flush()


@needs(Right.READ_CASES)
def group_facts(
    session: Session, draft: GroupDraft, number: int | None = None
) -> GroupFacts:
    """Return what ``draft`` is judged by, as a new group or in place of ``number``."""
    if number is None:
        return GroupFacts(draft)
    there = Assignment.group_number == number
    inside = select(func.count()).where(
        there, Assignment.status != AssignmentStatus.ENDED
    )
    return GroupFacts(
        draft, session.scalar(inside) or 0, _outside(session, draft, number)
    )


def _outside(session: Session, draft: GroupDraft, number: int) -> int:
    """Return how many members and meetings lie outside the days of ``draft``."""
    first, last = draft.first_on or date.min, draft.last_on or date.max
    members = select(func.count()).where(
        Assignment.group_number == number,
        Assignment.status != AssignmentStatus.ENDED,
        or_(Assignment.start_on < first, Assignment.start_on > last),
    )
    meetings = select(func.count()).where(
        GroupMeeting.group_number == number,
        or_(GroupMeeting.meet_on < first, GroupMeeting.meet_on > last),
    )
    return (session.scalar(members) or 0) + (session.scalar(meetings) or 0)


def group_draft(group: ActivityGroup, leaders: tuple[LeaderRow, ...]) -> GroupDraft:
    """Return the form of ``group`` as it stands in the register."""
    return GroupDraft(
        name=group.name,
        place=group.place,
        activity=group.activity,
        weekday=group.weekday,
        start_minute=group.start_minute,
        minutes=group.minutes,
        every_weeks=group.every_weeks,
        first_on=group.first_on,
        last_on=group.last_on,
        most_members=group.most_members,
        leaders=tuple(
            LeaderDraft(each.contact_number, each.from_on, each.to_on)
            for each in leaders
        ),
    )


def _leaders_of(session: Session, number: int) -> tuple[LeaderRow, ...]:
    found = session.execute(
        select(
            GroupLeader.contact_number,
            Person.given_name,
            Person.family_name,
            GroupLeader.from_on,
            GroupLeader.to_on,
        )
        .join(Contact, Contact.number == GroupLeader.contact_number)
        .join(Person, Person.number == Contact.person_number)
        .where(GroupLeader.group_number == number)
        .order_by(GroupLeader.from_on, Person.sort_key)
    )
    return tuple(
        LeaderRow(contact, full_name(given, family), first, last)
        for contact, given, family, first, last in found
    )


def _write(group: ActivityGroup, draft: GroupDraft) -> None:
    name = draft.name.strip()
    if name != group.name:
        group.search_text = search_text(name)
    group.name = name
    group.place, group.activity = draft.place.strip(), draft.activity.strip()
    group.weekday, group.start_minute = draft.weekday, draft.start_minute
    group.minutes = draft.minutes or 0
    group.every_weeks = draft.every_weeks
    group.first_on, group.last_on = draft.first_on, draft.last_on
    group.most_members = draft.most_members


def _write_leaders(session: Session, group: ActivityGroup, draft: GroupDraft) -> None:
    """Keep the rows that still hold, so that the log tells only of what is new."""
    assert draft.first_on is not None
    wanted = {
        (each.contact_number, each.from_on or draft.first_on): each.to_on
        for each in draft.leaders
    }
    rows = select(GroupLeader).where(GroupLeader.group_number == group.number)
    for row in session.scalars(rows):
        key = (row.contact_number, row.from_on)
        if key in wanted:
            row.to_on = wanted.pop(key)
        else:
            session.delete(row)
    for (contact, first), last in wanted.items():
        session.add(
            GroupLeader(
                group_number=group.number,
                contact_number=contact,
                from_on=first,
                to_on=last,
            )
        )
