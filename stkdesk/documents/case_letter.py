"""The letters of a case that are not decisions: one builder for all.

Order after klarspråk: the main message, the facts at a glance, then what the reader
must know or do. What each must say: forvaltningsloven §§ 11 a, 16, 17, 33 and 36 and
what the act of 2025 has instead of them.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.platypus import Flowable

from stkdesk.documents.case_letter_content import (
    CaseLetter,
    content_from_json,
    content_to_json,
)
from stkdesk.documents.case_letter_words import CaseLetterWords
from stkdesk.documents.letter import draw_letter
from stkdesk.documents.letter_frame import case_frame
from stkdesk.documents.letter_story import letter_story
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.xmp import Facts

__all__ = ["CaseLetter", "build", "content_from_json", "content_to_json", "draw"]


def build(content: CaseLetter) -> bytes:
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


def draw(content: CaseLetter, canvas: PaperCanvas) -> int:
    """Draw the letter on ``canvas``; return how many pages it took."""
    return draw_letter(canvas, case_frame(content, content.made_on), _story(content))


def _story(content: CaseLetter) -> list[Flowable]:
    return letter_story(
        CaseLetterWords(content),
        content.own.texts("frame", content.language),
        content.sender,
        by_hand=content.signed_by_hand,
        enclosures=content.enclosures,
        copies=content.copies,
    )
