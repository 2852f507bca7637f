"""Reading a finished PDF back, as an envelope, a scanner and an archive would."""

from pathlib import Path

import pypdfium2
import zxingcpp
from pypdf import PdfReader

MM = 72 / 25.4  # points
# What shows in a window of C5, C6/5, E6/5 and EC4 alike, however the sheet lies: mm
# from the left and the top of the sheet.
WINDOW = (15, 44, 101, 66)


class Paper:
    """A PDF file on its way out of the office."""

    def __init__(self, file: Path) -> None:
        """Open ``file``."""
        self.file = file
        self._reader = PdfReader(file)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self._reader.pages)

    def text(self, page: int) -> str:
        """Return the text of a page, counted from 1, with single spaces."""
        return " ".join(self._reader.pages[page - 1].extract_text().split())

    def lines(self, page: int) -> list[str]:
        """Return the lines of a page, counted from 1, each with single spaces."""
        text = self._reader.pages[page - 1].extract_text()
        return [" ".join(line.split()) for line in text.splitlines()]

    def everything(self) -> str:
        """Return the text of all pages."""
        return " ".join(self.text(page) for page in range(1, self.pages + 1))

    def window_text(self, page: int) -> str:
        """Return the recipient's lines that show through the window.

        The small line with the return address above them also shows; it names the
        municipality and nothing else.
        """
        left, top, right, bottom = WINDOW
        document = pypdfium2.PdfDocument(self.file)
        sheet = document[page - 1]
        height = sheet.get_height()
        shown = sheet.get_textpage().get_text_bounded(
            left * MM, height - bottom * MM, right * MM, height - top * MM
        )
        document.close()
        lines = [line.strip() for line in shown.splitlines() if line.strip()]
        assert lines[0].startswith("Retur: "), lines
        return "\n".join(lines[1:])

    def codes(self) -> list[str]:
        """Return what a scanner reads in the QR code of each page."""
        document = pypdfium2.PdfDocument(self.file)
        read = []
        for page in document:
            picture = page.render(scale=200 / 72, grayscale=True).to_pil()
            [code] = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
            read.append(code.text)
        document.close()
        return read

    def unembedded_fonts(self) -> list[str]:
        """Return the names of fonts that do not travel with the file."""
        missing = []
        for page in self._reader.pages:
            for font in page["/Resources"]["/Font"].values():
                described = font.get_object().get("/FontDescriptor")
                if described is None or "/FontFile2" not in described.get_object():
                    missing.append(font.get_object()["/BaseFont"])
        return missing

    def metadata(self) -> str:
        """Return all the file says about itself."""
        root = self._reader.trailer["/Root"]
        archived = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
        return f"{dict(self._reader.metadata or {})} {archived} {self.file.name}"
