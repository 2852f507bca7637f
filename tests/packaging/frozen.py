"""Looks at a built folder as the one who gets it will.

    python -m tests.packaging.frozen FOLDER [--out PICTURES]

The folder is tried on a stranger's machine (see ``stranger``): its parts, its errands
at the console, its self-test, and its window on a screen (Xvfb) with the practice
office, closed by the keys. Prints a line for each and ends with 1 if one failed.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stkdesk import __version__
from tests.packaging.screen import Screen, screen
from tests.packaging.stranger import Machine, listing, strangers_machine

LOOK_EVERY = 0.05  # seconds
NO_SERVER = "postgresql://ola@localhost:1/stk"
ASKED_TO_ACT = 2  # the exit code when the person can do something about it
OFFICE = "Øvingskontor på skrivebordet.db"
PATIENCE = 90  # seconds, on a busy machine
PAGE = (300, 110, 1360, 800)  # where the first page stands on the screen
MANY_COLOURS = 100  # a page with words and marks has more; an empty one has not

# Under the GPL only, or of no use to the program: Qt's, then those of Python and GTK.
UNWANTED = re.compile(
    r"virtualkeyboard|qt6?(charts|graphs|datavisualization|qml|quick|webengine|designer"
    r"|help|uitools|test|sql|pdf|multimedia|httpserver|networkauth|lottie|3d)"
    r"|opengl32sw|qdirect2d|libreadline|/readline\.|libgdbm|_gdbm|libgtk|libqgtk"
    r"|tkinter|libtcl|libtk\d|numpy|pytest|PyInstaller/|__pycache__|\.pyi$|upx",
    re.IGNORECASE,
)
WANTED = (
    "stkdesk",
    "stkdesk-cli",
    "_internal/stkdesk/_resources/postal_codes.csv",
    "_internal/stkdesk/_resources/fonts/Inter-Regular.ttf",
    "_internal/stkdesk/_resources/licences/lgpl-3.txt",
    "_internal/stkdesk/_resources/licences/qt.txt",
    "_internal/stkdesk/_resources/licences/packages/sqlalchemy.txt",
    "_internal/stkdesk/_resources/licences/packages/python.txt",
    "_internal/stkdesk/storage/migrations/env.py",
)


class Failed(Exception):  # noqa: N818 - read as a sentence
    """What the one who gets the folder would be unhappy about."""


def parts(machine: Machine, _out: Path) -> str:
    """Nothing is missing, and nothing is there that must not be shipped."""
    there = sorted(listing(machine.program))
    missing = [name for name in WANTED if name not in there]
    unwanted = [name for name in there if UNWANTED.search(name)]
    if missing or unwanted:
        raise Failed(f"missing: {missing}; should not be there: {unwanted}")
    size = sum(size for size, _time in listing(machine.program).values())
    return f"{len(there)} files, {size / 1e6:.0f} MB"


def errands(machine: Machine, _out: Path) -> str:
    """Each of a few errands answers at the console, in Norwegian letters."""
    office = machine.home / OFFICE
    papers = machine.home / "Timelister for måneden.pdf"
    at = ("--db", str(office))
    asked: tuple[tuple[str, ...], ...] = (
        ("version",),
        ("practice", *at),
        ("check", *at),
        ("print", "month", *at, "--period", "2026-10", "--out", str(papers)),
    )
    code, said = machine.run("stkdesk-cli", "check", "--db", NO_SERVER)
    if code != ASKED_TO_ACT:
        raise Failed(f"an address nobody answers at gives {code}: {said}")
    for words in asked:
        code, said = machine.run("stkdesk-cli", *words)
        if code:
            raise Failed(f"stkdesk-cli {' '.join(words[:2])} ended with {code}: {said}")
        if words == ("version",) and __version__ not in said:
            raise Failed(f"says {said.strip()!r}, not {__version__}")
    if not papers.read_bytes().startswith(b"%PDF-"):
        raise Failed("did not print a PDF")
    kilobytes = papers.stat().st_size // 1000
    return f"version, practice, check, print month ({kilobytes} kB)"


def self_test(machine: Machine, out: Path) -> str:
    """The program tries itself and is content."""
    results = machine.home / "Egenprøve"
    code, said = machine.run("stkdesk-cli", "self-test", "--out", str(results))
    (out / "self-test.txt").write_text(said, encoding="utf-8")
    if code:
        raise Failed(f"ended with {code}:\n{said}")
    return said.strip().splitlines()[-1]


def window(machine: Machine, out: Path) -> str:
    """The window comes up with the practice office, and Alt+F4 closes it."""
    with screen(managed=True) as shown:
        arguments = ("--practice", "--db", str(machine.home / OFFICE))
        running = machine.start("stkdesk", *arguments, display=shown.name)
        try:
            _wait(lambda: shown.colours(PAGE) > MANY_COLOURS, "the first page")
            _settle(shown)
            colours = shown.colours(PAGE)
            shown.picture().save(out / "window.png")
            strange = sorted(_read_from_elsewhere(running.pid, machine))
            shown.keys("alt+F4")
            said, _ = running.communicate(timeout=PATIENCE)
        finally:
            if running.poll() is None:
                shown.picture().save(out / "window-failed.png")
                running.kill()
                said, _ = running.communicate()
                print(said)
    if running.returncode or said.strip():
        raise Failed(f"ended with {running.returncode}, and said: {said}")
    if strange:
        raise Failed(f"loaded from outside the folder: {strange}")
    return f"{colours} colours; closed by Alt+F4, exit 0"


def _settle(shown: Screen) -> None:
    """Wait until the picture has stood still for a second."""
    end, last, since = time.monotonic() + PATIENCE, b"", time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < 1:
        now = shown.picture().tobytes()
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(LOOK_EVERY)


def _wait(is_so: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise Failed(f"{what} did not come within {PATIENCE} seconds")
        time.sleep(LOOK_EVERY)


def _read_from_elsewhere(process: int, machine: Machine) -> Iterator[str]:
    """Yield Python or Qt libraries that were taken from another place than ours."""
    for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines():
        file = "".join(line.partition("/")[1:])
        is_ours = file.startswith(str(machine.program))
        if not is_ours and re.search(r"(python|Qt6|PySide|site-).*\.so", file):
            yield file


def main() -> int:
    """Look at everything and say how it went."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("folder", type=Path)
    reader.add_argument("--out", type=Path, default=Path("build/frozen"))
    asked = reader.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with strangers_machine(asked.folder) as machine:
        print(f"in {machine.program} ({len(str(machine.program))} signs)")
        print("network: " + ("NOT cut off here" if machine.has_network else "none"))
        before = listing(machine.program)
        for look in (parts, errands, self_test, window):
            begun = time.monotonic()
            try:
                told = look(machine, asked.out)
            except Failed as error:
                failed, told = failed + 1, f"FAILED: {error}"
            took = time.monotonic() - begun
            print(f"{look.__name__:10} {took:5.1f} s  {told}", flush=True)
        if listing(machine.program) != before:
            failed += 1
            print("FAILED: the program wrote in its own folder")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
