"""Taking everything off the screen, and putting it back as it was."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from stkdesk.domain.identity import identity_kind

NUMBER = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")  # like a national identity number
PASSING = (Qt.WindowType.ToolTip, Qt.WindowType.Popup, Qt.WindowType.SplashScreen)


class _Put(NamedTuple):
    """A window that was taken away, and how it stood in the way of others."""

    window: QWidget
    modality: Qt.WindowModality
    focus: QWidget | None


class Blanking(QObject):
    """Hides every window but one, and whatever opens meanwhile.

    Nothing is closed: forms keep what is typed, and long tasks go on.
    """

    def __init__(self, window: QWidget) -> None:
        """Leave ``window`` to its owner."""
        super().__init__(window)
        self._window = window
        self._put: list[_Put] = []

    def begin(self) -> None:
        """Take everything away, now and until ``end``."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        forget_numbers()
        for child in self._window.children():
            if isinstance(child, QWidget) and hasattr(child, "dismiss"):
                child.dismiss()
        active = QApplication.activeWindow()
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        for each in sorted(windows, key=lambda one: one is active):
            if each is not self._window:
                self._take(each)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def end(self) -> None:
        """Put everything back, the one that was in front last."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        put, self._put = self._put, []
        for each in put:
            if not isValid(each.window):
                continue
            if isinstance(each.window, QDialog):
                each.window.finished.disconnect(self._on_finished)
            each.window.setWindowModality(each.modality)
            each.window.show()
            each.window.activateWindow()
            if each.focus is not None and isValid(each.focus):
                each.focus.setFocus()

    def drop(self) -> None:
        """Let go of everything that was taken away: its person has left."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        put, self._put = self._put, []
        for each in put:
            if isValid(each.window):
                each.window.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a window off the screen that opens while everything is away."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
        ):
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, watched, lambda: self._take(watched))
        return False

    def _take(self, window: QWidget) -> None:
        if window.windowType() in PASSING:
            window.hide()
            return
        focus = window.focusWidget()
        self._put.append(_Put(window, window.windowModality(), focus))
        if isinstance(window, QDialog):
            window.finished.connect(self._on_finished)
        window.hide()
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)

    def _on_finished(self) -> None:
        """Do not bring back what has come to its end out of sight."""
        done = self.sender()
        self._put = [each for each in self._put if each.window is not done]


def forget_numbers() -> None:
    """Empty the clipboard if there is a national identity number in it.

    Whoever put it there: it is of no use to anybody who may not see the register.
    """
    clipboard = QGuiApplication.clipboard()
    if any(map(identity_kind, NUMBER.findall(clipboard.text()))):
        clipboard.clear()
