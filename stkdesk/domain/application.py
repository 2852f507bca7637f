"""Applications (søknader): who asked for what, and when it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.assignment import Solution
from stkdesk.domain.grants import HoursUnit


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
