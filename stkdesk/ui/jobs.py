"""Long tasks, done on a worker thread while the windows stay alive."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.domain.progress import Progress, Steps, drive
from stkdesk.ui import garbage

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stkdesk-job")


class Job(QObject):
    """One long task on the worker thread, watched from the thread of the windows.

    The worker never touches Qt: a timer here looks at how far it has come. One of
    ``done`` (with the result), ``stopped`` and ``failed`` (with the error) ends it.
    """

    progressed, done = Signal(object), Signal(object)
    stopped, failed = Signal(), Signal(object)

    def __init__(
        self, steps: Steps, parent: QObject, *, worker: Executor = _worker
    ) -> None:
        """Begin ``steps``, or queue them behind the job ``worker`` now runs."""
        super().__init__(parent)
        self._latest: deque[Progress] = deque(maxlen=1)
        self._cancelled = Event()
        self._end = worker.submit(_run, steps, self._cancelled, self._latest.append)
        self._clock = QTimer(self, interval=50)  # milliseconds
        self._clock.timeout.connect(self._look)
        self._clock.start()
        self.destroyed.connect(self._cancelled.set)  # no window, no job

    @property
    def is_running(self) -> bool:
        """Whether the task has neither ended nor been told of."""
        return self._clock.isActive()

    def cancel(self) -> None:
        """Stop after the step under way."""
        self._cancelled.set()

    def _look(self) -> None:
        ended = self._end.done()  # asked first, so that no progress is missed
        while self._latest:
            self.progressed.emit(self._latest.pop())
        if ended:
            self._clock.stop()
            match self._end.exception():
                case None:
                    self.done.emit(self._end.result())
                case CancelledError():
                    self.stopped.emit()
                case error:
                    self.failed.emit(error)


def _run(steps: Steps, cancelled: Event, report: Callable[[Progress], None]) -> object:
    """Drive ``steps``; no garbage is collected meanwhile."""
    with garbage.held():
        return drive(steps, cancelled, report)
