"""Applications (søknader): who asked for what, and when it came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import OF_AGE, Relation
from stkdesk.domain.errors import Problem
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK, HoursUnit
from stkdesk.domain.person import years_old

MOST_MINUTES_A_MONTH = 31 * 24 * 60
EARLIEST = date(1990, 1, 1)  # an application before that is a slip of the pen
OWN_PARTY_AGE = 12  # years; pasient- og brukerrettighetsloven § 6-5


class Applicant(StrEnum):
    """Who has applied, or complained, on whose behalf.

    Source: forvaltningsloven § 12; pasient- og brukerrettighetsloven kap. 3 and § 7-2.
    """

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    NEXT_OF_KIN = "next_of_kin"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Applicant.SELF: "Brukeren selv",
            Applicant.PARENT: "Foresatt",
            Applicant.GUARDIAN: "Verge",
            Applicant.REPRESENTATIVE: "Fullmektig",
            Applicant.NEXT_OF_KIN: "Pårørende",
        }[self]

    @property
    def relation(self) -> Relation | None:
        """What such an applicant is to the client; None: the client."""
        return None if self is Applicant.SELF else Relation(self.value)


class ApplicationState(StrEnum):
    """Where an application stands; derived from its dates, never stored."""

    OPEN = "open"
    PAUSED = "paused"  # waits for the party
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            ApplicationState.OPEN: "Til behandling",
            ApplicationState.PAUSED: "Venter på søkeren",
            ApplicationState.DECIDED: "Avgjort",
            ApplicationState.WITHDRAWN: "Trukket",
        }[self]


@dataclass(frozen=True, slots=True)
class Pause:
    """Days the case waits for the party; both ends belong to it."""

    paused_on: date
    resumed_on: date | None = None  # None: still waiting
    reason: str = ""
    number: int | None = None  # when it is registered


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application as filled in on the form."""

    client_number: int | None = None
    received_on: date | None = None
    applicant: Applicant = Applicant.SELF
    relation_number: int | None = None  # of who applied, when not the client
    authority_on: date | None = None  # of the written authority (fullmakt), if any
    wanted_minutes: int | None = None
    hours_unit: HoursUnit = HoursUnit.WEEK
    solutions: frozenset[Solution] = frozenset()  # empty: nothing in particular
    wishes: str = ""
    enclosed: str = ""  # documents that came with it, one on each line
    needs_no_interim: str = ""  # why an interim reply is obviously unnecessary
    withdrawn_on: date | None = None


def state_of(
    *, withdrawn_on: date | None, decided_on: date | None, is_waiting: bool
) -> ApplicationState:
    """Return where an application stands; ``is_waiting``: a pause is not ended."""
    if decided_on is not None:
        return ApplicationState.DECIDED
    if withdrawn_on is not None:
        return ApplicationState.WITHDRAWN
    return ApplicationState.PAUSED if is_waiting else ApplicationState.OPEN


def application_problems(
    draft: ApplicationDraft, *, today: date, born: date | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, before an application is registered.

    ``born``: the client's date of birth, when it is known.
    """
    return (
        *_received_problems(draft.received_on, today, born),
        *_applicant_problems(draft, today, born),
        *_hours_problems(draft),
        *_withdrawn_problems(draft, today),
    )


def pause_problems(pause: Pause, *, received_on: date, today: date) -> list[Problem]:
    """Return what is wrong with a pause before it is written down."""
    found: list[Problem] = []
    if pause.paused_on > today:
        found.append(Problem("paused_on", "Dagen kan ikke være fram i tid."))
    elif pause.paused_on < received_on:
        found.append(Problem("paused_on", "Søknaden var ikke kommet inn da."))
    if pause.resumed_on is not None:
        if pause.resumed_on > today:
            found.append(Problem("resumed_on", "Dagen kan ikke være fram i tid."))
        elif pause.resumed_on < pause.paused_on:
            found.append(Problem("resumed_on", "Ventingen begynte etter dette."))
    elif not pause.reason.strip():
        found.append(Problem("reason", "Skriv hva dere venter på."))
    return found


def _received_problems(
    received: date | None, today: date, born: date | None
) -> Iterable[Problem]:
    if received is None:
        yield Problem("received_on", "Skriv dagen søknaden kom, for eksempel 24.11.26.")
    elif received > today:
        yield Problem("received_on", "Søknaden kan ikke ha kommet fram i tid.")
    elif received < EARLIEST:
        yield Problem("received_on", "Året ser ikke riktig ut.")
    elif born is not None and received < born:
        yield Problem("received_on", "Brukeren var ikke født da.")


def _applicant_problems(
    draft: ApplicationDraft, today: date, born: date | None
) -> Iterable[Problem]:
    age = years_old(born, today) if born is not None and born <= today else None
    if draft.applicant is Applicant.SELF:
        if age is not None and age < OWN_PARTY_AGE:
            yield Problem(
                "applicant",
                f"Brukeren er under {OWN_PARTY_AGE} år. Velg hvem som har søkt.",
                blocks=False,
            )
        return
    if draft.applicant is Applicant.PARENT and age is not None and age >= OF_AGE:
        yield Problem(
            "applicant",
            "Brukeren er over 18 år. Foreldre søker da som fullmektig eller pårørende.",
            blocks=False,
        )
    if draft.applicant is not Applicant.REPRESENTATIVE:
        return
    if draft.authority_on is None:
        yield Problem(
            "authority_on",
            "Skriv datoen på fullmakten. Bare en advokat kan søke uten "
            "(forvaltningsloven § 12).",
            blocks=False,
        )
    elif draft.authority_on > today:
        yield Problem("authority_on", "Fullmakten kan ikke være datert fram i tid.")


def _hours_problems(draft: ApplicationDraft) -> Iterable[Problem]:
    if draft.wanted_minutes is None:
        return
    is_weekly = draft.hours_unit is HoursUnit.WEEK
    most = MOST_MINUTES_A_WEEK if is_weekly else MOST_MINUTES_A_MONTH
    if draft.wanted_minutes <= 0:
        yield Problem("wanted_minutes", "Skriv timene, eller la feltet stå tomt.")
    elif draft.wanted_minutes > most:
        span = "en uke" if is_weekly else "en måned"
        yield Problem("wanted_minutes", f"Det er {most // 60} timer i {span}.")


def _withdrawn_problems(draft: ApplicationDraft, today: date) -> Iterable[Problem]:
    if draft.withdrawn_on is None:
        return
    if draft.withdrawn_on > today:
        yield Problem("withdrawn_on", "Dagen kan ikke være fram i tid.")
    elif draft.received_on is not None and draft.withdrawn_on < draft.received_on:
        yield Problem("withdrawn_on", "Søknaden var ikke kommet inn da.")
