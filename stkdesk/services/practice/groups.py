"""The activity groups of the practice office: who leads, who comes, when they meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.calendar import months_later
from stkdesk.domain.group import MeetingState, Presence
from stkdesk.domain.names import search_text
from stkdesk.services.practice.chance import Chance

if TYPE_CHECKING:
    from stkdesk.services.practice.careers import Stint
    from stkdesk.services.practice.helpers import Helper, Helpers

Row = dict[str, Any]
MOST = 9  # members
A_WEEK = timedelta(days=7)
AHEAD = 5 * A_WEEK  # for which meetings are planned
TYPED = timedelta(days=4)  # after a meeting, before its sheet is typed
HOURS = 120  # minutes of a meeting
KINDS = (  # name, place, activity, weekday, begins
    ("Onsdagsklubben", "Frivilligsentralen", "Middag og spill", 3, 17 * 60),
    ("Turgruppa", "Parkeringsplassen ved Åsgård", "Tur i skogen", 6, 11 * 60),
    ("Musikkverkstedet", "Kulturskolen", "Band og lytting", 1, 17 * 60 + 30),
    ("Svømmegruppa", "Fjordhallen", "Svømming", 4, 18 * 60),
    ("Filmkvelden", "Biblioteket", "Film og prat", 5, 18 * 60),
)
CAME = (Presence.CAME,) * 17 + (Presence.AWAY,) * 2 + (Presence.MISSED,)


@dataclass(slots=True, eq=False)
class Group:
    """One group."""

    number: int
    name: str
    place: str
    activity: str
    weekday: int
    start_minute: int
    first_on: date
    leaders: list[Helper] = field(default_factory=list)
    members: list[Stint] = field(default_factory=list)


def gather(stints: list[Stint], helpers: Helpers, today: date) -> list[Group]:
    """Put those who are to be in a group into groups, and find who leads each.

    Nobody is in a group before it first met.
    """
    wanting = [
        stint
        for stint in stints
        if stint.solution is Solution.GROUP and stint.helper is None
    ]
    there_are = -(-len(wanting) // MOST)
    groups = [_group(number, helpers, today) for number in range(1, there_are + 1)]
    for place, stint in enumerate(wanting):
        group = groups[place % len(groups)]
        group.members.append(stint)
        stint.group = group
        stint.start_on = max(stint.start_on, group.first_on)
    return groups


def _group(number: int, helpers: Helpers, today: date) -> Group:
    name, place, activity, weekday, begins = KINDS[(number - 1) % len(KINDS)]
    serial = (number - 1) // len(KINDS)
    autumn = months_later(today, -14).replace(day=1)
    first = autumn + timedelta(days=(weekday - autumn.isoweekday()) % 7)
    group = Group(
        number,
        f"{name} {serial + 1}" if serial else name,
        place,
        activity,
        weekday,
        begins,
        first,
    )
    for each in (2 * number - 2, 2 * number - 1):
        leader = helpers.leader(each)
        if leader not in group.leaders:
            group.leaders.append(leader)
            leader.helps(first, None)
    return group


class GroupRows:
    """Turns groups, their meetings and who came into rows."""

    def __init__(self, chance: Chance, today: date, stamp: Row) -> None:
        """Let the groups stand as they would on ``today``."""
        self._dice, self._today, self._stamp = chance, today, stamp
        self._meetings = count(1)

    def group(self, group: Group) -> Row:
        """Return the row of a group."""
        return {
            "number": group.number,
            "name": group.name,
            "search_text": search_text(group.name),
            "place": group.place,
            "activity": group.activity,
            "weekday": group.weekday,
            "start_minute": group.start_minute,
            "minutes": HOURS,
            "first_on": group.first_on,
            "most_members": MOST,
            **self._stamp,
        }

    def leaders(self, group: Group) -> Iterator[Row]:
        """Yield the rows of those who lead."""
        for leader in group.leaders:
            yield {
                "group_number": group.number,
                "contact_number": leader.number,
                "from_on": group.first_on,
            }

    def meetings(self, group: Group) -> Iterator[tuple[Row, list[Row], list[Row]]]:
        """Yield each meeting with who led it and who came, the first one first."""
        day = group.first_on
        while day <= self._today + AHEAD:
            if not _holiday(day):
                yield self._meeting(group, day)
            day += A_WEEK

    def _meeting(self, group: Group, day: date) -> tuple[Row, list[Row], list[Row]]:
        number, dice = next(self._meetings), self._dice
        state = MeetingState.PLANNED
        if day <= self._today - TYPED:
            state = MeetingState.CANCELLED if dice.happens(4) else MeetingState.HELD
        row = {
            "number": number,
            "group_number": group.number,
            "meet_on": day,
            "start_minute": group.start_minute,
            "minutes": HOURS,
            "state": state,
            **self._stamp,
        }
        if state is not MeetingState.HELD:
            return row, [], []
        led = [
            {
                "meeting_number": number,
                "contact_number": leader.number,
                "minutes": HOURS + 30,
            }
            for leader in group.leaders
        ]
        there = [
            self._came(member, number, day)
            for member in group.members
            if member.status is not AssignmentStatus.PLANNED
            and member.start_on <= day
            and (member.end_on is None or day <= member.end_on)
        ]
        return row, led, there

    def _came(self, member: Stint, meeting: int, day: date) -> Row:
        presence = self._dice.one_of(CAME)
        return {
            "assignment_number": member.number,
            "meeting_number": meeting,
            "attended_on": day,
            "presence": presence,
            "minutes": HOURS if presence is Presence.CAME else 0,
        }


def _holiday(day: date) -> bool:
    """Tell whether groups rest: in July, and over Christmas."""
    return day.month == 7 or (day.month == 12 and day.day > 19)
