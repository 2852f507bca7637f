"""What has happened to the paper of a sheet, and what the office writes about it."""

from __future__ import annotations

from enum import StrEnum


class ReturnReason(StrEnum):
    """Why a sheet is sent back to be completed; the letter says it in the same words.

    The reasons of the municipalities' own forms (domain.md 4.3).
    """

    SIGNATURE = "signature"
    CLIENT_SIGNATURE = "client_signature"
    DATES = "dates"
    SUM = "sum"
    RECEIPT = "receipt"
    DRIVING = "driving"
    OUTSIDE = "outside"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ReturnReason.SIGNATURE: "Mangler underskrift fra støttekontakten",
            ReturnReason.CLIENT_SIGNATURE: "Mangler underskrift fra bruker/foresatt",
            ReturnReason.DATES: "Datoer eller klokkeslett mangler",
            ReturnReason.SUM: "Summen stemmer ikke med linjene",
            ReturnReason.RECEIPT: "Kvittering mangler",
            ReturnReason.DRIVING: "Kjøringen er ikke beskrevet",
            ReturnReason.OUTSIDE: "Timer utenfor perioden eller oppdraget",
            ReturnReason.OTHER: "Annet",
        }[self]


class ReminderStep(StrEnum):
    """What the office does, in this order, about a sheet that does not come."""

    FIRST = "first"
    SECOND = "second"
    PHONE = "phone"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ReminderStep.FIRST: "Første purring",
            ReminderStep.SECOND: "Andre purring",
            ReminderStep.PHONE: "Ringt",
        }[self]


class PaperPlace(StrEnum):
    """Where the paper of a sheet is, when it is not in order: the lists of the post."""

    WAITING = "waiting"
    MISSING = "missing"
    RETURNED = "returned"
    ARRIVED = "arrived"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            PaperPlace.WAITING: "Ventes i posten",
            PaperPlace.MISSING: "Mangler",
            PaperPlace.RETURNED: "Sendt tilbake",
            PaperPlace.ARRIVED: "Mottatt, ikke ført",
        }[self]
