"""What happens to an assignment on its way: why it rests, and why it ends."""

from __future__ import annotations

from enum import StrEnum


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
