"""The rail keeps up: what there is to do on each tab, and the name of the office."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from stkdesk.services.today import Today
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.today.reading import read_today
from stkdesk.ui.tokens import Tone
from stkdesk.ui.workspace import Workspace

REST_MS = 400  # several changes in a row are counted once
TABLES = frozenset({"timesheets", "assignments", "clients", "periods", "office"})


class Counts(QObject):
    """Keeps the counts right while the office works."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        """Count in ``workspace`` after each change, and write on the rail."""
        super().__init__(workspace)
        self._window, self._workspace = window, workspace
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        workspace.changed.connect(self._on_changed)
        window.rebuilt.connect(self._rest.start)

    def show(self, today: Today) -> None:
        """Write what ``today`` tells, while there is a rail to write on."""
        if not isValid(self._window.rail):  # counted while the window was going
            return
        waiting = today.month.waiting if today.month else 0
        self._window.show_count("timesheets", waiting, Tone.ACT)
        self._window.show_count("clients", today.waiting, Tone.WARN)
        self._window.show_office(today.municipality)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._rest.start()

    def _ask(self) -> None:
        day, actor = self._workspace.today(), self._workspace.actor
        self._workspace.ask(
            lambda session: read_today(session, today=day, actor=actor),
            self.show,
            key=(id(self), "counts"),
        )
