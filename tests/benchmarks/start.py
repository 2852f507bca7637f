"""How long the window takes to show, against a bare PySide6 window.

    python -m tests.benchmarks.start [REGISTER]      prints the ratios

Each run is a process of its own, timed from its start to the first paint: in CPU time
of the process, which other work on the machine disturbs less, and on the wall, as the
person waits. The least of several runs is taken of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7

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

HEAVY = ("sqlalchemy.orm", "alembic", "reportlab", "openpyxl")
times = {"stretch": 0.0}

class Watched(starting.MainWindow):
    def event(self, event):
        if event.type() == QEvent.Type.UpdateRequest and "shown" not in times:
            QTimer.singleShot(0, shown)
        return super().event(event)

def shown():
    times["shown"] = (time.process_time(), time.monotonic())
    times["heavy"] = [name for name in HEAVY if name in sys.modules]

def unlock(file, password, today):
    from stkdesk.storage import keys
    stretch = keys.open_key_file

    def timed(*arguments):
        before = time.thread_time()
        try:
            return stretch(*arguments)
        finally:
            times["stretch"] += time.thread_time() - before

    keys.open_key_file = timed
    return own_unlock(file, password, today)

class Timed(starting.Start):
    def _warm_up(self, workspace):  # comes after the first page is painted
        times["rows"] = (time.process_time(), time.monotonic())
        print(json.dumps(times))
        sys.stdout.flush()
        self._window.close()
        starting.QApplication.quit()

own_unlock, starting._unlock = starting._unlock, unlock
starting.MainWindow, starting.Start = Watched, Timed
starting.main(["--practice", "--db", sys.argv[1]])
"""


def measure(register: Path) -> dict[str, tuple[float, float]]:
    """Return seconds of "hello", "shown" and "rows": CPU time, and time on the wall.

    The runs take turns, and the least of each counts. The CPU time of "rows" leaves out
    the stretching of the password into a key (argon2), which is meant to take long; on
    the wall it is in.
    """
    runs: dict[str, list[tuple[float, float]]] = {"hello": [], "shown": [], "rows": []}
    for _ in range(RUNS):
        begun = time.monotonic()
        cpu, wall = map(float, _run(HELLO).split())
        runs["hello"].append((cpu, wall - begun))
        begun = time.monotonic()
        ours = json.loads(_run(STKDESK, str(register)))
        if ours["heavy"]:
            raise AssertionError(f"loaded before the first paint: {ours['heavy']}")
        for what, stretch in (("shown", 0.0), ("rows", ours["stretch"])):
            cpu, wall = ours[what]
            runs[what].append((cpu - stretch, wall - begun))
    return {
        what: (min(cpu for cpu, _ in each), min(wall for _, wall in each))
        for what, each in runs.items()
    }


def ratios(times: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the same as multiples of the bare window."""
    cpu, wall = times["hello"]
    return {what: (each[0] / cpu, each[1] / wall) for what, each in times.items()}


def _run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return done.stdout.strip().splitlines()[-1]


def main() -> int:
    """Print the times and ratios."""
    times = measure(Path(sys.argv[1]))
    many = ratios(times)
    for what, (cpu, wall) in times.items():
        print(
            f"{what:6} {cpu * 1000:4.0f} ms CPU = {many[what][0]:.2f} ×"
            f"   {wall * 1000:4.0f} ms wall = {many[what][1]:.2f} × hello"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
