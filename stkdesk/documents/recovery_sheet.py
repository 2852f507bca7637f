"""The sheet with the recovery code: what opens the register when all have forgotten.

It names no person. The code stands on the page and nowhere else in the file; the file
is made for the printer and kept by nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, Spacer

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.form import put_fitted
from stkdesk.documents.letter import LEFT, REFERENCES, RIGHT, bullets, glued
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import HEIGHT, PaperCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.qr import draw_qr
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.theme import (
    ACCENT,
    BODY,
    H1,
    H2,
    LEAD,
    MUTED,
    R_ACCENT,
    R_INK,
    R_MUTED,
    RULE,
    SMALL,
    TINT,
)
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import long_date
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.recovery_code import GROUP, groups, scanned_text

LANGUAGE = Language.BOKMAL  # a paper of the office's own, in the words of the screen
HEAD = HEIGHT - 29 * mm
PANEL_TOP, PANEL_HEIGHT = HEIGHT - 72 * mm, 58 * mm
QR_SIZE = 36 * mm
COLUMNS = 3
CELL, ROW = 7.6 * mm, 17 * mm  # one sign; one row of groups
STEP = 36 * mm  # from one group to the next
SIGN_SIZE = 23.0
SIGN_LINE = 30 * mm  # what is filled in by hand


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Everything printed on the sheet."""

    code: str  # in its nine groups
    sender: OfficeDraft
    register_id: str  # short; tells registers apart, resolves to nothing
    made_on: date
    practice: bool = False  # prints ØVING across the page

    def __repr__(self) -> str:
        """Never show the code."""
        return "RecoverySheet(…)"


def build(content: RecoverySheet) -> bytes:
    """Return the file to print; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of the municipality's name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=texts("recovery", LANGUAGE)["file_title"],
        author=content.sender.municipality,
        reference=content.register_id,
        language=LANGUAGE.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: RecoverySheet, canvas: PaperCanvas) -> int:
    """Draw the sheet on ``canvas``; return how many pages it took: one."""
    words = texts("recovery", LANGUAGE)
    draw_watermark(canvas, paper_word(LANGUAGE, draft=False, practice=content.practice))
    _draw_head(canvas, content, words)
    _flow(
        canvas,
        PANEL_TOP,
        HEAD - 8 * mm,
        [P(words["title"], H1), P(words["lead"], LEAD)],
    )
    _draw_panel(canvas, content, words)
    top = PANEL_TOP - PANEL_HEIGHT - 3 * mm
    _flow(canvas, SIGN_LINE + 12 * mm, top, _story(words))
    _draw_copy_line(canvas, words)
    canvas.showPage()
    return canvas.finish_paper()


def _draw_head(canvas: PaperCanvas, content: RecoverySheet, words: Texts) -> None:
    sender = content.sender
    alt = texts("frame", LANGUAGE)["arms"].format(municipality=sender.municipality)
    with figure(canvas, (LEFT, HEAD, LEFT + 12.5 * mm, HEAD + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, HEAD, 15 * mm, sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = HEIGHT - 19.4 * mm
        name, room = sender.municipality + " ", REFERENCES - x
        put_fitted(canvas, x, line, room, name, SEMIBOLD, 15, R_ACCENT)
    if sender.running_unit:
        with canvas.tag("P"):
            y = HEIGHT - 25.2 * mm
            unit, room = sender.running_unit + " ", REFERENCES - x
            put_fitted(canvas, x, y, room, unit, REGULAR, 10, R_MUTED)
    told = (
        (words["register"], content.register_id),
        (words["made"], long_date(content.made_on)),
    )
    for number, (label, value) in enumerate(told):
        y = HEIGHT - (19.4 + 5 * number) * mm
        with canvas.tag("P"):
            canvas.put(REFERENCES, y, label + " ", REGULAR, 9, R_MUTED)
            canvas.put(REFERENCES + 16 * mm, y, value + " ", SEMIBOLD, 9, R_INK)


def _draw_panel(canvas: PaperCanvas, content: RecoverySheet, words: Texts) -> None:
    """Draw the code: nine groups to read and type, and the same to scan."""
    low = PANEL_TOP - PANEL_HEIGHT
    canvas.setFillColor(TINT)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.9)
    canvas.rect(LEFT, low, RIGHT - LEFT, PANEL_HEIGHT, stroke=1, fill=1)
    for number, signs in enumerate(groups(content.code)):
        row, column = divmod(number, COLUMNS)
        x = LEFT + 6 * mm + column * STEP
        _draw_group(canvas, x, PANEL_TOP - 15.2 * mm - row * ROW, number + 1, signs)
    left, bottom = RIGHT - QR_SIZE - 6 * mm, low + (PANEL_HEIGHT - QR_SIZE) / 2
    canvas.setFillColorRGB(1, 1, 1)  # the quiet zone a scanner needs
    canvas.rect(
        left - 3 * mm,
        bottom - 3 * mm,
        QR_SIZE + 6 * mm,
        QR_SIZE + 6 * mm,
        stroke=0,
        fill=1,
    )
    box = (left, bottom, left + QR_SIZE, bottom + QR_SIZE)
    with figure(canvas, box, words["code_alt"]):
        draw_qr(canvas, left, bottom, QR_SIZE, scanned_text(content.code))


def _draw_group(
    canvas: PaperCanvas, x: float, y: float, number: int, signs: str
) -> None:
    """Draw one group, each sign in the middle of a place of its own."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y - 3 * mm, GROUP * CELL, 11.4 * mm, stroke=1, fill=1)
    with canvas.tag("P"):
        canvas.put(x - 1 * mm, y + 5.4 * mm, f"{number} ", REGULAR, 7.6, R_MUTED, "r")
        for at, sign in enumerate(signs):
            middle = x + (at + 0.5) * CELL
            canvas.put(middle, y, sign, SEMIBOLD, SIGN_SIZE, R_INK, "c")


def _story(words: Texts) -> list[Flowable]:
    return [
        P(words["signs"], SMALL),
        P(words["where_title"], H2),
        *bullets(words.many("where")),
        P(words["use_title"], H2),
        P(glued(words["use"]), BODY),
        P(words["lost_title"], H2),
        P(glued(words["lost"]), BODY),
        Spacer(0, 2),
        P(glued(words["duty"]), SMALL),
    ]


def _draw_copy_line(canvas: PaperCanvas, words: Texts) -> None:
    """Draw where to write by hand which copy this is, and where it lies."""
    split = LEFT + 34 * mm
    for start, end, label in (
        (LEFT, split, words["copy"]),
        (split + 6 * mm, RIGHT, words["kept"]),
    ):
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.6)
        canvas.line(start, SIGN_LINE, end, SIGN_LINE)
        with canvas.tag("P"):
            y = SIGN_LINE - 3.8 * mm
            canvas.put(start, y, label + " ", REGULAR, 8, R_MUTED)


def _flow(canvas: PaperCanvas, low: float, top: float, story: list[Flowable]) -> None:
    """Set ``story`` between two heights of the page, where it always fits."""
    frame = Frame(LEFT, low, RIGHT - LEFT, top - low, 0, 0, 0, 0)
    frame.addFromList(story, canvas)
    assert not story
