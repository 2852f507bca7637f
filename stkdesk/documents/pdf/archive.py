"""One paper as one file for the archive: PDF/A-2a and PDF/UA-1 at the same time.

Everything on a page is an artifact, skipped by a screen reader, unless it is drawn
inside a tag. Nothing depends on the clock: the same content gives the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from typing import IO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFFormXObject,
    PDFName,
    PDFStream,
    PDFString,
)

from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, Cell, PaperCanvas
from stkdesk.documents.pdf.fonts import REGULAR, ArchiveFont
from stkdesk.documents.pdf.objects import Stamp, end_streams_on_a_new_line
from stkdesk.documents.pdf.structure import Element, StructureTree
from stkdesk.documents.pdf.xmp import CREATOR, PRODUCER, Facts, packet
from stkdesk.resources import resource

_ARTIFACT = "/Artifact BMC"


class ArchiveCanvas(PaperCanvas):
    """Draws one tagged paper. `save` writes it; the canvas is of no use afterwards."""

    tagged = True

    def __init__(self, out: IO[bytes], facts: Facts, made_on: date) -> None:
        """Draw for ``out``; every date in the file is ``made_on``."""
        end_streams_on_a_new_line()
        self.tree = StructureTree()
        self._inside = [self.tree.document]
        self._in_tag = False
        super().__init__(out, facts.language)
        stamp = Stamp(made_on)
        self._facts = replace(facts, made_at=stamp.iso)
        self._doc._timeStamp = stamp
        self._doc.signature = hashlib.md5(
            f"{facts.reference}|{stamp.iso}|".encode(), usedforsecurity=False
        )
        self._begin_page()

    @contextmanager
    def tag(
        self,
        role: str,
        attributes: str = "",
        extra: str = "",
        element: Element | None = None,
    ) -> Iterator[Element | None]:
        """Mark what is drawn inside as content with a role; tags do not nest."""
        if self._in_tag:
            yield None
            return
        if element is None:
            element = self.tree.add(role, self._inside[-1], attributes, extra)
        self._in_tag = True
        self.begin_content(element)
        try:
            yield element
        finally:
            self.end_content()
            self._in_tag = False

    @contextmanager
    def group(
        self,
        role: str,
        attributes: str = "",
        extra: str = "",
        element: Element | None = None,
    ) -> Iterator[Element | None]:
        """Let the elements made inside stand in one."""
        try:
            yield self.open_group(role, attributes, extra, element)
        finally:
            self.close_group()

    def reserve(
        self, role: str, attributes: str = "", extra: str = ""
    ) -> Element | None:
        """Return an element that keeps its place in the reading order until drawn."""
        return self.tree.add(role, self._inside[-1], attributes, extra)

    def put_cells(
        self, y: float, cells: Iterable[Cell], rgb: str, font: str = REGULAR
    ) -> None:
        """Write the cells of one table row; empty ones keep their place in the tags."""
        with self.group("TR"):
            for cell in cells:
                if cell[2]:
                    with self.tag("TD"):
                        self.put_cell(y, cell, rgb, font)
                else:
                    self.reserve("TD")

    def open_group(
        self,
        role: str,
        attributes: str = "",
        extra: str = "",
        element: Element | None = None,
    ) -> Element | None:
        """Let the elements that follow stand in one, until `close_group`."""
        if element is None:
            element = self.tree.add(role, self._inside[-1], attributes, extra)
        self._inside.append(element)
        return element

    def close_group(self) -> None:
        """End what `open_group` began."""
        self._inside.pop()

    def begin_content(self, element: Element) -> None:
        """Let what is drawn from now on belong to ``element``."""
        number = self.tree.mark(element)
        self._code.append(f"EMC /{element.role} <</MCID {number}>> BDC")

    def end_content(self) -> None:
        """Go back to artifacts."""
        self._code.append(f"EMC {_ARTIFACT}")

    def has_art(self, name: str) -> bool:
        """Tell whether the file holds the art called ``name``."""
        return bool(self.hasForm(name))

    def add_art(self, name: str, operators: str) -> None:
        """Put art into the file once, under ``name``."""
        form = PDFFormXObject(0, 0, WIDTH, HEIGHT)
        form.compression = 1
        form.setStreamList([operators])
        self._doc.addForm(name, form)

    def show_art(self, name: str) -> None:
        """Show the art called ``name`` in the current coordinates."""
        self.doForm(name)

    def resume_page(self, number: int) -> None:
        """Draw on page ``number`` again, counted from 0."""
        self.tree.page = number

    def write_page(self) -> None:
        """Add the page that has just been drawn to the file."""
        self._code.append("EMC")
        self._doc.updateSignature("\n".join(self._code).encode("latin-1"))
        # ReportLab would begin the next page here; all the pages are drawn already
        self._startPage = lambda: None  # type: ignore[method-assign]
        try:
            super(PaperCanvas, self).showPage()
        finally:
            del self._startPage
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._doc.Pages.pages) - 1
        page.Tabs = PDFName("S")
        page.Trans = None  # ReportLab leaves an empty one, which PDF/A does not know

    def save(self) -> None:
        """Write the file."""
        doc = self._doc
        del self.tree.pages[len(doc.Pages.pages) :]
        _refuse_loose_fonts(doc.fontMapping)
        self._describe()
        self.tree.write(doc)
        doc.SaveToFile(self._filename, self)

    def _startPage(self) -> None:  # noqa: N802 - ReportLab calls it
        super()._startPage()  # type: ignore[misc]
        self._begin_page()

    def _begin_page(self) -> None:
        self.tree.begin_page()
        self._code.append(_ARTIFACT)

    def _describe(self) -> None:
        """Write properties, metadata packet and colour profile."""
        facts, catalog = self._facts, self._doc.Catalog
        self.setTitle(facts.title)
        self.setAuthor(facts.author)
        self.setSubject(facts.reference)
        self.setCreator(CREATOR)
        self.setProducer(PRODUCER)
        self.setKeywords("")
        profile = PDFStream(
            PDFDictionary({"N": 3, "Filter": PDFName("FlateDecode")}), _profile()
        )
        intent = PDFDictionary(
            {
                "Type": PDFName("OutputIntent"),
                "S": PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": PDFString("sRGB"),
                "Info": PDFString("sRGB IEC61966-2.1"),
                "DestOutputProfile": self._doc.Reference(profile, "profile"),
            }
        )
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = PDFArray([intent])
        catalog.Metadata = PDFStream(
            PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
            packet(facts),
        )
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def _refuse_loose_fonts(names: dict[str, str]) -> None:
    """Stop a paper that names a font it does not embed; no validator sees them all."""
    loose = [
        name for name in names if not isinstance(pdfmetrics.getFont(name), ArchiveFont)
    ]
    if loose:
        raise ValueError(f"fonts not embedded: {loose}")


@cache
def _profile() -> bytes:
    return zlib.compress(resource("sRGB2014.icc").read_bytes(), 9)
