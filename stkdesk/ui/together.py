"""What the window does because others work in the same register."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from stkdesk.ui.line_bar import LineBar
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.workspace import Workspace


class Together(QObject):
    """Listens to the others, and tells when the server or a save lets us wait."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        """Begin in ``window``; ends with ``workspace``."""
        super().__init__(workspace)
        self._window = window
        self._bar = LineBar(workspace)
        lay = window.layout()
        if isinstance(lay, QVBoxLayout):
            lay.insertWidget(0, self._bar)
        workspace.slow.connect(self._on_slow)
        workspace.destroyed.connect(self._bar.deleteLater)
        workspace.listen()

    def close(self) -> None:
        """Take away what was shown."""
        self._bar.hide()
        self._bar.deleteLater()

    def _on_slow(self, on: bool) -> None:
        self._window.status.show_saved("Lagrer …" if on else "Alt er lagret")
