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


def measure(register: Path) -> dict[str, float]:
    """Return CPU seconds: "hello", "shown" and "rows"; the runs take turns."""
    hello, ours = [], []
    for _ in range(RUNS):
        hello.append(float(_run(HELLO)))
        ours.append(json.loads(_run(STKDESK, str(register))))
    heavy = {name for run in ours for name in run["heavy"]}
    if heavy:
        raise AssertionError(f"loaded before the first paint: {sorted(heavy)}")
    return {
        "hello": min(hello),
        "shown": min(run["shown"] for run in ours),
        "rows": min(run["rows"] for run in ours),
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
    times = measure(Path(sys.argv[1]))
    for what, seconds in times.items():
        ratio = seconds / times["hello"]
        print(f"{what:6} {seconds * 1000:4.0f} ms CPU  {ratio:.2f} × hello")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
