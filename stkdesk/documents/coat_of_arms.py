"""The municipality's coat of arms: an SVG drawing, printed as lines and surfaces."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from stkdesk.documents.drawing import UnfitDrawingError, require_plain
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, register_fonts
from stkdesk.domain.errors import CannotPrintError
from stkdesk.resources import resource

LARGEST = 100_000  # points; a drawing is scaled to some 15 mm
LONGEST = 16  # signs of a number
PAINTS = frozenset({"f", "f*", "S", "B", "B*", "b", "b*"})  # what leaves ink in a PDF


def draw_coat_of_arms(
    canvas: PaperCanvas, x: float, y: float, height: float, svg: str
) -> float:
    """Draw the arms with the lower left corner at x, y; return the width in points.

    ``svg`` is the drawing as text; when empty, the drawn shield of the practice
    office. Raises ``CannotPrintError`` when it cannot be printed as a plain drawing.
    """
    operators, wide, high = coat_of_arms(svg)
    name = f"arms{sha256(svg.encode()).hexdigest()[:12]}"
    if not canvas.has_art(name):
        canvas.add_art(name, operators)
    scale = height / high
    canvas.raw(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm")
    canvas.show_art(name)
    canvas.raw("Q")
    return wide * scale


@lru_cache(maxsize=4)
def coat_of_arms(svg: str) -> tuple[str, float, float]:
    """Return a drawing as PDF operators, with its width and height."""
    register_fonts()
    svg = svg or resource("coat_of_arms.svg").read_text("utf-8")
    try:
        return _drawn(require_plain(svg))
    except Exception as error:  # svglib says in many ways that it does not understand
        raise CannotPrintError(
            "Kommunevåpenet kan ikke skrives ut.",
            "Velg en enkel SVG-tegning med flater og streker, uten bilder, skrift og "
            "fargeoverganger.",
        ) from error


def _drawn(svg: bytes) -> tuple[str, float, float]:
    drawing: Any = svg2rlg(BytesIO(svg))
    if drawing is None or not 0 < drawing.width < LARGEST > drawing.height > 0:
        raise UnfitDrawingError("no size to print in")
    drawing.initialFontName = REGULAR
    scratch: Any = Canvas(BytesIO(), initialFontName=REGULAR)  # type: ignore[arg-type]
    renderPDF.draw(drawing, scratch, 0, 0)
    if scratch._shadingUsed or scratch._extgstate.getState():
        raise UnfitDrawingError("gradients or see-through colours")
    operators = "\n".join(scratch._code)
    words = operators.split()
    if not PAINTS.intersection(words):
        raise UnfitDrawingError("nothing is drawn")
    if max(map(len, words)) > LONGEST:
        raise UnfitDrawingError("numbers no printer can hold")
    return operators, float(drawing.width), float(drawing.height)
