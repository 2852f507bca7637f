"""What may stand in a log: our own words, kinds of errors, and places in the code.

Never the text of an error, nor what a library says: either may quote what it was given,
and that may be about a person. Of a path only what belongs to the program: its
beginning may hold the name of the one who is logged on.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from functools import lru_cache
from pathlib import PureWindowsPath

SHAPE = "%(asctime)s %(levelname)s %(name)s %(message)s"
OURS = "stkdesk"
OTHER = "other"  # a logger that is not called after a module
ROOTS = (  # folders that modules lie in
    "site-packages",
    "dist-packages",
    "_internal",
    "lib",
    f"python{sys.version_info[0]}.{sys.version_info[1]}",
)
STEPS = 200  # places told of one error; a recursion passes a thousand

_MODULE = re.compile(r"[\w.-]{1,60}\.pyw?", re.ASCII)
_FROZEN = re.compile(r"<frozen [\w.]{1,60}>", re.ASCII)
_WORD = re.compile(r"[A-Za-z_<][\w.<>]{0,80}", re.ASCII)


class Discreet(logging.Formatter):
    """Writes our own words; of others only who spoke, and where."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``, without the text of any exception."""
        told = logging.makeLogRecord(record.__dict__)
        error = record.exc_info[1] if record.exc_info else None
        told.exc_info = told.exc_text = told.stack_info = None
        speaker = record.name.partition(".")[0]
        if speaker != OURS:
            told.name = speaker if speaker in sys.modules else OTHER
            told.msg, told.args = f"{word(record.module)}:{record.lineno}", None
        line = super().format(told)
        return f"{line}\n{where(error)}" if error is not None else line


def where(error: BaseException) -> str:
    """Return the kind of error and the lines it passed through, and what was behind.

    Of a very long way its beginning and its end.
    """
    told, lines = set[int](), list[str]()
    behind: BaseException | None = error
    while behind is not None and id(behind) not in told:  # errors may go in a ring
        if told:
            lines.append("because of")
        told.add(id(behind))
        lines.append(word(type(behind).__qualname__))
        lines += [
            step(frame.f_code.co_filename, line, frame.f_code.co_name)
            for frame, line in traceback.walk_tb(behind.__traceback__)
        ]
        behind = behind.__cause__ or behind.__context__
    if len(lines) > STEPS:
        half = STEPS // 2
        lines[half:-half] = [f"  … {len(lines) - STEPS} more"]
    return "\n".join(lines)


def step(file: str, line: object, name: str) -> str:
    """Return one line of where: "  stkdesk/ui/page.py:12 in show"."""
    found = place(file)
    return f"  {found}:{line}" + (f" in {word(name)}" if found != "?" else "")


@lru_cache(500)
def place(file: str) -> str:
    """Return where in the program ``file`` lies: "stkdesk/ui/page.py", "re/_parser.py".

    "?" when it is no part of the program.
    """
    if _FROZEN.fullmatch(file):
        return file
    path = PureWindowsPath(file)  # reads both kinds of strokes
    parts = path.parts
    if not parts or not _MODULE.fullmatch(parts[-1]):
        return "?"
    lower = [part.casefold() for part in parts[:-1]]
    at = max((n + 1 for n, part in enumerate(lower) if part in ROOTS), default=0)
    if OURS in lower:
        at = max(at, _last(lower, OURS))
    top = parts[0] if len(parts) > 1 else path.stem
    inside = at or (not path.anchor and top in sys.modules)  # as the frozen program has
    if inside and all(_WORD.fullmatch(part) for part in parts[at:-1]):
        return "/".join(parts[at:])
    return parts[-1] if _is_loaded(file) else "?"


def word(text: str) -> str:
    """Return ``text`` if it can be the name of something in a program, else "?"."""
    return text if _WORD.fullmatch(text) else "?"


def _last(parts: list[str], name: str) -> int:
    return len(parts) - 1 - parts[::-1].index(name)


def _is_loaded(file: str) -> bool:
    return any(
        getattr(module, "__file__", None) == file for module in [*sys.modules.values()]
    )
