"""What papers are drawn on: quick lines of text, art drawn once, and tags.

The same drawing serves two kinds of file. On an `ArchiveCanvas` each tag becomes an
element of the structure tree; on the print file's canvas tags cost almost nothing and
leave no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import IO, Any, Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from stkdesk.documents.pdf.fonts import REGULAR, archive_font, register_fonts
from stkdesk.documents.pdf.structure import Element

Align = Literal["l", "c", "r"]
Cell = tuple[float, Align, str, float]  # where, from which side, what, how large
Places = dict[str, Element | None]  # elements that get their content later
Footer = Callable[["PaperCanvas", int, int], None]  # canvas, page, pages

WIDTH, HEIGHT = A4
_UNTAGGED: AbstractContextManager[Element | None] = nullcontext()


class PaperCanvas(Canvas):
    """A ReportLab canvas for A4 papers of one or many pages.

    Pages are held until `finish_paper`, when it is known how many there are.
    """

    tagged = False

    # What ReportLab keeps inside, and its stubs do not tell; the version is pinned.
    _doc: Any
    _code: list[str]
    _codeStack: list[Any]  # noqa: N815
    _formsinuse: list[str]
    _filename: IO[bytes]

    def __init__(self, out: IO[bytes], language: str) -> None:
        """Draw for ``out``; nothing is written before a paper is finished."""
        register_fonts()
        super().__init__(
            out,
            pagesize=A4,
            pdfVersion=(1, 7),
            invariant=1,
            pageCompression=1,
            lang=language,
            initialFontName=REGULAR,  # type: ignore[arg-type] # the stub is wrong
        )
        self.held: list[tuple[list[str], list[str]]] = []
        self._inks: dict[tuple[str, float, str], str] = {}

    def put(
        self,
        x: float,
        y: float,
        text: str,
        font: str = REGULAR,
        size: float = 9.5,
        rgb: str = "0 0 0",
        align: Align = "l",
    ) -> None:
        """Write one line of text with its base line at ``y``, in points.

        About five times as quick as ReportLab's ``drawString``; text outside the
        fixed repertoire goes the slow way.
        """
        try:
            codes, width = archive_font(font).inked(text)
        except UnicodeEncodeError:
            self._put_slowly(x, y, text, font, size, rgb, align)
            return
        if align != "l":
            x -= width * size if align == "r" else width * size / 2
        ink = self._inks.get((font, size, rgb)) or self._ink(font, size, rgb)
        self._code.append(f"{ink} {x:.2f} {y:.2f} Td <{codes}> Tj ET")

    def put_cells(
        self, y: float, cells: Iterable[Cell], rgb: str, font: str = REGULAR
    ) -> None:
        """Write the cells of one table row; empty ones keep their place in the tags."""
        for cell in cells:
            if cell[2]:
                self.put_cell(y, cell, rgb, font)

    def put_cell(self, y: float, cell: Cell, rgb: str, font: str = REGULAR) -> None:
        """Write one cell, on two lines around ``y`` where its text is broken."""
        x, align, text, size = cell
        if "\n" not in text:
            self.put(x, y, text, font, size, rgb, align)
            return
        upper, lower = text.split("\n")
        self.put(x, y + 0.55 * size, upper + " ", font, size, rgb, align)
        self.put(x, y - 0.6 * size, lower, font, size, rgb, align)

    def _ink(self, font: str, size: float, rgb: str) -> str:
        inner = archive_font(font).inner_name(self._doc)
        ink = f"BT {rgb} rg /{inner} {size:g} Tf"
        self._inks[font, size, rgb] = ink
        return ink

    def _put_slowly(
        self,
        x: float,
        y: float,
        text: str,
        font: str,
        size: float,
        rgb: str,
        align: Align,
    ) -> None:
        self.saveState()
        self.setFillColorRGB(*map(float, rgb.split()))
        self.setFont(font, size)
        write = {
            "l": self.drawString,
            "c": self.drawCentredString,
            "r": self.drawRightString,
        }[align]
        write(x, y, text)
        self.restoreState()

    def put_upright(self, x: float, y: float, text: str, size: float, rgb: str) -> None:
        """Write a short line from below upwards; only signs of the repertoire."""
        codes, _ = archive_font(REGULAR).inked(text)
        ink = self._ink(REGULAR, size, rgb)
        self._code.append(f"{ink} 0 1 -1 0 {x:.2f} {y:.2f} Tm <{codes}> Tj ET")

    def raw(self, operators: str) -> None:
        """Add PDF operators as they are; they must leave no state behind."""
        self._code.append(operators)

    def stamp(self, name: str, draw: Callable[[PaperCanvas], None]) -> None:
        """Show art that many pages share; ``draw`` is called for the first only.

        Art has no tags: it is not read aloud.
        """
        if not self.has_art(name):
            self.add_art(name, self.record(lambda: draw(self)))
        self.show_art(name)

    def record(self, draw: Callable[[], object]) -> str:
        """Return what ``draw`` draws as PDF operators instead of drawing it."""
        outer, self._code = self._code, []
        self.push_state_stack()
        self.init_graphics_state()
        try:
            draw()
            return "\n".join(self._code)
        finally:
            self._code = outer
            self.pop_state_stack()

    def has_art(self, name: str) -> bool:
        """Tell whether the file holds the art called ``name``."""
        raise NotImplementedError

    def add_art(self, name: str, operators: str) -> None:
        """Put art into the file once, under ``name``."""
        raise NotImplementedError

    def show_art(self, name: str) -> None:
        """Show the art called ``name`` in the current coordinates."""
        raise NotImplementedError

    def fixed(self, key: Hashable, draw: Callable[[PaperCanvas], Places]) -> Places:
        """Draw what is printed alike on every paper with the same ``key``.

        Returns the elements that wait for the content of this one paper.
        """
        return draw(self)

    def reserve(
        self, role: str, attributes: str = "", extra: str = ""
    ) -> Element | None:
        """Return an element that keeps its place in the reading order until drawn."""
        return None

    def tag(
        self,
        role: str,
        attributes: str = "",
        extra: str = "",
        element: Element | None = None,
    ) -> AbstractContextManager[Element | None]:
        """Mark what is drawn inside as content with a role: P, H1, TD, Figure."""
        return _UNTAGGED

    def group(
        self,
        role: str,
        attributes: str = "",
        extra: str = "",
        element: Element | None = None,
    ) -> AbstractContextManager[Element | None]:
        """Let the elements made inside stand in one: Table, TR, L."""
        return _UNTAGGED

    def open_group(
        self,
        role: str,
        attributes: str = "",
        extra: str = "",
        element: Element | None = None,
    ) -> Element | None:
        """Let the elements that follow stand in one, until `close_group`."""
        return None

    def close_group(self) -> None:
        """End what `open_group` began."""

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it
        """End the page and hold it."""
        self.held.append((self._code, self._formsinuse))
        self._startPage()  # type: ignore[attr-defined]

    def finish_paper(self, footer: Footer | None = None) -> int:
        """Write the pages held; return how many. ``footer`` is drawn on each."""
        held, self.held = self.held, []
        for number, (code, art) in enumerate(held, start=1):
            self._code, self._formsinuse = code, art
            self.resume_page(number - 1)
            if footer is not None:
                footer(self, number, len(held))
            self.write_page()
        self._restartAccumulators()  # type: ignore[attr-defined]
        self.init_graphics_state()
        return len(held)

    def drop_paper(self) -> None:
        """Forget the pages of a paper that could not be drawn to its end."""
        self.held = []
        self._codeStack = []
        self._restartAccumulators()  # type: ignore[attr-defined]
        self.init_graphics_state()
        self.state_stack = []

    def resume_page(self, number: int) -> None:
        """Draw on held page ``number`` again, counted from 0."""

    def write_page(self) -> None:
        """Add the page that has just been drawn to the file."""
        raise NotImplementedError
