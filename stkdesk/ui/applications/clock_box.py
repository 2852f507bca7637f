"""The clock of an application: three limits, each with its rule in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from stkdesk.ui.applications.words import Limit
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.texts import label

UNKNOWN = "Skriv når søknaden kom, så ser du fristene her."


class ClockBox(QFrame):
    """Follows the day the application came; knows no rules of its own."""

    def __init__(self) -> None:
        """Know no day yet."""
        super().__init__()
        self.setProperty("card", "flat")
        self._inside = column(gap=9, margins=(14, 11, 14, 12))
        self.setLayout(self._inside)
        self._shown: tuple[Limit, ...] | None = None
        self.show_limits(())

    def show_limits(self, limits: Sequence[Limit]) -> None:
        """Show ``limits``; without any, say what is lacking."""
        if tuple(limits) == self._shown:
            return
        self._shown = tuple(limits)
        clear(self._inside)
        if not limits:
            self._inside.addWidget(label(UNKNOWN, "muted", wrap=True))
            self.setAccessibleName(UNKNOWN)
        for each in limits:
            ink = "bad" if each.is_over else "muted"
            title = f"{each.title}: {each.day}"
            if each.is_over:
                title += " · gått ut"
            words = column(
                label(title, "h3", wrap=True),
                label(each.rule, "small", wrap=True),
                gap=0,
            )
            picture = "ExclamationmarkTriangleFill" if each.is_over else "Clock"
            self._inside.addLayout(
                row(column(Icon(picture, ink, 18), None), (words, 1), gap=10)
            )
        if limits:
            told = (f"{each.title}: {each.day}." for each in limits)
            self.setAccessibleName(" ".join(told))
