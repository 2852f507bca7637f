"""A month at the desk, by keys alone: printing, post, punching, signing and the run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from stkdesk.ui.pay.wizard import RunWizard
from stkdesk.ui.timesheets.entry_page import EntryPage
from tests import person
from tests.desk import SLOW
from tests.journeys.contacting import command, press_by_keys
from tests.journeys.month_papers import Sheet, keys_in
from tests.journeys.paper import Paper


def settled(worker):
    """Wait until nothing is being read or saved."""
    space = worker.window.workspace
    worker.qtbot.waitUntil(
        lambda: not space.is_reading and not space.is_saving, timeout=SLOW
    )


def goes_to_page(worker, text: str, room: str):
    """Go to a room by Ctrl+K, and return its page when its list is there."""
    command(worker, text)
    worker.qtbot.waitUntil(lambda: worker.window.page.room == room, timeout=SLOW)
    settled(worker)
    return worker.window.page


# Papers.


def prints(worker, title: str, file: Path) -> Path:
    """Print the pile that opens, and mail it: one act for all of it."""
    pile = worker.opened(title)
    worker.desk.key("Ctrl+S", pile)
    saves_in(worker, file)
    worker.reads("Kom alt riktig ut av skriveren?", where=pile)
    press_by_keys(worker, "Ja", pile)
    worker.reads("merket som skrevet ut", where=pile)
    press_by_keys(worker, "Alt er sendt i dag", pile)
    worker.reads("merket som sendt", where=pile)
    worker.desk.key("Esc", pile)
    worker.gone(pile)
    worker.back_in()
    return file


def letters_in(file: Path) -> int:
    """Count the letters of a pile: each begins on a front page, backs are empty."""
    paper = Paper(file)
    return sum(bool(paper.text(page)) for page in range(1, paper.pages + 1))


def saves_in(worker, file: Path):
    """Type where a file is to lie, in the dialog that asks."""

    def _asked():
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        return [each for each in shown if isinstance(each, QFileDialog)]

    worker.qtbot.waitUntil(lambda: len(_asked()) == 1, timeout=SLOW)
    [dialog] = _asked()
    worker.desk.type("<Ctrl+A>", str(file), "<Return>", where=dialog)
    worker.qtbot.waitUntil(lambda: not _asked(), timeout=SLOW)


# The board of one period.


def the_board(worker):
    """Go to the month step by step, and return the board."""
    page = goes_to_page(worker, "Månedsrapporter", "timesheets")
    if page._front is not page.steps:
        worker.desk.key("F4")
    worker.qtbot.waitUntil(lambda: page.steps.rows.is_loaded, timeout=SLOW)
    settled(worker)
    return page.steps


def marks(worker, board, first: int, last: int):
    """Mark the rows from the place ``first`` to ``last``, counted from 1."""
    keys = [
        "<Ctrl+Home>",
        *["<Down>"] * (first - 1),
        *["<Shift+Down>"] * (last - first),
    ]
    worker.qtbot.waitUntil(board.grid.hasFocus, timeout=SLOW)
    worker.desk.type(*keys)
    assert len(board.grid.chosen_rows()) == last - first + 1


def takes(worker, keys: str, said: str):
    """Press the keys of an act, and wait until it is said to be done."""
    worker.desk.key(keys)
    worker.reads(said)
    settled(worker)


def left_out(worker, sheets: str):
    """Read that some were left, and go on."""
    told = worker.opened(f"{sheets} ble ikke med")
    texts = person.texts(told)
    worker.desk.key("Return", told)
    worker.gone(told)
    worker.back_in()
    return " ".join(texts)


# Punching.


def punches(worker, entry: EntryPage, tray: dict[int, Sheet], count: int):
    """Type ``count`` papers of the pile, as each comes up; return keys by number."""
    counted: dict[int, int] = {}
    for place in range(count):
        number = is_up(worker, entry, counted)
        typed: Sequence[str] = tray[number].keys
        counted[number] = keys_in(typed)
        if place == count - 1 and typed[-1] == "<Ctrl+Return>":
            typed = (*typed[:-1], "<Ctrl+S>")  # the last: back to the grid
        worker.desk.type(*typed)
    worker.qtbot.waitUntil(lambda: not entry.isVisible(), timeout=SLOW)
    settled(worker)
    return counted


def is_up(worker, entry: EntryPage, done) -> int:
    """Wait until a sheet that is not typed can be typed, and return its number."""

    def _number() -> int:
        return int(entry.head.who.rpartition("O-")[2] or 0)

    def _ready() -> bool:
        line = entry.line.edit
        free = line.isEnabled() and not line.isReadOnly() and line.hasFocus()
        return entry.isVisible() and free and _number() not in done and _number() > 0

    worker.qtbot.waitUntil(_ready, timeout=SLOW)
    return _number()


# The run.


def begins_run(worker) -> RunWizard:
    """Open Kjør måneden, and wait until it is worked out."""
    page = goes_to_page(worker, "Lønn", "pay")
    worker.desk.key("Ctrl+N")
    wizard = worker.opened("Kjør måneden")
    assert isinstance(wizard, RunWizard)
    worker.qtbot.waitUntil(lambda: wizard.found is not None, timeout=SLOW)
    assert page.isVisible()
    return wizard


def chooses_folder(worker, wizard: RunWizard, folder: Path):
    """Say where payroll fetches its files."""
    press_by_keys(worker, "Velg mappe …", wizard)
    saves_in(worker, folder)
    worker.reads(str(folder), where=wizard)


def on(worker, wizard: RunWizard, times: int):
    """Press Ctrl+Enter."""
    for _ in range(times):
        worker.qtbot.waitUntil(wizard.on.isEnabled, timeout=SLOW)
        worker.desk.key("Ctrl+Return", wizard)


def is_done(worker, wizard: RunWizard):
    """Wait until the run is done, and close the window."""
    worker.reads("Kjøringen er gjort.", where=wizard)
    worker.qtbot.waitUntil(lambda: not wizard.on.isEnabled(), timeout=SLOW)
    worker.desk.key("Esc", wizard)
    worker.gone(wizard)
    worker.back_in()
