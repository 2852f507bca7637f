"""Letters to support contacts: their kinds, and one as filled in on the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


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
    SHEET_RETURN = "sheet_return"  # a timesheet to be completed
    REMINDER_1 = "sheet_reminder_1"
    REMINDER_2 = "sheet_reminder_2"
    NEW_RATES = "new_rates"
    BACK_PAY = "back_pay"
    ANNUAL_STATEMENT = "annual_statement"  # årsoppgave

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
            ContactLetterKind.SHEET_RETURN: "Timeliste sendt tilbake",
            ContactLetterKind.REMINDER_1: "Purring på timeliste",
            ContactLetterKind.REMINDER_2: "Andre purring på timeliste",
            ContactLetterKind.NEW_RATES: "Nye satser",
            ContactLetterKind.BACK_PAY: "Nye satser og etterbetaling",
            ContactLetterKind.ANNUAL_STATEMENT: "Årsoppgave",
        }[self]

    @property
    def names_client(self) -> bool:
        """Whether it says whom the contact helps: then it is about a client too."""
        return self in OF_ASSIGNMENT

    @property
    def signed_by_hand(self) -> bool:
        """Whether it is worth nothing without ink: others read it than who gets it."""
        return self in (
            ContactLetterKind.CERTIFICATE_REQUEST,
            ContactLetterKind.REFERENCE,
        )


#: Letters about timesheets: made where the sheets are, for many at once.
OF_SHEETS = frozenset(
    {
        ContactLetterKind.SHEET_RETURN,
        ContactLetterKind.REMINDER_1,
        ContactLetterKind.REMINDER_2,
    }
)

#: Letters about one assignment, which name the client.
OF_ASSIGNMENT = frozenset(
    {ContactLetterKind.START, ContactLetterKind.PAUSE, ContactLetterKind.END}
)


@dataclass(frozen=True, slots=True)
class ContactLetterDraft:
    """A letter to a support contact as filled in on the form.

    ``fields`` holds text by the key of each field of the kind.
    """

    kind: ContactLetterKind
    contact_number: int
    assignment_number: int | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, key: str) -> str:
        """Return what is filled in, "" when nothing is."""
        return self.fields.get(key, "").strip()
