"""A thread that saves, one thing after another, while the windows stay alive."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.ui.background import hand_over

T = TypeVar("T")
# How long the window waits for a save before it goes on living. A save in a file on
# this machine takes a fifth of it, so that what follows may follow at once.
PATIENCE = 0.04  # seconds
LOOK_MS = 5  # how often an end is looked for while one is awaited
SLOW_MS = 150  # when a person begins to wonder


class _Save(NamedTuple):
    answer: Future[Any]
    then: Callable[[Any], object]
    refused: Callable[[BaseException], object]


class Saver(QObject):
    """Does one save after another, in the order they were asked for; drops none.

    The thread gets no Qt object: a timer here looks for its ends and tells them on
    the thread of the windows, in the same order.

    Signals:
        slow: a save takes so long that the person should be told (True), or all that
            took so long have ended (False).
    """

    slow = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin a thread called ``stkdesk-save`` when there is something to save."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="stkdesk-save")
        self._waiting: deque[_Save] = deque()
        self._is_slow = self._is_closed = False
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._wondering = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._wondering.timeout.connect(self._on_slow)

    @property
    def is_busy(self) -> bool:
        """Whether the end of a save is awaited."""
        return bool(self._waiting)

    def save(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        refused: Callable[[BaseException], object],
    ) -> None:
        """Do ``work`` on the thread, then ``then`` or ``refused`` here.

        They are called before this returns when the save is a quick one. Neither is
        called when it is a method of a window that has gone away meanwhile. Once
        closed, nothing is done.
        """
        if self._is_closed:  # a timer of a form that is on its way out
            return
        is_first = not self._waiting
        self._waiting.append(_Save(self._pool.submit(work), then, refused))
        if is_first:
            wait([self._waiting[0].answer], PATIENCE)
            self._look()
        if self._waiting:
            self._looking.start()
            if not (self._is_slow or self._wondering.isActive()):
                self._wondering.start()

    def finish(self) -> None:
        """Wait until everything is saved, and tell all ends."""
        while self._waiting:
            wait([self._waiting[0].answer])
            self._look()

    def close(self) -> None:
        """Wait until everything is saved; nobody is told any more."""
        self._is_closed = True
        self._looking.stop()
        self._wondering.stop()
        self._waiting.clear()
        self._pool.shutdown(wait=True)

    def _look(self) -> None:
        while self._waiting and self._waiting[0].answer.done():
            save = self._waiting.popleft()
            error = save.answer.exception()
            if error is None:
                hand_over(save.then, save.answer.result())
            else:
                hand_over(save.refused, error)
        if not self._waiting:
            self._looking.stop()
            self._wondering.stop()
            if self._is_slow:
                self._is_slow = False
                self.slow.emit(False)

    def _on_slow(self) -> None:
        self._is_slow = True
        self.slow.emit(True)
