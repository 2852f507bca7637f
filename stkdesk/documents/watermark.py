"""The word across a paper that is not to be used: UTKAST or ØVING."""

from __future__ import annotations

from math import atan2, degrees

from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.fonts import SEMIBOLD, archive_font
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import GHOST
from stkdesk.domain.language import Language

_SHARE = 0.6  # of the page's diagonal


def paper_word(language: Language, *, draft: bool, practice: bool) -> str:
    """Return the word across the page; a draft in a practice office says ØVING."""
    words = texts("frame", language)
    if practice:
        return words["practice"]
    return words["draft"] if draft else ""


def draw_watermark(canvas: PaperCanvas, word: str) -> None:
    """Draw ``word`` from corner to corner, pale enough to read through."""
    if word:
        canvas.stamp(f"word{word.encode().hex()}", lambda art: _draw(art, word))


def _draw(canvas: PaperCanvas, word: str) -> None:
    diagonal = (WIDTH**2 + HEIGHT**2) ** 0.5
    size = 100 * _SHARE * diagonal / archive_font(SEMIBOLD).width(word, 100)
    turn = atan2(HEIGHT, WIDTH)
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(degrees(turn))
    canvas.setFillColor(GHOST)
    canvas.setFont(SEMIBOLD, size)
    canvas.drawCentredString(0, -size * 0.33, word)
    canvas.restoreState()
