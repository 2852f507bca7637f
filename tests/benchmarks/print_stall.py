"""Whether the window stays alive while a month is printed. Run it by hand:

    python -m tests.benchmarks.print_stall [--sheets 500] [--folder FOLDER]

A practice office is built once and kept in FOLDER. The whole window is up, with the
list of papers in front, and a heart beats in its thread every five milliseconds. What
is counted is the longest time without a beat while the sheets are made, the pile is
shown, the list is read again, the papers are marked and pages are handed to a printer.
The floor, in the same run: the same window while another thread only counts.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.ui import theme
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.papers.marking import note
from stkdesk.ui.papers.month_dialog import MonthDialog
from stkdesk.ui.papers.page import PapersPage
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.papers.printer import Printout, paper_printer
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.workspace import Workspace
from tests.benchmarks.offices import FOLDER, TODAY, large_office
from tests.benchmarks.stall import StallMeter

TARGET = 50  # milliseconds
PERIOD = "2026-12"  # nobody's sheet has come in yet
PRINTED_PAGES = 10
FLOOR_SECONDS = 2.0


def main() -> int:
    """Print, measure, and tell; 1 when the window stood still for too long."""
    asked = _arguments()
    application = QApplication([])
    theme.apply(application, Look(Scheme.LIGHT))
    desk = Desk(
        application, large_office(asked.sheets * 4 // 3, asked.folder)
    )  # some wait
    try:
        return desk.measure()
    finally:
        desk.close()


class Desk:
    """The window with Dokumenter in front, and a heart that beats."""

    def __init__(self, application: QApplication, file: Path) -> None:
        """Open the office in ``file``."""
        self._application = application
        database = open_register(file, PRACTICE_PASSWORD)
        self.workspace = Workspace(lambda: database, clock=lambda: TODAY)
        self.window = MainWindow()
        self.window.resize(1440, 880)
        self.window.open_office(
            self.workspace, name="Fjordvik", place="Benken", practice=True
        )
        self.window.show()
        page = self.window.open("papers")
        assert isinstance(page, PapersPage)
        self.page = page
        self._wait(lambda: page.rows.is_loaded and page.record is not None)
        self.meter = StallMeter(TARGET)

    def measure(self) -> int:
        """Do the whole job once; tell the longest stall of each part."""
        parts: list[tuple[str, Callable[[], object]]] = [
            ("floor: another thread counts", self._count_aside),
            ("opening the dialog, reading the month", self._open_dialog),
            ("making the sheets", self._make),
            ("showing the pile, turning pages", self._turn_pages),
            (f"handing over {PRINTED_PAGES} pages", self._print),
            ("marking them all as printed", self._mark),
            ("reading the list again", self._reload),
        ]
        slow = 0
        for name, part in parts:
            self._settle()
            self.meter.reset()
            begun = time.perf_counter()
            part()
            self._settle()
            took = time.perf_counter() - begun
            print(f"{self.meter.worst:6.0f} ms  {name} ({took:.1f} s)")
            for late, where in self.meter.over:
                slow += 1
                print(f"           {late} ms at\n{where}")
        print(f"target: never more than {TARGET} ms")
        return 1 if slow else 0

    def close(self) -> None:
        """Let go of everything."""
        self.meter.stop()
        self.window.close()

    # The parts.

    def _count_aside(self) -> None:
        def _count() -> None:
            end, number = time.perf_counter() + FLOOR_SECONDS, 0
            while time.perf_counter() < end:
                number += 1

        thread = threading.Thread(target=_count)
        thread.start()
        self._wait(lambda: not thread.is_alive())

    def _open_dialog(self) -> None:
        self.page.print_month()
        self.dialog = self.page.window().findChildren(MonthDialog)[-1]
        self._wait(lambda: self.dialog.run is not None)
        at = self.dialog.period.findData(PERIOD)
        self.dialog.period.setCurrentIndex(at)
        self._wait(
            lambda: (
                self.dialog.run is not None
                and self.dialog.run.period.code == PERIOD
                and self.dialog.make.isEnabled()
            )
        )

    def _make(self) -> None:
        self.dialog.make.click()
        self._wait(lambda: bool(self._piles()))
        self.pile = self._piles()[-1]
        print(f"           {len(self.pile.pile.sheets)} sheets")

    def _turn_pages(self) -> None:
        view = self.pile.preview.view
        for page in (2, 3, 40, 41, view.pages):
            view.go_to(page)
            self._wait(lambda: view.is_ready)
        view.zoom_in()
        self._wait(lambda: view.is_ready)

    def _print(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            printer = paper_printer("benken", self.pile.pile.pages)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(Path(folder) / "out.pdf"))
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(1, PRINTED_PAGES)
            ended: list[object] = []
            printout = Printout(printer, self.pile.data, self.window)
            printout.done.connect(ended.append)
            printout.failed.connect(ended.append)
            printout.start()
            self._wait(lambda: bool(ended))

    def _mark(self) -> None:
        from stkdesk.services.paper_acts import PaperAct

        papers = [sheet.paper_number for sheet in self.pile.pile.sheets]
        note(self.pile, self.workspace, PaperAct.PRINTED, papers)

    def _reload(self) -> None:
        self.pile.reject()
        self.page.refresh(frozenset())

    # Waiting.

    def _piles(self) -> list[PaperWindow]:
        return self.window.findChildren(PaperWindow)

    def _settle(self) -> None:
        self._wait(lambda: not self.workspace.is_reading)
        end = time.perf_counter() + 0.3
        self._wait(lambda: time.perf_counter() > end)

    def _wait(self, until: Callable[[], bool]) -> None:
        end = time.perf_counter() + 120
        while not until():
            if time.perf_counter() > end:
                raise TimeoutError
            self._application.processEvents()
            time.sleep(0.001)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheets", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
