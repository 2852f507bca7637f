"""Takes pictures of the window for people to look at; no screen is needed.

    python -m tests.shots FOLDER ROOM [--dark] [--scale 1.5] [--size 1440x880]
                          [--points 13] [--palette WORDS] [--help-panel]

The practice office is made in the folder first, the same every time: invented people,
one seed, one day.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

DAY = date(2026, 11, 16)
PATIENCE = 20  # seconds


def take(
    folder: Path,
    rooms: list[str],
    *,
    dark: bool = False,
    size: tuple[int, int] = (1440, 880),
    points: int = 10,
    words: str = "",
    with_help: bool = False,
    name: str = "",
) -> list[Path]:
    """Save one picture of each room in ``folder`` and return the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["STKDESK_DATA"] = str(folder)
    from PySide6.QtTest import QTest

    from stkdesk.ui.app import Start, make_application
    from stkdesk.ui.main_window import MainWindow
    from stkdesk.ui.theme import Look, Scheme

    register = practice_office(folder)
    look = Look(Scheme.DARK if dark else Scheme.LIGHT, points)
    application = make_application(look)
    window = MainWindow(practice=True)
    start = Start(window, register, practice=True, clock=lambda: DAY)
    window.resize(*size)
    window.show()
    start.begin()

    def _until(met: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not met() and time.monotonic() < end:
            QTest.qWait(10)

    _until(lambda: window.page is not None)
    # The same picture wherever it is made: no folder of this machine in it.
    window.status.show_place("Registeret ligger på denne maskinen")
    files = []
    for room in rooms:
        window.open(room)
        if words:
            window.show_palette()
            QTest.keyClicks(window.palette_shown.field, words)
        if with_help:
            window.show_help()
        for _ in range(6):  # a list brings a card, a card brings more
            application.processEvents()
            _until(lambda: not window.workspace.is_reading)
            QTest.qWait(120)  # a card is read when the cursor has rested
        look_name = "dark" if dark else "light"
        files.append(folder / f"{name or room}-{look_name}.png")
        window.grab().save(str(files[-1]))
    start.close()
    window.close()
    return files


def practice_office(folder: Path) -> Path:
    """Return the register of a practice office in ``folder``, made if it is missing."""
    from stkdesk.services.practice import build_practice_office

    register = folder / "oving.db"
    if not register.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for _progress in build_practice_office(register, today=DAY):
            pass
    return register


def main() -> int:
    """Take the pictures asked for and say where they are."""
    parser = argparse.ArgumentParser(prog="python -m tests.shots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("rooms", nargs="+")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1440x880")
    parser.add_argument("--points", type=int, default=10)
    parser.add_argument("--palette", default="")
    parser.add_argument("--help-panel", action="store_true")
    parser.add_argument("--name", default="")
    asked = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    width, _, height = asked.size.partition("x")
    files = take(
        asked.folder,
        asked.rooms,
        dark=asked.dark,
        size=(int(width), int(height)),
        points=asked.points,
        words=asked.palette,
        with_help=asked.help_panel,
        name=asked.name,
    )
    sys.stdout.write("".join(f"{file}\n" for file in files))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
