"""The code in the corner of each page, drawn as surfaces and never as a picture."""

from __future__ import annotations

from functools import cache

from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.qr_symbol import SIDE, symbol

_TALL = "1.02"  # of a module: rows meet without a pale line between them


def draw_qr(canvas: PaperCanvas, x: float, y: float, size: float, text: str) -> None:
    """Draw ``text`` as a code ``size`` points wide, lower left corner at x, y.

    Level H: a third of it may be hidden by a crease or a pen. Raises ``ValueError``
    when ``text`` is no page code.
    """
    modules = symbol(text)
    first, second, third, fourth = _runs()
    rows = [
        first[a] + second[b] + third[c] + fourth[d]
        for a, b, c, d in zip(
            modules[::4], modules[1::4], modules[2::4], modules[3::4], strict=True
        )
    ]
    unit = f"{size / SIDE:.4f}"
    top = y + size * (1 - 1 / SIDE)
    canvas.raw(
        f"q 0 0 0 rg {unit} 0 0 {unit} {x:.2f} {top:.2f} cm "
        + "f 1 0 0 1 0 -1 cm ".join(rows)
        + "f Q"
    )


@cache
def _runs() -> list[list[str]]:
    """Return the dark runs of every byte as rectangles, for each quarter of a row."""
    return [
        [_rectangles(byte, start) for byte in range(256)] for start in (0, 8, 16, 24)
    ]


def _rectangles(byte: int, start: int) -> str:
    made, dark = "", 0
    for column in range(9):
        if column < 8 and byte << column & 0x80:
            dark += 1
        elif dark:
            made += f"{start + column - dark} 0 {dark} {_TALL} re "
            dark = 0
    return made
