"""The columns of a form's table: where each value goes, and how small it must be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from stkdesk.documents.pdf.canvas import Align, Cell
from stkdesk.documents.pdf.fonts import REGULAR, archive_font
from stkdesk.documents.pdf.lines import lines_that_fit

SMALLEST = 6.5  # points; smaller than this nobody reads


@dataclass(frozen=True, slots=True)
class Columns:
    """Edges of the columns in points, and the side each value stands on."""

    edges: tuple[float, ...]
    aligns: tuple[Align, ...]
    margin: float = 2 * mm

    @classmethod
    def of(cls, left: float, widths: Sequence[int], aligns: str) -> Columns:
        """Return columns from ``left`` with widths in mm and sides such as "ccl"."""
        edges = tuple(left + sum(widths[:n]) * mm for n in range(len(widths) + 1))
        sides: dict[str, Align] = {"l": "l", "c": "c", "r": "r"}
        return cls(edges, tuple(sides[side] for side in aligns))

    def cell(self, column: int, text: str, size: float, font: str = REGULAR) -> Cell:
        """Return where ``text`` goes; what is too wide gets smaller, then two lines."""
        left, right = self.edges[column], self.edges[column + 1]
        align = self.aligns[column]
        if align == "c":
            return (left + right) / 2, align, text, size
        if align == "r":
            return right - self.margin, align, text, size
        room = right - left - 2 * self.margin
        text, size = fitted(text, room, size, font)
        return left + self.margin, align, text, size

    def row(self, values: Iterable[str], size: float) -> list[Cell]:
        """Return the cells of one row."""
        return [self.cell(n, value, size) for n, value in enumerate(values)]


def fitted(text: str, room: float, size: float, font: str) -> tuple[str, float]:
    """Return ``text`` and the size at which it fits ``room``, on one line or two.

    Beyond two of the smallest lines it ends with an ellipsis.
    """
    face = archive_font(font)
    wide = face.width(text, size)
    if wide <= room:
        return text, size
    if wide * SMALLEST <= room * size:
        return text, size * room / wide
    first, *rest = lines_that_fit(text, room, font, SMALLEST)
    return f"{cut(first, room, font)}\n{cut(' '.join(rest), room, font)}", SMALLEST


def cut(text: str, room: float, font: str, size: float = SMALLEST) -> str:
    """Return ``text``, ended with … where it gets wider than ``room``."""
    face = archive_font(font)
    if face.width(text, size) <= room:
        return text
    while text and face.width(text + "…", size) > room:
        text = text[:-1].rstrip()
    return text + "…"
