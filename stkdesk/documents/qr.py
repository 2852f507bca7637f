"""The code in the corner of each page, drawn as lines and never as a picture."""

from __future__ import annotations

import re
from functools import lru_cache

import zxingcpp

from stkdesk.documents.pdf.canvas import PaperCanvas

SIDE = 29  # modules of a version 3 code, which holds 35 signs at level H
_RUN = re.compile(b"\x00+")


def draw_qr(canvas: PaperCanvas, x: float, y: float, size: float, text: str) -> None:
    """Draw ``text`` as a code ``size`` points wide, lower left corner at x, y.

    Level H: a third of it may be hidden by a crease or a pen.
    """
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
    image = zxingcpp.write_barcode_to_image(made, add_quiet_zones=False)
    pixels = bytes(memoryview(image))
    side = image.shape[0]
    unit = size / side
    rows = b"\xff".join(
        pixels[at : at + side] for at in range(0, len(pixels), side)
    )  # a light sign between the rows, so that no run goes over the edge
    runs = [_run(*match.span(), side) for match in _RUN.finditer(rows)]
    canvas.raw(
        f"q 0 0 0 rg {unit:.4f} 0 0 {unit:.4f} {x:.2f} {y:.2f} cm"
        f" {' '.join(runs)} f Q"
    )


@lru_cache(maxsize=None)
def _run(start: int, end: int, side: int) -> str:
    """Return the rectangle of dark modules from ``start`` to ``end`` of all rows."""
    row, column = divmod(start, side + 1)
    return f"{column} {side - 1 - row} {end - start} 1 re"
