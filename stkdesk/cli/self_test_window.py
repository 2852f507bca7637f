"""The window of the self-test, in a process of its own: a fall of it is a finding.

The one who asks starts this program again with ``self-test --window FOLDER``; what was
seen comes back in a file.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from stkdesk.configuration import choices
from stkdesk.configuration.choices import DATA_VARIABLE
from stkdesk.configuration.ini import Written
from stkdesk.configuration.sources import Machine
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.diagnosis_hiding import without_names
from stkdesk.services.self_test.steps import AGAIN, Place

PATIENCE = 300  # seconds for all of it
UNSEEN = "offscreen"
PICTURE, ANSWER, WORDS = "vindu.png", "vindu.json", "vindu-feil.txt"
NO_CONSOLE = 0x08000000  # CREATE_NO_WINDOW of Windows


def machine_of_its_own(folder: Path) -> Machine:
    """Return a machine nobody has decided anything about, with its data in ``folder``.

    What IT has decided would lead a backup or a log of invented people elsewhere.
    """
    return Machine(
        Written, Written, Written, {**os.environ, DATA_VARIABLE: str(folder)}
    )


class WindowTrial:
    """Opens the window, and remembers what was seen for the steps that ask."""

    def __init__(self) -> None:
        """Nothing has been seen yet."""
        self.seen: dict[str, Any] = {}

    def opens(self, place: Place) -> str:
        """Open the window, visit every room, close it.

        Raises:
            OfficeError: with what went wrong first.

        """
        if not place.practice.exists():
            raise OfficeError("Ikke prøvd: øvingskontoret ble ikke laget.")
        code = _run(place.scratch)
        _keep(place)
        try:
            self.seen = json.loads((place.scratch / ANSWER).read_text("utf-8"))
        except (OSError, ValueError):
            raise OfficeError(
                f"Vinduet falt sammen (kode {code}).", _why(place)
            ) from None
        if faults := self.seen["faults"]:
            raise OfficeError(
                f"{count(len(faults), 'feil', 'feil')} i vinduet, først: "
                f"{' '.join(faults[0].split())}",
                AGAIN,
            )
        rooms, typeface = len(self.seen["rooms"]), self.seen["typeface"]
        if not typeface:  # only boxes are drawn
            raise OfficeError("Vinduet har ingen skrift å skrive med.", AGAIN)
        return f"{rooms} rom åpnet, skriften {typeface}, Qt {self.seen['toolkit']}"

    def printers(self, _place: Place) -> str:
        """Tell how many printers the account has; none is fine.

        Raises:
            OfficeError: if the window could not be asked.

        """
        if not self.seen:
            raise OfficeError("Ikke prøvd: vinduet åpnet seg ikke.")
        if number := self.seen["printers"]:
            return count(number, "skriver", "skrivere")
        return "ingen; alt kan lagres som PDF"


def show(folder: Path) -> int:
    """Be the one who opens the window, and write what was seen."""
    choices.use(machine_of_its_own(folder / "data"))
    os.environ["QT_QPA_PLATFORM"] = UNSEEN  # not all systems hand it on
    from stkdesk.services.self_test.registers import DAY
    from stkdesk.ui.app import try_unseen

    register, picture = Place(folder).practice, folder / PICTURE
    seen = try_unseen(register, picture, today=DAY, for_qt=("-platform", UNSEEN))
    (folder / ANSWER).write_text(json.dumps(seen._asdict()), "utf-8")
    return 0


def _run(folder: Path) -> int:
    """Return how this program ended, started again to open the window."""
    ours = [] if getattr(sys, "frozen", False) else ["-P", "-m", "stkdesk.cli"]
    command = [sys.executable, *ours, "self-test", "--window", str(folder)]
    surroundings = {**os.environ, DATA_VARIABLE: str(folder / "data")}
    if ours:  # wherever it was started from
        surroundings["PYTHONPATH"] = os.pathsep.join([_source(), *_others()])
    with (folder / WORDS).open("wb") as words:
        process = subprocess.Popen(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
            creationflags=NO_CONSOLE if sys.platform == "win32" else 0,
        )
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise OfficeError("Vinduet svarte ikke.", AGAIN) from None
        finally:
            process.kill()
            process.wait()


def _source() -> str:
    return str(Path(__file__).resolve().parents[2])


def _others() -> list[str]:
    return [each for each in (os.environ.get("PYTHONPATH", ""),) if each]


def _keep(place: Place) -> None:
    """Keep the picture, and what was said and logged while the window fell.

    Libraries name folders in what they say, and those may name the account.
    """
    if place.kept is None:
        return
    if (made := place.scratch / PICTURE).exists():
        shutil.copyfile(made, place.kept / PICTURE)
    logs = sorted((place.scratch / "data" / "Logs").glob("*.log"))
    said = (place.scratch / WORDS).read_text("utf-8", "replace")
    if said:
        told = "\n".join([said, *(log.read_text("utf-8", "replace") for log in logs)])
        told = told.replace(str(place.scratch), "prøvemappen")
        (place.kept / WORDS).write_text(without_names(told), "utf-8")


def _why(place: Place) -> str:
    if place.kept is None:
        return "Kjør på nytt med --out for å se hvorfor."
    return f"Se {WORDS}."
