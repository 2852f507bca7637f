"""What stands around the text of a letter: head, window, references, page x of y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.glue import glued
from stkdesk.documents.letter_foot import draw_letter_foot
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD, archive_font
from stkdesk.documents.pdf.lines import lines_that_fit
from stkdesk.documents.qr import draw_qr
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import R_ACCENT, R_INK, R_MUTED, RULE
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.documents.window import (
    TENTH,
    draw_address,
    draw_return_address,
    head_rise,
)
from stkdesk.domain.envelope import envelope_of
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PageCode
from stkdesk.domain.person import Address

LEFT, RIGHT = 25 * mm, WIDTH - 28 * mm  # of the text, as the office begins with it
COLUMN = RIGHT - LEFT  # it keeps its width wherever the office lets it begin
REFERENCES = 131 * mm  # to the right of what a window may show
REFERENCE_LINE = HEIGHT - 46.5 * mm
VALUE = 23 * mm  # from a label to what it says
CODE_SIZE = 17 * mm
CODE_TOP, LATER_CODE_TOP = HEIGHT - 14 * mm, HEIGHT - 10.5 * mm
SMALLEST = 7.0  # points, of a line that is shrunk to fit


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What a letter needs around its text."""

    reference: str
    revision: int
    language: Language
    sender: OfficeDraft
    unit: str  # of the municipality: the one that decides, or the one that runs
    address: Address
    references: Sequence[tuple[str, str]]  # label and value, upper right
    withheld: str = ""  # why the letter is not public; empty: nothing is printed
    draft: bool = False
    practice: bool = False

    @property
    def left(self) -> float:
        """Where the text begins, in points."""
        return self.sender.letter_left * TENTH

    @property
    def right(self) -> float:
        """Where the text ends, in points."""
        return self.left + COLUMN


def draw_first_page(canvas: PaperCanvas, frame: LetterFrame) -> None:
    """Draw the head, what shows through the window, the references, the fold marks."""
    _draw_word(canvas, frame)
    alt = texts("frame", frame.language)["arms"].format(
        municipality=frame.sender.municipality
    )
    top = HEIGHT + head_rise(frame.sender)
    left, low = frame.left, top - 29 * mm
    with figure(canvas, (left, low, left + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, left, low, 15 * mm, frame.sender.coat_of_arms)
    x = left + wide + 3.6 * mm
    room = frame.right - CODE_SIZE - 4 * mm - x
    with canvas.tag("P"):
        name = frame.sender.municipality
        _put_shrunk(canvas, x, top - 19.4 * mm, room, name, SEMIBOLD, 15, R_ACCENT)
    if frame.unit:
        with canvas.tag("P"):
            _put_shrunk(
                canvas, x, top - 25.2 * mm, room, frame.unit, REGULAR, 10, R_MUTED
            )
    draw_return_address(canvas, frame.sender, frame.language)
    draw_address(canvas, frame.sender, frame.address)
    _draw_references(canvas, frame)
    if frame.sender.fold_marks:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        for fold in envelope_of(frame.sender.letter_fold).folds:
            y = HEIGHT - fold * TENTH
            canvas.line(5 * mm, y, 9 * mm, y)


def draw_later_page(canvas: PaperCanvas, frame: LetterFrame) -> None:
    """Draw the head of page 2 and on: who sends it, to whom, under which reference.

    Pages that come apart find their way back. It is art: read aloud once is enough.
    """
    _draw_word(canvas, frame)
    low = HEIGHT - 26 * mm
    wide = draw_coat_of_arms(canvas, frame.left, low, 9 * mm, frame.sender.coat_of_arms)
    x, name = frame.left + wide + 2.5 * mm, frame.sender.municipality
    room = frame.right - CODE_SIZE - 4 * mm - x
    _put_shrunk(canvas, x, HEIGHT - 20.8 * mm, room, name, SEMIBOLD, 10.5, R_ACCENT)
    words = texts("frame", frame.language)
    told = [words["later"].format(name=frame.address.name.strip())]
    told += [f"{label} {value}" for label, value in frame.references[:1]]
    line = " · ".join(told)
    _put_shrunk(canvas, x, HEIGHT - 25.2 * mm, room, line, REGULAR, 8.6, R_MUTED)


def _draw_word(canvas: PaperCanvas, frame: LetterFrame) -> None:
    word = paper_word(frame.language, draft=frame.draft, practice=frame.practice)
    draw_watermark(canvas, word)


def _draw_references(canvas: PaperCanvas, frame: LetterFrame) -> None:
    y, edge = REFERENCE_LINE, max(frame.right, RIGHT)
    for label, value in frame.references:
        with canvas.tag("P"):
            canvas.put(REFERENCES, y, label + " ", REGULAR, 9, R_MUTED)
            room = edge - REFERENCES - VALUE
            x = REFERENCES + VALUE
            _put_shrunk(canvas, x, y, room, value, REGULAR, 9, R_INK)
        y -= 4.75 * mm
    if not frame.withheld:
        return
    y -= 1.5 * mm
    with canvas.tag("P"):
        title = texts("frame", frame.language)["withheld"]
        canvas.put(REFERENCES, y, title + " ", SEMIBOLD, 9, R_INK)
        room = edge - REFERENCES
        for line in lines_that_fit(glued(frame.withheld), room, REGULAR, 8.2):
            y -= 3.9 * mm
            canvas.put(REFERENCES, y, line + " ", REGULAR, 8.2, R_INK)


def draw_numbers(canvas: PaperCanvas, frame: LetterFrame, code: PageCode) -> None:
    """Draw what is known last: the foot, the code in the corner and "Side 1 av 2".

    The code is read aloud once, on the first page.
    """
    draw_letter_foot(
        canvas, frame.sender, frame.language, frame.reference, frame.left, frame.right
    )
    words = texts("frame", frame.language)
    top = CODE_TOP if code.page == 1 else LATER_CODE_TOP
    left, low = frame.right - CODE_SIZE, top - CODE_SIZE
    alt = words["code"].format(reference=frame.reference)
    if code.page == 1:
        with figure(canvas, (left, low, frame.right, top), alt):
            draw_qr(canvas, left, low, CODE_SIZE, code.text())
    else:
        draw_qr(canvas, left, low, CODE_SIZE, code.text())
    text = words["page"].format(page=code.page, pages=code.pages)
    canvas.put(frame.right, 9.5 * mm, text, REGULAR, 8.6, R_MUTED, "r")


def _put_shrunk(
    canvas: PaperCanvas,
    x: float,
    y: float,
    room: float,
    text: str,
    font: str,
    size: float,
    rgb: str,
) -> None:
    """Write one line, smaller when it is wider than ``room``."""
    wide = archive_font(font).width(text, size)
    if wide > room:
        size = max(SMALLEST, size * room / wide)
    canvas.put(x, y, text, font, size, rgb)
