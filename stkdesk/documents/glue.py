"""What must not be parted at the end of a line."""

from __future__ import annotations

import re

_GLUE = re.compile(
    r"§§? (?=\d)|(?<=§ \d-\d) (?=[a-z]\b)|(?<=\d\.) (?=[a-zæøå]{3,9}\s\d{4})"
    r"|(?<=[a-zæøå]) (?=(?:19|20)\d\d\b)|\b(?:nr\.|kl\.|bokstav|kr|side) (?=\S)"
    r"|(?<=\d) (?=(?:timer|timar|time|uker|veker|km|kr)\b)"
)


def glued(text: str) -> str:
    """Keep "§ 3-1", "1. april 2026", "nr. 6" and "4 timer" on one line."""
    return _GLUE.sub(lambda match: match[0][:-1] + "\u00a0", text)
