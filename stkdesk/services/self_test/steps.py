"""A step of the self-test: what it is, trying it, and telling how it went."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from stkdesk import logs
from stkdesk.domain.errors import OfficeError

#: What people call their folders; all that is tried lies in one like it.
ODD = "Søknad mappe æøå"
LONG = 170  # signs of the folder; files and folders in it make it more than 200
AGAIN = "Installer programmet på nytt."


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is tried: a folder that is thrown away, and one for what is kept."""

    scratch: Path
    kept: Path | None = None

    @property
    def odd(self) -> Path:
        """A folder with spaces, letters of our own and a long path."""
        folder = self.scratch / ODD
        while len(str(folder)) < LONG:
            folder /= "langt navn på en mappe i kommunen"[: LONG - len(str(folder))]
        return Path(str(folder).rstrip())

    @property
    def practice(self) -> Path:
        """The register of the practice office, once it is built."""
        return self.odd / "oving.db"

    @property
    def papers(self) -> Path | None:
        """Where documents are kept, or None when they are not."""
        return self.kept / "Dokumenter" if self.kept else None


class Step(NamedTuple):
    """One thing to try. ``run`` returns what was seen, in a few Norwegian words.

    It raises ``OfficeError`` for what IT can do something about; all else is a fault.
    """

    key: str
    title: str
    run: Callable[[Place], str]


class Outcome(NamedTuple):
    """How a step went: ``told`` is what was seen, or what is wrong and what to do."""

    key: str
    title: str
    is_fine: bool
    told: str
    seconds: float
    places: tuple[str, ...] = ()  # of a fault: where in the program


def tried(step: Step, place: Place) -> Outcome:
    """Try ``step``; whatever it stumbles in is told, and never who it was about."""
    begun = time.monotonic()
    places: tuple[str, ...] = ()
    try:
        is_fine, told = True, step.run(place)
    except OfficeError as error:
        is_fine, told = False, f"{error.title} {error.advice}".strip()
    except Exception as error:
        kind, *steps = logs.where(error).splitlines()
        places = tuple(line.strip() for line in steps)
        is_fine, told = False, f"Feil i programmet ({kind}). {AGAIN}"
    seconds = time.monotonic() - begun
    told = told.replace(str(place.odd), "prøvemappen")
    told = told.replace(str(place.scratch), "prøvemappen")
    return Outcome(step.key, step.title, is_fine, told, seconds, places)
