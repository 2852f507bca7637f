"""A paper for the office itself: arms and name at the top, then text and tables.

For those who work in the office, so it is in bokmål whatever language anybody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.figure import figure
from stkdesk.documents.form import LEFT, RIGHT
from stkdesk.documents.letter import glued
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.flow import P, T
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.theme import (
    ACCENT,
    HEAD,
    INK,
    MUTED,
    R_ACCENT,
    R_MUTED,
    RULE,
    TINT,
    style,
)
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import long_date
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

TOP, LATER, LOW = HEIGHT - 36 * mm, HEIGHT - 20 * mm, 18 * mm
ROOM = RIGHT - LEFT  # points a table may be wide
#: A heading over a table that may be parted; the table takes its first row along.
SECTION = style(
    "office section",
    "H2",
    fontSize=12.5,
    leading=16,
    spaceBefore=7,
    spaceAfter=3,
    **{**HEAD, "keepWithNext": 0},
)
AFTER = style("office after table", fontSize=10, leading=13.5, spaceBefore=5)
_SIDES = {"l": TA_LEFT, "r": TA_RIGHT, "c": TA_CENTER}
_CELL = {
    side: style(
        f"office cell {side}",
        fontSize=9,
        leading=11.5,
        spaceAfter=0,
        textColor=INK,
        alignment=way,
    )
    for side, way in _SIDES.items()
}
_HEAD = {
    side: style(
        f"office head {side}",
        fontName=SEMIBOLD,
        fontSize=8.5,
        leading=11,
        spaceAfter=0,
        textColor=ACCENT,
        alignment=way,
    )
    for side, way in _SIDES.items()
}
_MUTED = f'<font color="#{MUTED.hexval()[2:]}" size="8">'


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the text: who sends it, when, and what it is called."""

    title: str
    sender: OfficeDraft
    made_on: date
    practice: bool = False  # prints ØVING across every page


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a table: its heading, its width in mm, and its side."""

    heading: str
    width: float
    side: str = "l"  # "l", "r" or "c"
    is_box: bool = False  # to tick: a box with nothing in it


def build_paper(
    sheet: Sheet,
    story: Iterable[Flowable],
    *,
    head: Callable[[PaperCanvas, Sheet], None] | None = None,
    top: float = TOP,
) -> bytes:
    """Return the file; the same content always gives the same bytes.

    ``story`` is read once the fonts are there. ``head`` draws the first page above
    ``top``; without one, arms and name of the municipality. Raises
    ``CannotPrintError`` when a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=sheet.title,
        author=sheet.sender.municipality,
        reference=sheet.title,
        language=Language.BOKMAL.tag,
    )
    canvas = ArchiveCanvas(out, facts, sheet.made_on)
    _flow(sheet, canvas, list(story), head or _draw_head, top)
    canvas.save()
    return out.getvalue()


def table(
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[str]],
    summary: str,
    *,
    sums: int = 0,
    air: float = 4,
    is_markup: bool = False,
) -> Flowable:
    """Return rows under their headings, on as many pages as they need.

    Every line of a cell after its first is smaller and grey. The last ``sums`` rows
    are sums. ``air``: points under each row, for what is written by hand.
    ``is_markup``: headings and cells are texts of ours, with <b> and the like.
    """
    said = str if is_markup else escape
    heads = [P(said(each.heading), _HEAD[each.side]) for each in columns]
    plain = len(rows) - sums
    body = [
        [
            P(
                text if is_markup else _cell(text, is_sum=at >= plain),
                _CELL[column.side],
            )
            for column, text in zip(columns, row, strict=True)
        ]
        for at, row in enumerate(rows)
    ]
    made = _Listed(
        [heads, *body],
        [each.width * mm for each in columns],
        summary,
        repeatRows=1,
    )
    looks: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.9, ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
        ("BOTTOMPADDING", (0, 1), (-1, -1), air),
    ]
    if sums:
        looks += [
            ("BACKGROUND", (0, -sums), (-1, -1), TINT),
            ("LINEABOVE", (0, -sums), (-1, -sums), 0.9, ACCENT),
        ]
    for at, column in enumerate(columns):
        if column.is_box:
            looks += [("BOX", (at, n + 1), (at, n + 1), 0.6, INK) for n in range(plain)]
    made.setStyle(looks)
    return made


def paragraph(text: str, look: Any) -> P:
    """Return a paragraph of plain ``text``."""
    return P(escape(glued(text)), look)


class _Listed(T):
    """A table whose first row holds the headings of its columns, on every page."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._renderCB = _tag_cells


def _tag_cells(made: _Listed, event: str, *place: Any) -> None:
    canvas = made.canv
    if event == "startTable":
        extra = f"/A << /O /Table /Summary {pdf_text(made.summary)} >>"
        canvas.open_group("Table", extra=extra)
    elif event == "startRow":
        canvas.open_group("TR")
    elif event == "startCell":
        row, column = place[0], place[1]
        if row == 0:
            canvas.open_group("TH", "<< /O /Table /Scope /Column >>")
        elif column == 0:
            canvas.open_group("TH", "<< /O /Table /Scope /Row >>")
        else:
            canvas.open_group("TD")
    elif event in ("endTable", "endRow", "endCell"):
        canvas.close_group()


def _cell(text: str, *, is_sum: bool) -> str:
    first, *rest = [escape(each) for each in text.split("\n")]
    said = f"<b>{first}</b>" if is_sum and first else first
    return said + "".join(f"<br/>{_MUTED}{each}</font>" for each in rest)


def _flow(
    sheet: Sheet,
    canvas: PaperCanvas,
    story: list[Flowable],
    head: Callable[[PaperCanvas, Sheet], None],
    top: float,
) -> None:
    first, later = (
        Frame(LEFT, LOW, ROOM, high - LOW, 0, 0, 0, 0) for high in (top, LATER)
    )
    pages = [
        PageTemplate(
            "first",
            [first],
            onPage=lambda *_: head(canvas, sheet),
            autoNextPageTemplate="later",
        ),
        PageTemplate("later", [later], onPage=lambda *_: _draw_word(canvas, sheet)),
    ]
    template = BaseDocTemplate(BytesIO(), pagesize=(WIDTH, HEIGHT), pageTemplates=pages)
    template._doSave = 0  # type: ignore[attr-defined]  # the caller saves
    template.build(story, canvasmaker=lambda *_arguments, **_options: canvas)

    def _finish(page: PaperCanvas, number: int, count: int) -> None:
        text = f"Side {number} av {count}"
        page.put(RIGHT, 10 * mm, text, REGULAR, 8.6, R_MUTED, "r")
        told = f"{sheet.title} · {long_date(sheet.made_on)}"
        page.put(LEFT, 10 * mm, told, REGULAR, 8.6, R_MUTED)

    canvas.finish_paper(_finish)


def _draw_head(canvas: PaperCanvas, sheet: Sheet) -> None:
    _draw_word(canvas, sheet)
    sender, low = sheet.sender, HEIGHT - 29 * mm
    alt = f"Kommunevåpenet til {sender.municipality}"
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = HEIGHT - 19.4 * mm
        canvas.put(x, line, sender.municipality, SEMIBOLD, 15, R_ACCENT)
    if sender.running_unit:
        with canvas.tag("P"):
            canvas.put(x, HEIGHT - 25.2 * mm, sender.running_unit, REGULAR, 10, R_MUTED)


def _draw_word(canvas: PaperCanvas, sheet: Sheet) -> None:
    word = paper_word(Language.BOKMAL, draft=False, practice=sheet.practice)
    draw_watermark(canvas, word)
