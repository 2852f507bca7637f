"""The list of exceptions of a week on paper: which rule was gone past, who and why.

For the leader alone, so it is in bokmål whatever language anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.letter import LEFT, RIGHT, glued
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.theme import (
    BODY,
    H1,
    INK,
    LEAD,
    R_ACCENT,
    R_MUTED,
    RULE,
    style,
)
from stkdesk.documents.trail_extract import Whole
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import long_date, short_date
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

TITLE = "Unntak fra kravene til oppstart"
TOP, LATER, LOW = HEIGHT - 40 * mm, HEIGHT - 26 * mm, 20 * mm
WIDTHS = (46 * mm, 38 * mm)  # whom, which rule; why takes the rest
BETWEEN = 6  # points left of a column that is not the first
HEADS = ("Oppdrag", "Krav", "Begrunnelse")
CELL = style("exception cell", fontSize=9.5, leading=12.5, spaceAfter=0, textColor=INK)


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One rule an assignment was let past."""

    on: date
    assignment: str  # "O-12"
    client: str
    rule: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExceptionsList:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    first: date
    last: date
    lines: tuple[ExceptionLine, ...]  # the newest first
    practice: bool = False  # prints ØVING across every page


def build(content: ExceptionsList) -> bytes:
    """Return the file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=TITLE,
        author=content.sender.municipality,
        reference=TITLE,
        language=Language.BOKMAL.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.last)
    _draw(content, canvas)
    canvas.save()
    return out.getvalue()


def _draw(content: ExceptionsList, canvas: PaperCanvas) -> None:
    first, later = (
        Frame(LEFT, LOW, RIGHT - LEFT, top - LOW, 0, 0, 0, 0) for top in (TOP, LATER)
    )
    pages = [
        PageTemplate(
            "first",
            [first],
            onPage=lambda *_: _draw_head(canvas, content),
            autoNextPageTemplate="later",
        ),
        PageTemplate("later", [later], onPage=lambda *_: _draw_heads(canvas, content)),
    ]
    template = BaseDocTemplate(BytesIO(), pagesize=(WIDTH, HEIGHT), pageTemplates=pages)
    template._doSave = 0  # type: ignore[attr-defined]  # the caller saves
    template.build(
        list(_story(content)), canvasmaker=lambda *_arguments, **_options: canvas
    )

    def _finish(page: PaperCanvas, number: int, count: int) -> None:
        text = f"Side {number} av {count}"
        page.put(RIGHT, 10 * mm, text, REGULAR, 8.6, R_MUTED, "r")
        page.put(LEFT, 10 * mm, TITLE, REGULAR, 8.6, R_MUTED)

    canvas.finish_paper(_finish)


def _story(content: ExceptionsList) -> Iterator[Flowable]:
    yield P(TITLE, H1)
    yield P(f"{long_date(content.first)} – {long_date(content.last)}", LEAD)
    if not content.lines:
        yield P("Ingen unntak er gjort.", BODY)
        return
    yield _row([f"<b>{head}</b>" for head in HEADS])
    for line in content.lines:
        yield _row(
            [
                f"<b>{escape(line.client)}</b><br/>{escape(line.assignment)}",
                escape(line.rule),
                f"{_why(line)}<br/>{short_date(line.on)} · {escape(line.by)}",
            ]
        )


def _why(line: ExceptionLine) -> str:
    return escape(line.reason).replace("\n", "<br/>")


def _row(cells: list[str]) -> Whole:
    widths = [*WIDTHS, RIGHT - LEFT - sum(WIDTHS)]
    made = Whole([[P(glued(each), CELL) for each in cells]], widths, TITLE)
    made.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LEFTPADDING", (1, 0), (-1, -1), BETWEEN),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return made


def _draw_head(canvas: PaperCanvas, content: ExceptionsList) -> None:
    _draw_word(canvas, content)
    sender, low = content.sender, HEIGHT - 29 * mm
    alt = f"Kommunevåpenet til {sender.municipality}"
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = HEIGHT - 19.4 * mm
        canvas.put(x, line, sender.municipality, SEMIBOLD, 15, R_ACCENT)


def _draw_heads(canvas: PaperCanvas, content: ExceptionsList) -> None:
    """Write over a later page what its columns are, for the eye alone."""
    _draw_word(canvas, content)
    second = LEFT + WIDTHS[0] + BETWEEN
    for x, head in zip((LEFT, second, second + WIDTHS[1]), HEADS, strict=True):
        canvas.put(x, LATER + 2.6 * mm, head, SEMIBOLD, 9.5, R_MUTED)


def _draw_word(canvas: PaperCanvas, content: ExceptionsList) -> None:
    word = paper_word(Language.BOKMAL, draft=False, practice=content.practice)
    draw_watermark(canvas, word)
