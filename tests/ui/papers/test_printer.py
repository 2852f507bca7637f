"""Handing papers to a printer; a printer that writes PDF stands in for the machine."""

from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from stkdesk.documents.pictures import page_picture
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.progress import Progress, drive
from stkdesk.services.printing import Pile, PileSheet, print_month
from stkdesk.ui.papers.paper_window import job_name
from stkdesk.ui.papers.printer import Printout, paper_printer
from tests.ui.papers.conftest import TODAY

WAIT = 30_000


@pytest.fixture
def pdf(database, run):
    """Six pages."""
    out = BytesIO()
    drive(print_month(database, run, out, today=TODAY), Event(), lambda _: None)
    return out.getvalue()


@pytest.fixture
def printer(tmp_path, qapp):
    printer = paper_printer("stkdesk T-2026-000001", 6)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


@pytest.fixture
def desk(qtbot):
    desk = QWidget()
    qtbot.addWidget(desk)
    return desk


def run_through(qtbot, printer, pdf, desk):
    printout = Printout(printer, pdf, desk)
    told = []
    printout.progressed.connect(told.append)
    with qtbot.waitSignal(printout.done, timeout=WAIT):
        printout.start()
    return told, Path(printer.outputFileName()).read_bytes()


def ink(data, page):
    """Return the rows and columns between which there is ink, in millimetres."""
    made = page_picture(data, page, 2.0, grey=True)
    lines = [
        made.pixels[y * made.stride : y * made.stride + made.width]
        for y in range(made.height)
    ]
    rows = [y for y, line in enumerate(lines) if min(line) < 128]
    columns = [x for x in range(made.width) if min(line[x] for line in lines) < 128]
    dot = 25.4 / 72 / 2
    return [round(at * dot, 1) for at in (rows[0], rows[-1], columns[0], columns[-1])]


def test_every_page_comes_out_in_its_real_size(qtbot, printer, pdf, desk):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    told, printed = run_through(qtbot, printer, pdf, desk)

    assert told == [Progress(1, 2), Progress(2, 2)]
    pages = PdfReader(BytesIO(printed)).pages
    assert len(pages) == 2
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (595, 842)
    for page in (0, 1):
        for ours, theirs in zip(ink(pdf, page), ink(printed, page), strict=True):
            assert abs(ours - theirs) <= 0.6  # mm: nothing is scaled to fit


def test_the_whole_pile_is_printed_in_order(qtbot, printer, pdf, desk):
    told, printed = run_through(qtbot, printer, pdf, desk)
    assert len(told) == 6
    assert len(PdfReader(BytesIO(printed)).pages) == 6
    assert ink(printed, 5) == pytest.approx(ink(pdf, 5), abs=0.6)


def test_copies_the_printer_does_not_make_itself_are_made_here(
    qtbot, printer, pdf, desk
):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    printer.setCopyCount(2)
    told, _ = run_through(qtbot, printer, pdf, desk)
    wanted = 1 if printer.supportsMultipleCopies() else 2
    assert len(told) == wanted


def test_printing_can_be_stopped(qtbot, printer, pdf, desk):
    printout = Printout(printer, pdf, desk)
    printout.progressed.connect(lambda _told: printout.cancel())
    with qtbot.waitSignal(printout.stopped, timeout=WAIT):
        printout.start()


def test_a_printer_that_takes_nothing_is_told_with_the_way_on(qtbot, pdf, desk):
    printer = paper_printer("stkdesk T-2026-000001", 6)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/nonexistent/folder/printed.pdf")
    printout = Printout(printer, pdf, desk)
    with qtbot.waitSignal(printout.failed) as told:
        printout.start()
    [error] = told.args
    assert isinstance(error, CannotPrintError)
    assert "Lagre som PDF" in error.advice


def test_papers_are_printed_to_the_edge_on_both_sides(printer):
    assert printer.fullPage()
    assert printer.pageLayout().pageSize().name() == "A4"
    assert paper_printer("x", 2).duplex() in (
        QPrinter.DuplexMode.DuplexLongSide,
        QPrinter.DuplexMode.DuplexNone,  # a machine without a printer knows no sides
    )


def test_the_queue_of_the_printer_says_nothing_of_people(printer):
    sheets = [PileSheet(n, f"T-2026-00000{n}-AA", n, n) for n in (1, 2, 3)]
    assert job_name(Pile("2026-11", tuple(sheets[:1]))) == "stkdesk T-2026-000001-AA"
    assert (
        job_name(Pile("2026-11", tuple(sheets)))
        == "stkdesk T-2026-000001-AA–T-2026-000003-AA"
    )
    assert printer.docName() == "stkdesk T-2026-000001"
