"""Many papers in one file for the printer: light, untagged, written page by page.

Fonts and art are in the file once. A page is on its way to the file as soon as its
paper is finished, so memory does not grow with the number of papers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import IO

from stkdesk.documents.pdf.canvas import HEIGHT, WIDTH, PaperCanvas, Places
from stkdesk.documents.pdf.fonts import archive_font
from stkdesk.documents.pdf.writer import PdfWriter
from stkdesk.documents.pdf.xmp import CREATOR, PRODUCER

_CATALOG, _PAGES, _RESOURCES, _INFO = 1, 2, 3, 4
_BOX = f"[0 0 {WIDTH:.4f} {HEIGHT:.4f}]".encode()


class PrintCanvas(PaperCanvas):
    """Draws papers one after the other into one file."""

    def __init__(self, out: IO[bytes], language: str) -> None:
        """Begin the file; ``out`` is written to as papers are finished."""
        super().__init__(out, language)
        self._writer = PdfWriter(out, reserved=_INFO)
        self._page_numbers: list[int] = []
        self._art: dict[Hashable, tuple[str, int]] = {}  # inner name, object number
        self._language = language

    @property
    def page_count(self) -> int:
        """How many pages have been written."""
        return len(self._page_numbers)

    def fixed(self, key: Hashable, draw: Callable[[PaperCanvas], Places]) -> Places:
        """Show what is printed alike on every paper of a kind; drawn once a file."""
        art = self._art.get(key)
        if art is None:
            self._keep_art(key, self.record(lambda: draw(self)))
            art = self._art[key]
        self._code.append(f"/{art[0]} Do")
        return {}

    def has_art(self, name: str) -> bool:
        """Tell whether the file holds the art called ``name``."""
        return name in self._art

    def add_art(self, name: str, operators: str) -> None:
        """Put art into the file once, under ``name``."""
        self._keep_art(name, operators)

    def show_art(self, name: str) -> None:
        """Show the art called ``name`` in the current coordinates."""
        self._code.append(f"/{self._art[name][0]} Do")

    def write_page(self) -> None:
        """Write the page that has just been drawn."""
        self._write("\n".join(self._code).encode("latin-1"))

    def blank_page(self) -> None:
        """Write a page with nothing on it."""
        self._write(b"")

    def save(self) -> None:
        """Write fonts and the table of contents; the file is then whole."""
        writer = self._writer
        fonts = b" ".join(self._fonts())
        art = b" ".join(
            b"/%s %d 0 R" % (inner.encode(), number)
            for inner, number in self._art.values()
        )
        writer.reserved_object(
            _RESOURCES,
            b"<< /Font << %s >> /XObject << %s >> /ProcSet [/PDF /Text] >>"
            % (fonts, art),
        )
        kids = b" ".join(b"%d 0 R" % number for number in self._page_numbers)
        writer.reserved_object(
            _PAGES,
            b"<< /Type /Pages /Count %d /MediaBox %s /Resources %d 0 R /Kids [%s] >>"
            % (self.page_count, _BOX, _RESOURCES, kids),
        )
        writer.reserved_object(
            _CATALOG,
            b"<< /Type /Catalog /Pages %d 0 R /Lang (%s) >>"
            % (_PAGES, self._language.encode()),
        )
        writer.reserved_object(
            _INFO,
            f"<< /Creator ({CREATOR}) /Producer ({PRODUCER}) >>".encode(),
        )
        writer.finish(root=_CATALOG, info=_INFO)

    def _keep_art(self, key: Hashable, operators: str) -> None:
        number = self._writer.stream(
            operators.encode("latin-1"),
            b"/Type /XObject /Subtype /Form /BBox %s /Resources %d 0 R "
            % (_BOX, _RESOURCES),
        )
        self._art[key] = (f"X{len(self._art) + 1}", number)

    def _write(self, operators: bytes) -> None:
        contents = self._writer.stream(operators)
        self._page_numbers.append(
            self._writer.object(
                b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R >>"
                % (_PAGES, contents)
            )
        )

    def _fonts(self) -> list[bytes]:
        """Write the fonts used and return their names with their references."""
        named = []
        for name in self._doc.fontMapping:
            face = archive_font(name)
            for number, program in enumerate(face.programs(self._doc)):
                inner = face.getSubsetInternalName(number, self._doc)[1:]
                named.append(
                    b"/%s %d 0 R" % (inner.encode(), self._writer.font(program, inner))
                )
        return named
