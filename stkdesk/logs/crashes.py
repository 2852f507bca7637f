"""What is left behind when the program stops without a word.

While it runs there is a file ``oppe-…`` that Python writes in when a fault lower down
takes the whole program with it. An orderly end removes the file, so one that is left,
and that no program holds, tells of a crash. It is in the person's own folder: on a
terminal server the crash of a neighbour is not ours to tell of.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal

from stkdesk import settings
from stkdesk.logs import reports
from stkdesk.logs.discreet import step

Program = Literal["vindu", "konsoll"]

LEFT = re.compile(r"oppe-(vindu|konsoll)-\d{8}-\d{6}-\d+\.txt", re.ASCII)
LONGEST = 200_000  # bytes that are read of what is left
SUDDEN = "Stoppet uten spor: stoppet utenfra, eller maskinen mistet strømmen"

_STEP = re.compile(r'\s*File "(?P<file>.*)", line (?P<line>\d+) in (?P<name>\S+)\s*')
_THREAD = re.compile(r"(Current thread|Thread) 0x[0-9a-f]+\b")
_KIND = re.compile(
    r"(Fatal Python error: [A-Za-z_ ]{1,60}"
    r"|Windows fatal exception: (access violation|stack overflow|code 0x[0-9a-f]+"
    r"|[a-z -]{1,40}))",
    re.ASCII,
)


class _Run:
    opened: BinaryIO | None = None
    file: Path | None = None
    made: tuple[Path, ...] = ()  # folders that were not there
    was_watched = False


def watch(program: Program) -> None:
    """Let a crash leave its traces from now on; do without if that cannot be."""
    if _Run.opened is not None:
        return
    folder = folder_of_traces()
    stamp = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}"
    file = folder / f"oppe-{program}-{stamp}.txt"
    with suppress(OSError):
        missing = [each for each in (folder, folder.parent) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        _Run.opened = file.open("xb", buffering=0)
        _Run.file, _Run.made = file, tuple(missing)
        _hold(_Run.opened)
        _Run.was_watched = faulthandler.is_enabled()
        faulthandler.enable(_Run.opened)
        atexit.register(end)


def end() -> None:
    """The program ends as it should: leave nothing behind. May be called twice."""
    opened, file = _Run.opened, _Run.file
    if opened is None or file is None:
        return
    faulthandler.disable()  # before its file is closed: the number may become another's
    if _Run.was_watched and sys.__stderr__ is not None:
        with suppress(OSError, ValueError):
            faulthandler.enable(sys.__stderr__)
    atexit.unregister(end)
    _Run.opened = _Run.file = None
    with suppress(OSError):
        opened.close()
    with suppress(OSError):
        file.unlink()
        for folder in _Run.made:
            folder.rmdir()  # only if it is empty


def told_of_crashes() -> bool:
    """Write a report of each crash that has left traces; tell if a window was in one.

    Two programs that look at the same time tell of a crash once.
    """
    windows = 0
    for file in _left_behind():
        left = _taken(file)
        if left is None:
            continue
        traces, when = left
        kind, places = read(traces)
        in_window = file.name.startswith("oppe-vindu")
        windows += in_window
        if kind or in_window:  # a console errand may be stopped from outside
            reports.write(reports.reference(), kind or SUDDEN, places, when)
    return windows > 0


def read(traces: str) -> tuple[str, str]:
    """Return kind and places of what Python has written; "" when it wrote nothing.

    Only lines of a known shape, and of them only what belongs to the program.
    """
    kinds, lines = [], list[str]()
    for line in traces.splitlines():
        if found := _STEP.fullmatch(line):
            lines.append(step(found["file"], found["line"], found["name"]))
        elif thread := _THREAD.match(line):
            lines.append(f"{thread[1]}:")
        elif kind := _KIND.match(line):
            kinds.append(kind[0])
    return "; ".join(dict.fromkeys(kinds)), "\n".join(lines)


def folder_of_traces() -> Path:
    """Return the folder of the running programs of this person."""
    return settings.window_file().parent / "Logs"


def _left_behind() -> Iterator[Path]:
    with suppress(OSError):
        for entry in sorted(os.scandir(folder_of_traces()), key=lambda each: each.name):
            is_ours = LEFT.fullmatch(entry.name) and Path(entry.path) != _Run.file
            if is_ours and entry.is_file(follow_symlinks=False):  # nor a pipe
                yield Path(entry.path)


def _taken(file: Path) -> tuple[str, datetime] | None:
    """Return what stands in ``file``, and since when, and remove it.

    None if a program holds it.
    """
    mine = file.with_suffix(f".{os.getpid()}")
    try:
        with file.open("rb") as opened:
            if not _hold(opened):
                return None
            traces = opened.read(LONGEST).decode("utf-8", "replace")
            when = datetime.fromtimestamp(os.fstat(opened.fileno()).st_mtime, UTC)
        file.rename(mine)  # Windows renames no file that another has open
        mine.unlink()
    except OSError:
        return None
    return traces, when


if sys.platform == "win32":

    def _hold(opened: BinaryIO) -> bool:
        """Windows holds what is open by itself: it is not renamed."""
        return True

else:
    import fcntl

    def _hold(opened: BinaryIO) -> bool:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
