"""Writes PDF objects to a file as they come, and their table at the end."""

from __future__ import annotations

import hashlib
import zlib
from typing import IO

from stkdesk.documents.pdf.font_program import FontProgram
from stkdesk.documents.pdf.objects import line_break

LEVEL = 1  # of deflating a page: half the time of level 6, for a sixth more bytes


class PdfWriter:
    """The outer shape of a PDF file; keeps only where each object begins."""

    def __init__(self, out: IO[bytes], reserved: int) -> None:
        """Begin the file; the caller gives out the first ``reserved`` numbers."""
        self._out = out
        self._at = 0
        self._offsets = [0] * (reserved + 1)
        self._digest = hashlib.sha256()
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def object(self, body: bytes) -> int:
        """Write an object and return its number."""
        self._offsets.append(self._at)
        number = len(self._offsets) - 1
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number

    def reserved_object(self, number: int, body: bytes) -> None:
        """Write the object for which ``number`` was kept."""
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        """Deflate and write ``data`` with further dictionary ``entries``."""
        return self._packed_stream(zlib.compress(data, LEVEL), entries)

    def font(self, program: FontProgram, inner: str) -> int:
        """Write a font with all it needs and return its number."""
        file = self._packed_stream(program.packed, b"/Length1 %d " % program.raw_size)
        to_unicode = self._packed_stream(program.to_unicode, b"")
        descriptor = self.object(program.descriptor(_ref(file)))
        return self.object(
            program.font_dictionary(inner, _ref(to_unicode), _ref(descriptor))
        )

    def finish(self, root: int, info: int) -> None:
        """Write the table of objects. The file's id follows from its content."""
        start = self._at
        table = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[1:])
        size = len(self._offsets)
        mark = self._digest.hexdigest()[:32].encode()
        self._write(
            b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root %d 0 R"
            b" /Info %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (size, table, size, root, info, mark, mark, start)
        )

    def _packed_stream(self, packed: bytes, entries: bytes) -> int:
        return self.object(
            b"<< %s/Filter /FlateDecode /Length %d >>\nstream\n%s%sendstream"
            % (entries, len(packed), packed, line_break(packed))
        )

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._out.write(data)
        self._at += len(data)


def _ref(number: int) -> bytes:
    return b"%d 0 R" % number
