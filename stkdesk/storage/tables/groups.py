"""Activity groups: who leads, when they meet, and who came.

A member is an assignment of the solution ``activity_group`` with this group.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.group import MeetingState, Presence
from stkdesk.domain.names import search_text
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
)
from stkdesk.storage.types import KeyText, code


def _folded(context: Any) -> str:
    return search_text(context.get_current_parameters()["name"])


class ActivityGroup(Edited, Base, kw_only=True):
    """A group that meets to a plan."""

    __tablename__ = "activity_groups"
    rules = (
        not_backwards("first_on", "last_on"),
        *not_negative("minutes", "most_members"),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday_of_a_week"),
        sa.CheckConstraint("start_minute BETWEEN 0 AND 1439", name="start_of_a_day"),
        sa.CheckConstraint("every_weeks BETWEEN 1 AND 8", name="every_weeks_few"),
    )

    number: Mapped[int] = number_key()
    name: Mapped[str]
    search_text: Mapped[str] = mapped_column(
        KeyText, init=False, insert_default=_folded
    )  # domain.names.search_text
    place: Mapped[str] = mapped_column(default="")
    activity: Mapped[str] = mapped_column(default="")
    weekday: Mapped[int | None] = mapped_column(default=None)  # 1 Monday … 7 Sunday
    start_minute: Mapped[int | None] = mapped_column(default=None)  # after midnight
    minutes: Mapped[int] = mapped_column(default=0)  # of one meeting
    every_weeks: Mapped[int] = mapped_column(default=1)
    first_on: Mapped[date | None] = mapped_column(default=None)
    last_on: Mapped[date | None] = mapped_column(default=None)
    most_members: Mapped[int | None] = mapped_column(default=None)


class GroupLeader(Base, kw_only=True):
    """A support contact who leads a group, in some days."""

    __tablename__ = "group_leaders"
    rules = (not_backwards("from_on", "to_on"),)

    number: Mapped[int] = number_key()
    group_number: Mapped[int] = points_to("activity_groups.number", ondelete="CASCADE")
    contact_number: Mapped[int] = points_to("contacts.number")
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(default=None)


class GroupMeeting(Edited, Base, kw_only=True):
    """One meeting of a group."""

    __tablename__ = "group_meetings"
    rules = (
        sa.UniqueConstraint("group_number", "meet_on"),
        *not_negative("minutes"),
        sa.CheckConstraint("start_minute BETWEEN 0 AND 1439", name="start_of_a_day"),
    )

    number: Mapped[int] = number_key()
    group_number: Mapped[int] = points_to("activity_groups.number", index=False)
    meet_on: Mapped[date]
    start_minute: Mapped[int | None] = mapped_column(default=None)
    minutes: Mapped[int]
    state: Mapped[MeetingState] = mapped_column(
        code(MeetingState, "meeting_state"), default=MeetingState.PLANNED
    )
    activity: Mapped[str] = mapped_column(default="")


class MeetingLeader(Base, kw_only=True):
    """A support contact who led a meeting, and how long: what is paid for."""

    __tablename__ = "meeting_leaders"
    rules = (
        sa.UniqueConstraint("meeting_number", "contact_number"),
        *not_negative("minutes"),
    )

    number: Mapped[int] = number_key()
    meeting_number: Mapped[int] = points_to(
        "group_meetings.number", ondelete="CASCADE", index=False
    )
    contact_number: Mapped[int] = points_to("contacts.number")
    minutes: Mapped[int]


class Attendance(Base, kw_only=True):
    """That a client was there: at a meeting of a group, or with an organisation.

    Counts hours of the client's decision; pays nobody.
    """

    __tablename__ = "attendances"
    rules = (
        sa.UniqueConstraint("assignment_number", "attended_on"),
        *not_negative("minutes"),
        sa.CheckConstraint("presence = 'came' OR minutes = 0", name="away_has_no_time"),
    )

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to("assignments.number", index=False)
    meeting_number: Mapped[int | None] = points_to(
        "group_meetings.number", default=None
    )
    attended_on: Mapped[date]
    presence: Mapped[Presence] = mapped_column(
        code(Presence, "presence_code"), default=Presence.CAME
    )
    minutes: Mapped[int] = mapped_column(default=0)
