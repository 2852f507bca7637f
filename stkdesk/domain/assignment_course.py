"""What happens to an assignment on its way: why it rests, and why it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.sheet_period import SheetSpan


class PauseReason(StrEnum):
    """Why an assignment rests."""

    CLIENT_ILL = "client_ill"
    CONTACT_ILL = "contact_ill"
    HOLIDAY = "holiday"
    CLIENT_WISH = "client_wish"
    CONTACT_WISH = "contact_wish"
    GATE = "gate"  # a condition no longer holds
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            PauseReason.CLIENT_ILL: "Brukeren er syk",
            PauseReason.CONTACT_ILL: "Støttekontakten er syk",
            PauseReason.HOLIDAY: "Ferie eller reise",
            PauseReason.CLIENT_WISH: "Brukerens ønske",
            PauseReason.CONTACT_WISH: "Støttekontaktens ønske",
            PauseReason.GATE: "Et vilkår er ikke lenger oppfylt",
            PauseReason.OTHER: "Annet",
        }[self]


class EndReason(StrEnum):
    """Why an assignment is over."""

    CLIENT_WISH = "client_wish"
    CONTACT_WISH = "contact_wish"
    DECISION_OVER = "decision_over"
    MOVED = "moved"
    NO_MATCH = "no_match"  # it did not work between the two
    GOAL_REACHED = "goal_reached"
    DIED = "died"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            EndReason.CLIENT_WISH: "Brukerens ønske",
            EndReason.CONTACT_WISH: "Støttekontaktens ønske",
            EndReason.DECISION_OVER: "Vedtaket er ute",
            EndReason.MOVED: "Flyttet",
            EndReason.NO_MATCH: "De passet ikke sammen",
            EndReason.GOAL_REACHED: "Målet er nådd",
            EndReason.DIED: "Død",
            EndReason.OTHER: "Annet",
        }[self]


@dataclass(frozen=True, slots=True)
class PauseDraft:
    """Days an assignment is to rest, as filled in."""

    from_on: date | None = None
    to_on: date | None = None  # the last day, as far as it is known
    reason: PauseReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EndDraft:
    """How an assignment ends, as filled in."""

    end_on: date | None = None  # the last day
    reason: EndReason | None = None
    last_sheet_on: date | None = None  # None: the end of the period of the last day
    follow_up_on: date | None = None  # when to call them; None: nobody is called


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to an assignment on its way."""

    activated_on: date | None = None
    end_reason: EndReason | None = None
    last_sheet_on: date | None = None
    follow_up_on: date | None = None
    followed_up_on: date | None = None
    pauses: tuple[PauseDraft, ...] = ()  # the oldest first


def pause_problems(draft: PauseDraft, start_on: date) -> tuple[Problem, ...]:
    """Return what must be put right before an assignment can rest so."""
    found: list[Problem] = []
    if draft.reason is None:
        found.append(Problem("reason", "Velg hvorfor oppdraget settes på pause."))
    if draft.from_on is None:
        found.append(Problem("from_on", "Skriv første dag i pausen."))
    elif draft.from_on < start_on:
        told = f"Oppdraget starter {short_date(start_on)}. Pausen kan ikke være før."
        found.append(Problem("from_on", told))
    elif draft.to_on is not None and draft.to_on < draft.from_on:
        found.append(Problem("to_on", "Pausen kan ikke slutte før den begynner."))
    return tuple(found)


def end_problems(draft: EndDraft, start_on: date) -> tuple[Problem, ...]:
    """Return what must be put right before an assignment can end so."""
    found: list[Problem] = []
    if draft.reason is None:
        found.append(Problem("reason", "Velg hvorfor oppdraget slutter."))
    end = draft.end_on
    if end is None:
        found.append(Problem("end_on", "Skriv siste dag."))
    elif end < start_on:
        told = f"Oppdraget starter {short_date(start_on)}, og kan ikke slutte før."
        found.append(Problem("end_on", told))
    elif draft.last_sheet_on is not None and draft.last_sheet_on < end:
        told = "Siste timeliste kan ikke komme før siste dag."
        found.append(Problem("last_sheet_on", told))
    if end and draft.follow_up_on is not None and draft.follow_up_on < end:
        told = "Samtalen kan ikke være før siste dag."
        found.append(Problem("follow_up_on", told))
    return tuple(found)


def last_sheet_day(end_on: date, spans: Iterable[SheetSpan]) -> date:
    """Return the last day of the period the assignment ends in.

    The end itself when no period holds it.
    """
    return next((each.period.last for each in spans if end_on in each.period), end_on)
