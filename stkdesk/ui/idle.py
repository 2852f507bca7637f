"""Noticing that nobody is at the keyboard or the mouse any more."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def seconds_now() -> tuple[float, float]:
    """Return two clocks: one nobody can set, and one that counts while asleep."""
    return time.monotonic(), time.time()


class IdleWatch(QObject):
    """Counts the time since somebody last used a key or the mouse in our windows.

    Watches where input enters a window, so that painting and typing cost nothing more.
    A machine that has been asleep has been idle: the first key finds that out.

    Signals:
        idle: nobody has been there for the whole limit.
    """

    idle = Signal()

    def __init__(
        self,
        limit: float,
        parent: QObject,
        clock: Callable[[], tuple[float, float]] = seconds_now,
    ) -> None:
        """Count from now; ``limit`` in seconds."""
        super().__init__(parent)
        self._limit, self._clock = limit, clock
        self._last = clock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())
        self._timer.start(round(limit * 1000))

    @property
    def limit(self) -> float:
        """Seconds until somebody is thought to have left."""
        return self._limit

    def set_limit(self, limit: float) -> None:
        """Wait ``limit`` seconds from the last key from now on."""
        self._limit = limit
        self._look()

    def begin(self) -> None:
        """Somebody is there: count from now."""
        self._last = self._clock()
        self._timer.start(round(self._limit * 1000))

    def stop(self) -> None:
        """Count no more until ``begin``."""
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in INPUT and self._timer.isActive():
            if self._gone() >= self._limit:  # the machine slept: too late for this key
                self._look()
                return True
            self._last = self._clock()
        return False

    def _gone(self) -> float:
        steady, wall = self._clock()
        return max(steady - self._last[0], wall - self._last[1])

    def _look(self) -> None:
        left = self._limit - self._gone()
        if left > 0:
            self._timer.start(max(1, round(left * 1000)))
        else:
            self._timer.stop()
            self.idle.emit()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more does no harm
