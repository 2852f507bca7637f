"""What the office says in its own words in one letter: frozen with the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from stkdesk.documents import laws
from stkdesk.documents.texts import Texts, texts
from stkdesk.domain.citation import Citation
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion

_DAYS = ("valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The office's wordings and references in force the day a letter was made.

    What is stored of a letter holds them, so that it always tells what was used.
    """

    wordings: tuple[tuple[str, str], ...] = ()  # by paper/key, sorted
    citations: tuple[Citation, ...] = ()

    def texts(self, paper: str, language: Language) -> Texts:
        """Return the texts of ``paper``, the office's own where it has some."""
        return texts(paper, language, dict(self.wordings))

    def law(self, key: str, act: LawVersion, day: date) -> Citation:
        """Return the reference called ``key``, the office's own if it has one."""
        return laws.law(key, act, day, self.citations)

    def cited(self, language: Language, act: LawVersion, day: date) -> dict[str, str]:
        """Return every reference in force, by key, ready to be filled into a text."""
        return laws.cited(language, act, day, self.citations)


def to_plain(own: OwnWords) -> dict[str, Any]:
    """Return ``own`` as what JSON knows."""
    return {
        "wordings": dict(own.wordings),
        "citations": [
            {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in asdict(each).items()
            }
            for each in own.citations
        ],
    }


def from_plain(stored: Mapping[str, Any]) -> OwnWords:
    """Return what ``to_plain`` was made from."""
    citations = []
    for each in stored["citations"]:
        days = {name: each[name] and date.fromisoformat(each[name]) for name in _DAYS}
        citations.append(Citation(**{**each, **days}))
    return OwnWords(tuple(sorted(stored["wordings"].items())), tuple(citations))
