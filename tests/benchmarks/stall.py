"""Finds out when the window stood still, and what it was doing then."""

from __future__ import annotations

import sys
import threading
import time
import traceback

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 5  # milliseconds between two beats of a window that is alive


class StallMeter(QObject):
    """A heartbeat in the thread of the windows; a late beat is a stall.

    A second thread looks at the stack while a beat is late, so that a failing test
    names the culprit. Use: ``meter = StallMeter(50)``, act, ``assert not meter.over``.
    ``own`` is the worst stall in processor time of this program alone, whichever of
    its threads had it: on a busy machine a late beat may be the fault of others.
    """

    def __init__(self, limit: float = 50) -> None:
        """Note every stall longer than ``limit`` milliseconds."""
        super().__init__()
        self.limit, self.worst, self.own = limit, 0.0, 0.0
        self.over: list[tuple[int, str]] = []  # milliseconds, where it stood
        self._stack, self._running = "", True
        self._watched = threading.get_ident()
        self._last, self._used = time.perf_counter(), time.process_time()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._dog = threading.Thread(target=self._watch, daemon=True)
        self._dog.start()

    def reset(self) -> None:
        """Forget what has been seen so far."""
        self.worst, self.own = 0.0, 0.0
        self._last, self._used = time.perf_counter(), time.process_time()
        self.over.clear()

    def stop(self) -> None:
        """Stop measuring."""
        self._running = False
        self._timer.stop()
        self._dog.join()

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.process_time()
        late = (now - self._last) * 1000 - BEAT
        self.worst = max(self.worst, late)
        self.own = max(self.own, min(late, (used - self._used) * 1000))
        self._used = used
        if late > self.limit:
            self.over.append((round(late), self._stack))
        self._last, self._stack = now, ""

    def _watch(self) -> None:
        while self._running:
            time.sleep(0.01)
            if (time.perf_counter() - self._last) * 1000 > self.limit:
                frame = sys._current_frames().get(self._watched)
                if frame is not None and not self._stack:
                    self._stack = "".join(traceback.format_stack(frame)[-4:])
