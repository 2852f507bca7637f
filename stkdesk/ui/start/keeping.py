"""Backups of the register that is open: the line at the foot, and closing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from stkdesk.domain.backup import Standing
from stkdesk.ui.backup.closing import ClosingDialog
from stkdesk.ui.backup.keeper import BackupKeeper
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.workspace import Workspace


class Keeping(QObject):
    """Brings together the window and who keeps its register."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        """Keep the register of ``workspace`` from now on."""
        super().__init__(window)
        self._window = window
        self.keeper = BackupKeeper(workspace, self)
        self._dialog: ClosingDialog | None = None
        self._is_over = False
        self.keeper.changed.connect(self._show)
        window.rebuilt.connect(self._on_rebuilt)
        window.before_close = self._may_close
        self._connect()
        self.keeper.begin()

    def close(self) -> None:
        """The register is somebody else's now."""
        self.keeper.close()
        self._window.before_close = None
        self._window.status.backup.tell(None)
        self.deleteLater()

    def _show(self, standing: Standing | None) -> None:
        self._window.status.backup.tell(standing)

    def _on_rebuilt(self) -> None:
        """The window has been built anew: it has another line."""
        QTimer.singleShot(0, self, self._after_rebuilt)

    def _after_rebuilt(self) -> None:
        self._connect()
        self._show(self.keeper.now())

    def _connect(self) -> None:
        line = self._window.status.backup
        line.wanted.connect(self.keeper.take)
        line.opened.connect(self._open_settings)

    def _open_settings(self) -> None:
        if (page := self._window.open("office")) is not None:
            page.open_group("backup")

    def _may_close(self) -> bool:
        if self._is_over or self.keeper.may_close():
            return True
        if self._dialog is None:
            self._dialog = ClosingDialog(self._window, self.keeper)
            self._dialog.over.connect(self._on_over)
            self._dialog.finished.connect(self._on_stay)
            self._dialog.open()
        return False

    def _on_over(self) -> None:
        self._is_over = True
        self._window.close()

    def _on_stay(self, _result: int) -> None:
        self._dialog = None
