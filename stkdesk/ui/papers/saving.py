"""Saving a PDF to a file the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.services.printing import save_pdf
from stkdesk.ui import errors
from stkdesk.ui.papers.logging_first import First, at_once

_FOLDER = "folder of papers"  # kept until the program ends, never on the disk


def ask_where_to_save(
    parent: QWidget,
    data: bytes,
    file_name: str,
    saved: Callable[[str], object],
    first: First = at_once,
) -> QFileDialog:
    """Ask for a file and write ``data`` to it; ``saved`` gets the name of the file.

    When the file cannot be written, the reason is told; the preview is still there.
    ``first`` is done before it is written, and then writes it: it goes in the log.
    """
    dialog = QFileDialog(parent, "Lagre som PDF", str(_folder()), "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(file_name)

    def _write(chosen: str) -> None:
        file = Path(chosen)
        try:
            save_pdf(file, data)
        except OfficeError as error:
            errors.show(parent, error)
        else:
            _application().setProperty(_FOLDER, str(file.parent))
            saved(file.name)

    dialog.fileSelected.connect(lambda chosen: first(lambda: _write(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _folder() -> Path:
    """Return the folder last saved in today, or the person's own documents.

    Not remembered longer: an office may name its folders after people.
    """
    kept = _application().property(_FOLDER)
    if kept and Path(kept).is_dir():
        return Path(kept)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
