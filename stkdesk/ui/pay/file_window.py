"""A window with one file of a run: look, and save again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from stkdesk.domain.run_preview import RunFile
from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.pay.file_view import FileView
from stkdesk.ui.pay.saving import save_file
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class FileWindow(QDialog):
    """Shows a file of a run from memory; it is on the disk when it is saved."""

    def __init__(self, page: Page, file: RunFile) -> None:
        """Show ``file`` over the window of ``page``."""
        super().__init__(page.window())
        self.setWindowTitle(file.kind.label)
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = FileView()
        self._page, self._file = page, file
        save = button("Lagre …", "primary", icon="Download", tip="Ctrl+S", on=self.save)
        words = label(f"{file.name} · SHA-256 {file.sha256[:16]} …", "small")
        close = button("Lukk", on=self.reject)
        foot = row((words, 1), close, save, margins=(16, 10, 16, 10))
        self.setLayout(column((self.view, 1), frame(foot, "foot"), gap=0))
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        room = page.window().size()
        self.resize(
            min(theme.u(980), max(theme.u(420), room.width() - 60)),
            min(theme.u(860), max(theme.u(420), room.height() - 40)),
        )
        self.view.show_file(file)
        self.view.setFocus()

    def save(self) -> None:
        """Ask for a folder, and write the file there."""
        save_file(self, self._file)
