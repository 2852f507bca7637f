"""Showing the office's own papers about a month or a year, ready for the printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stkdesk.domain.errors import OfficeError
from stkdesk.services.comparison import print_comparison
from stkdesk.services.kpr_list import kpr_file, print_kpr
from stkdesk.services.printing import Pile, PileSheet, save_pdf
from stkdesk.services.run_summary import print_run_summary
from stkdesk.ui import errors
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import Offered, PaperWindow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def open_comparison(page: Page, period: int, code: str = "") -> None:
    """Show the page to tick a period against the old spreadsheet."""
    today = page.workspace.today()
    _show(
        page,
        "Sammenligning",
        lambda session: print_comparison(session, period, today=today),
        f"sammenligning-{code}.pdf" if code else "sammenligning.pdf",
    )


def open_summary(page: Page, period: int, run: int | None = None) -> None:
    """Show the half page about a period, or about one run of it."""
    today = page.workspace.today()
    _show(
        page,
        "Oppsummering",
        lambda session: print_run_summary(session, period, run, today=today),
        "oppsummering.pdf",
    )


def open_kpr(page: Page, year: int) -> None:
    """Show the control of KPR; from there it can be saved as a file too."""
    today = page.workspace.today()
    _show(
        page,
        "KPR-kontroll",
        lambda session: print_kpr(session, year, today=today),
        f"kpr-kontroll-{year}.pdf",
        ("Lagre som CSV …", "Download", partial(save_kpr, page, year)),
    )


def save_kpr(page: Page, year: int) -> None:
    """Ask for a file and write the control of KPR to it; it names nobody."""
    today = page.workspace.today()

    def _ask(data: bytes) -> None:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(places)
        dialog = QFileDialog(page.window(), "Lagre som CSV", folder, "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"kpr-kontroll-{year}.csv")
        dialog.fileSelected.connect(lambda chosen: _write(page, Path(chosen), data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    page.workspace.ask(
        lambda session: kpr_file(session, year, today=today),
        _ask,
        key=(id(page), "kpr file"),
        at_once=True,
    )


def _write(page: Page, file: Path, data: bytes) -> None:
    try:
        save_pdf(file, data)
    except OfficeError as error:
        errors.show(page, error)
    else:
        page.toast(f"Lagret: {file.name}")


def _show(
    page: Page,
    title: str,
    make: Callable[[Session], bytes],
    file_name: str,
    *offers: Offered,
) -> None:
    def _open(data: bytes) -> None:
        pile = Pile("", (PileSheet(0, title, 1, 1),))
        PaperWindow(page, title, data, pile, file_name, offers).open()

    page.workspace.ask(make, _open, key=(id(page), title), at_once=True)
