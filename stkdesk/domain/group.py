"""Activity groups (aktivitetsgrupper): leaders, members, meetings, attendance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting of a group stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            MeetingState.PLANNED: "Planlagt",
            MeetingState.HELD: "Holdt",
            MeetingState.CANCELLED: "Avlyst",
        }[self]


class Presence(StrEnum):
    """Whether a member came."""

    CAME = "came"
    AWAY = "away"  # told in advance
    MISSED = "missed"  # did not come, nothing said

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Presence.CAME: "Kom",
            Presence.AWAY: "Meldt fravær",
            Presence.MISSED: "Kom ikke",
        }[self]


@dataclass(frozen=True, slots=True)
class LeaderDraft:
    """A support contact who leads a group, in some days."""

    contact_number: int
    from_on: date | None = None  # None: from the first day of the group
    to_on: date | None = None  # the last day; None: until further notice

    def leads_on(self, day: date) -> bool:
        """Tell whether the support contact leads the group that day."""
        return (self.from_on is None or self.from_on <= day) and (
            self.to_on is None or day <= self.to_on
        )


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group as filled in on the form."""

    name: str = ""
    place: str = ""
    activity: str = ""
    weekday: int | None = None  # 1 Monday … 7 Sunday
    start_minute: int | None = None  # after midnight
    minutes: int | None = None  # of one meeting
    every_weeks: int = 1
    first_on: date | None = None
    last_on: date | None = None
    most_members: int | None = None
    leaders: tuple[LeaderDraft, ...] = ()
