"""Listening for whoever starts the program again while this window has the register."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from stkdesk.ui.start.calling import FRONT, HERE
from stkdesk.ui.start.neighbour import meeting_place

log = logging.getLogger(__name__)


class Listening(QObject):
    """Brings the window to the front when it is asked to; what is locked stays so."""

    def __init__(self, window: QWidget) -> None:
        """Nobody can ask for ``window`` yet."""
        super().__init__(window)
        self._window = window
        self._server: QLocalServer | None = None
        self._register: Path | None = None

    def begin(self, register: Path | None) -> None:
        """Listen for ``register``, which this program holds; None: for nothing."""
        if register == self._register:
            return
        self.close()
        if register is None:
            return
        place, server = meeting_place(register), QLocalServer(self)
        # Also takes the place of what a program that died has left.
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_call)
        self._server, self._register = server, register
        if not server.listen(place):  # then a second start tells who has the register
            log.warning("no second start can be heard: %s", server.serverError().name)

    def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        self._server = self._register = None

    def _on_call(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(partial(self._on_words, caller))
            self._on_words(caller)

    def _on_words(self, caller: QLocalSocket) -> None:
        said = bytes(caller.peek(len(FRONT)).data())
        if said == FRONT:
            caller.readLine()
            come_forth(self._window)
            caller.write(HERE)
            caller.disconnectFromServer()
        elif not FRONT.startswith(said):
            caller.abort()


def come_forth(window: QWidget) -> None:
    """Show ``window`` in front of all others, with the dialog that waits in it."""
    waiting = QApplication.activeModalWidget() or window
    for each in (window, waiting.window()):
        each.setWindowState(each.windowState() & ~Qt.WindowState.WindowMinimized)
        each.raise_()
    waiting.activateWindow()
    QApplication.alert(window)
