"""The letters whose texts the office may make its own, and what each part is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.letter import LetterKind


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """One letter with texts of its own: a file in ``resources/letters``."""

    key: str
    title: str
    hint: str = ""


class Part(StrEnum):
    """What one text of a letter is."""

    HEADING = "heading"  # one line, never bold
    TEXT = "text"  # one paragraph
    LIST = "list"  # paragraphs with an empty line between them


DECISION, DECLARATION = "decision", "declaration"
AGREEMENT = "agreement"
FRAME, CASE_LETTER = "frame", "case_letter"
SHARED = (FRAME, CASE_LETTER)  # their texts stand in several letters
PAPERS: tuple[LetterPaper, ...] = (
    LetterPaper(DECISION, "Vedtak", "Alle slags vedtak"),
    *(LetterPaper(kind.value, kind.label) for kind in LetterKind),
    *(
        LetterPaper(kind.value, kind.label, "Til støttekontakten")
        for kind in ContactLetterKind
    ),
    LetterPaper(DECLARATION, "Taushetserklæring"),
    LetterPaper(AGREEMENT, "Oppdragsavtale"),
    LetterPaper(CASE_LETTER, "Felles", "Står i flere av brevene"),
    LetterPaper(FRAME, "Hilsen", "Under alle brev"),
)

_SECTIONS = {kind.value: kind.label for kind in DecisionKind} | {
    "headings": "Overskrifter",
    "solution_texts": "Organisering",
    "dismissed_application": "Avvisning av søknad",
    "change": "Hvorfor vedtaket kan endres",
    "no_grounds": "Uten begrunnelse",
    "correction": "Retting",
    "rights": "Andre rettigheter (ny lov)",
    "section": "Avsnitt",
}
FIRST = "Innledning"  # what stands outside every section
#: Running texts that do not end as a sentence does.
_ALSO = {"frame/signed_by"}
_GREETINGS = {"signed_by", "approved"}  # of the frame; the rest is captions
_FIXED = {"file_title", "own_payment_text"}  # the second is in the fact box
#: Put in a field for the caseworker to go on with: not printed as they stand.
_TYPED = {"in_time_words", "missing.unsigned", "typed"}
_ENDS = (".", "?", "!", ":")


def section_title(key: str, headings: Mapping[str, str]) -> str:
    """Return what the part of the letter is called that the text ``key`` is in.

    A part under a heading of the letter is called as the heading, in ``headings``.
    """
    section = key.partition(".")[0] if "." in key else ""
    return _SECTIONS.get(section) or headings.get(section, FIRST)


def part_of(paper: str, key: str, text: str | list[str]) -> Part | None:
    """Return what the standard text ``text`` is; None: the office leaves it be.

    The office has the running paragraphs, the headings and the greeting. Captions,
    the words of the fact box and the headings of tables belong to the form.
    """
    if isinstance(text, list):
        return Part.LIST if all(each.endswith(_ENDS) for each in text) else None
    section, _, name = key.rpartition(".")
    if paper == FRAME and key not in _GREETINGS:
        return None
    if name in _FIXED or section in _TYPED or key in _TYPED:
        return None
    if key.startswith("headings.") or name.startswith("title"):
        return Part.HEADING
    if f"{paper}/{key}" in _ALSO or text.endswith(_ENDS):
        return Part.TEXT
    return None
