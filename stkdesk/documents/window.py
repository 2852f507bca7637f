"""The address that shows through the window of an envelope.

The office says where the block begins; as it comes it lies within x 25–100 mm and y
46–65 mm from the sheet's upper left corner and stays visible in a C5 however the sheet
slides. Post rules: left aligned, one regular face of 10 to 12 points, no blank lines,
at most five of them, the place in capitals, the return address on one smaller line
above. Nothing else may show (helse- og omsorgstjenesteloven § 12-1): when the sheet
slides as far as it can, a C5 shows all of x 0–120 mm and y 30.5–79 mm and a C65 y 24–74
mm, so every frame leaves that empty; folded in three, its head stands higher.
"""

from __future__ import annotations

from reportlab.lib.units import mm

from stkdesk.documents.pdf.canvas import HEIGHT, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, archive_font
from stkdesk.documents.pdf.lines import lines_that_fit
from stkdesk.documents.pdf.structure import Element
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import R_INK, R_MUTED
from stkdesk.domain.envelope import C65, envelope_of
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address

TENTH = mm / 10
SIZE, LEADING = 10.5, 4.1 * mm
FIRST_LINE = -4.6 * mm  # base line, from the top of the block
FIRST_OF_FIVE, CLOSER = -3.3 * mm, 3.9 * mm  # five lines fill the block
RETURN_SIZE = 7.2
RETURN_LINE = 1.4 * mm
MOST_LINES = 5
HIGHER = 6 * mm  # the head of a sheet folded in three


def head_rise(sender: OfficeDraft) -> float:
    """Return how much higher than usual the head stands, to stay out of the window."""
    return HIGHER if envelope_of(sender.letter_fold) is C65 else 0


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
    canvas: PaperCanvas,
    sender: OfficeDraft,
    address: Address,
    element: Element | None = None,
) -> None:
    """Write the address block where the office of ``sender`` has it."""
    x, top, right = _place(sender)
    lines = window_lines(address, right - x)
    y, step = top + FIRST_LINE, LEADING
    if len(lines) == MOST_LINES:
        y, step = top + FIRST_OF_FIVE, CLOSER
    with canvas.tag("P", element=element):
        for line in lines:
            canvas.put(x, y, line + " ", REGULAR, SIZE, R_INK)
            y -= step


def draw_return_address(
    canvas: PaperCanvas, sender: OfficeDraft, language: Language
) -> None:
    """Write where the post office sends a letter back; it names no service."""
    line = return_address(sender)
    if line:
        x, top, right = _place(sender)
        text = texts("frame", language)["return_to"].format(address=line)
        size = RETURN_SIZE
        wide = archive_font(REGULAR).width(text, size)
        size = min(size, size * (right - x) / wide)
        canvas.put(x, top + RETURN_LINE, text, REGULAR, size, R_MUTED)


def _place(sender: OfficeDraft) -> tuple[float, float, float]:
    """Return left, top and right of the block, in points."""
    right = envelope_of(sender.letter_fold).block_right * TENTH
    top = HEIGHT - sender.address_top * TENTH
    return sender.address_left * TENTH, top, right


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
