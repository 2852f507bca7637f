"""The journal: every document sent and received, with its case.

Words and locks follow Noark 5 (M052, M053, M082; 3.2.22–24) and the six facts of
arkivforskrifta § 15: id, context, title, sender or recipient, the document's date and
the date it came or went, and when it was registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.names import fold


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


#: Where each state may lead. What is archived has been handed over: it never changes.
_NEXT = {
    EntryState.JOURNALLED: {
        EntryState.DISPATCHED,
        EntryState.ARCHIVED,
        EntryState.VOID,
    },
    EntryState.DISPATCHED: {EntryState.ARCHIVED, EntryState.VOID},
    EntryState.ARCHIVED: set[EntryState](),
    EntryState.VOID: set[EntryState](),
}


def may_become(state: EntryState, wanted: EntryState) -> bool:
    """Tell whether an entry in ``state`` may become ``wanted``: only forwards.

    Source: Noark 5, M053 and 3.2.22. The database refuses the rest too: step 0003.
    """
    return wanted in _NEXT[state]


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


#: What a document is usually called; never a name.
TITLES = {
    DocumentKind.STATEMENT: "Opplysninger til saken",
    DocumentKind.AUTHORITY: "Fullmakt",
    DocumentKind.DECLARATION: "Erklæring",
    DocumentKind.NOTE: "Notat",
}


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


def entry_problems(draft: EntryDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what is lacking of the six facts, or cannot be so.

    Source: arkivforskrifta § 15.
    """
    found: list[Problem] = []
    if not draft.title.strip():
        found.append(Problem("title", "Skriv hva dokumentet handler om."))
    elif _NATIONAL_ID.search(draft.title):
        found.append(Problem("title", "Fødselsnummeret kan ikke stå i tittelen."))
    found += _day_problems(draft, today)
    wanted = PARTY_OF.get(draft.kind)
    if wanted and all(
        party.role is not wanted or not party.name.strip() for party in draft.parties
    ):
        found.append(Problem("parties", _WHO[wanted]))
    return tuple(found)


def name_in_title(title: str, names: Iterable[str]) -> Problem | None:
    """Return a warning when ``title`` has one of the words of ``names`` in it.

    The journal may be read by anybody who asks (offentleglova § 10); a name may also
    be a word, so it is only a warning.
    """
    known = {word for name in names for word in fold(name).split() if len(word) > 2}
    if known.isdisjoint(fold(title).split()):
        return None
    return Problem(
        "title",
        "Skriv tittelen uten navn: journalen kan bli lest av andre.",
        blocks=False,
    )


def _day_problems(draft: EntryDraft, today: date) -> list[Problem]:
    found: list[Problem] = []
    if draft.document_on is None:
        found.append(Problem("document_on", "Skriv datoen som står på dokumentet."))
    if draft.kind is EntryKind.INCOMING and draft.received_on is None:
        found.append(Problem("received_on", "Skriv hvilken dag dokumentet kom."))
    for name in ("document_on", "received_on", "sent_on"):
        day: date | None = getattr(draft, name)
        if day is not None and day > today:
            found.append(Problem(name, "Dagen kan ikke være fram i tid."))
        elif day is not None and day < EARLIEST:
            found.append(Problem(name, "Året ser ikke riktig ut."))
    written, came = draft.document_on, draft.received_on
    if written and came and came < written and not found:
        found.append(
            Problem("received_on", "Det kom før det er datert. Se etter.", blocks=False)
        )
    return found


EARLIEST = date(1950, 1, 1)
#: Whom a document must name, by which way it went.
PARTY_OF = {
    EntryKind.INCOMING: PartyRole.SENDER,
    EntryKind.OUTGOING: PartyRole.RECIPIENT,
}
_WHO = {
    PartyRole.SENDER: "Skriv hvem dokumentet kom fra.",
    PartyRole.RECIPIENT: "Skriv hvem dokumentet gikk til.",
}
_NATIONAL_ID = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")
_REFERENCE = re.compile(r"([0-9]{4})/([0-9]{1,7})-([0-9]{1,5})")


def entry_reference(case: str, serial: int) -> str:
    """Return the running id of a document: ``2026/14-3``."""
    return f"{case}-{serial}"


def is_entry_reference(text: str) -> bool:
    """Tell whether ``text`` has the shape of a running id."""
    return bool(_REFERENCE.fullmatch(text.strip()))
