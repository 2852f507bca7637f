"""The frame of a letter: head, window address, references, foot, page x of y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Spacer,
)

from stkdesk.documents.glue import glued
from stkdesk.documents.letter_page import (
    COLUMN,
    LEFT,
    REFERENCES,
    RIGHT,
    LetterFrame,
    draw_first_page,
    draw_later_page,
    draw_numbers,
)
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.flow import Group, P, RoleStyle, T
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.theme import (
    ACCENT,
    BODY,
    BULLET,
    FACT,
    FACT_LABEL,
    H2,
    R_INK,
    R_MUTED,
    RULE,
    TINT,
)
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.paper import PageCode

__all__ = [
    "COLUMN",
    "LEFT",
    "REFERENCES",
    "RIGHT",
    "LetterFrame",
    "SignatureLines",
    "bullets",
    "draw_letter",
    "fact_box",
    "glued",
    "paragraphs",
    "section",
]

FIRST_TOP, LATER_TOP = HEIGHT - 84 * mm, HEIGHT - 31 * mm
LOW = 30 * mm


def draw_letter(canvas: PaperCanvas, frame: LetterFrame, story: list[Flowable]) -> int:
    """Flow ``story`` over as many pages as it takes; return how many."""
    first = Frame(frame.left, LOW, COLUMN, FIRST_TOP - LOW, 0, 0, 0, 0)
    later = Frame(frame.left, LOW, COLUMN, LATER_TOP - LOW, 0, 0, 0, 0)
    template = BaseDocTemplate(
        BytesIO(),
        pagesize=(WIDTH, HEIGHT),
        pageTemplates=[
            PageTemplate(
                "first", [first], onPage=lambda *_: draw_first_page(canvas, frame)
            ),
            PageTemplate(
                "later", [later], onPage=lambda *_: draw_later_page(canvas, frame)
            ),
        ],
    )
    # the caller saves: a print file goes on after this letter
    template._doSave = 0  # type: ignore[attr-defined]
    try:
        template.build(
            [NextPageTemplate("later"), *story],
            canvasmaker=lambda *_arguments, **_options: canvas,
        )
    except OfficeError as error:
        raise _as_it_was(error) from None

    def finish(page: PaperCanvas, number: int, pages: int) -> None:
        code = PageCode(frame.reference, number, pages, frame.revision)
        draw_numbers(page, frame, code)

    return canvas.finish_paper(finish)


def _as_it_was(error: OfficeError) -> OfficeError:
    """Return the error that was raised.

    WORKAROUND: ReportLab raises a copy with words of its own in front
    (``annotateException``): English on the screen, and the advice gone.
    """
    while isinstance(error.__context__, OfficeError):
        error = error.__context__
    return error


def section(title: str, *blocks: Flowable, head: RoleStyle = H2) -> list[Flowable]:
    """Return blocks under a heading that never parts from the first of them.

    ``title`` is one of our texts, so it is markup. Without a block there is no heading.
    """
    if not blocks:
        return []
    first = next(n for n, block in enumerate(blocks) if isinstance(block, P))
    begun = [P(title, head), *blocks[: first + 1]]
    return [Headed(begun), *blocks[first + 1 :]]


class Headed(KeepTogether):
    """A heading with its first paragraph; only the paragraph may be parted."""

    _content: list[Flowable]

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what goes on this page and what goes on the next.

        A paragraph leaves at least two lines on each side, or all of it moves on.
        """
        *head, text = self._content
        whole: list[Flowable] = super().split(width, height)
        if whole[: len(self._content)] == self._content:
            return whole
        room = height - _height(head, width) - _between(head[-1], text)
        parts = text.splitOn(self.canv, width, room)
        return [*head, *parts] if len(parts) == 2 else whole


def _height(blocks: list[Flowable], width: float) -> float:
    """Return how much room ``blocks`` take, one below the other."""
    return sum(
        block.wrap(width, HEIGHT)[1] + block.getSpaceBefore() + block.getSpaceAfter()
        for block in blocks
    )


def _between(upper: Flowable, lower: Flowable) -> float:
    """Return a little more than the room between two blocks."""
    return float(lower.getSpaceBefore()) + 1


def paragraphs(text: str, style: RoleStyle = BODY) -> list[Flowable]:
    """Return what somebody has typed as paragraphs; an empty line parts them."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return [
        P(glued(escape(part)).replace("\n", "<br/>"), style) for part in parts if part
    ]


def bullets(items: Sequence[str], style: RoleStyle = BULLET) -> list[Flowable]:
    """Return a list with bullets, as one element with its items inside."""
    made: list[Flowable] = [Group("L", "<< /O /List /ListNumbering /Disc >>")]
    for item in items:
        text = P(glued(escape(item)), style, bulletText="•")
        made += [Group("LI"), text, Group()]
    return [*made, Group(), Spacer(0, 3)]


def fact_box(rows: Sequence[tuple[str, str]], summary: str) -> list[Flowable]:
    """Return the tinted box that says the main things at a glance."""
    cells = [[P(escape(a), FACT_LABEL), P(_lines(b), FACT)] for a, b in rows]
    table = T(cells, [42 * mm, COLUMN - 42 * mm], summary)
    table.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), TINT),
            ("LINEBEFORE", (0, 0), (0, -1), 2.2, ACCENT),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
            ("LEFTPADDING", (0, 0), (0, -1), 10),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
        ]
    )
    return [table, Spacer(0, 10)]


def _lines(text: str) -> str:
    return glued(escape(text)).replace("\n", "<br/>")


class SignatureLines(Flowable):
    """Lines to sign on side by side, with name and title below each."""

    canv: PaperCanvas

    def __init__(
        self, names: Sequence[tuple[str, str]], width: float, *, drawn: bool = True
    ) -> None:
        """Show ``names``; ``drawn`` False leaves out the line to sign on."""
        super().__init__()
        self.names, self.width, self.height, self.drawn = names, width, 30, drawn

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines and write the names."""
        step = self.width / max(2, len(self.names))
        for number, (name, title) in enumerate(self.names):
            x = number * step
            if self.drawn:
                self.canv.setStrokeColor(RULE)
                self.canv.setLineWidth(0.5)
                self.canv.line(x, 28, x + step - 12 * mm, 28)
            with self.canv.tag("P"):
                self.canv.put(x, 15, name + " ", SEMIBOLD, 11, R_INK)
                self.canv.put(x, 2, title, REGULAR, 9.5, R_MUTED)
