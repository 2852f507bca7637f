"""The pile of attendance lists: which groups met in some days, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.attendance import MeetingDraft
from stkdesk.domain.group import MeetingState
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.groups_found import find_group
from stkdesk.services.meetings import add_meeting
from stkdesk.storage.tables import ActivityGroup, GroupMeeting


@dataclass(frozen=True, slots=True)
class PiledGroup:
    """A group with meetings that have been, and how many nobody has registered."""

    number: int
    name: str
    meetings: int
    missed: int


@needs(Right.READ_CASES)
def groups_to_punch(
    session: Session, asked: Period, *, today: date
) -> tuple[PiledGroup, ...]:
    """Return the groups that met within ``asked`` up to ``today``, by name.

    Meetings that were called off do not count.
    """
    is_missed = GroupMeeting.state == MeetingState.PLANNED
    missed = func.sum(case((is_missed, 1), else_=0))
    found = session.execute(
        select(ActivityGroup.number, ActivityGroup.name, func.count(), missed)
        .join(GroupMeeting, GroupMeeting.group_number == ActivityGroup.number)
        .where(
            GroupMeeting.meet_on.between(asked.first, min(asked.last, today)),
            GroupMeeting.state != MeetingState.CANCELLED,
        )
        .group_by(ActivityGroup.number, ActivityGroup.name, ActivityGroup.search_text)
        .order_by(ActivityGroup.search_text, ActivityGroup.number)
    )
    return tuple(PiledGroup(*row) for row in found)


@needs(Right.EDIT_HOURS)
def add_usual_meeting(session: Session, group: int, day: date) -> int:
    """Add a meeting that is on the list and not in the plan; as long as the usual.

    Raises:
        NotFoundError: if the group is not there.
        InvalidInputError: if the group cannot have met that day.

    """
    record = find_group(session, group)
    draft = MeetingDraft(day, record.start_minute, record.minutes)
    return add_meeting(session, group, draft)
