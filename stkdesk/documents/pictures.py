"""Pictures of pages, for the preview: made from memory, nothing on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium  # type: ignore[import-untyped]

POINTS_AN_INCH = 72
ONE_AT_A_TIME = Lock()  # PDFium may not be entered by two threads at once


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as rows of pixels, from the upper left corner."""

    width: int  # pixels
    height: int
    stride: int  # bytes from one row to the next
    pixels: bytes  # red, green, blue; or one grey byte a pixel
    grey: bool


def page_count(data: bytes) -> int:
    """Return how many pages the PDF ``data`` has."""
    with ONE_AT_A_TIME:
        document = pdfium.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()


def page_picture(
    data: bytes, page: int, scale: float = 1.0, *, grey: bool = False
) -> Picture:
    """Return a picture of ``page``, counted from 0.

    ``scale`` 1 is 72 dots an inch: ``300 / POINTS_AN_INCH`` for print. May be called
    on any thread; calls wait for each other. Raises ``IndexError`` past the last page.
    """
    with ONE_AT_A_TIME:
        document = pdfium.PdfDocument(data)
        try:
            if not 0 <= page < len(document):
                raise IndexError(f"no page {page} of {len(document)}")
            bitmap = document[page].render(
                scale=scale, grayscale=grey, rev_byteorder=True
            )
            return Picture(
                width=bitmap.width,
                height=bitmap.height,
                stride=bitmap.stride,
                pixels=bytes(bitmap.buffer),
                grey=grey,
            )
        finally:
            document.close()


def page_with(data: bytes, words: str) -> int:
    """Return the first page of the PDF ``data`` that says ``words``, counted from 0.

    Broken lines and spaces are all the same; 0 when no page says it.
    """
    wanted = " ".join(words.split())
    with ONE_AT_A_TIME:
        document = pdfium.PdfDocument(data)
        try:
            for number in range(len(document)):
                said = document[number].get_textpage().get_text_range()
                if wanted and wanted in " ".join(said.split()):
                    return number
            return 0
        finally:
            document.close()
