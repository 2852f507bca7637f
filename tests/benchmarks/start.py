"""How long the window takes to show, against a bare PySide6 window.

    python -m tests.benchmarks.start [REGISTER]      prints the ratios

Each run is a process of its own, timed from its start to the first paint, in CPU time
of the process: what else the machine does counts less that way. The least of several
runs is taken of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
    print(time.process_time())
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
from PySide6.QtCore import QEvent, QObject, QTimer
from stkdesk.ui import app as starting

HEAVY = ("sqlalchemy.orm", "alembic", "reportlab", "openpyxl")
times = {}

class Watched(starting.MainWindow):
    def event(self, event):
        if event.type() == QEvent.Type.UpdateRequest and "shown" not in times:
            QTimer.singleShot(0, shown)
        return super().event(event)

def shown():
    times["shown"] = time.process_time()
    times["heavy"] = [name for name in HEAVY if name in sys.modules]

class Timed(starting.Start):
    def _warm_up(self, workspace):  # comes after the first page is painted
        times["rows"] = time.process_time()
        times["figures"] = self._window.page is not None
        print(json.dumps(times))
        sys.stdout.flush()
        self._window.close()
        starting.QApplication.quit()

starting.MainWindow, starting.Start = Watched, Timed
starting.main(["--practice", "--db", sys.argv[1]])
"""


def floor() -> float:
    """Return the CPU seconds of the bare window."""
    return min(float(_run(HELLO)) for _ in range(RUNS))


def own(register: Path) -> dict[str, object]:
    """Return the CPU seconds until the window and the first rows are painted."""
    runs = [json.loads(_run(STKDESK, str(register))) for _ in range(RUNS)]
    return {
        "shown": min(run["shown"] for run in runs),
        "rows": min(run["rows"] for run in runs),
        "heavy": runs[0]["heavy"],
    }


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
    """Print the ratios."""
    least, ours = floor(), own(Path(sys.argv[1]))
    for what in ("shown", "rows"):
        taken = float(str(ours[what]))
        print(f"{what}: {taken * 1000:.0f} ms = {taken / least:.2f} × hello")
    print(
        f"hello: {least * 1000:.0f} ms; loaded too early: {ours['heavy'] or 'nothing'}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
