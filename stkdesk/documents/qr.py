"""The code in the corner of each page, drawn as lines and never as a picture."""

from __future__ import annotations

import re
from functools import cache

import zxingcpp

from stkdesk.documents.pdf.canvas import PaperCanvas

_RUN = re.compile(b"\x00+")


def draw_qr(canvas: PaperCanvas, x: float, y: float, size: float, text: str) -> None:
    """Draw ``text`` as a code ``size`` points wide, lower left corner at x, y.

    Level H: a third of it may be hidden by a crease or a pen.
    """
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    image = zxingcpp.write_barcode_to_image(made, add_quiet_zones=False)
    side = image.shape[0]
    pixels = bytes(memoryview(image))  # type: ignore[arg-type] # it is a buffer
    # a light sign between the rows, so that no run goes over the edge
    rows = b"\xff".join([pixels[at : at + side] for at in range(0, side * side, side)])
    known = _runs(side)
    runs = " ".join([known[run.span()] for run in _RUN.finditer(rows)])
    unit = f"{size / side:.4f}"
    canvas.raw(f"q 0 0 0 rg {unit} 0 0 {unit} {x:.2f} {y:.2f} cm {runs} f Q")


@cache
def _runs(side: int) -> dict[tuple[int, int], str]:
    """Return the rectangle of every run of dark modules, by its place in the rows."""
    return {
        (row * (side + 1) + first, row * (side + 1) + last): (
            f"{first} {side - 1 - row} {last - first} 1 re"
        )
        for row in range(side)
        for first in range(side)
        for last in range(first + 1, side + 1)
    }
