"""The lock: nothing of the office on the screen until its own person is back.

After some minutes without a key or the mouse, and with Ctrl+L in any of our windows.
What was half written stands behind it as it was, and long tasks go on.

Source: eForvaltningsforskriften § 22 (nothing may be left open on an unattended
workstation).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from stkdesk import logs
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.staff import Actor
from stkdesk.ui.background import Worker
from stkdesk.ui.blanking import Blanking
from stkdesk.ui.idle import IdleWatch
from stkdesk.ui.lock_screen import LockScreen
from stkdesk.ui.main_window import MainWindow

MINUTES = 10
TITLE = "stkdesk er låst"


class Lock(QObject):
    """Locks one window and all that belongs to it.

    Signals:
        changed: True when it has been locked, False when it was opened again.
        left: another person wants to sign in.
    """

    changed = Signal(bool)
    left = Signal()

    def __init__(
        self,
        window: MainWindow,
        actor: Actor,
        prove: Callable[[str], object],
        wait: Callable[[], int],
        *,
        practice: bool = False,
    ) -> None:
        """Lock ``window`` for ``actor``.

        ``prove`` gets a password on a worker thread and raises an OfficeError unless
        it is the actor's own; ``wait`` tells the seconds before the next attempt.
        """
        super().__init__(window)
        self._window, self._actor = window, actor
        self._prove, self._seconds, self._practice = prove, wait, practice
        self._worker = Worker("unlock", self)
        self._blanking = Blanking(window)
        self._focus: QWidget | None = None
        self.screen: LockScreen | None = None
        self.watch = IdleWatch(MINUTES * 60, self)
        self.watch.idle.connect(self.lock)
        self._keys: list[QShortcut] = []
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self._listen(window)

    @property
    def is_locked(self) -> bool:
        """Whether the window is locked."""
        return self.screen is not None

    def lock(self) -> None:
        """Take everything off the screen."""
        if self.is_locked:
            return
        self.watch.stop()
        self._focus = self._window.focusWidget()
        self.screen = LockScreen(self._actor, practice=self._practice)
        self.screen.entered.connect(self._on_entered)
        self.screen.left.connect(self.left)
        self._blanking.begin()
        self._window.cover(self.screen, TITLE)
        self.screen.wait(self._seconds())
        self.changed.emit(True)

    def unlock(self) -> None:
        """Put everything back as it was."""
        if not self.is_locked:
            return
        self.screen = None
        self._window.uncover()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._blanking.end()
        self.watch.begin()
        self.changed.emit(False)

    def close(self) -> None:
        """Watch no more: nobody is signed in."""
        self.watch.stop()
        self._worker.close()
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
        for key in self._keys:
            if isValid(key):
                key.parent().setProperty("locks", False)
                key.deleteLater()
        if self.is_locked:
            self.screen = None
            self._blanking.drop()
            self._window.uncover()
        self.deleteLater()

    def _on_entered(self, password: str) -> None:
        if self._practice:
            self.unlock()
            return
        self._worker.ask(
            lambda: self._prove(password),
            lambda _proved: self.unlock(),
            self._on_refused,
            key="unlock",
        )

    def _on_refused(self, error: BaseException) -> None:
        if self.screen is None:
            return
        if not isinstance(error, OfficeError):
            error = OfficeError(
                "Noe gikk galt i programmet.",
                f"Oppgi referansen {logs.note(error)} til brukerstøtte.",
            )
        self.screen.refuse(error, self._seconds())

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Let Ctrl+L lock from every window, also where a form stands in the way."""
        if now is None:
            return
        window = now.window()
        if not window.property("locks") and _over(window) is self._window:
            self._listen(window)

    def _listen(self, window: QWidget) -> None:
        if window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
            return
        window.setProperty("locks", True)
        self._keys.append(QShortcut(QKeySequence("Ctrl+L"), window, self.lock))


def _over(window: QWidget) -> QWidget:
    """Return the window that ``window`` belongs to, or itself."""
    while (above := window.parentWidget()) is not None:
        window = above.window()
    return window
