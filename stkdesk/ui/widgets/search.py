"""The search field of a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from stkdesk.ui import theme
from stkdesk.ui.icons import icon


class SearchField(QLineEdit):
    """Finds while one types. Down goes to the list, Esc empties the field.

    Signals:
        left_downwards: the person pressed Down or Enter.
    """

    left_downwards = Signal()

    def __init__(self, hint: str) -> None:
        """Show ``hint`` while empty; it is also what a screen reader says."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setToolTip(f"{hint} (Ctrl+F)")
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(
            icon("MagnifyingGlass", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.setMinimumWidth(theme.u(150))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if event.key() in (key.Key_Down, key.Key_Return, key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
