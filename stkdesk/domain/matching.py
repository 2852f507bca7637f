"""Matching: what is known of those who wait and those who can help; never a score."""

from __future__ import annotations

from enum import StrEnum


class Gender(StrEnum):
    """A field of its own, never read from an identity number."""

    WOMAN = "woman"
    MAN = "man"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Kvinne" if self is Gender.WOMAN else "Mann"


class WordKind(StrEnum):
    """What a word about somebody is about."""

    LANGUAGE = "language"
    INTEREST = "interest"
    AREA = "area"


class InquiryAnswer(StrEnum):
    """What a support contact answered when asked about a client."""

    YES = "yes"
    NO = "no"
    LATER = "later"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            InquiryAnswer.YES: "Ja",
            InquiryAnswer.NO: "Nei",
            InquiryAnswer.LATER: "Ikke nå",
        }[self]


class WaitUrgency(StrEnum):
    """How much somebody who waits hurries, before the time waited is counted."""

    USUAL = "usual"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            WaitUrgency.USUAL: "Vanlig",
            WaitUrgency.HIGH: "Haster",
            WaitUrgency.URGENT: "Haster mye",
        }[self]


class WaitReason(StrEnum):
    """Why somebody waits."""

    NOBODY_FITS = "nobody_fits"
    NOBODY_FREE = "nobody_free"
    OWN_WISH = "own_wish"  # wants to wait, or cannot just now
    LOST_CONTACT = "lost_contact"  # had one, who ended
    NOT_STARTED = "not_started"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            WaitReason.NOBODY_FITS: "Ingen som passer",
            WaitReason.NOBODY_FREE: "Ingen ledig",
            WaitReason.OWN_WISH: "Eget ønske",
            WaitReason.LOST_CONTACT: "Støttekontakten sluttet",
            WaitReason.NOT_STARTED: "Ikke begynt å lete",
        }[self]
