"""Makes the pictures of the README anew, by opening the window and looking.

    ./dev pictures

The practice office is the same every time: invented people, one seed, one day. The
pictures go to ``.github/pictures``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURES = Path(__file__).parents[1] / ".github" / "pictures"
ROOMS = (  # room, further arguments to tests.shots
    ("today", ()),
    ("clients", ()),
    ("assignments", ()),
    ("timesheets", ("--dark",)),
    ("papers", ()),
)
PAPERS = (("timeliste", "1"), ("vedtak", "1"))
DOTS_A_POINT = 1.25


def main() -> int:
    """Make every picture and say where it is."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for room, further in ROOMS:
            _module("tests.shots", folder, room, "--name", room, *further)
        for file in work.glob("*.png"):
            target = PICTURES / f"{file.stem.rpartition('-')[0]}.png"
            target.write_bytes(file.read_bytes())
            sys.stdout.write(f"{target}\n")
        for kind, number in PAPERS:
            sys.stdout.write(f"{_paper(work, kind, number)}\n")
    return 0


def _paper(work: Path, kind: str, number: str) -> Path:
    """Print one paper at the console and take a picture of its first page."""
    import pypdfium2

    file = work / f"{kind}.pdf"
    asked = ("--db", str(work / "oving.db"), "--kind", kind, "--id", number)
    _module("stkdesk.cli", "print", "document", *asked, "--out", str(file))
    document = pypdfium2.PdfDocument(file)
    target = PICTURES / f"{kind}.png"
    document[0].render(scale=DOTS_A_POINT).to_pil().save(target, optimize=True)
    document.close()
    return target


def _module(name: str, *arguments: str) -> None:
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-m", name, *arguments],
        check=True,
        env=quiet,
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    raise SystemExit(main())
