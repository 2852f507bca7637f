"""Reads papers back as a person with a ruler would: text, where it stands, pictures."""

import ctypes
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import zxingcpp
from PIL import Image

from stkdesk.documents.pdf.fonts import REGULAR, archive_font
from stkdesk.documents.pictures import POINTS_AN_INCH, page_picture

MM = 72 / 25.4
HEIGHT = 297


@dataclass(frozen=True)
class Run:
    """A piece of text; its box in mm from the upper left corner of the sheet."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float  # points
    text: str


def runs(data):
    """Return the pieces of text of a PDF in the order they are drawn."""
    found = []
    document = pdfium.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        text_page = page.get_textpage()
        for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            left, low, right, top = item.get_bounds()
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(item, size)
            length = raw.FPDFTextObj_GetText(item, text_page, None, 0)
            signs = (ctypes.c_ushort * (length // 2))()
            raw.FPDFTextObj_GetText(item, text_page, signs, length)
            found.append(
                Run(
                    number,
                    round(left / MM, 1),
                    round(HEIGHT - top / MM, 1),
                    round(right / MM, 1),
                    round(HEIGHT - low / MM, 1),
                    round(size.value, 1),
                    bytes(signs).decode("utf-16-le").rstrip("\0"),
                )
            )
    document.close()
    return found


def pages_of(data):
    """Return the text of each page on one line, as a screen would copy it."""
    document = pdfium.PdfDocument(data)
    pages = [
        " ".join(page.get_textpage().get_text_range().split()) for page in document
    ]
    document.close()
    return pages


def spoken(data):
    """Return what a screen reader says: roles with their text, in reading order."""
    letters = [chr(code) if code else "" for code in archive_font(REGULAR)._fixed]
    with pikepdf.open(BytesIO(data)) as pdf:
        marked = {
            (page.obj.objgen, number): text
            for page in pdf.pages
            for number, text in _marked_text(page, letters)
        }
        return list(_said(pdf.Root.StructTreeRoot.K, marked))


def _marked_text(page, letters):
    """Return the text of each marked content of a page, by its number."""
    number, text = None, ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            number, text = int(operands[1]["/MCID"]), ""
        elif str(operator) == "Tj":
            text += "".join(letters[code] for code in bytes(operands[0]))
        elif str(operator) == "EMC" and number is not None:
            yield number, text
            number = None


def _said(element, marked):
    """Give each element that holds text, and those inside it, in their order."""
    text, inside = "", []
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            text += marked[element.Pg.objgen, kid]
        elif "/MCID" in kid:
            text += marked[kid.Pg.objgen, int(kid.MCID)]
        else:
            inside.append(kid)
    if text.strip() or "/Alt" in element:
        said = str(element.get("/Alt", "")) or " ".join(text.split())
        yield str(element.S).removeprefix("/"), said
    for kid in inside:
        yield from _said(kid, marked)


def text_of(data):
    """Return all the text of a PDF on one line."""
    return " ".join(pages_of(data))


def codes_on(data, dots=200):
    """Return what the QR code on each page says; printed, then photographed."""
    document = pdfium.PdfDocument(data)
    pages = len(document)
    document.close()
    found = []
    for page in range(pages):
        picture = page_picture(data, page, dots / POINTS_AN_INCH, grey=True)
        image = Image.frombuffer(
            "L",
            (picture.width, picture.height),
            picture.pixels,
            "raw",
            "L",
            picture.stride,
            1,
        )
        read = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
        found.append([code.text for code in read])
    return found
