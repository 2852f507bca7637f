"""What is told when the program itself is wrong, and when it is asked to stop."""

from __future__ import annotations

import logging
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from uuid import uuid4

from stkdesk import settings

log = logging.getLogger("stkdesk.cli")
SHAPE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def told(error: Exception) -> str:
    """Write ``error`` to the log and return the line the person gets.

    Kind and places only: the text of an error may hold the name of a person.
    """
    reference = uuid4().hex[:8]
    file = settings.log_folder() / "stkdesk.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return f"Noe gikk galt i programmet (referanse {reference}, ingen logg)."
    handler.setFormatter(logging.Formatter(SHAPE))
    log.addHandler(handler)
    log.propagate = False
    log.error("fault %s\n%s", reference, where(error))
    log.removeHandler(handler)
    handler.close()
    return f"Noe gikk galt i programmet. Oppgi referansen {reference}; se {file}."


def where(error: BaseException) -> str:
    """Return the kind of error and the lines it passed through, and what was behind."""
    steps = traceback.extract_tb(error.__traceback__)
    lines = [f"  {step.filename}:{step.lineno} in {step.name}" for step in steps]
    cause = error.__cause__ or error.__context__
    behind = f"\nbecause of\n{where(cause)}" if cause is not None else ""
    return "\n".join([type(error).__qualname__, *lines]) + behind


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
