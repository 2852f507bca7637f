"""What Ctrl+K offers: rooms, actions, and everything in the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from stkdesk.services.search import Hit, find
from stkdesk.ui.palette import Entry, Palette
from stkdesk.ui.rooms import COMMANDS, PICTURES, PLACES, room_keys

if TYPE_CHECKING:
    from stkdesk.ui.main_window import MainWindow
    from stkdesk.ui.workspace import Workspace


def open_palette(window: MainWindow, workspace: Workspace) -> Palette:
    """Lay the palette over ``window``; it finds in ``workspace``."""

    def _search(words: str, deliver: Callable[[Sequence[Entry]], None]) -> None:
        workspace.ask(
            lambda session: find(session, words),
            lambda hits: deliver([_entry(window, hit) for hit in hits]),
            key=(id(window), "find"),
        )

    return Palette(window, _entries(window, workspace), _search)


def _entry(window: MainWindow, hit: Hit) -> Entry:
    picture = PICTURES.get(hit.room, "FileSearch")
    act = partial(window.open, hit.room, hit.number)
    return Entry(hit.title, hit.detail, picture, act)


def _entries(window: MainWindow, workspace: Workspace) -> list[Entry]:
    """Return what the one at work can go to and do."""
    rooms = [
        Entry(
            room.title,
            " · ".join(part for part in ("Gå til", room_keys(at)) if part),
            room.icon,
            partial(window.open, room.key),
        )
        for at, room in enumerate(window.rooms)
    ]
    commands = [
        Entry(
            command.title,
            command.detail,
            command.icon,
            partial(window.run, command.room, command.method),
        )
        for command in COMMANDS
        if workspace.may(*command.rights)
    ]
    office = [
        Entry(
            each.title,
            "Gå til · Innstillinger",
            PICTURES["office"],
            partial(window.open, "office", each.key),
        )
        for each in PLACES
        if workspace.may(*each.rights)
        and any(room.key == "office" for room in window.rooms)
    ]
    helping = Entry(
        "Hjelp", "Om skjermbildet · F1", "QuestionmarkCircle", window.show_help
    )
    return [*rooms, *commands, *office, helping]
