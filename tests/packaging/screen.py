"""A screen of nobody's: Xvfb, whose picture lies in a file that can be looked into.

Looking costs nothing and disturbs nobody, so it can be done every few milliseconds.
Needs the programs Xvfb, and for ``keys`` openbox and xdotool.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

SIZE = (1440, 880)
LOOK_EVERY = 0.002  # seconds


class NothingShownError(Exception):
    """No window came up in time."""


class Screen:
    """A running Xvfb, its name and its picture."""

    def __init__(self, name: str, picture: Path) -> None:
        """Look into ``picture``, a file of the X window dump kind."""
        self.name = name
        with picture.open("rb") as file:
            self._dump = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._dump[:100])
        self._width, self._height, self._row = head[4], head[5], head[12]
        self._start = head[0] + head[19] * 12  # after the head and its colours

    def picture(self) -> Image.Image:
        """Return what the screen shows now."""
        rows = self._dump[self._start : self._start + self._row * self._height]
        size = (self._width, self._height)
        return Image.frombytes("RGB", size, rows, "raw", "BGRX", self._row)

    def is_painted(self, row: int = SIZE[1] // 2) -> bool:
        """Whether anything stands in one row of the screen: one that a page fills."""
        start = self._start + row * self._row
        line = self._dump[start : start + self._row]
        return line != line[:4] * self._width

    def wait_for_paint(self, patience: float) -> float:
        """Return the moment something was painted; raise if it never was."""
        end = time.monotonic() + patience
        while (now := time.monotonic()) < end:
            if self.is_painted():
                return now
            time.sleep(LOOK_EVERY)
        raise NothingShownError(f"nothing on the screen after {patience:.0f} seconds")

    def colours(self, box: tuple[int, int, int, int]) -> int:
        """How many colours there are in a part: left, top, right, bottom."""
        shades = self.picture().crop(box).getcolors(SIZE[0] * SIZE[1])
        return len(shades or ())

    def keys(self, *names: str) -> None:
        """Press keys, e.g. "alt+F4", where the person would."""
        there = {**os.environ, "DISPLAY": self.name}
        subprocess.run(["xdotool", "key", *names], check=True, env=there)


@contextmanager
def screen(*, managed: bool = False) -> Iterator[Screen]:
    """Yield a fresh, black screen; ``managed``: with frames and Alt+F4, by openbox."""
    with tempfile.TemporaryDirectory() as folder:
        read, write = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        said = ["-displayfd", str(write), "-fbdir", folder, "-screen", "0", size]
        running = [
            subprocess.Popen(
                ["Xvfb", *said, "-ac", "-nocursor", "-nolisten", "tcp", "-noreset"],
                pass_fds=[write],
                stderr=subprocess.DEVNULL,
            )
        ]
        os.close(write)
        try:
            with os.fdopen(read) as answer:
                name = f":{answer.readline().strip()}"
            if name == ":":
                raise NothingShownError("Xvfb did not start")
            if managed:
                there = {**os.environ, "DISPLAY": name}
                running.append(
                    subprocess.Popen(
                        ["openbox", "--sm-disable"],
                        env=there,
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                    )
                )
            yield Screen(name, Path(folder, "Xvfb_screen0"))
        finally:
            for program in reversed(running):
                program.terminate()
                program.wait()
