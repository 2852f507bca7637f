"""What the command line of the window asks for."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from stkdesk import __version__
from stkdesk.ui.theme import Scheme

USAGE = (
    "Bruk: stkdesk [--practice] [--data MAPPE] [--db FIL | ADRESSE]"
    " [--dark | --light] [--version]"
)
FINE, MISUSED = 0, 2
ICON_OF_ERROR, ICON_OF_WORD = 0x10, 0x40  # MB_ICONERROR, MB_ICONINFORMATION


class Asked(NamedTuple):
    """What the command line asks for."""

    practice: bool = False
    db: Path | None = None
    server: str = ""  # the address of one, instead of a file
    scheme: Scheme | None = None  # this time only
    data: Path | None = None  # the folder of the register, before what IT has chosen
    for_qt: tuple[str, ...] = ()  # handed on to the toolkit


def read_arguments(arguments: Sequence[str]) -> Asked:
    """Return what ``arguments`` ask for; one that is wrong ends the program.

    Read by hand: argparse costs as much as a tenth of a bare window.
    """
    asked, rest = Asked(), [*arguments]
    while rest:
        match rest.pop(0):
            case "--practice":
                asked = asked._replace(practice=True)
            case "--db" if rest and rest[0].startswith("postgres"):
                asked = asked._replace(server=rest.pop(0))
            case "--db" if rest:
                asked = asked._replace(db=Path(rest.pop(0)))
            case "--data" if rest:
                asked = asked._replace(data=_folder(rest.pop(0)))
            case "--dark":
                asked = asked._replace(scheme=Scheme.DARK)
            case "--light":
                asked = asked._replace(scheme=Scheme.LIGHT)
            case "-platform" if rest:
                asked = asked._replace(for_qt=("-platform", rest.pop(0)))
            case "--version":
                say_and_end(f"stkdesk {__version__}", FINE)
            case "--db":
                say_and_end(f"--db må følges av en fil eller en adresse.\n{USAGE}")
            case "--data":
                say_and_end(f"--data må følges av en mappe.\n{USAGE}")
            case unknown:
                say_and_end(f"Programmet kjenner ikke «{unknown}».\n{USAGE}")
    return asked


def _folder(text: str) -> Path:
    """Return the folder called ``text``, whole: the program may move meanwhile."""
    folder = Path(text).expanduser().absolute()
    if not text.strip() or (os.path.lexists(folder) and not folder.is_dir()):
        say_and_end(f"--data må følges av en mappe.\n{USAGE}")
    return folder


def say_and_end(text: str, code: int = MISUSED) -> NoReturn:
    """Say ``text`` where it can be seen, and end the program.

    The window's program has no console on Windows, so there it is said in a box.
    """
    console = sys.stdout if code == FINE else sys.stderr
    if console is not None:
        print(text, file=console)
    elif sys.platform == "win32":
        import ctypes

        picture = ICON_OF_WORD if code == FINE else ICON_OF_ERROR
        ctypes.windll.user32.MessageBoxW(0, text, "stkdesk", picture)
    raise SystemExit(code)
