"""The way to the next of a pile, in the foot of a form: Ctrl+Enter saves and goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.buttons import button


def add_go_on(
    form: QWidget, save: QPushButton, on: Callable[[], object]
) -> QPushButton:
    """Put the button after ``save``, which is no longer the usual one; return it."""
    made = button("Lagre og neste  Ctrl+Enter", "primary", name="Lagre og neste", on=on)
    save.setProperty("kind", "")
    theme.restyle(save)
    foot: QWidget | None = save.parentWidget()
    assert foot is not None
    lay = foot.layout()
    assert lay is not None
    lay.addWidget(made)
    on_ctrl_enter(form, on)
    return made


def on_ctrl_enter(form: QWidget, on: Callable[[], object]) -> None:
    """Let Ctrl+Enter do ``on`` in ``form``, also with the Enter of the keypad."""
    for enter in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        keys = QKeyCombination(Qt.KeyboardModifier.ControlModifier, enter)
        QShortcut(QKeySequence(keys), form, on)
