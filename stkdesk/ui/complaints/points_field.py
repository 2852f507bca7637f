"""The arguments of a complaint, each with what the office answers to it."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.ui.fields import TextArea
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class PointsField(QWidget):
    """A line and an answer for each argument, and a line to add one with Enter.

    What stands in the last line counts as an argument too: nothing typed is lost.

    Signals:
        edited: something was typed, added or taken away.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Hold no argument."""
        super().__init__()
        self._rows: list[_Point] = []
        self._lines = column(gap=8)
        self._next = _EnterLine()
        self._next.setPlaceholderText("Skriv et argument fra klagen, og trykk Enter")
        self._next.setAccessibleName("Nytt argument")
        self._next.textEdited.connect(lambda _text: self.edited.emit())
        self._next.entered.connect(self._add_typed)
        self.setLayout(column(self._lines, self._next, gap=8))
        self.setFocusProxy(self._next)

    def value(self) -> tuple[ComplaintPoint, ...]:
        """Return the arguments and their answers."""
        found = [each.value() for each in self._rows]
        if typed := self._next.text().strip():
            found.append(ComplaintPoint(typed))
        return tuple(each for each in found if each.argument or each.answer)

    def set_value(self, points: tuple[ComplaintPoint, ...]) -> None:
        """Show ``points`` without telling anybody."""
        self._next.clear()
        self._rows = []
        clear(self._lines)
        for each in points:
            self._append(each)

    def draft_text(self) -> str:
        """Return the arguments and answers, for a draft."""
        points = self.value()
        return json.dumps([[p.argument, p.answer] for p in points]) if points else ""

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` gave."""
        found = json.loads(text) if text else []
        self.set_value(tuple(ComplaintPoint(*each) for each in found))

    def shown_text(self) -> str:
        """Return the arguments and answers, as a person reads them."""
        return "\n".join(
            f"{at}. {each.argument}\n   {each.answer or 'Ikke svart på'}"
            for at, each in enumerate(self.value(), 1)
        )

    def _add_typed(self) -> None:
        if typed := self._next.text().strip():
            self._next.clear()
            self._append(ComplaintPoint(typed))
            self.edited.emit()

    def _append(self, point: ComplaintPoint) -> None:
        made = _Point(point, len(self._rows) + 1)
        made.edited.connect(self.edited)
        made.remove_wanted.connect(partial(self._remove, made))
        self._rows.append(made)
        self._lines.addWidget(made)

    def _remove(self, gone: _Point) -> None:
        left = tuple(each.value() for each in self._rows if each is not gone)
        typed = self._next.text()
        self.set_value(left)  # the numbers move up
        self._next.setText(typed)
        self._next.setFocus()
        self.edited.emit()


class _Point(QFrame):
    """One argument and its answer."""

    edited, remove_wanted = Signal(), Signal()

    def __init__(self, point: ComplaintPoint, number: int) -> None:
        super().__init__()
        self._argument, self._answer = QLineEdit(point.argument), TextArea(2)
        self._argument.setAccessibleName(f"Argument {number}")
        self._argument.setCursorPosition(0)
        self._answer.set_value(point.answer)
        self._answer.setAccessibleName(f"Svar på argument {number}")
        self._answer.setPlaceholderText("Kommunens svar")
        self._argument.textEdited.connect(lambda _text: self.edited.emit())
        self._answer.textChanged.connect(self.edited)
        remove = button(
            icon="XMark",
            kind="ghost",
            tip="Fjern argumentet",
            name=f"Fjern argument {number}",
            on=self.remove_wanted.emit,
        )
        head = row(label(f"{number}."), (self._argument, 1), remove, gap=8)
        inside = column(head, self._answer, gap=6, margins=(12, 8, 8, 10))
        self.setLayout(column(flat(inside), gap=0))

    def value(self) -> ComplaintPoint:
        return ComplaintPoint(self._argument.text().strip(), self._answer.value())


class _EnterLine(QLineEdit):
    """A line in which Enter adds, and does not save the form."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
