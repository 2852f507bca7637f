"""The page of papers about pay: a head, facts, long tables and lines to sign on.

Drawn straight on the canvas, row by row, so that a list of ten thousand rows takes a
few seconds; a table that does not fit goes on with its heads on the next page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.units import mm

from stkdesk.documents.coat_of_arms import draw_coat_of_arms
from stkdesk.documents.columns import Columns, cut
from stkdesk.documents.figure import figure
from stkdesk.documents.form import draw_signatures, put_fitted
from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD, archive_font
from stkdesk.documents.pdf.lines import lines_that_fit
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import (
    R_ACCENT,
    R_INK,
    R_LABEL,
    R_MUTED,
    RULE,
    TINT,
    rgb,
)
from stkdesk.documents.watermark import draw_watermark
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft

LEFT, RIGHT = 18 * mm, WIDTH - 18 * mm
TOP, LOW = HEIGHT - 16 * mm, 19 * mm  # of a later page; of what is written
SIZE, LEADING = 8.8, 11.2  # of a table
PAD = 0.9 * mm
FACT = 11 * mm  # high
R_RULE, R_TINT = rgb(RULE), rgb(TINT)


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of a table: widths in mm, sides as "lr", what is read aloud of it."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    aligns: str
    summary: str

    @property
    def columns(self) -> Columns:
        """Where each column stands; the widths are as many mm as the page is wide."""
        return _columns(self.widths, self.aligns)


@lru_cache(maxsize=32)
def _columns(widths: tuple[int, ...], aligns: str) -> Columns:
    return Columns.of(LEFT, widths, aligns)


class PaySheet:
    """Fills pages from the top; ``y`` is where the next thing stands."""

    def __init__(
        self, canvas: PaperCanvas, sender: OfficeDraft, language: Language, word: str
    ) -> None:
        """Draw on ``canvas``; ``word`` stands across every page when there is one."""
        self.canvas, self._sender, self._language = canvas, sender, language
        self._word = word
        self.y = TOP
        self._open: Table | None = None
        draw_watermark(canvas, word)

    def head(self, title: str, beside: str = "") -> None:
        """Write who sends it, and what it is."""
        canvas, sender = self.canvas, self._sender
        words = texts("frame", self._language)
        low = HEIGHT - 29 * mm
        alt = words["arms"].format(municipality=sender.municipality)
        with figure(canvas, (LEFT, low, LEFT + 12.5 * mm, low + 15 * mm), alt):
            wide = draw_coat_of_arms(canvas, LEFT, low, 15 * mm, sender.coat_of_arms)
        x = LEFT + wide + 3.6 * mm
        with canvas.tag("P"):
            y = HEIGHT - 18.4 * mm
            canvas.put(x, y, sender.municipality + " ", SEMIBOLD, 10.5, R_ACCENT)
            if sender.running_unit:
                x2 = x + archive_font(SEMIBOLD).width(sender.municipality, 10.5) + 6
                room = RIGHT - x2 - 40 * mm
                put_fitted(
                    canvas, x2, y, room, sender.running_unit, REGULAR, 9, R_MUTED
                )
        if beside:
            with canvas.tag("P"):
                canvas.put(RIGHT, HEIGHT - 18.4 * mm, beside, REGULAR, 9, R_MUTED, "r")
        with canvas.tag("H1"):
            canvas.put(x, HEIGHT - 27.6 * mm, title, SEMIBOLD, 20, R_ACCENT)
        self.y = HEIGHT - 38 * mm

    def heading(self, text: str, *, needs: float = 24 * mm) -> None:
        """Write a heading over what needs so much room below it."""
        self.room_for(needs)
        self.y -= 5.4 * mm
        with self.canvas.tag("H2"):
            self.canvas.put(LEFT, self.y, text, SEMIBOLD, 11.5, R_ACCENT)
        self.y -= 2.6 * mm

    def facts(self, pairs: Sequence[tuple[str, str]], across: int = 3) -> None:
        """Write labels with their values, so many beside each other."""
        wide = (RIGHT - LEFT) / across
        for at in range(0, len(pairs), across):
            self.room_for(FACT)
            for place, (label, value) in enumerate(pairs[at : at + across]):
                x = LEFT + place * wide
                with self.canvas.tag("P"):
                    y = self.y - 3 * mm
                    self.canvas.put(x, y, label + " ", REGULAR, 7.6, R_MUTED)
                    y -= 4.8 * mm
                    room = wide - 3 * mm
                    put_fitted(self.canvas, x, y, room, value, SEMIBOLD, 10.5)
            self.y -= FACT

    def text(self, text: str, *, size: float = 9.2, ink: str = R_LABEL) -> None:
        """Write a paragraph."""
        lines = lines_that_fit(text, RIGHT - LEFT, REGULAR, size)
        self.room_for(len(lines) * size * 1.35)
        with self.canvas.tag("P"):
            for line in lines:
                self.y -= size * 1.35
                self.canvas.put(LEFT, self.y, line + " ", REGULAR, size, ink)
        self.y -= 1.4 * mm

    @contextmanager
    def table(self, table: Table) -> Iterator[None]:
        """Let the rows written inside stand in one table."""
        self.room_for(18 * mm)
        extra = f"/A << /O /Table /Summary {pdf_text(table.summary)} >>"
        self.canvas.open_group("Table", extra=extra)
        with self.canvas.group("TR"):
            for column, head in enumerate(table.heads):
                with self.canvas.tag("TH", "<< /O /Table /Scope /Column >>"):
                    self._head(table, column, head)
        self._rule(R_ACCENT, 0.9)
        self._open = table
        try:
            yield
        finally:
            self._open = None
            self.canvas.close_group()
            self.y -= 2 * mm

    def row(
        self, values: Sequence[str], *, strong: bool = False, rule: bool = True
    ) -> None:
        """Write a row; what is too wide for its column goes on below."""
        table = self._open
        assert table is not None
        font = SEMIBOLD if strong else REGULAR
        columns = table.columns
        cells = [
            _lines(value, columns, place, font) for place, value in enumerate(values)
        ]
        high = max(map(len, cells)) * LEADING + 2 * PAD
        if self.y - high < LOW:
            self._next_page()
            for column, head in enumerate(table.heads):  # for the eye, not read aloud
                self._head(table, column, head)
            self._rule(R_ACCENT, 0.9)
        if strong:
            box = f"{LEFT:.2f} {self.y - high:.2f} {RIGHT - LEFT:.2f} {high:.2f} re f"
            if not self._word:
                self.canvas.raw(f"q {R_TINT} rg {box} Q")
        top = self.y - PAD - 0.95 * SIZE
        with self.canvas.group("TR"):
            for place, lines in enumerate(cells):
                if not any(lines):
                    self.canvas.reserve("TD")
                    continue
                x, align, *_ = columns.cell(place, "", SIZE, font)
                with self.canvas.tag("TD"):
                    for number, line in enumerate(lines):
                        y = top - number * LEADING
                        more = " " if number + 1 < len(lines) else ""
                        self.canvas.put(x, y, line + more, font, SIZE, R_INK, align)
        self.y -= high
        if rule:
            self._rule(R_RULE, 0.4)

    def signatures(self, lines: Sequence[tuple[float, float, str]]) -> None:
        """Draw lines to sign on, each from x to x."""
        self.room_for(24 * mm)
        self.y -= 15 * mm
        draw_signatures(self.canvas, self.y, lines)
        self.y -= 8 * mm

    def room_for(self, high: float) -> None:
        """Go on on the next page unless ``high`` points are left on this."""
        if self.y - high < LOW:
            self._next_page()

    def finish(self, beside: str) -> int:
        """End the paper; ``beside`` and the number of the page stand at the foot."""
        self.canvas.showPage()
        words = texts("frame", self._language)

        def _foot(page: PaperCanvas, number: int, count: int) -> None:
            text = words["page"].format(page=number, pages=count)
            page.put(RIGHT, 10 * mm, text, REGULAR, 8, R_MUTED, "r")
            page.put(LEFT, 10 * mm, beside, REGULAR, 8, R_MUTED)

        return self.canvas.finish_paper(_foot)

    def _next_page(self) -> None:
        self.canvas.showPage()
        draw_watermark(self.canvas, self._word)
        self.y = TOP

    def _head(self, table: Table, column: int, head: str) -> None:
        cell = table.columns.cell(column, head, 8, SEMIBOLD)
        if column == 0:
            self.y -= 4.6 * mm
        self.canvas.put_cell(self.y, cell, R_ACCENT, SEMIBOLD)
        if column + 1 == len(table.heads):
            self.y -= 1.6 * mm

    def _rule(self, ink: str, thick: float) -> None:
        y = f"{self.y:.2f}"
        line = f"{LEFT:.2f} {y} m {RIGHT:.2f} {y} l S"
        self.canvas.raw(f"q {ink} RG {thick} w {line} Q")


def _lines(value: str, columns: Columns, place: int, font: str) -> list[str]:
    room = columns.edges[place + 1] - columns.edges[place] - 2 * columns.margin
    if columns.aligns[place] != "l" or archive_font(font).width(value, SIZE) <= room:
        return [value]
    return [
        cut(line, room, font, SIZE) for line in lines_that_fit(value, room, font, SIZE)
    ]
