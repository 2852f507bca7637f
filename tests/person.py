"""Hands and eyes for tests: find things by what is written on the screen.

person.press(qtbot, window, "Ny bruker")
form = person.window("Ny bruker")
person.write(qtbot, form, "Fornavn", "Åse")
person.key(qtbot, form, "Ctrl+S")
assert person.rows(page.table) == [["Åse Moe", …]]
"""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

WAIT = 5000  # milliseconds; a condition that is not met by then is a failure


def show(qtbot, widget: QWidget) -> None:
    """Show ``widget`` as a window and wait until the keys go to it."""
    with qtbot.waitActive(widget, timeout=WAIT):
        widget.show()
        widget.activateWindow()


def window(title: str) -> QWidget:
    """Return the open window or dialog with this title."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    found = [each for each in shown if each.windowTitle() == title]
    assert len(found) == 1, f"{title!r} not among {[w.windowTitle() for w in shown]}"
    return found[0]


def wait_for_window(qtbot, title: str) -> QWidget:
    """Return the window with this title when it has opened."""

    def _open():
        return [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each.windowTitle() == title
        ]

    qtbot.waitUntil(lambda: len(_open()) == 1, timeout=WAIT)
    return _open()[0]


def field(where: QWidget, text: str) -> QWidget:
    """Return the field that the visible label belongs to."""
    labels = [each for each in where.findChildren(QLabel) if each.isVisibleTo(where)]
    found = [each for each in labels if _plain(each.text()) == text and each.buddy()]
    if found:
        assert len(found) == 1, f"{len(found)} fields are called {text!r}"
        return found[0].buddy()
    boxes = where.findChildren(QCheckBox)
    [match] = [each for each in boxes if _plain(each.text()) == text]
    return match


def write(qtbot, where: QWidget, label: str, text: str) -> None:
    """Type ``text`` in the field ``label`` in place of what stands there."""
    edit = field(where, label)
    edit.setFocus()
    if isinstance(edit, QPlainTextEdit | QLineEdit):
        edit.selectAll()
    qtbot.keyClicks(edit, text)


def choose(where: QWidget, label: str, text: str) -> None:
    """Choose ``text`` in the list ``label``, as a person does: it counts as typed."""
    box = field(where, label)
    assert isinstance(box, QComboBox)
    at = box.findText(text)
    assert at >= 0, f"{text!r} is not offered"
    box.setCurrentIndex(at)
    box.activated.emit(at)


def button(where: QWidget, text: str) -> QAbstractButton:
    """Return the visible button with this text, or read out with this name."""
    shown = [
        each
        for each in where.findChildren(QAbstractButton)
        if each.isVisible() and text in _names(each)
    ]
    assert len(shown) == 1, f"{len(shown)} buttons are called {text!r}"
    return shown[0]


def press(qtbot, where: QWidget, text: str) -> None:
    """Press the button with this text, if a person could."""
    match = button(where, text)
    assert match.isEnabled(), f"{text!r} is off: {match.toolTip()}"
    qtbot.mouseClick(match, Qt.MouseButton.LeftButton)


def open_menu(qtbot, where: QWidget) -> QMenu:
    """Return the menu that has opened in ``where``."""

    def menus() -> list[QMenu]:
        return [each for each in where.findChildren(QMenu) if each.isVisible()]

    qtbot.waitUntil(lambda: len(menus()) == 1, timeout=WAIT)
    return menus()[0]


def choose_in_menu(qtbot, where: QWidget, text: str) -> None:
    """Choose the line ``text`` of the menu that has opened in ``where``."""
    menu = open_menu(qtbot, where)
    [line] = [each for each in menu.actions() if each.text() == text]
    assert line.isEnabled(), f"{text!r} is off: {line.toolTip()}"
    place = menu.actionGeometry(line).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)


def key(qtbot, where: QWidget, keys: str) -> None:
    """Press keys such as "Ctrl+S" or "Return" where the cursor is in ``where``."""
    target = where.window().focusWidget() or where
    combination: QKeyCombination = QKeySequence(keys)[0]
    qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())


def rows(table: QTableView) -> list[list[str]]:
    """Return the texts in the shown columns of the table, row by row."""
    model = table.model()
    columns = [at for at in range(model.columnCount()) if not table.isColumnHidden(at)]
    return [
        [model.index(row, at).data() for at in columns]
        for row in range(model.rowCount())
    ]


def wait_for_rows(qtbot, table: QTableView, count: int) -> list[list[str]]:
    """Return the texts of the table when it has ``count`` rows, all of them here."""

    def _here() -> bool:
        shown = rows(table)
        return len(shown) == count and not any("…" in row[:1] for row in shown)

    qtbot.waitUntil(_here, timeout=WAIT)
    return rows(table)


def click_row(qtbot, table: QTableView, text: str) -> None:
    """Click the only row with ``text``, when it is there; the table gets the keys."""

    def _found() -> list[int]:
        return [at for at, row in enumerate(rows(table)) if text in row]

    qtbot.waitUntil(lambda: len(_found()) == 1, timeout=WAIT)
    place = table.visualRect(table.model().index(_found()[0], 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    table.setFocus()


def press_heading(qtbot, table: QTableView, text: str) -> None:
    """Press a heading of the table."""
    header: QHeaderView = table.horizontalHeader()
    model = table.model()
    [at] = [
        n
        for n in range(model.columnCount())
        if model.headerData(n, Qt.Orientation.Horizontal) == text
    ]
    place = header.viewport().rect().center()
    place.setX(header.sectionViewportPosition(at) + header.sectionSize(at) // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def texts(where: QWidget) -> set[str]:
    """Return every label a person can read in ``where``."""
    labels = where.findChildren(QLabel)
    return {_plain(each.text()) for each in labels if each.isVisible() and each.text()}


def says(where: QWidget, text: str) -> bool:
    """Tell whether ``text`` can be read in ``where``, alone or within a sentence."""
    return any(text in each for each in texts(where))


def _names(each: QAbstractButton) -> set[str]:
    plain = _plain(each.text())
    return {plain, plain.split("  ")[0], each.accessibleName()}


def _plain(text: str) -> str:
    return text.replace("&", "")
