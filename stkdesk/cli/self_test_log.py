"""What the self-test tells: a line for each step as it is done, and two files."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from stkdesk import __version__
from stkdesk.domain.errors import CannotSaveError
from stkdesk.logs import reports
from stkdesk.services.self_test.steps import Outcome

TEXT, DATA = "selvtest.txt", "selvtest.json"
WIDTH = 34  # signs of a title


class Telling:
    """Writes every line at once, to the console and to the file if there is one."""

    def __init__(self, folder: Path | None) -> None:
        """Begin the file in ``folder``, which is made if it is missing.

        Raises:
            CannotSaveError: if it cannot be written there.

        """
        self._folder = folder
        self._text: IO[str] | None = None
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._text = (folder / TEXT).open("w", encoding="utf-8")
        except OSError as error:
            raise CannotSaveError(
                "Mappen etter --out kan ikke skrives til.",
                "Velg en annen mappe, eller be IT om skrivetilgang til den.",
            ) from error

    def say(self, line: str = "", *, end: str = "\n") -> None:
        """Write ``line``; a console that is gone stops nothing."""
        with suppress(OSError):
            print(line, end=end, flush=True)
        if self._text is not None:
            self._text.write(line + end)
            self._text.flush()

    def close(self) -> None:
        """Let go of the file."""
        if self._text is not None:
            self._text.close()
            self._text = None

    # What is said.

    def begin(self, versions: dict[str, str]) -> None:
        """Say which program this is, and where it runs."""
        now = datetime.now().astimezone()
        self.say(f"stkdesk {__version__} – selvtest {now:%d.%m.%Y %H.%M}")
        for name, value in versions.items():
            self.say(f"{name}: {value}")
        self.say()

    def step(self, title: str) -> None:
        """Say what is being tried now."""
        self.say(f"{title:<{WIDTH}}", end=" ")

    def outcome(self, outcome: Outcome) -> None:
        """Say how it went."""
        word = "ok  " if outcome.is_fine else "FEIL"
        self.say(f"{word} {outcome.seconds:5.1f} s  {outcome.told}")
        for place in outcome.places:
            self.say(f"    {place}")

    def end(self, versions: dict[str, str], outcomes: list[Outcome]) -> None:
        """Say what it comes to."""
        wrong = [each for each in outcomes if not each.is_fine]
        self.say()
        if wrong:
            titles = ", ".join(each.title for each in wrong)
            self.say(f"Noe virker ikke: {titles}.")
            self.say(
                "Gjør det som står ved FEIL, og kjør selvtesten på nytt. Hjelper det "
                "ikke, send disse linjene til dem som har laget programmet."
            )
        else:
            self.say("Alt i orden.")
        if self._folder is not None:
            told = _as_data(versions, outcomes)
            text = json.dumps(told, ensure_ascii=False, indent=1)
            (self._folder / DATA).write_text(text + "\n", "utf-8")


def versions() -> dict[str, str]:
    """Return what the program runs on; nothing of the person or the machine's name."""
    about = {"System": reports.system(), "Program": reports.how_it_runs()}
    try:
        from stkdesk.storage.versions import library_versions
    except ImportError:  # a step tells which part is gone
        return about
    return about | {name: told for name, told in library_versions().items() if told}


def _as_data(versions: dict[str, str], outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "stkdesk": __version__,
        "ok": all(each.is_fine for each in outcomes),
        "versions": versions,
        "steps": [
            {
                "step": each.key,
                "title": each.title,
                "ok": each.is_fine,
                "told": each.told,
                "seconds": round(each.seconds, 2),
                "places": each.places,
            }
            for each in outcomes
        ],
    }
