"""A date that is today at one key: for what is written down while it happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stkdesk.ui.fields import DateField

HINT = "Mellomrom i et tomt datofelt skriver dagens dato."


class DayField(DateField):
    """A date field in which the space bar writes today, when it is empty."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Start empty, and say which key writes today."""
        super().__init__(today)
        self.setToolTip(HINT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not self.text().strip():
            self.put_today()
        else:
            super().keyPressEvent(event)

    def put_today(self) -> None:
        """Write today, as if a person had typed it."""
        self.set_value(self._today())
        self.textEdited.emit(self.text())

    def put_today_if_empty(self) -> None:
        """Write today where nothing stands; a day that is written stays."""
        if not self.text().strip():
            self.put_today()
