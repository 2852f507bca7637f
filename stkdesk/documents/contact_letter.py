"""The letters to support contacts: one builder for all of them.

What the purpose letter must hold: domain reference 2.2 (the fields the police ask
for). The full identity number stands there only, and far below the window.
"""

from __future__ import annotations

from io import BytesIO

from stkdesk.documents.contact_letter_content import (
    ContactLetterContent,
    content_from_json,
    content_to_json,
)
from stkdesk.documents.contact_letter_words import ContactLetterWords
from stkdesk.documents.letter import draw_letter
from stkdesk.documents.letter_frame import contact_frame
from stkdesk.documents.letter_story import letter_story
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.xmp import Facts

__all__ = [
    "ContactLetterContent",
    "build",
    "content_from_json",
    "content_to_json",
    "draw",
]


def build(content: ContactLetterContent) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    words = content.own.texts(content.kind.value, content.language)
    facts = Facts(
        title=words["file_title"],
        author=content.sender.municipality,
        reference=content.reference,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: ContactLetterContent, canvas: PaperCanvas) -> int:
    """Draw the letter on ``canvas``; return how many pages it took."""
    story = letter_story(
        ContactLetterWords(content),
        content.own.texts("frame", content.language),
        content.sender,
        by_hand=content.signed_by_hand or content.kind.signed_by_hand,
    )
    return draw_letter(canvas, contact_frame(content), story)
