"""The frame of a form that comes back: corner marks, head, code, foot, boxes."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.columns import SMALLEST, cut, fitted
from stkdesk.documents.figure import figure
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, Align, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD, archive_font
from stkdesk.documents.pdf.structure import Element
from stkdesk.documents.qr import draw_qr
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import (
    ACCENT,
    HAIR,
    MUTED,
    R_ACCENT,
    R_INK,
    R_LABEL,
    R_MUTED,
    RULE,
)
from stkdesk.documents.window import head_rise, return_address
from stkdesk.domain.formats import phone_text
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PageCode

LEFT, RIGHT = 16 * mm, WIDTH - 16 * mm
BOX_HEIGHT = 11.5 * mm
CODE_SIZE = 21 * mm
CODE_BOTTOM = HEIGHT - 35 * mm
FOOT = 9 * mm

Box = tuple[str, str, float]  # key, label, width in points


def draw_head(
    canvas: PaperCanvas, sender: OfficeDraft, language: Language, title: str
) -> None:
    """Draw corner marks, coat of arms, sender and title."""
    _draw_corner_marks(canvas)
    words = texts("frame", language)
    alt = words["arms"].format(municipality=sender.municipality)
    top = HEIGHT + head_rise(sender)  # the head stays above what a window may show
    low = top - 29 * mm
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = top - 18.4 * mm
        canvas.put(x, line, sender.municipality + " ", SEMIBOLD, 10.5, R_ACCENT)
        if sender.running_unit:
            step = archive_font(SEMIBOLD).width(sender.municipality, 10.5) + 2 * mm
            room = RIGHT - CODE_SIZE - 8 * mm - x - step
            put_fitted(
                canvas, x + step, line, room, sender.running_unit, REGULAR, 9, R_MUTED
            )
    with canvas.tag("H1"):
        canvas.put(x, top - 27.6 * mm, title, SEMIBOLD, 20, R_ACCENT)


def draw_code(canvas: PaperCanvas, code: PageCode, element: Element | None) -> None:
    """Draw the code in the upper right corner with its reference beside it."""
    left = RIGHT - CODE_SIZE
    with canvas.tag("Figure", element=element):
        draw_qr(canvas, left, CODE_BOTTOM, CODE_SIZE, code.text())
        canvas.put_upright(left - 2.2 * mm, CODE_BOTTOM, code.reference, 6.8, R_MUTED)


def reserve_code(
    canvas: PaperCanvas, reference: str, language: Language
) -> Element | None:
    """Keep the code's place in the reading order, with what is read aloud for it."""
    alt = texts("frame", language)["code"].format(reference=reference)
    left = RIGHT - CODE_SIZE
    with figure(
        canvas, (left, CODE_BOTTOM, RIGHT, CODE_BOTTOM + CODE_SIZE), alt, later=True
    ) as element:
        return element


def draw_foot(canvas: PaperCanvas, sender: OfficeDraft, language: Language) -> None:
    """Write where the form is sent back to; ends well before the page number."""
    words = texts("frame", language)
    parts = [words["send_to"].format(address=return_address(sender)), sender.email]
    if sender.phone:
        parts.append(words["phone_short"].format(number=phone_text(sender.phone)))
    line = " · ".join(part for part in parts if part)
    room = RIGHT - LEFT - 30 * mm
    put_fitted(canvas, LEFT, FOOT, room, line, REGULAR, 7.4, R_MUTED)


def draw_page_number(
    canvas: PaperCanvas, language: Language, page: int, pages: int
) -> None:
    """Write "Side 1 av 2" at the foot."""
    text = texts("frame", language)["page"].format(page=page, pages=pages)
    canvas.put(RIGHT, FOOT, text, REGULAR, 7.4, R_MUTED, "r")


def draw_boxes(
    canvas: PaperCanvas, y: float, boxes: Sequence[Box]
) -> dict[str, Element | None]:
    """Draw labelled boxes side by side; return the element of each by its key."""
    places: dict[str, Element | None] = {}
    x = LEFT
    for key, label, width in boxes:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.rect(x, y, width, BOX_HEIGHT)
        with canvas.tag("P") as element:
            canvas.put(x + 2 * mm, y + 7.6 * mm, label + " ", REGULAR, 7.4, R_MUTED)
        places[key] = element
        x += width
    return places


def draw_signatures(
    canvas: PaperCanvas, y: float, lines: Sequence[tuple[float, float, str]]
) -> None:
    """Draw lines to sign on, each from x to x, with what goes on them below."""
    for start, end, label in lines:
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.6)
        canvas.line(start, y, end, y)
        with canvas.tag("P"):
            canvas.put(start, y - 3.6 * mm, label, REGULAR, 7.6, R_MUTED)


def put_fitted(
    canvas: PaperCanvas,
    x: float,
    y: float,
    room: float,
    text: str,
    font: str,
    size: float,
    rgb: str = R_INK,
    align: Align = "l",
) -> None:
    """Write one line, smaller when it is too wide, cut with … when still too wide."""
    wide = archive_font(font).width(text, size)
    if wide > room:
        size = max(SMALLEST, size * room / wide)
        text = cut(text, room + 0.1, font, size)
    canvas.put(x, y, text, font, size, rgb, align)


def put_in_box(canvas: PaperCanvas, x: float, y: float, room: float, text: str) -> None:
    """Write the value of a box; a long one gets smaller, then two lines."""
    text, size = fitted(text, room, 11, SEMIBOLD)
    canvas.put_cell(y, (x, "l", text, size), R_INK, SEMIBOLD)


def draw_grid(
    canvas: PaperCanvas, top: float, height: float, rows: int, edges: Sequence[float]
) -> None:
    """Draw the lines of a table whose first row begins at ``top``."""
    low = top - rows * height
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.45)
    for number in range(1, rows):
        canvas.line(edges[0], top - number * height, edges[-1], top - number * height)
    for x in edges[1:-1]:
        canvas.line(x, top, x, low)


def draw_table_head(
    canvas: PaperCanvas, top: float, height: float, edges: Sequence[float]
) -> None:
    """Draw the dark band above a table."""
    canvas.setFillColor(ACCENT)
    canvas.rect(edges[0], top, edges[-1] - edges[0], height, stroke=0, fill=1)


def draw_note(canvas: PaperCanvas, y: float, text: str) -> None:
    """Write a small paragraph of one line across the form."""
    with canvas.tag("P"):
        put_fitted(canvas, LEFT, y, RIGHT - LEFT, text, REGULAR, 8.8, R_LABEL)


def _draw_corner_marks(canvas: PaperCanvas) -> None:
    """Draw the marks by which a scanned page is turned straight."""
    thick, long, inset = 0.8 * mm, 3.2 * mm, 8 * mm
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setLineWidth(HAIR)
    for x, right in ((inset, 0), (WIDTH - inset, 1)):
        for y, upper in ((inset, 0), (HEIGHT - inset, 1)):
            canvas.rect(x - right * long, y - upper * thick, long, thick, 0, 1)
            canvas.rect(x - right * thick, y - upper * long, thick, long, 0, 1)
