"""Letters to support contacts: their kinds."""

from __future__ import annotations

from enum import StrEnum


class ContactLetterKind(StrEnum):
    """The letters the office writes to those who help, or want to."""

    INTERVIEW = "interview"  # innkalling til samtale
    APPROVED = "approved"
    REFUSED = "refused"
    CERTIFICATE_REQUEST = "certificate_request"  # anmodning om politiattest
    START = "start"
    PAUSE = "contact_pause"
    END = "contact_end"
    REFERENCE = "reference"  # attest at the end

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ContactLetterKind.INTERVIEW: "Innkalling til samtale",
            ContactLetterKind.APPROVED: "Godkjent som støttekontakt",
            ContactLetterKind.REFUSED: "Ikke godkjent",
            ContactLetterKind.CERTIFICATE_REQUEST: "Anmodning om politiattest",
            ContactLetterKind.START: "Oppstart av oppdrag",
            ContactLetterKind.PAUSE: "Pause i oppdraget",
            ContactLetterKind.END: "Oppdraget er avsluttet",
            ContactLetterKind.REFERENCE: "Attest",
        }[self]
