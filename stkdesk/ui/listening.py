"""A thread that hears what others save, and whether the server is within reach."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.domain.errors import OfficeError

log = logging.getLogger(__name__)

LOOK_MS = 200  # how often what was heard is told
WAIT = 0.5  # seconds a server is listened to at a time; so long may closing take
JOIN = 2.0  # seconds; a server that does not answer must not keep the window open
AGAIN = 2.0  # seconds until a server out of reach is tried again


class Hearer(Protocol):
    """Hears that others have saved; only the thread of the listener uses it."""

    @property
    def is_heard(self) -> bool:
        """Whether news would be heard now."""

    def changed(self, *, wait: float = 0) -> frozenset[str]:
        """Return the tables others have changed since last time."""

    def stop(self) -> None:
        """Wait no longer; from any thread."""

    def close(self) -> None:
        """Listen no more."""


class Listener(QObject):
    """Listens as long as the register is open. The thread gets no Qt object.

    Signals:
        heard: the names of the tables somebody else has changed.
        reached: whether the server is within reach; told when it is another.
    """

    heard, reached = Signal(object), Signal(bool)

    def __init__(self, opening: Callable[[], Hearer], parent: QObject) -> None:
        """Listen to what ``opening`` gives; it is called on the thread."""
        super().__init__(parent)
        self._opening = opening
        self._hearer: Hearer | None = None
        self._news: deque[tuple[bool, frozenset[str]]] = deque()
        self._closing, self._has_begun = Event(), Event()
        self._is_reached = True
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._thread = Thread(target=self._listen, name="stkdesk-hear", daemon=True)
        self._thread.start()

    @property
    def is_listening(self) -> bool:
        """Whether what is saved from now on is heard."""
        return self._has_begun.is_set() and self._is_reached

    def close(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self._closing.set()
        if self._hearer is not None:
            self._hearer.stop()
        self._thread.join(JOIN)

    def _listen(self) -> None:
        try:
            hearer = self._hearer = self._opening()
        except OfficeError:  # whoever works in the register is told
            log.info("nobody listens for the saves of others")
            return
        try:
            while not self._closing.is_set():
                tables = hearer.changed(wait=WAIT)
                self._news.append((hearer.is_heard, tables))
                self._has_begun.set()
                if not hearer.is_heard:
                    self._closing.wait(AGAIN)
        except OfficeError:
            log.info("the saves of others are no longer heard")
        finally:
            hearer.close()

    def _look(self) -> None:
        while self._news:
            is_reached, tables = self._news.popleft()
            if is_reached != self._is_reached:
                self._is_reached = is_reached
                self.reached.emit(is_reached)
            if tables:
                self.heard.emit(tables)
