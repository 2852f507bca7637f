"""The structure tree of a tagged PDF: what a screen reader reads, in order."""

from __future__ import annotations

from functools import partial
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary

from stkdesk.documents.pdf.objects import Raw

Place = tuple[int, int]  # page counted from 0, number of the marked content on it


class Element:
    """One element: a heading, a paragraph, a table row. Its parts keep their order."""

    __slots__ = ("attributes", "extra", "kids", "number", "parent", "role")

    def __init__(
        self,
        role: str,
        parent: Element | None = None,
        attributes: str = "",
        extra: str = "",
    ) -> None:
        """Stand last in ``parent``; attributes and extra are PDF source."""
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.extra = extra
        self.kids: list[Element | Place] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    def source(self, pages: list[bytes], root: bytes) -> bytes:
        """Return the object; ``pages`` and ``root`` are references."""
        page = next((kid[0] for kid in self.kids if isinstance(kid, tuple)), None)
        kids = [_kid(kid, page, pages) for kid in self.kids]
        parts = [b"<< /Type /StructElem /S /" + self.role.encode()]
        parts.append(b"/P " + (root if self.parent is None else _ref(self.parent)))
        if page is not None:
            parts.append(b"/Pg " + pages[page])
        if kids:
            parts.append(b"/K [" + b" ".join(kids) + b"]")
        if self.attributes:
            parts.append(b"/A " + self.attributes.encode())
        if self.extra:
            parts.append(self.extra.encode())
        return b" ".join(parts) + b" >>"


class StructureTree:
    """The elements of one file and the marked content of each of its pages."""

    def __init__(self) -> None:
        """Begin with the document element, which holds all the others."""
        self.document = Element("Document")
        self.elements = [self.document]
        self.pages: list[list[Element]] = []
        self.page = -1  # the one that is drawn on

    def begin_page(self) -> None:
        """Go on to a new page."""
        self.pages.append([])
        self.page = len(self.pages) - 1

    def add(
        self, role: str, parent: Element, attributes: str = "", extra: str = ""
    ) -> Element:
        """Return a new element that stands last in ``parent``."""
        element = Element(role, parent, attributes, extra)
        self.elements.append(element)
        return element

    def mark(self, element: Element) -> int:
        """Return the number of the next marked content on the page drawn on."""
        marked = self.pages[self.page]
        marked.append(element)
        element.kids.append((self.page, len(marked) - 1))
        return len(marked) - 1

    def write(self, doc: Any) -> None:
        """Put the tree into a ReportLab document whose pages are all made."""
        pages = [doc.Reference(page).format(doc) for page in doc.Pages.pages]
        root = Raw(lambda d: self._root(parents.format(d)))
        root_ref = doc.Reference(root, "structure").format(doc)
        numbers = doc.idToObjectNumberAndVersion
        for n, element in enumerate(self.elements):
            doc.Reference(
                Raw(partial(_source, element, pages, root_ref)), f"element:{n}"
            )
            element.number = numbers[f"element:{n}"][0]
        parents = doc.Reference(Raw(lambda d: self._parents()), "parents")
        doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        doc.Catalog.StructTreeRoot = root

    def _root(self, parents: bytes) -> bytes:
        return (
            b"<< /Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d >>"
            % (
                _ref(self.document),
                parents,
                len(self.pages),
            )
        )

    def _parents(self) -> bytes:
        lists = [
            b"%d [%s]" % (n, b" ".join(map(_ref, marked)))
            for n, marked in enumerate(self.pages)
        ]
        return b"<< /Nums [" + b" ".join(lists) + b"] >>"


def _source(element: Element, pages: list[bytes], root: bytes, _doc: Any) -> bytes:
    return element.source(pages, root)


def _ref(element: Element) -> bytes:
    return b"%d 0 R" % element.number


def _kid(kid: Element | Place, page: int | None, pages: list[bytes]) -> bytes:
    if isinstance(kid, Element):
        return _ref(kid)
    if kid[0] == page:
        return b"%d" % kid[1]
    return b"<< /Type /MCR /Pg %s /MCID %d >>" % (pages[kid[0]], kid[1])
