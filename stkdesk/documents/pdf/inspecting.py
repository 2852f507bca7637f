"""Reading a finished PDF again: pages, words, and whether its letters lie in it."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from stkdesk.documents.pictures import ONE_AT_A_TIME

DEEPEST = 8  # forms within forms


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a PDF holds."""

    pages: int
    text: str
    loose_texts: int  # pieces of text whose typeface does not lie in the file


def inspect(data: bytes) -> Inspected:
    """Return what the PDF ``data`` holds.

    Raises ``ValueError`` when it cannot be read.
    """
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise ValueError("not a whole PDF") from error
        try:
            pages = [document[number] for number in range(len(document))]
            return Inspected(
                pages=len(pages),
                text="\n".join(page.get_textpage().get_text_range() for page in pages),
                loose_texts=sum(map(_loose, pages)),
            )
        finally:
            document.close()


def _loose(page: pdfium.PdfPage) -> int:
    texts = page.get_objects((raw.FPDF_PAGEOBJ_TEXT,), max_depth=DEEPEST)
    return sum(
        not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(each.raw))
        for each in texts
    )
