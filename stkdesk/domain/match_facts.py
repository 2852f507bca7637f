"""What speaks for and against one support contact for one client: facts, no score.

Every fact is met, not met, not known, or not asked for. What is not known is never
taken for a no. Which gender is wished for is never told; only whether the wish is met.

Source: the office's own rule after seed 002 (the caseworker chooses, the program only
remembers); personvernforordningen art. 22 (no decision by a sum).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stkdesk.domain.formats import SHORT_WEEKDAYS, hours_text
from stkdesk.domain.language import Language
from stkdesk.domain.matching import Gender
from stkdesk.domain.person import years_old

Words = Mapping[str, str]  # as written, by the folded form
DAYS = 7


class FactKind(StrEnum):
    """What a fact is about; in the order they are shown."""

    READY = "ready"
    AREA = "area"
    AGE = "age"
    GENDER = "gender"
    LANGUAGE = "language"
    INTEREST = "interest"
    CAR = "car"
    WEEKDAYS = "weekdays"
    CAPACITY = "capacity"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            FactKind.READY: "Status",
            FactKind.AREA: "Område",
            FactKind.AGE: "Alder",
            FactKind.GENDER: "Kjønn",
            FactKind.LANGUAGE: "Språk",
            FactKind.INTEREST: "Felles interesser",
            FactKind.CAR: "Bil",
            FactKind.WEEKDAYS: "Dager",
            FactKind.CAPACITY: "Ledig tid",
        }[self]


class FactState(StrEnum):
    """How a fact stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"  # nothing is wished for

    @property
    def mark(self) -> str:
        """The sign on screen and on paper."""
        return {
            FactState.MET: "✔",
            FactState.NOT_MET: "✖",
            FactState.UNKNOWN: "?",
            FactState.NOT_ASKED: "–",
        }[self]

    @property
    def label(self) -> str:
        """The word that is read aloud for the sign."""
        return {
            FactState.MET: "passer",
            FactState.NOT_MET: "passer ikke",
            FactState.UNKNOWN: "ikke kjent",
            FactState.NOT_ASKED: "ikke ønsket noe",
        }[self]


class Fact(NamedTuple):
    """One fact, and what is known of it in a few words."""

    kind: FactKind
    state: FactState
    words: str


@dataclass(frozen=True, slots=True)
class ClientSide:
    """What is wished for a client, as far as the one at work may see it."""

    minutes: int = 0  # a month that nobody gives yet
    gender: Gender | None = None
    age_from: int | None = None
    age_to: int | None = None
    needs_car: bool | None = None
    weekdays: int = 0
    languages: Words = field(default_factory=dict)
    interests: Words = field(default_factory=dict)
    areas: Words = field(default_factory=dict)
    place: Words = field(default_factory=dict)  # of the address; empty: not known


@dataclass(frozen=True, slots=True)
class ContactSide:
    """What is known of a support contact."""

    is_ready: bool | None = None  # None: not known
    stands: str = ""  # "Aktiv", "Søker: politiattest"
    born: date | None = None
    gender: Gender | None = None
    has_car: bool = False
    weekdays: int = 0
    capacity_minutes: int = 0  # a month; 0: not said
    agreed_minutes: int = 0  # a month, of assignments that run or are being made ready
    languages: Words = field(default_factory=dict)
    interests: Words = field(default_factory=dict)
    areas: Words = field(default_factory=dict)
    place: Words = field(default_factory=dict)


def match_facts(
    client: ClientSide, contact: ContactSide, *, today: date
) -> tuple[Fact, ...]:
    """Return every fact about the two, in the order of ``FactKind``."""
    return (
        _ready(contact),
        _area(client, contact),
        _age(client, contact, today),
        _gender(client, contact),
        _common(FactKind.LANGUAGE, client.languages, contact.languages),
        _common(FactKind.INTEREST, client.interests, contact.interests),
        _car(client, contact),
        _weekdays(client, contact),
        _capacity(client, contact),
    )


def weekdays_text(days: int) -> str:
    """Return ``man, tor`` for the bits of the days; bit 0 is Monday."""
    names = SHORT_WEEKDAYS[Language.BOKMAL]
    return ", ".join(names[at].rstrip(".") for at in range(DAYS) if days >> at & 1)


def common_words(one: Words, other: Words) -> tuple[str, ...]:
    """Return what both have, as ``one`` writes it."""
    return tuple(written for word, written in one.items() if word in other)


def _ready(contact: ContactSide) -> Fact:
    return Fact(FactKind.READY, _said(contact.is_ready), contact.stands)


def _area(client: ClientSide, contact: ContactSide) -> Fact:
    """The wished areas against where the contact wants to help, or lives.

    Without wished areas the client's own place is taken; a place in one of the wished
    areas counts as well.
    """
    wanted = client.areas or client.place
    offered = {**contact.place, **contact.areas}
    if not wanted:
        return Fact(FactKind.AREA, FactState.UNKNOWN, _listed(contact.areas))
    if same := common_words(offered, wanted):
        return Fact(FactKind.AREA, FactState.MET, ", ".join(same))
    if not offered:
        return Fact(FactKind.AREA, FactState.UNKNOWN, "ikke skrevet")
    if not contact.areas and client.areas:
        # Where somebody lives does not say where they would rather not help.
        return Fact(FactKind.AREA, FactState.UNKNOWN, f"bor {_listed(contact.place)}")
    return Fact(FactKind.AREA, FactState.NOT_MET, _listed(offered))


def _age(client: ClientSide, contact: ContactSide, today: date) -> Fact:
    if client.age_from is None and client.age_to is None:
        return Fact(FactKind.AGE, FactState.NOT_ASKED, "")
    if contact.born is None or contact.born > today:
        return Fact(FactKind.AGE, FactState.UNKNOWN, "ikke registrert")
    age = years_old(contact.born, today)
    low, high = client.age_from or 0, client.age_to
    is_within = low <= age and (high is None or age <= high)
    return Fact(FactKind.AGE, _said(is_within), "innenfor" if is_within else "utenfor")


def _gender(client: ClientSide, contact: ContactSide) -> Fact:
    if client.gender is None:
        return Fact(FactKind.GENDER, FactState.NOT_ASKED, "")
    if contact.gender is None:
        return Fact(FactKind.GENDER, FactState.UNKNOWN, "ikke registrert")
    is_met = contact.gender is client.gender
    told = "som ønsket" if is_met else "ikke som ønsket"
    return Fact(FactKind.GENDER, _said(is_met), told)


def _common(kind: FactKind, wished: Words, offered: Words) -> Fact:
    if not wished:
        return Fact(kind, FactState.NOT_ASKED, "")
    if not offered:
        return Fact(kind, FactState.UNKNOWN, "ikke skrevet")
    if same := common_words(wished, offered):
        return Fact(kind, FactState.MET, ", ".join(same))
    return Fact(kind, FactState.NOT_MET, f"ingen felles ({_listed(offered)})")


def _car(client: ClientSide, contact: ContactSide) -> Fact:
    told = "har bil" if contact.has_car else "ikke bil"
    if not client.needs_car:
        return Fact(FactKind.CAR, FactState.NOT_ASKED, told)
    return Fact(FactKind.CAR, _said(contact.has_car), told)


def _weekdays(client: ClientSide, contact: ContactSide) -> Fact:
    if not client.weekdays:
        told = weekdays_text(contact.weekdays)
        return Fact(FactKind.WEEKDAYS, FactState.NOT_ASKED, told)
    if not contact.weekdays:
        return Fact(FactKind.WEEKDAYS, FactState.UNKNOWN, "ikke skrevet")
    if same := client.weekdays & contact.weekdays:
        return Fact(FactKind.WEEKDAYS, FactState.MET, weekdays_text(same))
    told = weekdays_text(contact.weekdays)
    return Fact(FactKind.WEEKDAYS, FactState.NOT_MET, told)


def _capacity(client: ClientSide, contact: ContactSide) -> Fact:
    """Hours a month left when all that is agreed with others is given."""
    if not contact.capacity_minutes:
        return Fact(FactKind.CAPACITY, FactState.UNKNOWN, "ikke sagt")
    left = contact.capacity_minutes - contact.agreed_minutes
    if left <= 0:
        return Fact(FactKind.CAPACITY, FactState.NOT_MET, "ingen timer ledig")
    is_enough = left >= client.minutes
    told = f"{'' if is_enough else 'bare '}{hours_text(left)} t/mnd"
    return Fact(FactKind.CAPACITY, _said(is_enough), told)


def _said(answer: bool | None) -> FactState:
    if answer is None:
        return FactState.UNKNOWN
    return FactState.MET if answer else FactState.NOT_MET


def _listed(words: Words) -> str:
    return ", ".join(words.values()) or "ikke skrevet"
