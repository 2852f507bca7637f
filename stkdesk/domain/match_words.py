"""Languages, interests and areas as people write them, and as they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from stkdesk.domain.matching import WordKind
from stkdesk.domain.names import fold, tidy

BETWEEN = re.compile(r"[,;\n]")


class Worded(Protocol):
    """What has the three texts: a support contact, or what a client wishes."""

    @property
    def languages(self) -> str:
        """Words, comma between."""

    @property
    def interests(self) -> str:
        """Words, comma between."""

    @property
    def areas(self) -> str:
        """Words, comma between."""


def words_in(text: str) -> dict[str, str]:
    """Return what stands between the commas: as written, by its folded form.

    ``"Fotball, å fiske"`` has two: ``fotbal`` and ``a fiske``. What has neither letter
    nor digit is no word.
    """
    found: dict[str, str] = {}
    for piece in BETWEEN.split(text):
        folded = fold(piece)
        if folded:
            found.setdefault(folded, tidy(piece))
    return found


def words_by_kind(texts: Worded) -> Iterator[tuple[WordKind, str]]:
    """Yield every folded word of the three texts, each once in its kind."""
    written = {
        WordKind.LANGUAGE: texts.languages,
        WordKind.INTEREST: texts.interests,
        WordKind.AREA: texts.areas,
    }
    for kind, text in written.items():
        for word in words_in(text):
            yield kind, word
