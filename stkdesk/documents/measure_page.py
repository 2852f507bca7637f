"""A test page: a ruler of whole millimetres, the windows, the folds, the address.

Printed and folded, it shows whether the printer moves or shrinks the page and whether
an address is seen. It is about nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.units import mm

from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.theme import ACCENT, R_ACCENT, R_INK, R_MUTED, TINT
from stkdesk.documents.window import TENTH, draw_address, draw_return_address
from stkdesk.domain.envelope import ENVELOPES, Box, envelope_of
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address

REFERENCE = "PRØVESIDE"
TITLE = "Prøveside for konvolutter"
NOBODY = Address(
    "Mottakerens navn", ("Etasje eller c/o", "Gate eller postboks"), "0000", "Sted"
)
STEPS = (
    "Skriv ut i 100 prosent, uten «Tilpass til siden».",
    "Legg en linjal på rutenettet: 100 ruter er 100 mm.",
    "Brett ved strekene i margen, og legg arket i konvolutten.",
    "Rist konvolutten. Hele adressen skal synes, og ikke noe annet.",
)
FINE, TENTHS = 0.1, 0.35  # widths of the lines, points


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What is printed: the office's own measures."""

    sender: OfficeDraft
    made_on: date


def build(content: MeasurePage) -> bytes:
    """Return the archive file; the same content always gives the same bytes."""
    out = BytesIO()
    facts = Facts(
        title=TITLE,
        author=content.sender.municipality,
        reference=REFERENCE,
        language=Language.BOKMAL.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    _draw(canvas, content.sender)
    canvas.showPage()
    canvas.finish_paper()
    canvas.save()
    return out.getvalue()


def _draw(canvas: PaperCanvas, sender: OfficeDraft) -> None:
    seen = envelope_of(sender.letter_fold).always_seen
    canvas.setFillColor(TINT)
    canvas.rect(*_on_paper(seen), stroke=0, fill=1)
    _draw_grid(canvas)
    canvas.setStrokeColor(ACCENT)
    for number, envelope in enumerate(ENVELOPES):
        canvas.setLineWidth(1)
        canvas.setDash(*((), (4, 3))[number])
        canvas.rect(*_on_paper(envelope.window))
        canvas.setDash()
        for fold in envelope.folds:
            y = HEIGHT - fold * TENTH
            canvas.line(4 * mm, y, 10 * mm, y)
            canvas.put(11 * mm, y - 2, f"brett {envelope.title}", REGULAR, 7, R_ACCENT)
        window = envelope.window
        label = f"vindu {envelope.title}"
        x, y = window.right * TENTH, HEIGHT - window.bottom * TENTH
        canvas.put(x - 1 * mm, y + 1 * mm, label, REGULAR, 7, R_ACCENT, "r")
    with canvas.tag("H1"):
        canvas.put(25 * mm, HEIGHT - 21 * mm, TITLE, SEMIBOLD, 17, R_ACCENT)
    draw_return_address(canvas, sender, Language.BOKMAL)
    draw_address(canvas, sender, NOBODY)
    for number, step in enumerate(STEPS, start=1):
        with canvas.tag("P"):
            y = HEIGHT - (108 + 6 * number) * mm
            canvas.put(25 * mm, y, f"{number}. {step} ", REGULAR, 11, R_INK)


def _draw_grid(canvas: PaperCanvas) -> None:
    """Draw a line for each millimetre, a darker one for each ten, with its number."""
    canvas.setStrokeColorRGB(0.72, 0.77, 0.83)
    for across in (True, False):
        for at in range(5, 206 if across else 293):
            canvas.setLineWidth(FINE if at % 10 else TENTHS)
            if across:
                canvas.line(at * mm, 5 * mm, at * mm, HEIGHT - 5 * mm)
            else:
                canvas.line(5 * mm, HEIGHT - at * mm, WIDTH - 5 * mm, HEIGHT - at * mm)
    for at in range(10, 201, 10):
        canvas.put(at * mm, HEIGHT - 4.4 * mm, str(at), REGULAR, 6, R_MUTED, "c")
    for at in range(10, 291, 10):
        y = HEIGHT - at * mm - 2
        canvas.put(WIDTH - 4.6 * mm, y, str(at), REGULAR, 6, R_MUTED)


def _on_paper(box: Box) -> tuple[float, float, float, float]:
    """Return left, low, width and height of ``box``, in points."""
    return (
        box.left * TENTH,
        HEIGHT - box.bottom * TENTH,
        (box.right - box.left) * TENTH,
        (box.bottom - box.top) * TENTH,
    )
