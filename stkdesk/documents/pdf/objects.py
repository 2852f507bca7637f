"""ReportLab's PDF objects, put right where PDF/A asks for more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject, PDFStream


class Raw(PDFObject):
    """An object whose bytes are made when all references are known."""

    __RefOnly__ = 1
    __Comment__ = None

    def __init__(self, make: Callable[[Any], bytes]) -> None:
        """Keep ``make``; it gets the document when the file is written."""
        self.make = make

    def format(self, document: Any) -> bytes:
        """Return the bytes of the object."""
        return self.make(document)


class Stamp:
    """Stands in for ReportLab's clock: noon of the day the content says, in UTC."""

    def __init__(self, day: date) -> None:
        """Set the attributes ReportLab reads."""
        moment = datetime.combine(day, time(12), UTC)
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.tzname = "UTC"
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh = self.dmm = 0
        self.iso = moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        self.datetime = moment


def pdf_text(text: str) -> str:
    """Return ``text`` as a PDF string, for an alternative text or a summary."""
    if text.isascii():
        for sign in ("\\", "(", ")"):
            text = text.replace(sign, "\\" + sign)
        return f"({text})"
    return "<feff" + text.encode("utf-16-be").hex() + ">"


def line_break(data: bytes) -> bytes:
    """Return the line break after the ``data`` of a stream.

    Data may end in a carriage return; a lone line feed after it would be taken for
    half of the break, and the length for wrong.
    """
    return b"\r\n" if data.endswith(b"\r") else b"\n"


def end_streams_on_a_new_line() -> None:
    """Make each stream end with a line break that is not counted in its length.

    WORKAROUND: ReportLab 5.1 writes none; ISO 19005-2, 6.1.7.1 asks for one. Calling
    it twice does no harm.
    """
    if hasattr(PDFStream.format, "__wrapped__"):
        return
    original = PDFStream.format

    @wraps(original)
    def put_right(self: PDFStream, document: Any) -> bytes:
        made: bytes = original(self, document)
        held = made[: -len(b"endstream\n")]
        return held + line_break(held) + b"endstream\n"

    PDFStream.format = put_right  # type: ignore[method-assign]
