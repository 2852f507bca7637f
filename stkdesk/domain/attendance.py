"""Who came to a meeting, how long, and who led it; the same for an organisation.

A sheet of attendance counts hours of each member's decision and pays nobody. The
leaders' minutes are kept beside it, for pay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.group import Presence
from stkdesk.domain.group_rules import MINUTES_A_DAY, OWN_RULE
from stkdesk.domain.rule import Rule, broken


@dataclass(frozen=True, slots=True)
class MemberPresence:
    """One line of the sheet; ``presence`` is None until somebody has said."""

    assignment_number: int
    presence: Presence | None = None
    minutes: int = 0

    def marked(self, presence: Presence | None, usual: int) -> MemberPresence:
        """Return the line with ``presence``, and the minutes that go with it."""
        came = presence is Presence.CAME
        minutes = (self.minutes or usual) if came else 0
        return replace(self, presence=presence, minutes=minutes)

    def next(self, usual: int) -> MemberPresence:
        """Return the line after one more press of the key."""
        order = list(Presence)
        at = -1 if self.presence is None else order.index(self.presence)
        return self.marked(order[(at + 1) % len(order)], usual)


@dataclass(frozen=True, slots=True)
class LeaderMinutes:
    """How long a support contact led the meeting; 0: did not."""

    contact_number: int
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class PresenceFacts:
    """What one line is judged by."""

    line: MemberPresence
    day: date
    today: date
    first: date  # of the assignment
    last: date | None = None
    usual: int = 0  # minutes of the meeting; 0: not said


def _longer(facts: PresenceFacts) -> str:
    return (
        f"Lengre enn møtet, som varer {hours_text(facts.usual)} timer. "
        "Se om tallet er riktig."
    )


PRESENCE_RULES: tuple[Rule[PresenceFacts], ...] = (
    Rule(
        "attended_on",
        lambda facts: facts.day <= facts.today,
        "Dagen har ikke vært ennå.",
        OWN_RULE,
    ),
    Rule(
        "attended_on",
        lambda facts: (
            facts.first <= facts.day and (facts.last is None or facts.day <= facts.last)
        ),
        lambda facts: f"Brukeren er ikke med {short_date(facts.day)}.",
        OWN_RULE,
    ),
    Rule(
        "minutes",
        lambda facts: (
            facts.line.presence is not Presence.CAME
            or 0 < facts.line.minutes <= MINUTES_A_DAY
        ),
        "Skriv hvor lenge, for eksempel 1,5.",
        OWN_RULE,
    ),
    Rule(
        "minutes",
        lambda facts: facts.line.presence is Presence.CAME or not facts.line.minutes,
        "Den som ikke kom, har ingen timer.",
        OWN_RULE,
    ),
    Rule(
        "minutes",
        lambda facts: not facts.usual or facts.line.minutes <= facts.usual,
        _longer,
        OWN_RULE,
        blocks=False,
    ),
)


def presence_problems(facts: PresenceFacts) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, in one line of attendance."""
    return tuple(each.problem for each in broken(PRESENCE_RULES, facts))


def all_came(lines: Iterable[MemberPresence], usual: int) -> tuple[MemberPresence, ...]:
    """Return the lines with those nobody has said anything of as come."""
    return tuple(
        each if each.presence is not None else each.marked(Presence.CAME, usual)
        for each in lines
    )


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting as filled in on the form."""

    meet_on: date | None = None
    start_minute: int | None = None
    minutes: int | None = None
    activity: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What a meeting is judged by."""

    draft: MeetingDraft
    group_first: date | None = None
    group_last: date | None = None
    is_taken: bool = False  # the group meets that day already
    why_closed: str = ""  # the holiday it falls on


def _in_group(facts: MeetingFacts) -> bool:
    day = facts.draft.meet_on
    return day is None or (
        (facts.group_first is None or facts.group_first <= day)
        and (facts.group_last is None or day <= facts.group_last)
    )


MEETING_RULES: tuple[Rule[MeetingFacts], ...] = (
    Rule(
        "meet_on",
        lambda facts: facts.draft.meet_on is not None,
        "Skriv dagen møtet er.",
        OWN_RULE,
    ),
    Rule(
        "meet_on",
        _in_group,
        "Møtet ligger utenfor dagene gruppen varer. Endre datoene på gruppen først.",
        OWN_RULE,
    ),
    Rule(
        "meet_on",
        lambda facts: not facts.is_taken,
        "Gruppen har allerede et møte den dagen.",
        OWN_RULE,
    ),
    Rule(
        "minutes",
        lambda facts: 0 < (facts.draft.minutes or 0) <= MINUTES_A_DAY,
        "Skriv hvor lenge møtet varer, for eksempel 2.",
        OWN_RULE,
    ),
    Rule(
        "meet_on",
        lambda facts: not facts.why_closed,
        lambda facts: f"Dagen er {facts.why_closed}.",
        OWN_RULE,
        blocks=False,
    ),
)


def meeting_problems(facts: MeetingFacts) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before the meeting is saved."""
    return tuple(each.problem for each in broken(MEETING_RULES, facts))
