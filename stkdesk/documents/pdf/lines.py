"""Breaks plain text into lines, for the places that are not paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from stkdesk.documents.pdf.fonts import ArchiveFont, archive_font


def lines_that_fit(text: str, width: float, font: str, size: float) -> list[str]:
    """Return ``text`` broken at its spaces; a hard space never breaks.

    A single word wider than ``width`` is broken after a hyphen, or where it must be.
    """
    face = archive_font(font)
    lines: list[str] = []
    for word in text.split(" "):
        for piece in _pieces(word, width, face, size):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and face.width(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, width: float, face: ArchiveFont, size: float) -> Iterator[str]:
    """Yield ``word``, or the parts of it that each fill a line."""
    while word and face.width(word, size) > width:
        fits = next(
            (n for n in range(len(word), 1, -1) if face.width(word[:n], size) <= width),
            1,
        )
        cut = word.rfind("-", 1, fits) + 1 or fits
        yield word[:cut]
        word = word[cut:]
    if word:
        yield word
