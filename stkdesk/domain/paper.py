"""Papers: their kinds, their references, and the code printed on each page."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    """The kinds of paper the office makes."""

    TIMESHEET = "timesheet"
    MONTHLY_REPORT = "monthly_report"
    DECLARATION = "declaration"
    DECISION = "decision"
    INSIGHT = "insight"  # the answer to somebody who asks for what is kept about them
    LETTER = "letter"  # a letter of a case, or to a support contact
    AGREEMENT = "agreement"  # oppdragsavtale, for both to sign
    STATEMENT = "statement"  # what a sheet was paid, kept in the archive

    @property
    def label(self) -> str:
        """The word on screen; never says whose paper it is."""
        return {
            PaperKind.TIMESHEET: "Timeliste",
            PaperKind.MONTHLY_REPORT: "Månedsrapport",
            PaperKind.DECLARATION: "Taushetserklæring",
            PaperKind.DECISION: "Vedtak",
            PaperKind.INSIGHT: "Innsyn",
            PaperKind.LETTER: "Brev",
            PaperKind.AGREEMENT: "Oppdragsavtale",
            PaperKind.STATEMENT: "Oppgjør",
        }[self]

    @property
    def letter(self) -> str:
        """The letter its references begin with."""
        return {
            PaperKind.TIMESHEET: "T",
            PaperKind.MONTHLY_REPORT: "M",
            PaperKind.DECLARATION: "E",
            PaperKind.DECISION: "V",
            PaperKind.INSIGHT: "I",
            PaperKind.LETTER: "B",
            PaperKind.AGREEMENT: "A",
            PaperKind.STATEMENT: "S",
        }[self]


class PaperState(StrEnum):
    """Where a paper is; derived from its dates, never stored."""

    MADE = "made"
    PRINTED = "printed"
    MAILED = "mailed"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            PaperState.MADE: "Laget",
            PaperState.PRINTED: "Skrevet ut",
            PaperState.MAILED: "Sendt",
            PaperState.RETURNED: "Kommet tilbake",
        }[self]


SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
SCHEME = "STK1"
STEM = re.compile(r"[TMEVIBAS]-[0-9]{4}-[0-9]{6,}")
PLACE = re.compile(r"([0-9]{1,4})/([0-9]{1,4}):([0-9]{1,4})")  # page/pages:revision


def paper_reference(kind: PaperKind, year: int, serial: int) -> str:
    """Return the reference of a paper, e.g. ``T-2026-004211-3Q``.

    The tail of two signs is computed from the rest, so that a mistyped reference
    is noticed. It holds no personal data and resolves in this register only.
    """
    stem = f"{kind.letter}-{year}-{serial:06}"
    return f"{stem}-{_tail(stem)}"


def is_paper_reference(text: str) -> bool:
    """Tell whether ``text`` has the shape of a reference and its tail is right."""
    stem, _, tail = text.strip().upper().rpartition("-")
    return bool(STEM.fullmatch(stem)) and tail == _tail(stem)


def _tail(stem: str) -> str:
    check = zlib.crc32(stem.encode()) % (len(SIGNS) ** 2)
    return SIGNS[check // len(SIGNS)] + SIGNS[check % len(SIGNS)]


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the QR code on a page says: which paper, which page of how many."""

    reference: str
    page: int
    pages: int
    revision: int = 1

    def text(self) -> str:
        """Return the payload, e.g. ``STK1:T-2026-004211-3Q:1/2:1:73D9``."""
        core = f"{SCHEME}:{self.reference}:{self.page}/{self.pages}:{self.revision}"
        return f"{core}:{zlib.crc32(core.encode()) & 0xFFFF:04X}"

    @classmethod
    def read(cls, text: str) -> PageCode | None:
        """Return what a scanned payload says, or None if it is not one of ours."""
        core, _, check = text.rpartition(":")
        if check != f"{zlib.crc32(core.encode()) & 0xFFFF:04X}":
            return None
        scheme, _, rest = core.partition(":")
        reference, _, where = rest.partition(":")
        place = PLACE.fullmatch(where)
        if scheme != SCHEME or place is None or not is_paper_reference(reference):
            return None
        page, pages, revision = place.groups()
        return cls(reference, int(page), int(pages), int(revision))
