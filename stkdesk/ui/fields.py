"""Fields to type in that know dates, hours, money, kilometres, and choices.

All have ``value()`` and ``set_value(...)``; None is an empty field. Those that can be
typed wrong have ``complaint()``: what to do about it, or "" when it can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from stkdesk.domain.formats import (
    hours_text,
    km_text,
    kroner_text,
    parse_date,
    parse_hours,
    parse_km,
    parse_kroner,
    short_date,
)
from stkdesk.ui import theme
from stkdesk.ui.icons import icon

Kind = TypeVar("Kind", bound=StrEnum)


class TextField(QLineEdit):
    """One line of text."""

    def value(self) -> str:
        """Return the text without stray spaces."""
        return " ".join(self.text().split())

    def set_value(self, value: str | None) -> None:
        """Show ``value``."""
        self.setText(value or "")
        self.setCursorPosition(0)


class TextArea(QPlainTextEdit):
    """Several lines of text. Tab leaves it, as it leaves every field."""

    def __init__(self, lines: int = 3) -> None:
        """Be ``lines`` high."""
        super().__init__()
        self.setTabChangesFocus(True)
        self._high = self.fontMetrics().lineSpacing() * lines + theme.u(22)
        self.setFixedHeight(self._high)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The style sheet has set the least height to one line: a low form took it.
        self.setFixedHeight(self._high)

    def value(self) -> str:
        """Return the text."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show ``value``."""
        self.setPlainText(value or "")


class ParsedField(QLineEdit):
    """A line read by a rule; what was understood is written out when it is left."""

    hint = ""

    def read(self, text: str) -> Any:
        """Return the value of ``text``, or None if it cannot be read."""
        return text

    def write(self, value: Any) -> str:
        """Return ``value`` as text."""
        return str(value)

    def value(self) -> Any:
        """Return the value, or None when empty or not readable."""
        return self.read(self.text()) if self.text().strip() else None

    def set_value(self, value: Any) -> None:
        """Show ``value``; None empties the field."""
        self.setText("" if value is None else self.write(value))
        self.setCursorPosition(0)

    def complaint(self) -> str:
        """Return what to do about what was typed, or "" when it can be read."""
        unreadable = self.text().strip() and self.read(self.text()) is None
        return self.hint if unreadable else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        value = self.value()
        if value is not None and self.text() != self.write(value):
            self.setText(self.write(value))
        super().focusOutEvent(event)


class DateField(ParsedField):
    """A date, typed in many ways (24.11.26, 241126, i dag, +1u) or picked.

    ``today`` tells what "i dag" is and which century 26 is in. Alt+Down, or the
    picture at the right, opens a calendar with week numbers.
    """

    hint = "Skriv datoen som dag.måned.år, for eksempel 24.11.2026."

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        """Start empty."""
        super().__init__()
        self._today = today
        self.setPlaceholderText("dd.mm.åååå")
        opener = self.addAction(
            icon("Calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        opener.setToolTip("Velg i kalender (Alt+Pil ned)")
        opener.triggered.connect(self.open_calendar)

    def read(self, text: str) -> date | None:
        return parse_date(text, today=self._today())

    def write(self, value: date) -> str:
        return short_date(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Open a calendar under the field."""
        calendar = Calendar(self)
        day = self.value() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.picked.connect(self._on_picked)
        calendar.show()
        calendar.setFocus()

    def _on_picked(self, day: date) -> None:
        self.set_value(day)
        self.textEdited.emit(self.text())
        self.setFocus()


class Calendar(QCalendarWidget):
    """A month to pick a day from, with week numbers; closes when a day is picked."""

    picked = Signal(object)  # a date

    def __init__(self, parent: QWidget) -> None:
        """Pop up above ``parent``."""
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Kalender")
        weeks = QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers
        self.setVerticalHeaderFormat(weeks)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            shape = self.weekdayTextFormat(day)
            shape.setForeground(theme.colour("bad"))  # the usual red fails 4.5:1
            self.setWeekdayTextFormat(day, shape)
        for side in ("prev", "next"):
            arrow = self.findChild(QToolButton, f"qt_calendar_{side}month")
            if arrow is not None:
                arrow.setIcon(icon(f"Chevron{'Left' if side == 'prev' else 'Right'}"))
                forward = "Neste måned" if side == "next" else "Forrige måned"
                arrow.setToolTip(forward)
                arrow.setAccessibleName(forward)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def _on_activated(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class HoursField(ParsedField):
    """Hours, typed as 4, 4,5, 4:30 or 3t; the value is whole minutes."""

    hint = "Skriv timer, for eksempel 4, 4,5 eller 4:30."

    def read(self, text: str) -> int | None:
        return parse_hours(text)

    def write(self, value: int) -> str:
        return hours_text(value)


class KronerField(ParsedField):
    """An amount of money; the value is whole øre."""

    hint = "Skriv beløpet i kroner, for eksempel 120 eller 99,50."

    def read(self, text: str) -> int | None:
        return parse_kroner(text)

    def write(self, value: int) -> str:
        return kroner_text(value)


class KmField(ParsedField):
    """A distance in kilometres; the value is whole metres."""

    hint = "Skriv kilometer, for eksempel 12 eller 12,5."

    def read(self, text: str) -> int | None:
        return parse_km(text)

    def write(self, value: int) -> str:
        return km_text(value)


class NumberField(ParsedField):
    """A whole number, 0 or more."""

    hint = "Skriv et helt tall."

    def read(self, text: str) -> int | None:
        digits = "".join(text.split())
        return int(digits) if digits.isdecimal() and len(digits) < 10 else None

    def write(self, value: int) -> str:
        return str(value)


class ChoiceField(QComboBox, Generic[Kind]):
    """One of a few, shown by their labels; the wheel does not change it unasked."""

    def __init__(self, choices: Sequence[Kind]) -> None:
        """Offer ``choices``, members of an enumeration with ``label``."""
        super().__init__()
        self._choices = tuple(choices)
        for each in choices:
            self.addItem(getattr(each, "label", each.value), each.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def value(self) -> Kind:
        """Return what is chosen."""
        return self._choices[self.currentIndex()]

    def set_value(self, value: Kind) -> None:
        """Choose ``value``."""
        self.setCurrentIndex(self._choices.index(value))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # a wheel meant for the form must not change what is chosen
