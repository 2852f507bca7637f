"""Which paragraphs of which letters the office may edit: read from the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from stkdesk.documents.texts import standard_words
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import PAPERS, Part, part_of, section_title
from stkdesk.domain.merge_fields import LAWS, field_called, keys_in
from stkdesk.domain.wording import Standard

BETWEEN = "\n\n"  # the paragraphs of a list


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One text of a letter, as the program comes with it."""

    paper: str
    key: str
    part: Part
    section: str  # what the part of the letter is called
    bokmal: str
    nynorsk: str
    allowed: frozenset[str]  # keys of the fields that can be filled in here

    @property
    def name(self) -> str:
        """What the text is called where it is stored with a letter."""
        return f"{self.paper}/{self.key}"

    def body(self, language: Language) -> str:
        """Return the text in one language; an empty line parts its paragraphs."""
        return self.bokmal if language is Language.BOKMAL else self.nynorsk

    def standard(self, language: Language) -> Standard:
        """Return what a wording of the office's own is held against."""
        return Standard(self.part, language, self.body(language), self.allowed)


def find_paragraph(paper: str, key: str) -> Paragraph:
    """Return one text.

    Raises:
        NotFoundError: if the letters have no such text any more.

    """
    for each in paragraphs_of(paper):
        if each.key == key:
            return each
    raise NotFoundError(
        "Dette avsnittet er ikke lenger i brevet.",
        "Åpne Brevtekster på nytt og velg et annet.",
    )


@cache
def paragraphs_of(paper: str) -> tuple[Paragraph, ...]:
    """Return the texts of ``paper`` the office may edit, in the order they stand."""
    bokmal = dict(_flat(standard_words(paper, Language.BOKMAL)))
    nynorsk = dict(_flat(standard_words(paper, Language.NYNORSK)))
    headings = standard_words(paper, Language.BOKMAL).get("headings", {})
    fields = frozenset(
        key
        for name, text in bokmal.items()
        if part_of(paper, name, text)
        for key in keys_in(_joined(text))
    )
    if fields:  # the letters fill in every reference there is
        fields |= LAWS.keys()
    return tuple(
        Paragraph(
            paper=paper,
            key=key,
            part=part,
            section=section_title(key, headings),
            bokmal=_joined(text),
            nynorsk=_joined(nynorsk[key]),
            allowed=_allowed(part, keys_in(_joined(text)), fields),
        )
        for key, text in bokmal.items()
        if (part := part_of(paper, key, text)) is not None
    )


@cache
def every_paragraph() -> Mapping[str, Paragraph]:
    """Return the texts of every letter, by ``paper/key``."""
    return {each.name: each for paper in PAPERS for each in paragraphs_of(paper.key)}


def _flat(words: Any, start: str = "") -> Iterator[tuple[str, str | list[str]]]:
    """Yield every text with its key; the texts of a list stay together."""
    is_texts = isinstance(words, list) and all(isinstance(each, str) for each in words)
    if is_texts or isinstance(words, str):
        yield start, words
    else:
        inside = words.items() if isinstance(words, dict) else enumerate(words)
        for key, value in inside:
            yield from _flat(value, f"{start}.{key}" if start else str(key))


def _allowed(part: Part, own: list[str], fields: frozenset[str]) -> frozenset[str]:
    """Return what can be filled in: in a single text, nothing that may be empty.

    It would be left out with what it says; see ``wording``.
    """
    if part is Part.HEADING:
        return frozenset()
    if part is Part.LIST:
        return fields
    sure = {key for key in fields if field_called(key).is_always}
    return frozenset(own) | sure


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else BETWEEN.join(text)
