"""Why one support contact can not be given to one client, whatever else is so."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Hindrance(StrEnum):
    """One reason that stops it; the first that holds is told."""

    SAME_PERSON = "same_person"
    VETO = "veto"
    EXCLUSION = "exclusion"
    TOGETHER = "together"
    ENDED = "ended"

    @property
    def sentence(self) -> str:
        """Why it can not be, after "Kan ikke: "."""
        return {
            Hindrance.SAME_PERSON: "er brukeren selv",
            Hindrance.VETO: "skal aldri settes sammen",
            Hindrance.EXCLUSION: "utelukket etter helse- og omsorgstjenesteloven "
            "§ 5-4 a",
            Hindrance.TOGETHER: "er allerede støttekontakt for brukeren",
            Hindrance.ENDED: "har sluttet som støttekontakt",
        }[self]


class HindranceFacts(NamedTuple):
    """What the register knows of the two that may stop it."""

    is_same_person: bool = False
    has_veto: bool = False
    is_covered: bool | None = None  # the client, by § 5-4 a: a minor always is
    is_not_accepted: bool = False  # the newest certificate of the contact
    work_together: bool = False
    has_ended: bool = False


def hindrance(facts: HindranceFacts) -> Hindrance | None:
    """Return why it can not be, or None.

    A client of whom it is not decided whether § 5-4 a covers them is not taken for
    covered, nor for not covered: that the certificate is not accepted is told as a
    fact instead.

    Source: helse- og omsorgstjenesteloven § 5-4 a; otherwise the office's own rules.
    """
    holds = {
        Hindrance.SAME_PERSON: facts.is_same_person,
        Hindrance.VETO: facts.has_veto,
        Hindrance.EXCLUSION: bool(facts.is_covered) and facts.is_not_accepted,
        Hindrance.TOGETHER: facts.work_together,
        Hindrance.ENDED: facts.has_ended,
    }
    return next((each for each, is_so in holds.items() if is_so), None)
