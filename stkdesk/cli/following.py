"""Following a long task from the console."""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import TypeVar

from stkdesk.domain.progress import Progress

Result = TypeVar("Result")


def follow(steps: Generator[Progress, None, Result]) -> Result:
    """Take every step and return the result.

    How far it has come stands on one line of stderr, when that is a terminal. If
    something stops it, the task is closed first, so that it can tidy up.
    """
    shown = sys.stderr.isatty()
    last = ""
    try:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
            line = _line(progress)
            if shown and line != last:
                print(f"\r{line:<60}", end="", file=sys.stderr, flush=True)
                last = line
    finally:
        steps.close()
        if last:
            print("\r" + " " * 60, end="\r", file=sys.stderr, flush=True)


def _line(progress: Progress) -> str:
    percent = 100 * progress.done // max(progress.total, 1)
    return f"{percent:3} % {progress.doing}"[:60]
