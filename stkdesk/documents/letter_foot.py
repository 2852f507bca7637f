"""The foot of a letter: where the office is, how to reach it, which paper this is."""

from __future__ import annotations

from reportlab.lib.units import mm

from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import HAIR, R_MUTED, RULE
from stkdesk.domain.formats import phone_text
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

TOP = 23 * mm
STEPS = (0, 40, 77, 115)  # mm from the left edge
LOWEST = 9.5 * mm


def draw_letter_foot(
    canvas: PaperCanvas,
    sender: OfficeDraft,
    language: Language,
    reference: str,
    left: float,
    right: float,
) -> None:
    """Draw the foot, the same on every page. It names no person."""
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIR)
    canvas.line(left, TOP + 4.5 * mm, right, TOP + 4.5 * mm)
    filled = [column for column in _columns(sender, language) if any(column[1:])]
    for (title, *lines), step in zip(filled, STEPS, strict=False):
        x = left + step * mm
        canvas.put(x, TOP, title, SEMIBOLD, 7.6, R_MUTED)
        for number, line in enumerate(filter(None, lines), start=1):
            canvas.put(x, TOP - 9.4 * number, line, REGULAR, 7.6, R_MUTED)
    text = texts("frame", language)["document_id"].format(reference=reference)
    canvas.put(left, LOWEST, text, REGULAR, 7.6, R_MUTED)


def _columns(sender: OfficeDraft, language: Language) -> list[tuple[str, ...]]:
    words = texts("frame", language)
    number = sender.organisation_number
    organisation = words["organisation_number"].format(number=number) if number else ""
    place = f"{sender.postal_code} {sender.city}".strip()
    return [
        (words["postal"], sender.postal_line, place),
        (words["visiting"], sender.visiting_line, sender.visiting_place),
        (words["phone"], phone_text(sender.phone), sender.phone_hours),
        (words["contact"], sender.email or sender.web, organisation),
    ]
