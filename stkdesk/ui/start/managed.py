"""The place IT has chosen for the register: made when it can be, told when not."""

from __future__ import annotations

import logging
from pathlib import Path

from stkdesk import settings
from stkdesk.configuration.choices import Choice, Trouble, troubles
from stkdesk.configuration.keys import key_called
from stkdesk.domain.errors import CannotOpenError, NotAllowedError, OfficeError

SHOW = "IT finner grunnen med «stkdesk-cli show-config»."
UNKNOWN = "an unknown name"

log = logging.getLogger(__name__)
_noted: set[Trouble] = set()


class ManagedPlaceError(CannotOpenError):
    """IT has placed the register where no password opens it."""


class ReadAtStartError(ManagedPlaceError):
    """What IT has written is read when the program starts, and not again."""


def note_troubles() -> None:
    """Write in the log, once, what could not be read; never what it was."""
    for trouble in troubles():
        if trouble not in _noted:
            _noted.add(trouble)
            name = key_called(trouble.name) or UNKNOWN  # only a name we have ourselves
            log.warning("configuration: %s in %s not used", name, trouble.source.name)


def by_it(choice: Choice) -> str:
    """Return what is told where a person cannot choose: who has, and where."""
    return f"Registerets plass er styrt av IT ({choice.source.value})."


def require_managed_place(file: Path) -> None:
    """See that ``file`` may be looked for; make the folder IT has chosen for it.

    Only of the office's own register: another is somebody's errand, and the practice
    office may be opened anywhere. Runs on the worker.

    Raises:
        ManagedPlaceError: if IT has chosen something that cannot be used, or a server.

    """
    said = settings.who_places_the_register()
    if said is None or file != settings.register_file():
        return
    if said.is_lost:
        raise ReadAtStartError(
            "IT har bestemt hvor registeret ligger, men det kan ikke leses.",
            "Ingenting er åpnet. Si fra til IT, og start programmet på nytt når det er "
            f"rettet. {SHOW}",
        )
    if settings.chosen_server():
        raise ReadAtStartError(
            "IT har bestemt at registeret ligger på en server.",
            f"Lukk programmet og start det på nytt. Hjelper ikke det, si fra til IT. "
            f"{SHOW}",
        )
    _make_folder(settings.data_folder(), said)


def _make_folder(folder: Path, said: Choice) -> None:
    from stkdesk.storage.places import place_problem  # on the worker

    if problem := place_problem(folder):
        raise ManagedPlaceError(
            "IT har valgt en mappe der registeret ikke kan ligge.",
            f"{by_it(said)} {problem.partition('. ')[0]}. Si fra til IT: mappen må "
            "være på selve maskinen. Sikkerhetskopien kan ligge på nettverket.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise ManagedPlaceError(
            "Mappen IT har valgt for registeret, kan ikke lages.",
            f"Det er {folder}, etter {said.source.value}. Si fra til IT: disken må "
            "være der, og mappen må kunne skrives til.",
        ) from None


def refuse_another_place() -> OfficeError | None:
    """Return why a person may not show the program another register, or None."""
    said = settings.who_places_the_register()
    if said is None:
        return None
    return NotAllowedError(by_it(said), "Skal det ligge et annet sted, spør IT.")
