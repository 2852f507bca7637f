"""The texts on the papers, read from ``resources/letters``: one file per language.

A paper takes all its words from one language's files, so it never mixes. Where the
office has a wording of its own, it stands instead of the standard one. Wordings are
called by paper and key, ``decision/granted.lead``, so that those of a letter and of
the frame around it travel together.

A text is markup: it may hold ``<b>``, and ``&`` and ``<`` are written ``&amp;`` and
``&lt;``. ``filled`` puts plain text in the places of its merge fields, ``{applied}``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from stkdesk.domain.language import Language
from stkdesk.resources import resource

NONE: Mapping[str, str] = MappingProxyType({})
_BOLD = re.compile(r"&lt;(/?b)&gt;")
_FIELD = re.compile(r"{(\w+)}")
_BETWEEN = re.compile(r"\n\s*\n")


class Texts:
    """The words of one paper in one language, looked up by their key."""

    def __init__(self, words: Mapping[str, Any], own: Mapping[str, str] = NONE) -> None:
        """Hold ``words``; tables inside are looked up as ``report.title``.

        ``own`` are the office's wordings by key. The paragraphs of a list are one
        wording, ``appeal.text``, with an empty line between them, so the office may
        have more of them or fewer. A text of a list of tables is ``section.0.title``.
        """
        self._words, self._own = words, own

    def __getitem__(self, key: str) -> str:
        """Return one text."""
        if key in self._own:
            return markup(self._own[key])
        found = self._found(key)
        assert isinstance(found, str), key
        return found

    def many(self, key: str) -> list[str]:
        """Return a list of texts, such as the headings of a table."""
        if key in self._own:
            return [markup(part) for part in parts(self._own[key])]
        found = self._found(key)
        assert isinstance(found, list), key
        return list(found)

    def filled(self, key: str, values: Mapping[str, str]) -> list[str]:
        """Return the paragraphs of a text or a list of texts, filled from ``values``.

        ``values`` are every merge field of the letter, plain text by key: the office
        may use any of them in any paragraph. A paragraph that names one which is empty
        is left out: that is how a text is said on a condition. What must not be left
        out has to be there before the letter is made.

        Raises ``KeyError`` for a field that is not among ``values``.
        """
        if key in self._own:
            found = self.many(key)
        else:
            text = self._found(key)
            found = [text] if isinstance(text, str) else list(text)
        return [
            _FIELD.sub(lambda field: escape(values[field[1]]), text)
            for text in found
            if all(values[name].strip() for name in _FIELD.findall(text))
        ]

    def tables(self, key: str) -> list[dict[str, Any]]:
        """Return a list of tables, such as the sections of a declaration."""
        found = []
        for place, table in enumerate(self._words[key]):
            names = {name: f"{key}.{place}.{name}" for name in table}
            found.append(
                {
                    name: self[at] if isinstance(table[name], str) else self.many(at)
                    for name, at in names.items()
                }
            )
        return found

    def _found(self, key: str) -> Any:
        found: Any = self._words
        for step in key.split("."):
            found = found[int(step) if isinstance(found, list) else step]
        return found


def texts(paper: str, language: Language, wordings: Mapping[str, str] = NONE) -> Texts:
    """Return the texts of ``paper``, e.g. ``texts("decision", Language.NYNORSK)``.

    ``wordings`` are the office's own, by ``paper/key``; those of other papers are not
    looked at.
    """
    standard, start = standard_words(paper, language), f"{paper}/"
    own = {
        key.removeprefix(start): body
        for key, body in wordings.items()
        if key.startswith(start)
    }
    return Texts(standard, own)


@cache
def standard_words(paper: str, language: Language) -> dict[str, Any]:
    """Return the texts the program comes with; they are shared, so leave them be."""
    path = resource(f"letters/{paper}.{language.value}.toml")
    return tomllib.loads(path.read_text("utf-8"))


def markup(body: str) -> str:
    """Return what somebody has typed as markup: all but ``<b>`` is as it was typed."""
    return _BOLD.sub(r"<\1>", escape(body.strip())).replace("\n", "<br/>")


def parts(body: str) -> list[str]:
    """Return the paragraphs of what somebody has typed: an empty line parts them."""
    return [part.strip() for part in _BETWEEN.split(body.strip()) if part.strip()]
