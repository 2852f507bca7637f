"""The address that shows through the window of an envelope.

The block lies within x 20–100 mm and y 46–65 mm from the sheet's upper left corner: it
stays visible in C5, C6/5, E6/5 and EC4 however the sheet slides. Post rules: left
aligned, one regular face of 10 to 12 points, no blank lines, at most five of them, the
place in capitals, the return address on one smaller line above. Nothing else may show
(helse- og omsorgstjenesteloven § 12-1): when the sheet slides as far as it can, all of
x 0–120 mm and y 30.5–79 mm may be seen, so every frame leaves that empty.
"""

from __future__ import annotations

from reportlab.lib.units import mm

from stkdesk.documents.pdf.canvas import HEIGHT, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, archive_font
from stkdesk.documents.pdf.lines import lines_that_fit
from stkdesk.documents.pdf.structure import Element
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import R_INK, R_MUTED
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address

RIGHT = 100 * mm
SIZE, LEADING = 10.5, 4.1 * mm
FIRST_LINE = HEIGHT - 50.6 * mm  # base line
FIRST_OF_FIVE, CLOSER = HEIGHT - 49.3 * mm, 3.9 * mm  # five lines fill the block
RETURN_SIZE = 7.2
RETURN_LINE = HEIGHT - 44.6 * mm
MOST_LINES = 5


def window_lines(address: Address, width: float) -> list[str]:
    """Return the lines of the block, broken where they are wider than ``width``.

    Raises ``CannotPrintError`` when the address is missing or will not fit.
    """
    place = f"{address.postal_code} {address.city.upper()}".strip()
    parts = [address.name.strip(), *(line.strip() for line in address.lines), place]
    if not address.name.strip() or not place:
        raise CannotPrintError(
            "Adressen mangler.", "Skriv navn, postnummer og poststed, og prøv igjen."
        )
    lines = [
        line for part in parts for line in lines_that_fit(part, width, REGULAR, SIZE)
    ]
    if len(lines) > MOST_LINES:
        raise CannotPrintError(
            "Adressen får ikke plass i konvoluttens vindu.",
            "Kort ned navnet eller adressen til høyst fem linjer.",
        )
    return lines


def draw_address(
    canvas: PaperCanvas, x: float, address: Address, element: Element | None = None
) -> None:
    """Write the address block with its left edge at ``x``."""
    lines = window_lines(address, RIGHT - x)
    y, step = FIRST_LINE, LEADING
    if len(lines) == MOST_LINES:
        y, step = FIRST_OF_FIVE, CLOSER
    with canvas.tag("P", element=element):
        for line in lines:
            canvas.put(x, y, line + " ", REGULAR, SIZE, R_INK)
            y -= step


def draw_return_address(
    canvas: PaperCanvas, x: float, sender: OfficeDraft, language: Language
) -> None:
    """Write where the post office sends a letter back; it names no service."""
    line = return_address(sender)
    if line:
        text = texts("frame", language)["return_to"].format(address=line)
        size = RETURN_SIZE
        wide = archive_font(REGULAR).width(text, size)
        size = min(size, size * (RIGHT - x) / wide)
        canvas.put(x, RETURN_LINE, text, REGULAR, size, R_MUTED)


def return_address(sender: OfficeDraft) -> str:
    """Return the one-line address; made from the postal address when not given."""
    if sender.return_address.strip():
        return sender.return_address.strip()
    parts = [
        sender.municipality,
        sender.postal_line,
        f"{sender.postal_code} {sender.city}",
    ]
    return ", ".join(part.strip() for part in parts if part.strip())
