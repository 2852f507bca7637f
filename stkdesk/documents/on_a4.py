"""A file that came in, as pages of A4 to look at and print; made in memory."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from PIL import Image, ImageOps, ImageSequence

from stkdesk.documents.file_kind import FileKind, kind_of
from stkdesk.documents.pictures import ONE_AT_A_TIME

A4 = (595.2756, 841.8898)  # points
_WIDEST = 2480  # pixels: A4 at 300 dots an inch


def on_a4(data: bytes) -> bytes:
    """Return ``data``, a PDF or a picture, as a PDF of A4 pages.

    What has another shape is made to fit, in the middle of the page; a picture of a
    phone is turned the way it was held. For looking and printing only: what is kept
    and saved out are the bytes that came. The file has been checked before it was
    kept (``file_kind.check_whole``).
    """
    if kind_of(data) is not FileKind.PDF:
        data = _pictures(data)
    out = BytesIO()
    with ONE_AT_A_TIME:
        source, made = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
        try:
            made.import_pages(source)
            for place in range(len(made)):
                page = made[place]
                _fit(page)
                page.close()
            made.save(out)
        finally:
            made.close()
            source.close()
    return out.getvalue()


def _fit(page: pdfium.PdfPage) -> None:
    """Make what is on ``page`` as large as there is room for on A4."""
    wide, high = A4[::-1] if page.get_rotation() in (90, 270) else A4
    left, low, right, top = page.get_cropbox()
    scale = min(wide / (right - left), high / (top - low))
    matrix = (
        pdfium.PdfMatrix()
        .translate(-(left + right) / 2, -(low + top) / 2)
        .scale(scale, scale)
        .translate(wide / 2, high / 2)
        .to_raw()
    )
    raw.FPDFPage_TransFormWithClip(page, matrix, None)
    six = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    raw.FPDFPage_TransformAnnots(page, *six)
    for set_box in (page.set_mediabox, page.set_cropbox):
        set_box(0, 0, wide, high)


def _pictures(data: bytes) -> bytes:
    """Return the pictures in ``data`` as a PDF, a page each."""
    out = BytesIO()
    with Image.open(BytesIO(data)) as file:
        pages = [_page(frame) for frame in ImageSequence.Iterator(file)]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], quality=90)
    return out.getvalue()


def _page(frame: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    upright = upright.convert("L" if upright.mode in ("1", "L") else "RGB")
    upright.thumbnail((_WIDEST, _WIDEST * 2))
    return upright
