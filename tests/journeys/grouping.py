"""What the journeys of assignments, groups and matches share.

opens(worker, "Grupper", "Svømmegruppen")
puts_away(worker, worker.opened("Oppdragsavtale A-"))
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QTableView,
    QWidget,
)

from tests import person
from tests.desk import SLOW
from tests.journeys.contacting import press_by_keys


def goes_to_part(worker, part: str):
    """Go to Oppdrag by its key, and to one of its parts; return the page."""
    worker.goes_to("Oppdrag")
    if part != "Oppdrag":
        worker.press(part)
    worker.qtbot.waitUntil(lambda: worker.window.page.title == part, timeout=SLOW)
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=SLOW)
    return page


def opens(worker, part: str, name: str):
    """Go to a part of Oppdrag and click the row called so; return the page."""
    page = goes_to_part(worker, part)
    person.click_row(worker.qtbot, page.table, name)
    worker.qtbot.waitUntil(lambda: person.says(page, name), timeout=SLOW)
    return page


def offers(worker, where: QWidget, text: str):
    """Wait until a button called ``text`` is there and awake."""

    def _awake():
        shown = [b for b in where.findChildren(QAbstractButton) if b.isVisible()]
        return any(
            text in (b.text().replace("&", ""), b.accessibleName()) and b.isEnabled()
            for b in shown
        )

    worker.qtbot.waitUntil(_awake, timeout=SLOW)


def picks(worker, form: QWidget, name: str, *, typed: str = ""):
    """Type a name where the cursor is, and take the one found with Enter."""
    worker.desk.type(typed or name, where=form)

    def _found():
        lists = [each for each in form.findChildren(QListWidget) if each.isVisible()]
        texts = [each.item(0).text() for each in lists if each.count()]
        return len(texts) == 1 and texts[0].startswith(name)

    worker.qtbot.waitUntil(_found, timeout=SLOW)
    worker.desk.type("<Return>", where=form)


def puts_away(worker, shown: QWidget):
    """Close a window that shows a paper with Esc."""
    worker.desk.key("Esc", shown)
    worker.gone(shown)
    worker.back_in()


def points_at(button: QAbstractButton):
    """Hold the mouse over a button."""
    QCursor.setPos(button.mapToGlobal(button.rect().center()))


def sleeping(where: QWidget, text: str) -> QAbstractButton:
    """Return the button ``text``, which must be asleep."""
    found = person.button(where, text)
    assert not found.isEnabled(), text
    return found


def saved_copy(worker, shown: QWidget, file: Path) -> bytes:
    """Save the papers shown as ``file``, and return what is in it."""
    worker.press("Lagre som PDF …", shown)
    dialog = shown.findChildren(QFileDialog)[-1]
    dialog.findChild(QLineEdit).setText(str(file))
    dialog.accept()
    worker.qtbot.waitUntil(file.exists, timeout=SLOW)
    return file.read_bytes()


def presses(worker, text: str, where: QWidget | None = None):
    """Press a button by keys when everything asked for is on the screen."""
    worker.back_in()
    settles(worker)
    press_by_keys(worker, text, where)


def settles(worker):
    """Wait until nothing is being saved or read."""
    office = worker.window.workspace
    worker.qtbot.waitUntil(
        lambda: not office.is_saving and not office.is_reading, timeout=SLOW
    )


def comes_to(worker, table: QTableView, name: str):
    """Go down the list with the arrow until the cursor is on the row called so."""
    worker.qtbot.waitUntil(
        lambda: any(name in row for row in person.rows(table)), timeout=SLOW
    )
    table.setFocus()
    window = table.window()
    worker.desk.key("Ctrl+Home", window)
    for _row in range(table.model().rowCount()):
        if table.model().index(table.currentIndex().row(), 0).data() == name:
            return
        worker.desk.key("Down", window)
    raise AssertionError(f"{name!r} is not in the list: {person.rows(table)}")
