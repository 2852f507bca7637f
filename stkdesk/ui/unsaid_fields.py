"""Fields for what need not be known: a choice, a yes or no, days of the week.

All have ``value()`` and ``set_value(...)``; not said is None, or no day at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from stkdesk.domain.formats import WEEKDAYS
from stkdesk.domain.language import Language
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import row

Kind = TypeVar("Kind", bound=StrEnum)
NOT_SAID = ""
DAYS = 7


class MaybeField(QComboBox, Generic[Kind]):
    """One of a few, or nothing; the wheel does not change it unasked."""

    def __init__(self, choices: Sequence[Kind], nothing: str) -> None:
        """Offer ``nothing`` first, then ``choices``, members with ``label``."""
        super().__init__()
        self._choices = tuple(choices)
        self.addItem(nothing, NOT_SAID)
        for each in choices:
            self.addItem(getattr(each, "label", each.value), each.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def value(self) -> Kind | None:
        """Return what is chosen, None for nothing."""
        at = self.currentIndex()
        return self._choices[at - 1] if at > 0 else None

    def set_value(self, value: Kind | None) -> None:
        """Choose ``value``."""
        self.setCurrentIndex(0 if value is None else 1 + self._choices.index(value))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


class YesNoField(QComboBox):
    """Yes, no, or not known."""

    def __init__(self, nothing: str) -> None:
        """Offer ``nothing`` first, then Ja and Nei."""
        super().__init__()
        for text, data in ((nothing, NOT_SAID), ("Ja", "1"), ("Nei", "0")):
            self.addItem(text, data)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def value(self) -> bool | None:
        """Return the answer, None when it is not known."""
        data = self.currentData()
        return None if data == NOT_SAID else data == "1"

    def set_value(self, value: bool | None) -> None:
        """Choose ``value``."""
        self.setCurrentIndex(0 if value is None else (1 if value else 2))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


class DayButton(QPushButton):
    """One day of the week, pressed or not; arrows lead to its neighbours."""

    def __init__(self, day: int) -> None:
        """Be the day ``day``, 0 for Monday."""
        name = WEEKDAYS[Language.BOKMAL][day]
        super().__init__(name[:2].capitalize())
        self.setCheckable(True)
        self.setProperty("kind", "chip")
        self.setAccessibleName(name)
        self.setToolTip(name.capitalize())
        self.setFixedWidth(theme.u(50))
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.focusPreviousChild()
            case Qt.Key.Key_Right:
                self.focusNextChild()
            case _:
                super().keyPressEvent(event)


class WeekdaysField(QWidget):
    """Days of the week to tick; none ticked means nobody has said.

    Signals:
        edited: a day was ticked or cleared.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Tick none."""
        super().__init__()
        self._days = [DayButton(day) for day in range(DAYS)]
        for each in self._days:
            each.clicked.connect(self.edited)
        self.setLayout(row(*self._days, None, gap=4))
        self.setFocusProxy(self._days[0])

    def value(self) -> int:
        """Return the days as bits, bit 0 for Monday."""
        return sum(1 << at for at, day in enumerate(self._days) if day.isChecked())

    def set_value(self, days: int) -> None:
        """Tick ``days``."""
        for at, each in enumerate(self._days):
            each.setChecked(bool(days >> at & 1))

    def draft_text(self) -> str:
        """Return what is ticked, for a draft."""
        return str(self.value())

    def set_draft_text(self, text: str) -> None:
        """Tick what ``draft_text`` gave."""
        self.set_value(int(text) if text.isdecimal() else 0)

    def shown_text(self) -> str:
        """Return what is ticked, as a person reads it."""
        names = WEEKDAYS[Language.BOKMAL]
        return ", ".join(
            names[at] for at, day in enumerate(self._days) if day.isChecked()
        )
