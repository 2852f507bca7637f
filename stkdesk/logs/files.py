"""One log file for each program that runs, and no more than there is room for.

``stkdesk-DAY-TIME-PROCESS.log``: nobody else writes in it, so nobody waits, and nothing
is ever renamed. A file that is full is followed by another. The oldest are removed when
a program begins a file.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from stkdesk import settings

LARGEST = 1_000_000  # bytes of one file
KEPT = 5  # full files in a folder; many small ones may take the same room
MOST = 200  # files in a folder, however small
REPORTS = 50  # of faults in a folder

LOG = re.compile(r"stkdesk-\d{8}-\d{6}-\d+(-\d+)?\.log", re.ASCII)
REPORT = re.compile(r"krasj-\d{8}-[0-9a-f]{8}\.txt", re.ASCII)
FORMER = ("stkdesk.log", "stkdesk.older.log")  # of 0.1, which wrote what Qt said


def folders() -> tuple[Path, ...]:
    """Return where the log goes: the folder that is chosen, or else the usual one."""
    return tuple(dict.fromkeys((settings.log_folder(), usual_folder())))


def usual_folder() -> Path:
    """Return the folder of the log when nobody has chosen another."""
    return settings.data_folder() / "Logs"


class OwnFile(logging.Handler):
    """Writes the log of this program to a file of its own, begun with the first line.

    When a folder takes nothing it goes to the next and stays there, so that a share
    that does not answer is waited for once. Never stops the program.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Write in the first of ``folders`` that takes it."""
        super().__init__()
        self.folders = tuple(folders)
        self.file: Path | None = None
        self._left = list(folders)
        self._open: BinaryIO | None = None
        self._size = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line of ``record``."""
        with suppress(Exception):  # a log that fails must not be what goes wrong
            line = f"{self.format(record)}\n".encode("utf-8", "replace")
            while self._left:
                try:
                    self._write(line)
                except OSError:
                    self._shut()
                    self.file = None
                    del self._left[0]
                else:
                    return

    def close(self) -> None:
        """Let go of the file."""
        self.acquire()
        try:
            self._shut()
        finally:
            self.release()
        super().close()

    def _write(self, line: bytes) -> None:
        if self._open is None or self._size + len(line) > LARGEST:
            self._shut()
            self.file, self._open = begin_file(self._left[0])
            self._size = 0
        self._open.write(line)
        self._size += len(line)

    def _shut(self) -> None:
        if self._open is not None:
            with suppress(OSError):
                self._open.close()
            self._open = None


def begin_file(folder: Path) -> tuple[Path, BinaryIO]:
    """Return a new log file in ``folder``, open; older ones make room for it.

    Raises ``OSError`` if the disk or the folder does not take it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"stkdesk-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}"
    for more in range(1, MOST):
        file = folder / (f"{name}-{more}.log" if more > 1 else f"{name}.log")
        try:
            opened = file.open("xb", buffering=0)
        except FileExistsError:  # full in a second, or the same number elsewhere
            continue
        prune(folder, file)
        return file, opened
    raise OSError("no name is left for a log file")


def prune(folder: Path, own: Path) -> None:
    """Remove what there is no room for in ``folder``; never ``own``."""
    room, count = (KEPT - 1) * LARGEST, 0
    for file, _when, size in _found(folder, LOG):
        if file == own:
            continue
        room, count = room - size, count + 1
        if room < 0 or count >= MOST:
            _remove(file)
    for file, _when, _size in list(_found(folder, REPORT))[REPORTS:]:
        _remove(file)
    if folder == usual_folder():  # elsewhere it is somebody else's: an installer's
        for name in FORMER:
            _remove(folder / name)


def recent(days: int, now: datetime) -> list[Path]:
    """Return the logs and reports of the last ``days`` days, the newest first."""
    since = (now - timedelta(days=days)).timestamp()
    found = {
        file: when
        for folder in folders()
        for shape in (LOG, REPORT)
        for file, when, _size in _found(folder, shape)
        if when >= since
    }
    return sorted(found, key=lambda file: (found[file], file.name), reverse=True)


def _found(folder: Path, shape: re.Pattern[str]) -> Iterator[tuple[Path, float, int]]:
    """Yield file, moment and size of what is called as ``shape``, newest first.

    Never a link, which may lead to what is no log, nor a pipe, which nobody ends.
    """
    found = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            if shape.fullmatch(entry.name):
                with suppress(OSError):  # somebody else has just removed it
                    if not entry.is_file(follow_symlinks=False):
                        continue
                    seen = entry.stat()
                    found.append((Path(entry.path), seen.st_mtime, seen.st_size))
    yield from sorted(found, key=lambda each: (each[1], each[0].name), reverse=True)


def _remove(file: Path) -> None:
    with suppress(OSError):  # open in another program: Windows does not let go
        file.unlink(missing_ok=True)
