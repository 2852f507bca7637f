"""The log: what the program did and where it stumbled; never who it was about.

A cupboard: the window and the console both write it, in the same words.
"""

from __future__ import annotations

import logging
import os
import traceback
from contextlib import suppress
from pathlib import PurePath

from stkdesk import settings

SHAPE = "%(asctime)s %(levelname)s %(name)s %(message)s"
LARGEST = 500_000  # bytes; a larger log becomes the older one when the program starts
OURS = "stkdesk"

log = logging.getLogger(__name__)


def begin() -> None:
    """Write the log from now on; do without if it cannot be."""
    with suppress(OSError):
        root = logging.getLogger()
        root.addHandler(open_log())
        root.setLevel(logging.INFO)


def open_log() -> logging.Handler:
    """Return what writes to the log in the folder of the program.

    Raises ``OSError`` if the disk or the folder does not take it.
    """
    file = settings.log_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST:
        with suppress(PermissionError):  # Windows, and another window has it open
            file.replace(file.with_suffix(".older.log"))
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(Discreet(SHAPE))
    return handler


def note(error: BaseException) -> str:
    """Write a fault of the program to the log; return the reference it has there."""
    reference = os.urandom(4).hex()
    log.error("fault %s\n%s", reference, where(error))
    return reference


def where(error: BaseException) -> str:
    """Return the kind of error and the lines it passed through, and what was behind.

    Not its text and no values: either may hold the name of a person. Of a path only
    its end: its beginning may hold the name of the one who is logged on.
    """
    told, lines = set[int](), list[str]()
    behind: BaseException | None = error
    while behind is not None and id(behind) not in told:  # errors may go in a ring
        if told:
            lines.append("because of")
        told.add(id(behind))
        lines.append(type(behind).__qualname__)
        lines += [
            f"  {'/'.join(PurePath(step.filename).parts[-3:])}:{step.lineno}"
            f" in {step.name}"
            for step in traceback.extract_tb(behind.__traceback__)
        ]
        behind = behind.__cause__ or behind.__context__
    return "\n".join(lines)


class Discreet(logging.Formatter):
    """Writes our own words; of others only who spoke, and where.

    What a library says may quote what it was given, and that may be about a person.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``, without the text of any exception."""
        told = logging.makeLogRecord(record.__dict__)
        error = record.exc_info[1] if record.exc_info else None
        told.exc_info = told.exc_text = None
        if record.name.partition(".")[0] != OURS:
            told.msg, told.args = f"{record.module}:{record.lineno}", None
        line = super().format(told)
        return f"{line}\n{where(error)}" if error is not None else line
