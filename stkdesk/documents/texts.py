"""The texts on the papers, read from ``resources/letters``: one file per language.

A paper takes all its words from one language's files, so it never mixes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from stkdesk.domain.language import Language
from stkdesk.resources import resource


class Texts:
    """The words of one paper in one language, looked up by their key."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Hold ``words``; tables inside are looked up as ``report.title``."""
        self._words = words

    def __getitem__(self, key: str) -> str:
        """Return one text."""
        found = self._found(key)
        assert isinstance(found, str), key
        return found

    def many(self, key: str) -> list[str]:
        """Return a list of texts, such as the headings of a table."""
        found = self._found(key)
        assert isinstance(found, list), key
        return found

    def tables(self, key: str) -> list[dict[str, Any]]:
        """Return a list of tables, such as the sections of a declaration."""
        return list(self._words[key])

    def _found(self, key: str) -> Any:
        found: Any = self._words
        for step in key.split("."):
            found = found[step]
        return found


@cache
def texts(paper: str, language: Language) -> Texts:
    """Return the texts of ``paper``, e.g. ``texts("decision", Language.NYNORSK)``."""
    path = resource(f"letters/{paper}.{language.value}.toml")
    return Texts(tomllib.loads(path.read_text("utf-8")))
