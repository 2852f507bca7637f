"""What is told when the program itself is wrong, and when it is asked to stop."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from stkdesk import logs
from stkdesk.logs import crashes


def told(error: Exception) -> str:
    """Write ``error`` to the log and return the line the person gets.

    Kind and places only: the text of an error may hold the name of a person.
    """
    logs.begin(quiet=True)
    reference, file = logs.note(error), logs.file_in_use()
    if file is None:
        return f"Noe gikk galt i programmet ({type(error).__qualname__}, ingen logg)."
    return f"Noe gikk galt i programmet. Oppgi referansen {reference}; se {file}."


@contextmanager
def watched() -> Iterator[None]:
    """Write the log of an errand, and let a crash lower down leave its traces."""
    logs.begin(quiet=True)  # no file of an errand that has nothing to tell
    crashes.watch("konsoll")
    try:
        yield
    finally:
        crashes.end()
        logs.end()


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
