"""How long the window takes to show, against a bare PySide6 window.

    python -m tests.benchmarks.start      prints the ratios; fails past a limit

Each run is a process of its own, timed from its start to the first paint: in CPU time
of the process, which other work on the machine disturbs less, and on the wall, as the
person waits. The least of several runs is taken of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.shots import practice_office

RUNS = 7
LIMITS = {"shown": 2.2, "rows": 2.6}  # × the CPU time of a bare window

HELLO = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)

def done():
    print(time.process_time(), time.monotonic())
    app.quit()

app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("Hei"))
window.resize(1440, 880)
window.show()
app.exec()
"""

STKDESK = """
import json, sys, time
from PySide6.QtCore import QEvent, QTimer
from stkdesk.ui import app as starting
from stkdesk.ui.start import leading

HEAVY = ("sqlalchemy.orm", "alembic", "reportlab", "openpyxl")
times = {}

class Watched(starting.MainWindow):
    def event(self, event):
        if event.type() == QEvent.Type.UpdateRequest and "shown" not in times:
            QTimer.singleShot(0, shown)
        return super().event(event)

def shown():
    times["shown"] = (time.process_time(), time.monotonic())
    times["heavy"] = [name for name in HEAVY if name in sys.modules]

class Timed(leading.Inside):
    def warm_up(self, workspace, rest, in_file):  # after the first page is painted
        times["rows"] = (time.process_time(), time.monotonic())
        print(json.dumps(times))
        sys.stdout.flush()
        self._window.close()
        starting.QApplication.quit()

starting.MainWindow, leading.Inside = Watched, Timed
starting.main(["--practice", "--db", sys.argv[1]])
"""


def measure(register: Path, compiled: str) -> dict[str, tuple[float, float]]:
    """Return seconds of "hello", "shown" and "rows": CPU time, and time on the wall.

    The runs take turns, and the least of each counts; the first compiles the modules
    into ``compiled``. All of the start is in "rows", the stretching of the practice
    office's password too.
    """
    runs: dict[str, list[tuple[float, float]]] = {"hello": [], "shown": [], "rows": []}
    for _ in range(RUNS):
        begun = time.monotonic()
        cpu, wall = map(float, _run(HELLO, compiled).split())
        runs["hello"].append((cpu, wall - begun))
        begun = time.monotonic()
        ours = json.loads(_run(STKDESK, compiled, str(register)))
        if ours["heavy"]:
            raise AssertionError(f"loaded before the first paint: {ours['heavy']}")
        for what in ("shown", "rows"):
            cpu, wall = ours[what]
            runs[what].append((cpu, wall - begun))
    return {
        what: (min(cpu for cpu, _ in each), min(wall for _, wall in each))
        for what, each in runs.items()
    }


def ratios(times: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the same as multiples of the bare window."""
    cpu, wall = times["hello"]
    return {what: (each[0] / cpu, each[1] / wall) for what, each in times.items()}


def _run(code: str, compiled: str, *arguments: str) -> str:
    """Run ``code`` with its modules compiled beforehand, as an installed program is."""
    there = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": compiled,
    }
    there.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=there,
    )
    return done.stdout.strip().splitlines()[-1]


def main() -> int:
    """Print the times and ratios; fail when one is past its limit."""
    with tempfile.TemporaryDirectory() as folder:
        register = practice_office(Path(folder) / "data")
        times = measure(register, folder)
    many = ratios(times)
    for what, (cpu, wall) in times.items():
        print(
            f"{what:6} {cpu * 1000:4.0f} ms CPU = {many[what][0]:.2f} ×"
            f"   {wall * 1000:4.0f} ms wall = {many[what][1]:.2f} × hello"
            + (f"   (at most {LIMITS[what]} × CPU)" if what in LIMITS else "")
        )
    return int(any(many[what][0] > most for what, most in LIMITS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
