"""A member of an activity group: when he or she may be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group_rules import OWN_RULE
from stkdesk.domain.rule import Remedy, Rule, broken


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member as filled in on the form."""

    client_number: int | None = None
    start_on: date | None = None
    end_on: date | None = None
    minutes: int | None = None  # agreed, of the client's decision
    hours_unit: HoursUnit = HoursUnit.MONTH


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What a new member is judged by."""

    draft: MemberDraft
    group_first: date | None = None
    group_last: date | None = None
    places: int | None = None  # in the group; None: not said
    members: int = 0  # there are, without this one
    is_member: bool = False  # of the group already, in days of the draft
    is_granted: bool = True  # a decision gives group hours on the first day


def _within(facts: MemberFacts) -> bool:
    start = facts.draft.start_on
    return start is None or (
        (facts.group_first is None or start >= facts.group_first)
        and (facts.group_last is None or start <= facts.group_last)
    )


def _outside(facts: MemberFacts) -> str:
    until = f" til {short_date(facts.group_last)}" if facts.group_last else ""
    if facts.group_first is None:
        return f"Gruppen varer bare{until}."
    return f"Gruppen varer fra {short_date(facts.group_first)}{until}."


MEMBER_RULES: tuple[Rule[MemberFacts], ...] = (
    Rule(
        "client",
        lambda facts: facts.draft.client_number is not None,
        "Velg hvem som skal være med.",
        OWN_RULE,
    ),
    Rule(
        "client",
        lambda facts: not facts.is_member,
        "Brukeren er allerede med i gruppen i disse dagene.",
        OWN_RULE,
    ),
    Rule(
        "start_on",
        lambda facts: facts.draft.start_on is not None,
        "Skriv den første dagen i gruppen.",
        OWN_RULE,
    ),
    Rule("start_on", _within, _outside, OWN_RULE),
    Rule(
        "end_on",
        lambda facts: (
            facts.draft.start_on is None
            or facts.draft.end_on is None
            or facts.draft.start_on <= facts.draft.end_on
        ),
        "Medlemmet kan ikke slutte før det begynner.",
        OWN_RULE,
    ),
    Rule(
        "minutes",
        lambda facts: (facts.draft.minutes or 0) > 0,
        "Skriv hvor mange timer, for eksempel 8.",
        OWN_RULE,
    ),
    Rule(
        "client",
        lambda facts: not facts.places or facts.members < facts.places,
        lambda facts: (
            f"Gruppen er full ({facts.members} av {facts.places}). "
            "Øk antall plasser på gruppen først."
        ),
        OWN_RULE,
        Remedy("Åpne gruppen", "group/open"),
    ),
    Rule(
        "client",
        lambda facts: facts.is_granted,
        "Ingen vedtak gir timer i gruppe den første dagen. Brukeren kan legges til, "
        "men ikke starte før vedtaket er der.",
        "helse- og omsorgstjenesteloven § 3-2 første ledd nr. 6 bokstav b",
        Remedy("Lag vedtak", "decision/new"),
        blocks=False,
    ),
)


def member_problems(facts: MemberFacts) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before the member is taken in."""
    return tuple(each.problem for each in broken(MEMBER_RULES, facts))
