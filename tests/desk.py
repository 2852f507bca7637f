"""The whole program at one desk: start it, sign in, look at all that is on the screen.

desk = Desk(qtbot, today)
window = desk.begin(file)
desk.sign_in(PASSWORD)
desk.wait_for("Fjordvik kommune")
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

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
    def sitting(self):
        """What goes on around the rooms; None while nobody is signed in."""
        return self._begun[-1][1].sitting

    def press(self, text: str, where: QWidget | None = None) -> None:
        """Press a button in the window."""
        person.press(self.qtbot, where or self.window, text)

    def key(self, keys: str, where: QWidget | None = None) -> None:
        """Press keys where the cursor is, with the window in front."""
        target = where or self.window

        def _in_front() -> bool:
            target.activateWindow()
            return target.isActiveWindow()

        self.qtbot.waitUntil(_in_front, timeout=person.WAIT)
        person.key(self.qtbot, target, keys)

    def choose(self, text: str) -> None:
        """Open the menu of who is signed in, and choose ``text`` in it."""
        foot = self.window.foot
        foot.open_menu()
        menu = foot.menu
        [action] = [each for each in menu.actions() if each.text() == text]
        menu.setActiveAction(action)
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)

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
    """Return every text on every visible window, titles and tool tips with it."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    found: list[str] = []
    for each in shown:
        found += [each.windowTitle(), *person.texts(each), *buttons(each)]
    return "\n".join(found)
