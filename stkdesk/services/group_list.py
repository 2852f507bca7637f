"""The list of activity groups: searched, filtered by whether they run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Label, and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.group import MeetingState
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.paging import sorted_by
from stkdesk.services.people import matches, short_number
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Contact,
    GroupLeader,
    GroupMeeting,
    Person,
)
from stkdesk.storage.trail import note_list

RUNNING, OVER = "running", "over"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the list of groups."""

    number: int
    name: str
    place: str
    leaders: str  # names, comma between
    members: int
    places: int | None
    weekday: int | None
    start_minute: int | None
    every_weeks: int
    next_on: date | None
    first_on: date | None
    last_on: date | None


@needs(Right.READ_CASES)
def group_list(
    session: Session, query: ListQuery, *, today: date
) -> ListPage[GroupRow]:
    """Return one page of groups; found by name or ``G-12``, in order of names."""
    over = _is_over(today)
    counted = {
        RUNNING: session.scalar(select(func.count()).where(~over)) or 0,
        OVER: session.scalar(select(func.count()).where(over)) or 0,
    }
    meant: list[ColumnElement[bool]] = []
    if query.search.strip():
        named = matches(query.search, text=ActivityGroup.search_text)
        number = short_number(query.search, "g")
        meant.append(
            named if number is None else or_(named, ActivityGroup.number == number)
        )
    if query.chip:
        meant.append(over if query.chip == OVER else ~over)
    next_on = _next_on(today)
    members = _members()
    columns = {
        "": ActivityGroup.search_text,
        "name": ActivityGroup.search_text,
        "members": members,
        "next_on": next_on,
    }
    order = sorted_by(columns[query.sort], descending=query.descending)
    found = select(ActivityGroup, members, next_on).where(*meant)
    rows = session.execute(
        found.order_by(order, ActivityGroup.number)
        .offset(query.offset)
        .limit(query.limit)
    ).all()
    leaders = group_leaders(session, [each.number for each, *_ in rows], today)
    total = session.scalar(
        select(func.count()).select_from(ActivityGroup).where(*meant)
    )
    note_list(session, "activity_groups", query, total or 0)
    return ListPage(
        rows=tuple(
            GroupRow(
                number=each.number,
                name=each.name,
                place=each.place,
                leaders=", ".join(leaders.get(each.number, ())),
                members=count,
                places=each.most_members,
                weekday=each.weekday,
                start_minute=each.start_minute,
                every_weeks=each.every_weeks,
                next_on=day,
                first_on=each.first_on,
                last_on=each.last_on,
            )
            for each, count, day in rows
        ),
        total=total or 0,
        everything=sum(counted.values()),
        chips=counted,
    )


@inner
def group_leaders(
    session: Session, groups: list[int], day: date
) -> dict[int, tuple[str, ...]]:
    """Return the names of those who lead each group that day.

    Of a group that has not begun, those who are to lead it from its first day.
    """
    to_begin = ActivityGroup.first_on > day
    found = session.execute(
        select(GroupLeader.group_number, Person.given_name, Person.family_name)
        .join(Contact, Contact.number == GroupLeader.contact_number)
        .join(Person, Person.number == Contact.person_number)
        .join(ActivityGroup, ActivityGroup.number == GroupLeader.group_number)
        .where(
            GroupLeader.group_number.in_(groups),
            or_(
                GroupLeader.from_on <= day,
                and_(to_begin, GroupLeader.from_on <= ActivityGroup.first_on),
            ),
            or_(GroupLeader.to_on.is_(None), GroupLeader.to_on >= day),
        )
        .order_by(Person.sort_key)
    )
    leaders: dict[int, tuple[str, ...]] = {}
    for group, given, family in found:
        leaders[group] = (*leaders.get(group, ()), full_name(given, family))
    return leaders


def _is_over(today: date) -> ColumnElement[bool]:
    return and_(ActivityGroup.last_on.is_not(None), ActivityGroup.last_on < today)


def _members() -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            Assignment.group_number == ActivityGroup.number,
            Assignment.status != AssignmentStatus.ENDED,
        )
        .correlate(ActivityGroup)
        .scalar_subquery()
        .label("members")
    )


def _next_on(today: date) -> Label[date]:
    return (
        select(func.min(GroupMeeting.meet_on))
        .where(
            GroupMeeting.group_number == ActivityGroup.number,
            GroupMeeting.meet_on >= today,
            GroupMeeting.state != MeetingState.CANCELLED,
        )
        .correlate(ActivityGroup)
        .scalar_subquery()
        .label("next_on")
    )
