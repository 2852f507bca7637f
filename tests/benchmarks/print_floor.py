"""The floor for printing: a fixed template shown under a small overlay of text.

No layout, no code in the corner, nothing checked: nobody can print the same texts in
the same places, centred as on the sheet, with much less in Python. It shares nothing
with the program's print room, and packs its pages as hard as that does.
"""

import zlib
from io import BytesIO

LEVEL = 1  # of deflating
WIDTHS = [0.0] * 32 + [278 + 17 * (code % 21) for code in range(32, 256)]  # some face
PAGE = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>"
TEMPLATE = "\n".join(
    f"0.8 0.8 0.8 RG 45 {y} m 550 {y} l S BT /F 9 Tf 50 {y} Td (Ledetekst) Tj ET"
    for y in range(60, 800, 20)
)


def write_floor(papers: list[list[list[tuple[int, int, str]]]]) -> bytes:
    """Return a PDF of ``papers``: pages of lines, each ``(x, y, text)``."""
    out, offsets, kids = BytesIO(), [0, 0, 0], []

    def add(body: bytes) -> int:
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (len(offsets) - 1, body))
        return len(offsets) - 1

    def stream(data: bytes, entries: bytes = b"") -> int:
        packed = zlib.compress(data, LEVEL)
        return add(
            b"<< %s/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (entries, len(packed), packed)
        )

    out.write(b"%PDF-1.7\n")
    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    template = stream(
        TEMPLATE.encode(),
        b"/Type /XObject /Subtype /Form /BBox [0 0 596 842] /Resources"
        b" << /Font << /F %d 0 R >> >> " % font,
    )
    for paper in papers:
        for lines in paper:
            code = ["/T Do"]
            for x, y, text in lines:
                codes = text.encode("cp1252")
                left = x - sum(map(WIDTHS.__getitem__, codes)) * 0.00475
                code.append(
                    f"BT 0 0 0 rg /F 9.5 Tf {left:.2f} {y:.2f} Td <{codes.hex()}> Tj ET"
                )
            kids.append(add(PAGE % stream("\n".join(code).encode())))
    offsets[1] = out.tell()
    out.write(b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
    offsets[2] = out.tell()
    out.write(
        b"2 0 obj\n<< /Type /Pages /Count %d /MediaBox [0 0 596 842] /Resources"
        b" << /Font << /F %d 0 R >> /XObject << /T %d 0 R >> >> /Kids [%s] >>\nendobj\n"
        % (len(kids), font, template, b" ".join(b"%d 0 R" % kid for kid in kids))
    )
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets[1:])
    out.write(
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(offsets), table, len(offsets), start)
    )
    return out.getvalue()
