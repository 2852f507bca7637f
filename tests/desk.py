"""The whole program at one desk: start it, sign in, look at all that is on the screen.

desk = Desk(qtbot, today)
window = desk.begin(file)
desk.sign_in(PASSWORD)
desk.wait_for("Fjordvik kommune")
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from stkdesk.ui.app import Start
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.sitting import put_forms_aside
from tests import person

SLOW = 30_000  # milliseconds; a password is stretched, a register is built


class Desk:
    """One person's machine, with the program running on it."""

    def __init__(self, qtbot, today: date) -> None:
        """Nothing runs yet; it is ``today`` here."""
        self.qtbot, self.today = qtbot, today
        self._begun: list[tuple[MainWindow, Start]] = []

    def begin(
        self, file: Path, *, practice: bool = False, size: tuple[int, int] = (1300, 800)
    ) -> MainWindow:
        """Start the program on ``file`` and return its window."""
        window = MainWindow(practice=practice)
        window.resize(*size)
        start = Start(window, file, practice=practice, clock=lambda: self.today)
        person.show(self.qtbot, window)
        start.begin()
        self._begun.append((window, start))
        return window

    @property
    def window(self) -> MainWindow:
        """The window of the program started last."""
        return self._begun[-1][0]

    def sign_in(self, password: str, login: str = "") -> None:
        """Type the name, if it is asked for, and the password, and press Enter."""
        self.wait_for("Glemt passordet?")
        if login:
            person.write(self.qtbot, self.window, "Brukernavn", login)
        person.write(self.qtbot, self.window, "Passord", password)
        person.key(self.qtbot, self.window, "Return")

    def wait_for(self, text: str, where: QWidget | None = None) -> None:
        """Wait until ``text`` can be read."""
        place = where or self.window
        self.qtbot.waitUntil(
            lambda: person.says(place, text) or text in buttons(place), timeout=SLOW
        )

    def wait_for_sitting(self) -> None:
        """Wait until the lock is there and the log has the sign-in."""
        self.qtbot.waitUntil(lambda: self.sitting is not None, timeout=SLOW)
        self.qtbot.waitUntil(lambda: self.sitting.is_begun, timeout=SLOW)

    @property
    def is_running(self) -> bool:
        """Whether the program has been started and not shut."""
        return bool(self._begun)

    @property
    def sitting(self):
        """What goes on around the rooms; None while nobody is signed in."""
        return self._begun[-1][1].sitting

    def press(self, text: str, where: QWidget | None = None) -> None:
        """Press a button in the window."""
        person.press(self.qtbot, where or self.window, text)

    def key(self, keys: str, where: QWidget | None = None) -> None:
        """Press keys where the cursor is, with the window in front."""
        self._bring_to_front(where or self.window)
        person.key(self.qtbot, where or self.window, keys)

    def type(self, *typed: str, where: QWidget | None = None) -> None:
        """Type texts, and press keys written as ``<Tab>``, where the cursor is."""
        for each in typed:
            if each.startswith("<"):
                self.key(each.strip("<>"), where)
            else:
                self._bring_to_front(where or self.window)
                self.qtbot.keyClicks(QApplication.focusWidget(), each)

    def _bring_to_front(self, window: QWidget) -> None:
        """Ask for the keys until they come: another window may be closing."""

        def _in_front() -> bool:
            window.activateWindow()
            return window.isActiveWindow() and QApplication.focusWidget() is not None

        self.qtbot.waitUntil(_in_front, timeout=person.WAIT)

    def choose(self, text: str) -> None:
        """Open the menu of who is signed in, and choose ``text`` in it."""
        foot = self.window.foot
        foot.open_menu()
        menu = foot.menu
        self._take(menu, text)

    def choose_of(self, name: str, text: str) -> None:
        """Press the button read out as ``name``, and choose ``text`` in its menu."""
        self.press(name)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        self._take(menu, text)

    def choose_on_card(self, text: str) -> None:
        """Open the menu of the card, and choose ``text``: Qt waits inside the menu."""

        def _choose() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            self._take(menu, text)

        QTimer.singleShot(0, self.window, _choose)
        self.press("Flere handlinger")

    def _take(self, menu: QMenu, text: str) -> None:
        [action] = [each for each in menu.actions() if each.text() == text]
        menu.setActiveAction(action)
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)

    def shut(self) -> None:
        """Close the window as a person does, and wait until the program has ended."""
        window, start = self._begun.pop()
        window.close()
        self.qtbot.waitUntil(lambda: not window.isVisible(), timeout=SLOW)
        start.close()  # what the application does when its last window has closed
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """Stop the program, without questions."""
        put_forms_aside()
        begun, self._begun = self._begun, []
        for window, start in reversed(begun):
            start.close()
            if start.sitting is not None:
                start.sitting.close()
            if window.workspace is not None:
                window.close_office()
            window.close()
            window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def buttons(where: QWidget) -> set[str]:
    """Return the texts of the buttons that can be seen in ``where``."""
    from PySide6.QtWidgets import QAbstractButton

    shown = [b for b in where.findChildren(QAbstractButton) if b.isVisible()]
    return {each.text().replace("&", "") for each in shown}


def on_screen() -> str:
    """Return every text on every visible window, its title and its rows with it."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    found: list[str] = []
    for each in shown:
        found += [each.windowTitle(), *person.texts(each), *buttons(each)]
        found += written(each)
    return "\n".join(found)


def written(where: QWidget) -> list[str]:
    """Return what stands in the lists and the fields that can be seen in ``where``."""
    found: list[str] = []
    for table in where.findChildren(QTableView):
        if table.isVisible():
            found += [str(text) for row in person.rows(table) for text in row]
    for field in where.findChildren(QLineEdit):
        found += [field.displayText()] if field.isVisible() else []
    for area in where.findChildren(QPlainTextEdit):
        found += [area.toPlainText()] if area.isVisible() else []
    return found
