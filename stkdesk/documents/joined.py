"""Several finished PDFs as one pile for the printer; their pages are not touched."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from stkdesk.documents.pictures import ONE_AT_A_TIME

BLANK = (595.2756, 841.8898)  # points: A4


def joined(files: Sequence[bytes], *, duplex: bool = True) -> tuple[bytes, list[int]]:
    """Return one PDF with all pages of ``files``, and each one's first page from 1.

    With ``duplex`` each begins on the front of a sheet. For the printer only: what
    makes each of them an archive file is lost.
    """
    if len(files) == 1:
        return files[0], [1]
    starts: list[int] = []
    with ONE_AT_A_TIME:
        pile = pdfium.PdfDocument.new()
        try:
            for data in files:
                if duplex and len(pile) % 2:
                    pile.new_page(*BLANK)
                starts.append(len(pile) + 1)
                single = pdfium.PdfDocument(data)
                try:
                    pile.import_pages(single)
                finally:
                    single.close()
            out = BytesIO()
            pile.save(out)
        finally:
            pile.close()
    return out.getvalue(), starts
