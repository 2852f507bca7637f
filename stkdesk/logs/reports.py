"""A small file for each fault: which program, what kind, where in the code.

Nothing of what the program was working with: it can be sent to whoever mends it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from stkdesk import __version__
from stkdesk.logs.files import folders

MOST = 10  # reports of one run: a fault that comes at every tick tells nothing new

TEXT = """Krasjrapport fra stkdesk
Uten opplysninger om personer, og uten det som var skrevet.

Referanse  {reference}
Tid        {when:%Y-%m-%d %H:%M:%S}
Versjon    {version}
System     {system}
Slag       {kind}

{places}
"""


class _Run:
    written = 0


def reference() -> str:
    """Return a new reference of a fault."""
    return os.urandom(4).hex()


def write(named: str, kind: str, places: str, when: datetime | None = None) -> None:
    """Write what went wrong under the reference ``named``; do without if it cannot be.

    ``kind`` and ``places`` are discreet: nothing is taken out of them here.
    """
    if _Run.written >= MOST:
        return
    _Run.written += 1
    now = (when or datetime.now(UTC)).astimezone()
    text = TEXT.format(
        reference=named,
        when=now,
        version=f"{__version__}, {how_it_runs()}",
        system=system(),
        kind=kind,
        places=places,
    )
    for folder in folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            _keep(folder / f"krasj-{now:%Y%m%d}-{named}.txt", text)
            return


def system() -> str:
    """Return the operating system and Python, and not the name of the machine."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    bits = 64 if sys.maxsize > 2**32 else 32
    if sys.platform == "win32":
        seen = sys.getwindowsversion()
        name = f"Windows {seen.major}.{seen.minor}.{seen.build}"
    else:
        seen = os.uname()
        name = f"{seen.sysname} {seen.release}"
    return f"{name}, Python {python}, {bits} bit"


def how_it_runs() -> str:
    """Return whether this is the installed program."""
    return "installert" if getattr(sys, "frozen", False) else "fra kildekoden"


def _keep(file: Path, text: str) -> None:
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)
