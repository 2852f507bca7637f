"""Printing on paper: the system's own dialog, then every page in its real size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QMarginsF, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from stkdesk.configuration.keys import PrinterKind
from stkdesk.documents.pictures import (
    POINTS_AN_INCH,
    Picture,
    page_count,
    page_picture,
)
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.progress import Progress
from stkdesk.ui import errors
from stkdesk.ui.background import Worker
from stkdesk.ui.jobs import Job
from stkdesk.ui.papers.logging_first import First, at_once
from stkdesk.ui.papers.page_view import A4, image_of
from stkdesk.ui.papers.printer_choice import first_printer, remember
from stkdesk.ui.progress import JobDialog

DOTS = 300  # an inch: what an office printer shows of black text
WHITE = 0xFF
BANDS = 24  # strips a page is handed over in, so that the window never stops


def print_pdf(
    parent: QWidget,
    data: bytes,
    job_name: str,
    done: Callable[[], object],
    first: First = at_once,
    kind: PrinterKind = PrinterKind.LISTS,
) -> None:
    """Ask for a printer and print ``data``; ``done`` when all is handed over.

    The printer that ``kind`` is usually printed on stands first in the dialog.
    ``job_name`` stands in the printer's queue for others to read: never a name.
    ``first`` is done before anything is handed over, and then begins: it goes in the
    log.
    """
    if not QPrinterInfo.availablePrinterNames():
        errors.show(
            parent,
            CannotPrintError(
                "Det er ingen skriver på denne maskinen.",
                "Velg «Lagre som PDF» og skriv ut filen fra en annen maskin, eller be "
                "IT om å legge til en skriver.",
            ),
        )
        return
    pages = page_count(data)
    printer = paper_printer(job_name, pages, first_printer(kind))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)

    def _print() -> None:
        remember(kind, printer.printerName())
        first(lambda: follow(parent, Printout(printer, data, parent), done))

    dialog.accepted.connect(_print)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # QPrintDialog hides the one without arguments


def paper_printer(
    job_name: str, pages: int, which: QPrinterInfo | None = None
) -> QPrinter:
    """Return a printer set up for our papers: A4 to the edge, on both sides.

    ``which`` is the one to suggest; a null one, or None, means the system's own.
    """
    precise = QPrinter.PrinterMode.HighResolution
    if which is None or which.isNull():
        printer = QPrinter(precise)
    else:
        printer = QPrinter(which, precise)
    printer.setResolution(DOTS)
    printer.setDocName(job_name)
    printer.setCreator("stkdesk")
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    # Never "fit to page": the address would leave the window of the envelope.
    printer.setFullPage(True)
    if pages > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer


def follow(parent: QWidget, printout: Printout, done: Callable[[], object]) -> None:
    """Show how far ``printout`` has come; ``done`` if it gets to the end."""
    JobDialog(parent, cast(Job, printout), "Skriver ut")
    printout.done.connect(lambda _pages: done())
    printout.start()


class Printout(QObject):
    """Hands one PDF to a printer, page by page, strip by strip.

    Pages are drawn by a worker; a strip is handed over on the thread of the windows,
    which is where Qt wants a printer to be painted on. Speaks as a ``Job`` does.
    """

    progressed, done = Signal(object), Signal(object)
    stopped, failed = Signal(), Signal(object)

    def __init__(self, printer: QPrinter, data: bytes, parent: QObject) -> None:
        """Print the pages ``printer`` was asked for, when it is started."""
        super().__init__(parent)
        self._printer, self._data = printer, data
        self._grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
        self._wanted = _pages(printer, page_count(data))
        self._at = 0
        self._cancelled = False
        self._worker = Worker("print", self)
        self._painter = QPainter()

    def start(self) -> None:
        """Begin."""
        if self._painter.begin(self._printer):
            self._next_page()
        else:
            self._fail()

    def cancel(self) -> None:
        """Stop after the strip under way; the printer throws away what it can."""
        self._cancelled = True

    def _next_page(self) -> None:
        if self._at == len(self._wanted):
            self._painter.end()
            self.done.emit(self._at)
            return
        page = self._wanted[self._at]
        self._worker.ask(
            partial(
                page_picture,
                self._data,
                page - 1,
                DOTS / POINTS_AN_INCH,
                grey=self._grey,
            ),
            self._begin_page,
            self._refuse,
            key="page",
        )

    def _begin_page(self, made: Picture) -> None:
        if self._at and not self._printer.newPage():
            self._fail()
            return
        self._strip(made, 0)

    def _strip(self, made: Picture, number: int) -> None:
        """Hand over strip ``number`` of the page, and the next one in a moment."""
        if self._cancelled:
            self._painter.end()
            self._printer.abort()
            self.stopped.emit()
            return
        if number == BANDS:
            self._at += 1
            self.progressed.emit(Progress(self._at, len(self._wanted)))
            self._next_page()
            return
        top, foot = (made.height * at // BANDS for at in (number, number + 1))
        pixels = made.pixels[top * made.stride : foot * made.stride]
        if pixels.count(WHITE) < len(pixels):  # half of a form is empty
            dots = self._printer.resolution() / POINTS_AN_INCH
            tall = A4[1] * dots / made.height
            place = QRectF(0, top * tall, A4[0] * dots, (foot - top) * tall)
            strip = replace(made, height=foot - top, pixels=pixels)
            self._painter.drawImage(place, image_of(strip))
        QTimer.singleShot(0, self, partial(self._strip, made, number + 1))

    def _refuse(self, error: BaseException) -> None:
        self._painter.end()
        self._printer.abort()
        self.failed.emit(error)

    def _fail(self) -> None:
        self._painter.end()
        self.failed.emit(
            CannotPrintError(
                "Skriveren tok ikke imot utskriften.",
                "Se etter at den er på og har papir, og prøv igjen. Du kan også velge "
                "«Lagre som PDF».",
            )
        )


def _pages(printer: QPrinter, pages: int) -> Sequence[int]:
    """Return the pages to hand over, copies included where the printer makes none."""
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = max(1, printer.fromPage()), min(pages, printer.toPage() or pages)
    else:
        first, last = 1, pages
    wanted = list(range(first, last + 1))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return wanted * copies
    return [page for page in wanted for _ in range(copies)]
