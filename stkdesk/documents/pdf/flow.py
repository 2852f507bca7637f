"""Flowing text that knows its place in the structure tree."""

from __future__ import annotations

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.paragraph import _drawBullet  # type: ignore[attr-defined]

from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, tidy_letters
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.pdf.structure import Element

KEPT = 500  # paragraphs whose line breaks are remembered


class RoleStyle(ParagraphStyle):
    """A paragraph style that also says what the paragraph is."""

    role = "P"


class SpacedText(PDFTextObject):
    """Keeps the space where a line is broken, so that words do not run together.

    WORKAROUND: ReportLab drops it, and a screen reader says "Vivurderer". Where the
    break is a ``<br/>`` after a piece of its own, it ends the line with no text at all.
    """

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803
        if TStar and text[-1:] not in ("-", " ", "\xad"):
            text += " "
        super()._textOut(text, TStar)  # type: ignore[misc]


class P(Paragraph):
    """A paragraph that is a structure element: P, H1, H2, LBody.

    Fixed paragraphs of a letter are broken into lines once in a run of the program
    and not once in each letter.
    """

    canv: PaperCanvas
    blPara: Any  # noqa: N815 - ReportLab's name for the broken lines
    _broken: dict[tuple[str, str, float], tuple[Any, float]] = {}

    def __init__(self, text: str | None, style: RoleStyle, **options: Any) -> None:
        """Set ``text``, which may hold ``<b>`` and ``<br/>``, in ``style``.

        ReportLab makes the halves of a split paragraph with no text at all.
        """
        text = None if text is None else tidy_letters(text)
        super().__init__(text, style, **options)  # type: ignore[arg-type]
        self.role = style.role
        self._key = None if text is None else (text, style.name)
        self._shared: list[Element] = []  # with the other half, when it is split

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the size; take the line breaks from an equal paragraph."""
        if self._key is None:  # half a paragraph: where it was cut is not in a key
            whole: tuple[float, float] = super().wrap(width, height)
            return whole
        key = (*self._key, round(width, 2))
        known = P._broken.get(key)
        if known is None:
            size = super().wrap(width, height)
            if len(P._broken) >= KEPT:
                P._broken.clear()
            P._broken[key] = (self.blPara, self.height)
            return size
        self.blPara, self.height = known
        self.width = width
        return width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Return the two halves; they remain one element."""
        parts: list[Any] = super().split(width, height)
        for part in parts:
            if isinstance(part, P):
                part.role, part._shared = self.role, self._shared
        return parts

    def beginText(self, x: float, y: float) -> SpacedText:  # noqa: N802
        """Give ReportLab a text object that keeps the spaces."""
        return SpacedText(self.canv, x, y)

    def draw(self) -> None:
        """Draw the paragraph inside its tag; a bullet gets one of its own."""
        canvas = self.canv
        known = self._shared[0] if self._shared else None
        if self.bulletText and self.role == "LBody" and known is None:
            lines = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
            rise = getattr(lines, "ascent", self.style.fontSize)
            with canvas.tag("Lbl"):
                _drawBullet(
                    canvas,
                    0,
                    self.height - rise,
                    self.bulletText,
                    self.style,
                    rtl=False,
                )
            self.bulletText = None
        with canvas.tag(self.role, element=known) as element:
            if element is not None and not self._shared:
                self._shared.append(element)
            super().draw()


class Group(Flowable):
    """Opens a grouping element, or closes the last one when it has no role."""

    canv: PaperCanvas

    def __init__(self, role: str = "", attributes: str = "") -> None:
        """Take no room."""
        super().__init__()
        self.role, self.attributes = role, attributes
        self.width = self.height = 0
        self._ZEROSIZE = 1

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no size."""
        return 0, 0

    def draw(self) -> None:
        """Change what the elements that follow stand in."""
        if self.role:
            self.canv.open_group(self.role, self.attributes)
        else:
            self.canv.close_group()


class T(Table):
    """A table of facts: each row has a header cell on the left, read with its value."""

    canv: PaperCanvas

    def __init__(
        self,
        rows: list[list[P]],
        colWidths: list[float],  # noqa: N803 - ReportLab calls it so when it splits
        summary: str = "",
        **options: Any,
    ) -> None:
        """Lay out ``rows`` of paragraphs; ``summary`` is only read aloud."""
        options["renderCB"] = _tag_cells
        super().__init__(rows, colWidths, **options)
        self.summary = summary
        # WORKAROUND: ReportLab's own cell style names Helvetica, which is not embedded
        self.setStyle([("FONT", (0, 0), (-1, -1), REGULAR, 10, 13)])
        self.hAlign = "LEFT"

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Return what fits on the page, and the rest, each read with the summary."""
        parts: list[Flowable] = super().split(availWidth, availHeight)
        for part in parts:
            if isinstance(part, T):
                part.summary = self.summary
        return parts


def _tag_cells(table: T, event: str, *place: Any) -> None:
    """Follow ReportLab through the table; it tells where it is."""
    canvas = table.canv
    if event == "startTable":
        extra = f"/A << /O /Table /Summary {pdf_text(table.summary)} >>"
        canvas.open_group("Table", extra=extra)
    elif event == "startRow":
        canvas.open_group("TR")
    elif event == "startCell":
        if place[1] == 0:
            canvas.open_group("TH", "<< /O /Table /Scope /Row >>")
        else:
            canvas.open_group("TD")
    elif event in ("endTable", "endRow", "endCell"):
        canvas.close_group()
