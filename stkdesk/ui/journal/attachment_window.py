"""A file that came with a document, in the program's own window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from stkdesk.documents.on_a4 import on_a4
from stkdesk.domain.errors import OfficeError
from stkdesk.services.attachments import (
    AttachmentRow,
    log_attachment_printed,
    log_attachment_saved,
    open_attachment,
)
from stkdesk.services.printing import save_pdf
from stkdesk.ui import errors, theme
from stkdesk.ui.page import Page
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.papers.printer import print_pdf
from stkdesk.ui.widgets.boxes import frame, row
from stkdesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class AttachmentWindow(QDialog):
    """Shows one file from memory; nothing of it is on the disk unless it is saved."""

    def __init__(self, page: Page, shown: AttachmentRow, pages: bytes) -> None:
        """Show ``pages``, a PDF of the file, over the window of ``page``."""
        super().__init__(page.window())
        self.setWindowTitle("Vedlegg")  # never its name: the task bar shows it
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._shown, self._pages = page, shown, pages
        self.preview = PreviewPane(shown.title)
        buttons = row(
            None,
            button("Lukk", on=self.reject),
            button("Lagre som fil …", icon="Download", tip="Ctrl+S", on=self.save),
            button("Skriv ut", icon="PrinterSmall", tip="Ctrl+P", on=self.print_out),
            margins=(16, 10, 16, 10),
        )
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.preview, 1)
        lay.addWidget(frame(buttons, "foot"))
        QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_out)
        room = page.window().size()
        self.resize(
            min(theme.u(900), max(theme.u(420), room.width() - 60)),
            min(theme.u(860), max(theme.u(420), room.height() - 40)),
        )
        self.preview.view.setFocus()
        QTimer.singleShot(0, self, partial(self.preview.show_pdf, pages))

    def save(self) -> None:
        """Save the file as it came."""
        save_file(self._page, self._shown, self)

    def print_out(self) -> None:
        """Ask for a printer and print; that is in the log first."""
        number, workspace = self._shown.number, self._page.workspace

        def _first(act: object) -> None:
            workspace.save(
                lambda session: log_attachment_printed(session, number),
                lambda _none: act(),  # type: ignore[operator]
                lambda error: errors.show(self, error),
            )

        print_pdf(self, self._pages, f"stkdesk vedlegg {number}", _nothing, _first)


def open_file(page: Page, shown: AttachmentRow) -> None:
    """Read a file out of the register and show it; that is in the log first."""

    def _read(session: Session) -> bytes:
        return on_a4(open_attachment(session, shown.number)[1])

    page.workspace.save(
        _read,
        lambda pages: AttachmentWindow(page, shown, pages).open(),
        lambda error: errors.show(page.window(), error),
    )


def save_file(
    page: Page, shown: AttachmentRow, parent: QWidget | None = None
) -> QFileDialog:
    """Ask where a file is saved, log it, and write it as it came."""
    over = parent or page.window()
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents)
    ending = shown.kind.ending
    dialog = QFileDialog(
        over, "Lagre vedlegget", folder, f"{shown.kind.label} (*{ending})"
    )
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.lstrip("."))
    dialog.selectFile(shown.file_name)

    def _take(session: Session) -> bytes:
        log_attachment_saved(session, shown.number)
        return open_attachment(session, shown.number)[1]

    def _write(chosen: str, data: bytes) -> None:
        try:
            save_pdf(Path(chosen), data)
        except OfficeError as error:
            errors.show(over, error)
        else:
            page.toast(f"Lagret: {Path(chosen).name}")

    dialog.fileSelected.connect(
        lambda chosen: page.workspace.save(
            _take, partial(_write, chosen), lambda error: errors.show(over, error)
        )
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _nothing() -> None:
    """Ask nothing after printing: nobody waits for this paper."""
