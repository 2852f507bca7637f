"""Opening the window where nobody sees it, for the self-test: every room, once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QTimer, qVersion
from PySide6.QtGui import QFontInfo
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication

from stkdesk.logs.discreet import OURS, Discreet
from stkdesk.ui import errors
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.leading import Start

SIZE = 1440, 880
PATIENCE = 40.0  # seconds for the office to open, and for a room to be read
REST_MS = 30  # between two looks
QUIET = 3  # looks in a row at which nothing is being read


class Seen(NamedTuple):
    """What was seen: the keys of the rooms that opened, and what went wrong."""

    rooms: tuple[str, ...]
    faults: tuple[str, ...]
    printers: int
    platform: str
    typeface: str
    toolkit: str


def try_window(register: Path, picture: Path, *, today: date) -> Seen:
    """Open the practice office in ``register``, visit each room, close the window.

    The first page is saved in ``picture``. There is a ``QApplication`` already.
    """
    listening = _Listening()
    root = logging.getLogger()
    root.addHandler(listening)
    errors.show_faults()
    window = MainWindow(practice=True)
    start = Start(window, register, practice=True, clock=lambda: today)
    window.resize(*SIZE)
    window.show()
    visited: list[str] = []
    try:
        start.begin()
        _until(lambda: window.stack.currentWidget() is not None or listening.has_heard)
        if window.page is not None:
            _settled(window)
            window.status.show_place("Registeret ligger i en prøvemappe")
            if not window.grab().save(str(picture)):
                listening.heard.append("Bildet av vinduet kunne ikke lagres.")
            for room in [each.key for each in window.rooms]:
                if window.open(room) is not None and _settled(window):
                    visited.append(room)
                else:
                    listening.heard.append(f"Rommet {room} åpnet seg ikke.")
        else:
            listening.heard.append("Kontoret åpnet seg ikke.")
        _tell_messages(listening)
    finally:
        start.close()
        window.close()
        if window.isVisible():
            listening.heard.append("Vinduet lot seg ikke lukke.")
        root.removeHandler(listening)
    return Seen(
        rooms=tuple(visited),
        faults=tuple(listening.heard),
        printers=len(QPrinterInfo.availablePrinterNames()),
        platform=QApplication.platformName(),
        typeface=QFontInfo(window.font()).family(),
        toolkit=qVersion(),
    )


class _Listening(logging.Handler):
    """Hears of every fault that would have gone to the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        self.setFormatter(Discreet("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] == OURS:
            self.heard.append(self.format(record))

    @property
    def has_heard(self) -> bool:
        return bool(self.heard)


def _tell_messages(listening: _Listening) -> None:
    """What the person would have been told in a box of its own."""
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, errors.Message) and shown.isVisible():
            listening.heard.append(shown.title)
            shown.close()


def _settled(window: MainWindow) -> bool:
    """Wait until nothing is being read for the page in front."""
    quiet = 0

    def _is_quiet() -> bool:
        nonlocal quiet
        workspace = window.workspace
        quiet = quiet + 1 if workspace is not None and not workspace.is_reading else 0
        return quiet >= QUIET

    return _until(_is_quiet)


def _until(met: Callable[[], bool]) -> bool:
    """Let the window work until ``met``; False when it takes too long."""
    end, loop = time.monotonic() + PATIENCE, QEventLoop()
    while not met():
        if time.monotonic() > end:
            return False
        QTimer.singleShot(REST_MS, loop.quit)
        loop.exec()
    return True
