"""A page of the help on paper: for the wall, for the binder, for those in IT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.form import LEFT, RIGHT
from stkdesk.documents.help_blocks import help_blocks
from stkdesk.documents.office_paper import Sheet, build_paper
from stkdesk.documents.pdf.canvas import HEIGHT, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD, register_fonts
from stkdesk.documents.theme import R_ACCENT, R_MUTED, RULE
from stkdesk.domain.office import OfficeDraft
from stkdesk.resources import resource

TOP = HEIGHT - 27 * mm
LINE = HEIGHT - 16.4 * mm  # where the name of the program stands
PICTURE = 8 * mm


@dataclass(frozen=True, slots=True)
class HelpPaper:
    """Everything printed; nothing is looked up while printing."""

    text: str  # Markdown, with its heading first
    version: str  # of the program it is about
    made_on: date


def build(paper: HelpPaper) -> bytes:
    """Return the file; the same content always gives the same bytes.

    Names no office: a page of help is the same for all.
    """
    register_fonts()
    blocks = help_blocks(paper.text)
    sheet = Sheet(blocks.title, OfficeDraft(municipality="stkdesk"), paper.made_on)

    def draw_head(canvas: PaperCanvas, _sheet: Sheet) -> None:
        _draw_head(canvas, paper.version)

    return build_paper(sheet, blocks.story, head=draw_head, top=TOP)


def _draw_head(canvas: PaperCanvas, version: str) -> None:
    low = LINE - 2.4 * mm
    drawing = resource("stkdesk.svg").read_text(encoding="utf-8")
    with figure(
        canvas, (LEFT, low, LEFT + PICTURE, low + PICTURE), "Merket til stkdesk"
    ):
        draw_coat_of_arms(canvas, LEFT, low, PICTURE, drawing)
    with canvas.tag("P"):
        canvas.put(LEFT + PICTURE + 3 * mm, LINE, "stkdesk ", SEMIBOLD, 13, R_ACCENT)
        told = f"versjon {version}"
        canvas.put(RIGHT, LINE, told, REGULAR, 9, R_MUTED, "r")
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, low - 2.6 * mm, RIGHT, low - 2.6 * mm)
