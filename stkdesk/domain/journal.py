"""The journal: every document sent and received, with its case.

Words and locks follow Noark 5 (M052, M053, M082; 3.2.22–24) and the six facts of
arkivforskrifta § 15: id, context, title, sender or recipient, the document's date and
the date it came or went, and when it was registered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EntryKind(StrEnum):
    """Which way a document went (journalposttype)."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        """The word of the archive standard."""
        return {
            EntryKind.INCOMING: "Inngående dokument",
            EntryKind.OUTGOING: "Utgående dokument",
            EntryKind.INTERNAL: "Organinternt dokument uten oppfølging",
        }[self]


class EntryState(StrEnum):
    """How final an entry is (journalstatus); it only moves forwards."""

    JOURNALLED = "journalled"
    DISPATCHED = "dispatched"
    ARCHIVED = "archived"
    VOID = "void"

    @property
    def label(self) -> str:
        """The word of the archive standard."""
        return {
            EntryState.JOURNALLED: "Journalført",
            EntryState.DISPATCHED: "Ekspedert",
            EntryState.ARCHIVED: "Arkivert",
            EntryState.VOID: "Utgår",
        }[self]


class PartyRole(StrEnum):
    """What somebody is to a document (korrespondansepart)."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    COPY = "copy"

    @property
    def label(self) -> str:
        """The word of the archive standard."""
        return {
            PartyRole.SENDER: "Avsender",
            PartyRole.RECIPIENT: "Mottaker",
            PartyRole.COPY: "Kopimottaker",
        }[self]


class DocumentKind(StrEnum):
    """What a document is, in the words of the office."""

    APPLICATION = "application"
    STATEMENT = "statement"  # an answer to an advance notice, or facts sent in
    AUTHORITY = "authority"  # fullmakt, or a guardian's mandate
    DECLARATION = "declaration"  # from a doctor, a school, another service
    COMPLAINT = "complaint"
    GOVERNOR_DECISION = "governor_decision"
    LETTER = "letter"
    DECISION = "decision"
    NOTE = "note"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            DocumentKind.APPLICATION: "Søknad",
            DocumentKind.STATEMENT: "Uttalelse eller opplysninger",
            DocumentKind.AUTHORITY: "Fullmakt eller mandat",
            DocumentKind.DECLARATION: "Erklæring fra andre",
            DocumentKind.COMPLAINT: "Klage",
            DocumentKind.GOVERNOR_DECISION: "Vedtak fra Statsforvalteren",
            DocumentKind.LETTER: "Brev",
            DocumentKind.DECISION: "Vedtak",
            DocumentKind.NOTE: "Notat",
            DocumentKind.OTHER: "Annet",
        }[self]


@dataclass(frozen=True, slots=True)
class Party:
    """Who sent or got a document, as it stood that day."""

    role: PartyRole
    name: str


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A document as it is written into the journal."""

    client_number: int | None = None
    kind: EntryKind = EntryKind.INCOMING
    document: DocumentKind = DocumentKind.OTHER
    title: str = ""  # never a name
    document_on: date | None = None
    received_on: date | None = None  # of an incoming one
    sent_on: date | None = None  # of an outgoing one
    parties: tuple[Party, ...] = ()
    is_withheld: bool = True
    withheld_basis: str = ""
    officer: str = ""
    unit: str = ""
    application_number: int | None = None
    complaint_number: int | None = None
    decision_number: int | None = None
    letter_number: int | None = None


_REFERENCE = re.compile(r"([0-9]{4})/([0-9]{1,7})-([0-9]{1,5})")


def entry_reference(case: str, serial: int) -> str:
    """Return the running id of a document: ``2026/14-3``."""
    return f"{case}-{serial}"


def is_entry_reference(text: str) -> bool:
    """Tell whether ``text`` has the shape of a running id."""
    return bool(_REFERENCE.fullmatch(text.strip()))
