"""Breaks plain text into lines, for the places that are not paragraphs."""

from __future__ import annotations

from stkdesk.documents.pdf.fonts import archive_font


def lines_that_fit(text: str, width: float, font: str, size: float) -> list[str]:
    """Return ``text`` broken at its spaces; a hard space never breaks.

    A single word wider than ``width`` still gets a line of its own.
    """
    face = archive_font(font)
    lines: list[str] = []
    for word in text.split(" "):
        if not word:
            continue
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
