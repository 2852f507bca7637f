"""What is enclosed in a letter: numbered, picked from the case or typed by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from stkdesk.domain.letter import EnclosureDraft
from stkdesk.ui import theme
from stkdesk.ui.fields import TextField
from stkdesk.ui.icons import icon
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

MOST_CHOICES = 20  # in the menu; the newest of the case
NOTHING_LEFT = "Alt i saken er lagt ved allerede, eller saken har ingen dokumenter."


class EnterLine(TextField):
    """A line in which Enter adds, and does not save the form."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class EnclosuresField(QWidget):
    """A line for each enclosure, and two ways to add one.

    Signals:
        edited: one was added, taken away or moved.
    """

    edited = Signal()

    def __init__(self, choices: Sequence[EnclosureDraft]) -> None:
        """Hold nothing; ``choices`` are the papers and files of the case."""
        super().__init__()
        self._choices = tuple(choices)
        self._value: tuple[EnclosureDraft, ...] = ()
        self._lines = column(gap=4)
        self._pick = button("Fra saken …", icon="Files", on=self._open_menu)
        self._by_hand = EnterLine()
        self._by_hand.setPlaceholderText("Legges ved for hånd: skriv hva, trykk Enter")
        self._by_hand.setAccessibleName("Legges ved for hånd")
        self._by_hand.textEdited.connect(lambda _text: self.edited.emit())
        self._by_hand.entered.connect(self._add_typed)
        self.setLayout(
            column(self._lines, row(self._pick, (self._by_hand, 1), gap=8), gap=8)
        )
        self.setFocusProxy(self._by_hand)
        self._show()

    def value(self) -> tuple[EnclosureDraft, ...]:
        """Return the enclosures in order; what stands in the line counts as one."""
        typed = self._by_hand.value()
        return (*self._value, EnclosureDraft(typed)) if typed else self._value

    def set_value(self, value: Sequence[EnclosureDraft]) -> None:
        """Show ``value`` without telling anybody."""
        self._value = tuple(value)
        self._by_hand.clear()
        self._show()

    def draft_text(self) -> str:
        """Return what is enclosed, for a draft."""
        value = self.value()
        return json.dumps([astuple(each) for each in value]) if value else ""

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` gave."""
        self.set_value([EnclosureDraft(*each) for each in json.loads(text or "[]")])

    def shown_text(self) -> str:
        """Return what is enclosed, as a person reads it."""
        return "\n".join(
            f"{at}. {each.title}" for at, each in enumerate(self.value(), 1)
        )

    def add(self, enclosure: EnclosureDraft) -> None:
        """Put one more last."""
        self._change((*self._value, enclosure))

    def _open_menu(self) -> None:
        menu = QMenu(self._pick)
        for each in self._left()[:MOST_CHOICES]:
            picture = icon("File" if each.paper_number else "Files")
            action = QAction(picture, each.title, menu)
            action.triggered.connect(partial(self._on_picked, each))
            menu.addAction(action)
        menu.popup(self._pick.mapToGlobal(self._pick.rect().bottomLeft()))

    def _on_picked(self, choice: EnclosureDraft, _checked: bool = False) -> None:
        self.add(choice)

    def _add_typed(self) -> None:
        if typed := self._by_hand.value():
            self._by_hand.clear()
            self.add(EnclosureDraft(typed))

    def _left(self) -> list[EnclosureDraft]:
        """Return the choices that are not enclosed yet."""
        taken = {(each.paper_number, each.attachment_number) for each in self._value}
        return [
            each
            for each in self._choices
            if (each.paper_number, each.attachment_number) not in taken
        ]

    def _change(self, value: tuple[EnclosureDraft, ...]) -> None:
        self._value = value
        self._show()
        self.edited.emit()

    def _move_up(self, at: int) -> None:
        order = [*self._value]
        order[at - 1], order[at] = order[at], order[at - 1]
        self._change(tuple(order))

    def _remove(self, at: int) -> None:
        self._change((*self._value[:at], *self._value[at + 1 :]))
        self._by_hand.setFocus()

    def _show(self) -> None:
        clear(self._lines)
        for at, each in enumerate(self._value):
            self._lines.addWidget(self._line(at, each))
        enable(self._pick, bool(self._left()), NOTHING_LEFT)

    def _line(self, at: int, each: EnclosureDraft) -> QWidget:
        number = at + 1
        title = label(f"{number}. {each.title}", wrap=True)
        words = column(title, gap=0)
        if each.is_by_hand:
            words.addWidget(label("Legges i konvolutten for hånd", "small"))
        up = button(
            icon="CaretUpFill",
            kind="ghost",
            tip="Flytt opp",
            name=f"Flytt vedlegg {number} opp",
            on=lambda: self._move_up(at),
        )
        enable(up, at > 0, "Vedlegget står øverst.")
        gone = button(
            icon="XMark",
            kind="ghost",
            tip="Ta bort",
            name=f"Ta bort vedlegg {number}",
            on=lambda: self._remove(at),
        )
        line = flat(row((words, 1), up, gone, gap=4, margins=(12, 6, 6, 6)))
        line.setMinimumHeight(theme.u(40))
        return line
