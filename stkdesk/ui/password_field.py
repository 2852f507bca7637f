"""A field for a password: hidden, shown on demand, warns of Caps Lock."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from stkdesk.ui.icons import icon

CAPS_LOCK = 0x14  # VK_CAPITAL


class PasswordField(QLineEdit):
    """One password. The eye, or Alt+F8, shows and hides it.

    Signals:
        caps_lock: True when Caps Lock seems to be on, False when it does not.
    """

    caps_lock = Signal(bool)

    def __init__(self) -> None:
        """Start empty and hidden."""
        super().__init__()
        self._is_caps = False
        self._shows = False
        hidden = Qt.InputMethodHint.ImhHiddenText
        plain = Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hidden | plain | Qt.InputMethodHint.ImhNoAutoUppercase)
        self._eye = self.addAction(
            icon("Eye", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.triggered.connect(self.toggle)
        self._dress()

    def value(self) -> str:
        """Return the password, every sign as typed."""
        return self.text()

    def toggle(self) -> None:
        """Show the password, or hide it again."""
        self._shows = not self._shows
        self._dress()

    def hide_text(self) -> None:
        """Hide the password, if it is shown."""
        self._shows = False
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_F8:
            self.toggle()
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_CapsLock:
            self._tell(caps_lock_is_on(default=False))
        elif event.text().isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            looks_so = event.text().isupper() is not shift
            self._tell(caps_lock_is_on(default=looks_so))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell(caps_lock_is_on(default=self._is_caps))

    def _tell(self, is_on: bool) -> None:
        if is_on is not self._is_caps:
            self._is_caps = is_on
            self.caps_lock.emit(is_on)

    def _dress(self) -> None:
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.Normal if self._shows else mode.Password)
        text = "Skjul passordet" if self._shows else "Vis passordet"
        self._eye.setIcon(icon("EyeSlash" if self._shows else "Eye", "muted"))
        self._eye.setText(text)
        self._eye.setToolTip(f"{text} (Alt+F8)")


def caps_lock_is_on(*, default: bool) -> bool:
    """Tell whether Caps Lock is on; ``default`` where the system does not say.

    Qt does not know. Windows does; elsewhere a capital without Shift tells.
    """
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(CAPS_LOCK) & 1)
    return default
