"""Whether two names may be those of one person."""

from __future__ import annotations

from difflib import SequenceMatcher

from stkdesk.domain.names import fold

LIKE = 0.8  # of the letters; Oscar Moen is like Oskar Moen, Siri Moen is not


def names_alike(one: str, other: str) -> bool:
    """Tell whether two whole names are alike, in whatever order the words stand.

    Case, marks and double letters do not matter, nor a name one of them leaves out.
    The office's own rule.
    """
    first, second = fold(one).split(), fold(other).split()
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    words = (" ".join(sorted(first)), " ".join(sorted(second)))
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= LIKE
