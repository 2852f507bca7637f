"""Whom to call about a timesheet: support contacts and their numbers, never clients.

For the office alone, so it is in bokmål whatever language anybody reads.
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
from stkdesk.domain.formats import count, long_date, phone_text, short_date
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

TITLE = "Ringeliste"
TOP, LATER, LOW = HEIGHT - 40 * mm, HEIGHT - 26 * mm, 20 * mm
WIDTHS = (50 * mm, 27 * mm, 25 * mm)  # whom, phone, reminded; the answer takes the rest
BETWEEN = 6  # points left of a column that is not the first
HEADS = ("Støttekontakt", "Telefon", "Purret", "Ringt, og hva som ble sagt")
CELL = style("phone cell", fontSize=10, leading=13.5, spaceAfter=0, textColor=INK)


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One support contact to call, about one or more assignments."""

    contact: str
    phone: str  # "" when it is not known, or may not be seen
    assignments: tuple[int, ...]
    reminded: tuple[date, ...]  # the days letters were made


@dataclass(frozen=True, slots=True)
class PhoneList:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    made_on: date
    period: str  # "Oktober 2026"
    lines: tuple[PhoneLine, ...]
    practice: bool = False  # prints ØVING across every page


def build(content: PhoneList) -> bytes:
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
    canvas = ArchiveCanvas(out, facts, content.made_on)
    _draw(content, canvas)
    canvas.save()
    return out.getvalue()


def _draw(content: PhoneList, canvas: PaperCanvas) -> None:
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

    def _finish(page: PaperCanvas, number: int, pages: int) -> None:
        text = f"Side {number} av {pages}"
        page.put(RIGHT, 10 * mm, text, REGULAR, 8.6, R_MUTED, "r")
        page.put(LEFT, 10 * mm, TITLE, REGULAR, 8.6, R_MUTED)

    canvas.finish_paper(_finish)


def _story(content: PhoneList) -> Iterator[Flowable]:
    yield P(f"{TITLE}: timelister for {content.period.lower()}", H1)
    people = count(len(content.lines), "støttekontakt", "støttekontakter")
    yield P(f"{long_date(content.made_on)}. {people}.", LEAD)
    if not content.lines:
        yield P("Ingen å ringe.", BODY)
        return
    yield _row([f"<b>{head}</b>" for head in HEADS], 3)
    for line in content.lines:
        told = ", ".join(f"O-{number}" for number in line.assignments)
        yield _row(
            [
                f"<b>{escape(line.contact)}</b><br/>{told}",
                phone_text(line.phone) or "Ikke oppgitt",
                "<br/>".join(short_date(day) for day in line.reminded),
                "",
            ],
            9,
        )


def _row(cells: list[str], air: float) -> Whole:
    widths = [*WIDTHS, RIGHT - LEFT - sum(WIDTHS)]
    made = Whole([[P(glued(each), CELL) for each in cells]], widths, TITLE)
    made.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("LEFTPADDING", (1, 0), (-1, -1), BETWEEN),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), air),
        ]
    )
    return made


def _draw_head(canvas: PaperCanvas, content: PhoneList) -> None:
    _draw_word(canvas, content)
    sender, low = content.sender, HEIGHT - 29 * mm
    alt = f"Kommunevåpenet til {sender.municipality}"
    with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
        wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
    x = LEFT + wide + 3.6 * mm
    with canvas.tag("P"):
        line = HEIGHT - 19.4 * mm
        canvas.put(x, line, sender.municipality, SEMIBOLD, 15, R_ACCENT)


def _draw_heads(canvas: PaperCanvas, content: PhoneList) -> None:
    """Write over a later page what its columns are, for the eye alone."""
    _draw_word(canvas, content)
    x = LEFT
    for place, head in enumerate(HEADS):
        left = x + (BETWEEN if place else 0)
        canvas.put(left, LATER + 2.6 * mm, head, SEMIBOLD, 9.5, R_MUTED)
        x += WIDTHS[place] if place < len(WIDTHS) else 0


def _draw_word(canvas: PaperCanvas, content: PhoneList) -> None:
    word = paper_word(Language.BOKMAL, draft=False, practice=content.practice)
    draw_watermark(canvas, word)
