"""Seconds that must go by before something can be tried again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class Countdown(QObject):
    """Counts seconds down.

    Signals:
        changed: the seconds left; 0 at the end.
    """

    changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        """Stand at nothing."""
        super().__init__(parent)
        self.left = 0
        self._second = QTimer(self, interval=1000)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)  # never a moment early
        self._second.timeout.connect(self._on_second)

    def begin(self, seconds: int) -> None:
        """Count from ``seconds``; 0 stops."""
        self.left = seconds
        if seconds:
            self._second.start()
        else:
            self._second.stop()
        self.changed.emit(seconds)

    def _on_second(self) -> None:
        self.begin(self.left - 1)
