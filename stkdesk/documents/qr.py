"""The code in the corner of each page, drawn as surfaces and never as a picture."""

from __future__ import annotations

from functools import cache

from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.qr_symbol import ROW_BITS, SIDE, symbol


def draw_qr(canvas: PaperCanvas, x: float, y: float, size: float, text: str) -> None:
    """Draw ``text`` as a code ``size`` points wide, lower left corner at x, y.

    Level H: a third of it may be hidden by a crease or a pen. Raises ``ValueError``
    when ``text`` is no page code.
    """
    rectangles = "".join(
        [runs[byte] for runs, byte in zip(_runs(), symbol(text), strict=True)]
    )
    unit = f"{size / SIDE:.4f}"
    canvas.raw(
        f"q 0 0 0 rg {unit} 0 0 {unit} {x:.2f} {y:.2f} cm {rectangles}f Q"
    )  # filled as one: no pale lines where the rectangles meet


class _Runs(dict[int, str]):
    """The dark runs of eight modules as rectangles, by the byte that holds them."""

    def __init__(self, row: int, start: int) -> None:
        super().__init__()
        self._row, self._start = row, start

    def __missing__(self, byte: int) -> str:
        made, dark = "", 0
        for column in range(9):
            if column < 8 and byte << column & 0x80:
                dark += 1
            elif dark:
                first = self._start + column - dark
                made += f"{first} {SIDE - 1 - self._row} {dark} 1 re "
                dark = 0
        self[byte] = made
        return made


@cache
def _runs() -> list[_Runs]:
    """Return the runs of each byte of a symbol, in the symbol's order."""
    return [_Runs(row, start) for row in range(SIDE) for start in range(0, ROW_BITS, 8)]
