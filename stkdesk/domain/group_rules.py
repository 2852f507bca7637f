"""What must be in order with an activity group before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from stkdesk.domain.errors import Problem
from stkdesk.domain.group import GroupDraft, LeaderDraft
from stkdesk.domain.rule import Rule, broken

OWN_RULE = "Kontorets egen regel"
MINUTES_A_DAY = 24 * 60
MOST_WEEKS_BETWEEN = 8  # between two meetings of a plan


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What a group is judged by."""

    draft: GroupDraft
    members: int = 0  # assignments in the group that are not over
    outside: int = 0  # meetings and members outside the days of the draft


def _days_in_order(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _meet(one: LeaderDraft, other: LeaderDraft) -> bool:
    """Tell whether two stretches of days share one."""
    return (one.from_on or date.min) <= (other.to_on or date.max) and (
        other.from_on or date.min
    ) <= (one.to_on or date.max)


def _leads_once(leaders: Iterable[LeaderDraft]) -> bool:
    return not any(
        one.contact_number == other.contact_number and _meet(one, other)
        for one, other in combinations(leaders, 2)
    )


GROUP_RULES: tuple[Rule[GroupFacts], ...] = (
    Rule(
        "name",
        lambda facts: bool(facts.draft.name.strip()),
        "Skriv hva gruppen heter.",
        OWN_RULE,
    ),
    Rule(
        "minutes",
        lambda facts: 0 < (facts.draft.minutes or 0) <= MINUTES_A_DAY,
        "Skriv hvor lenge et møte varer, for eksempel 2.",
        OWN_RULE,
    ),
    Rule(
        "first_on",
        lambda facts: facts.draft.first_on is not None,
        "Skriv den første dagen gruppen varer.",
        OWN_RULE,
    ),
    Rule(
        "last_on",
        lambda facts: _days_in_order(facts.draft.first_on, facts.draft.last_on),
        "Gruppen kan ikke slutte før den begynner.",
        OWN_RULE,
    ),
    Rule(
        "every_weeks",
        lambda facts: 1 <= facts.draft.every_weeks <= MOST_WEEKS_BETWEEN,
        f"Skriv et tall fra 1 til {MOST_WEEKS_BETWEEN}.",
        OWN_RULE,
    ),
    Rule(
        "leaders",
        lambda facts: all(
            _days_in_order(each.from_on, each.to_on) for each in facts.draft.leaders
        ),
        "En leder kan ikke slutte før han eller hun begynner.",
        OWN_RULE,
    ),
    Rule(
        "leaders",
        lambda facts: _leads_once(facts.draft.leaders),
        "Den samme støttekontakten leder gruppen to ganger i de samme dagene.",
        OWN_RULE,
    ),
    Rule(
        "most_members",
        lambda facts: (facts.draft.most_members or 0) >= 0,
        "Antall plasser kan ikke være under null.",
        OWN_RULE,
    ),
    Rule(
        "leaders",
        lambda facts: bool(facts.draft.leaders),
        "Gruppen trenger minst én leder før den kan starte.",
        OWN_RULE,
        blocks=False,
    ),
    Rule(
        "weekday",
        lambda facts: facts.draft.weekday is not None,
        "Uten ukedag kan møtene ikke planlegges.",
        OWN_RULE,
        blocks=False,
    ),
    Rule(
        "most_members",
        lambda facts: (
            not facts.draft.most_members or facts.members <= facts.draft.most_members
        ),
        lambda facts: f"Gruppen har allerede {facts.members} medlemmer.",
        OWN_RULE,
        blocks=False,
    ),
    Rule(
        "last_on",
        lambda facts: not facts.outside,
        "Noen møter eller medlemmer ligger utenfor disse dagene.",
        OWN_RULE,
        blocks=False,
    ),
)


def group_problems(facts: GroupFacts) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before the group is saved."""
    return tuple(each.problem for each in broken(GROUP_RULES, facts))
