"""Saving files of a run in a folder the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.progress import Progress
from stkdesk.domain.run_preview import RunFile
from stkdesk.services.papers import moment_of
from stkdesk.services.run_bundle import bundle_into
from stkdesk.services.run_delivery import deliver_run, put_file
from stkdesk.ui import errors
from stkdesk.ui.jobs import Job
from stkdesk.ui.memory import window_settings
from stkdesk.ui.page import Page
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.widgets.toast import show_toast

REMEMBERED = "pay/folder"  # where payroll fetches its files; names nobody


def delivery_folder() -> Path | None:
    """Return the folder delivered to last, or None when there is none."""
    kept = str(window_settings().value(REMEMBERED, ""))
    return Path(kept) if kept else None


def ask_folder(parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where payroll fetches its files; ``then`` gets the folder."""
    start = delivery_folder()
    if start is None or not start.is_dir():
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(QStandardPaths.writableLocation(documents))
    dialog = QFileDialog(parent, "Mappen der lønn henter filene", str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)

    def _chosen(folder: str) -> None:
        window_settings().setValue(REMEMBERED, folder)
        then(Path(folder))

    dialog.fileSelected.connect(_chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_file(parent: QWidget, file: RunFile) -> None:
    """Ask for a folder and put ``file`` there."""

    def _put(folder: Path) -> None:
        try:
            put_file(file, folder)
        except OfficeError as error:
            errors.show(parent, error)
        else:
            show_toast(parent, f"Lagret: {file.name}")

    ask_folder(parent, _put)


def save_files(page: Page, number: int) -> None:
    """Ask for a folder and put all files of a run there."""
    now = moment_of(page.workspace.today())

    def _deliver(folder: Path) -> None:
        steps = deliver_run(page.workspace.database, number, folder, now=now)
        _follow(page, steps, "Leverer filene", "Filene er levert")

    ask_folder(page.window(), _deliver)


def save_vouchers(page: Page, number: int, code: str) -> None:
    """Ask for a folder and put the vouchers of a run there, without names."""

    def _write(folder: Path) -> None:
        steps = bundle_into(page.workspace.database, number, code, folder)
        _follow(page, steps, "Lager bilag", "Bilagene er lagret")

    ask_folder(page.window(), _write)


def _follow(
    page: Page, steps: Generator[Progress, None, object], title: str, done: str
) -> None:
    job = Job(steps, page)
    JobDialog(page.window(), job, title)
    job.done.connect(partial(_told, page, done))


def _told(page: Page, done: str, _result: object) -> None:
    page.workspace.changed.emit(frozenset({"pay_runs"}))
    page.toast(done)
