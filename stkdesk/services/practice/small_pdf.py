"""A page of invented text as a PDF, as somebody outside might have scanned it."""

from __future__ import annotations

from collections.abc import Sequence

LEFT, TOP, LEADING = 72, 760, 20  # points


def small_pdf(lines: Sequence[str]) -> bytes:
    """Return one page with these lines; the same lines give the same bytes.

    Signs outside Windows-1252 become question marks: it plays a scan, not a letter of
    the office's own.
    """
    shown = "".join(f"({_plain(line)}) Tj T*\n" for line in lines)
    text = f"BT /F1 12 Tf {LEADING} TL {LEFT} {TOP} Td\n{shown}ET\n"
    stream = text.encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(made))
    )


def _plain(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
