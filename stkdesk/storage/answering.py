"""Not waiting for a disk that does not answer: a network that is away, a stick pulled.

The operating system may keep a program waiting for minutes, and nothing can stop it;
so it is asked on a thread that is left behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TypeVar

from stkdesk.domain.errors import CannotOpenError

T = TypeVar("T")
PATIENCE = 5.0  # seconds: a disk that has slept wakes up within that


class NoAnswerError(CannotOpenError):
    """The disk does not answer; nothing was touched, and nothing more is asked."""


def require_answer(folder: Path, seconds: float = 0) -> None:
    """Refuse to go on with a ``folder`` nothing is heard from; one that is missing is.

    Raises:
        NoAnswerError: after ``seconds``, or ``PATIENCE``.

    """

    def _look() -> None:
        try:
            os.stat(folder)
        except (OSError, ValueError):  # an answer, too: whoever opens it tells
            return

    try:
        within(seconds or PATIENCE, _look)
    except TimeoutError:
        raise NoAnswerError(
            "Disken registeret ligger på, svarer ikke.",
            f"Se etter at disken eller nettverket er koblet til, og prøv igjen. "
            f"Registeret skal ligge i {folder}. Feilnummer: STK-110.",
        ) from None


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what ``work`` returns, or raise what it raises; it may be left behind.

    Raises:
        TimeoutError: if it has not come back within ``seconds``.

    """
    answers: list[T] = []
    faults: list[BaseException] = []

    def _work() -> None:
        try:
            answers.append(work())
        except BaseException as fault:
            faults.append(fault)

    working = Thread(target=_work, name="stkdesk-answering", daemon=True)
    working.start()
    working.join(seconds)
    for fault in faults:
        raise fault
    if not answers:
        raise TimeoutError
    return answers[0]
