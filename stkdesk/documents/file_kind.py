"""What a file really is: told by its first bytes, then by reading all of it.

A name says what somebody called a file; nothing here looks at it.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from PIL import Image, ImageSequence

from stkdesk.documents.pictures import ONE_AT_A_TIME
from stkdesk.domain.errors import OfficeError

HEAD = 1024  # bytes that tell what a file is
MOST_PIXELS = 80_000_000  # of one picture: A3 at 600 dots an inch
MOST_PAGES = 2_000
_END = 2_048  # bytes at the end in which a whole PDF says that it ends
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD


class FileKind(StrEnum):
    """The kinds of file that are kept; the value is the media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"

    @property
    def label(self) -> str:
        """The word on screen."""
        return self.name

    @property
    def ending(self) -> str:
        """What the name of such a file ends with."""
        return {FileKind.JPEG: ".jpg", FileKind.TIFF: ".tif"}.get(
            self, f".{self.name.lower()}"
        )


class UnfitFileError(OfficeError):
    """The file cannot be kept; the title says why, the advice what to do instead."""


_KINDS = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_AS_PDF = "Åpne den i programmet den er laget med, og lagre den som PDF."
_SEND_ANEW = "Be avsenderen sende den på nytt, eller skann papiret."


def kind_of(head: bytes) -> FileKind:
    """Return what a file is that begins with ``head`` (``HEAD`` bytes suffice).

    Raises:
        UnfitFileError: if it is empty, a program, or of a kind that is not kept.

    """
    for begins, kind in _KINDS:
        if head.startswith(begins):
            return kind
    raise _refused(head)


def _refused(head: bytes) -> UnfitFileError:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return UnfitFileError("Filen er tom.", _SEND_ANEW)
    if is_program(head):
        return UnfitFileError(
            "Filen er et program og blir ikke tatt inn.",
            "Ikke åpne den. Si fra til IT hvis den kom i en e-post.",
        )
    if head.startswith(b"PK\x03\x04") or head.startswith(b"\xd0\xcf\x11\xe0"):
        return UnfitFileError(
            "Filen er et Office-dokument eller en pakket mappe.", _AS_PDF
        )
    if head[4:8] == b"ftyp":
        return UnfitFileError(
            "Filen er et bilde eller en film fra en telefon.",
            "Lagre bildet som JPEG på telefonen, og hent det på nytt.",
        )
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<svg", b"<script")):
        return UnfitFileError("Filen er en nettside.", "Skriv den ut til PDF.")
    return UnfitFileError(
        "Filen er ikke en PDF eller et bilde.",
        "PDF, JPEG, PNG og TIFF kan tas inn. " + _AS_PDF,
    )


def is_program(head: bytes) -> bool:
    """Tell whether something that begins so is meant to be run."""
    return head.startswith(_PROGRAMS)


def check_whole(data: bytes) -> FileKind:
    """Read all of ``data`` and return what it is.

    Raises:
        UnfitFileError: if it is none of the kinds, encrypted, broken, cut off, has
            more in it than can be shown, or carries something to run.

    """
    kind = kind_of(data[:HEAD])
    if kind is FileKind.PDF:
        _check_pdf(data)
    else:
        _check_picture(data, kind)
    return kind


def _check_pdf(data: bytes) -> None:
    broken = UnfitFileError("PDF-en er skadet og kan ikke leses.", _SEND_ANEW)
    if b"%%EOF" not in data[-_END:]:
        raise UnfitFileError("PDF-en er ikke hel.", _SEND_ANEW)
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            locked = error.err_code == _WRONG_PASSWORD  # or what it was the last time
            if locked and b"/Encrypt" in data:
                raise UnfitFileError(
                    "PDF-en er låst med passord.",
                    "Åpne den med passordet, og lagre den uten.",
                ) from None
            raise broken from None
        try:
            pages = len(document)
            if not pages:
                raise UnfitFileError("PDF-en har ingen sider.", _SEND_ANEW)
            if pages > MOST_PAGES:
                raise UnfitFileError(
                    f"PDF-en har {pages} sider.",
                    f"Del den opp: høyst {MOST_PAGES} sider i hver.",
                )
            for page in {0, pages - 1}:
                document[page].close()
            _refuse_what_runs(document)
        except pdfium.PdfiumError:
            raise broken from None
        finally:
            document.close()


def _refuse_what_runs(document: pdfium.PdfDocument) -> None:
    """Refuse a PDF with scripts or programs in it; it is only ever shown, never run."""
    runs = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0
    if runs or any(is_program(head) for head in _embedded_heads(document)):
        raise UnfitFileError(
            "PDF-en har et program i seg og blir ikke tatt inn.",
            "Skriv den ut til en ny PDF, og ta inn den.",
        )


def _embedded_heads(document: pdfium.PdfDocument) -> Iterator[bytes]:
    """Yield how each file inside the PDF begins."""
    for place in range(raw.FPDFDoc_GetAttachmentCount(document)):
        attachment = raw.FPDFDoc_GetAttachment(document, place)
        size = ctypes.c_ulong()
        raw.FPDFAttachment_GetFile(attachment, None, 0, size)
        if not size.value:
            continue
        room = ctypes.create_string_buffer(size.value)
        raw.FPDFAttachment_GetFile(attachment, room, size.value, size)
        yield room.raw[:HEAD]


def _check_picture(data: bytes, kind: FileKind) -> None:
    try:
        with Image.open(BytesIO(data), formats=(kind.name,)) as picture:
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > MOST_PIXELS:
                    raise _too_large()
                frame.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, Warning):
        raise UnfitFileError(
            f"{kind.label}-bildet er skadet eller ikke helt.", _SEND_ANEW
        ) from None


def _too_large() -> UnfitFileError:
    return UnfitFileError(
        "Bildet har for mange punkter.",
        "Lagre det mindre: 300 punkter per tomme er nok.",
    )
