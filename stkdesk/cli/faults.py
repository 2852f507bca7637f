"""What is told when the program itself is wrong, and when it is asked to stop."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from stkdesk import logs, settings


def told(error: Exception) -> str:
    """Write ``error`` to the log and return the line the person gets.

    Kind and places only: the text of an error may hold the name of a person.
    """
    try:
        handler = logs.open_log()
    except OSError:
        return f"Noe gikk galt i programmet ({type(error).__qualname__}, ingen logg)."
    ours = logging.getLogger(logs.OURS)
    upwards = ours.propagate
    ours.addHandler(handler)
    ours.propagate = False  # to the file only: the console gets one line
    try:
        reference = logs.note(error)
    finally:
        ours.propagate = upwards
        ours.removeHandler(handler)
        handler.close()
    file = settings.log_file()
    return f"Noe gikk galt i programmet. Oppgi referansen {reference}; se {file}."


@contextmanager
def stopped_by(kind: signal.Signals) -> Iterator[None]:
    """Let ``kind`` stop the errand as Ctrl+C does, so that it can tidy up."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(kind, stop)
    except ValueError:  # not the main thread: somebody else minds the signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(kind, before)
