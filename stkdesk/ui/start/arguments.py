"""What the command line of the window asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from stkdesk.ui.theme import Scheme

USAGE = "Bruk: stkdesk [--practice] [--db FIL | ADRESSE] [--dark | --light]"


class Asked(NamedTuple):
    """What the command line asks for."""

    practice: bool = False
    db: Path | None = None
    server: str = ""  # the address of one, instead of a file
    scheme: Scheme | None = None  # this time only


def read_arguments(arguments: Sequence[str]) -> Asked:
    """Return what ``arguments`` ask for; an unknown one ends the program.

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
            case "--dark":
                asked = asked._replace(scheme=Scheme.DARK)
            case "--light":
                asked = asked._replace(scheme=Scheme.LIGHT)
            case _:
                raise SystemExit(USAGE)
    return asked
