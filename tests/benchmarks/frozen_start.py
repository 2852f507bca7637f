"""How long the window without Python takes to show, against the window from source.

    python -m tests.benchmarks.frozen_start FOLDER     the folder of ./dev package

Both open the same practice office on the same screen (Xvfb), in turns; each run is a
process of its own, timed from its start until something stands on the screen: on the
wall, as the person waits, and in CPU time of the process, which other work on the
machine disturbs less. The least of several runs is taken of each, and both must be past
the limit to fail: a busy machine is not a slow program. The modules of the source are
compiled beforehand, as those of an installed program are.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.packaging.screen import screen
from tests.shots import practice_office

RUNS = 11
LIMIT = 1.3  # × the window from source
PATIENCE = 60  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


def measure(folder: Path) -> dict[str, tuple[float, float]]:
    """Return the seconds of "source" and "frozen": on the wall, and of CPU time."""
    runs: dict[str, list[tuple[float, float]]] = {"source": [], "frozen": []}
    with tempfile.TemporaryDirectory() as work:
        register = practice_office(Path(work) / "data")
        asked = ["--practice", "--db", str(register)]
        programs = {
            "source": [sys.executable, "-m", "stkdesk", *asked],
            "frozen": [str(folder.resolve() / "stkdesk"), *asked],
        }
        for program in programs.values():
            _start(program, work)  # what is read from disk is read once
        for _ in range(RUNS):
            for name, program in programs.items():
                runs[name].append(_start(program, work))
    return {
        name: (min(wall for wall, _ in each), min(cpu for _, cpu in each))
        for name, each in runs.items()
    }


def _start(program: list[str], work: str) -> tuple[float, float]:
    """Start it, wait for the window, and end it."""
    with screen() as shown:
        there = {
            **os.environ,
            "DISPLAY": shown.name,
            "QT_QPA_PLATFORM": "xcb",
            "STKDESK_DATA": f"{work}/data",
            "PYTHONPYCACHEPREFIX": f"{work}/compiled",
        }
        there.pop("PYTHONDONTWRITEBYTECODE", None)
        begun = time.monotonic()
        running = subprocess.Popen(program, env=there)
        try:
            painted = shown.wait_for_paint(PATIENCE)
            cpu = _cpu_time(running.pid)
            if running.poll() is not None:
                raise AssertionError(f"{program[0]} ended with {running.returncode}")
        finally:
            running.kill()
            running.wait()
    return painted - begun, cpu


def _cpu_time(process: int) -> float:
    """Return the seconds it has worked so far, its threads together."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def main() -> int:
    """Print the times and their ratio; fail when it is past the limit."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    times = measure(Path(sys.argv[1]))
    for name, (wall, cpu) in times.items():
        print(f"{name:6} {wall * 1000:5.0f} ms wall   {cpu * 1000:5.0f} ms CPU")
    (source, source_cpu), (frozen, frozen_cpu) = times["source"], times["frozen"]
    wall, cpu = frozen / source, frozen_cpu / source_cpu
    print(f"frozen = {wall:.2f} × source on the wall, {cpu:.2f} × in CPU time", end="")
    print(f" (at most {LIMIT})")
    return int(min(wall, cpu) > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
