"""The field of an applicant's form that holds those who know the applicant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from stkdesk.domain.recruiting import ReferenceDraft
from stkdesk.ui.recruiting.reference_box import ReferenceBox
from stkdesk.ui.recruiting.reference_text import (
    NOBODY,
    from_text,
    is_written,
    shown,
    to_text,
)
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.tab_order import tab_through


class ReferencesField(QWidget):
    """A box for each reference: as many as the office asks for stand ready.

    Signals:
        edited: somebody was written down, called, added or taken away.
    """

    edited = Signal()

    def __init__(self, today: Callable[[], date], ready: int) -> None:
        """Have ``ready`` empty boxes."""
        super().__init__()
        self._today, self._ready = today, ready
        self._boxes: list[ReferenceBox] = []
        self._lines = column(gap=8)
        self._add = button("Legg til referanse", icon="Plus", on=self._add_one)
        self.setLayout(column(self._lines, row(self._add, None), gap=8))
        self.setFocusProxy(self._add)
        self.set_value(())

    def value(self) -> tuple[ReferenceDraft, ...]:
        """Return those about whom something is written."""
        found = (each.value() for each in self._boxes)
        return tuple(each for each in found if is_written(each))

    def set_value(self, references: tuple[ReferenceDraft, ...]) -> None:
        """Show ``references``, and empty boxes up to what is asked for."""
        clear(self._lines)
        for box in self._boxes:
            box.setParent(None)  # out of the order of Tab at once, not when deleted
        self._boxes = []
        missing = max(0, self._ready - len(references))
        for each in (*references, *[NOBODY] * missing):
            self._put(each)
        self._put_in_order()

    def complaint(self) -> str:
        """Return what to do about what cannot be read, or ""."""
        return next((said for each in self._boxes if (said := each.complaint())), "")

    def draft_text(self) -> str:
        """Return everything, for a draft."""
        return to_text(self.value())

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` told of."""
        self.set_value(from_text(text))

    def shown_text(self) -> str:
        """Return everybody, as a person reads it."""
        return "\n".join(map(shown, self.value()))

    def begin(self) -> None:
        """Put the cursor where the next call is written down."""
        waiting = (each for each in self._boxes if each.value().answer is None)
        box = next(waiting, self._boxes[0] if self._boxes else None)
        (box.first_to_answer if box else self._add).setFocus()

    def _put(self, reference: ReferenceDraft) -> ReferenceBox:
        box = ReferenceBox(len(self._boxes), self._today)
        box.set_value(reference)
        box.edited.connect(self.edited)
        box.remove_wanted.connect(partial(self._remove, box))
        self._boxes.append(box)
        self._lines.addWidget(box)
        return box

    def _put_in_order(self) -> None:
        stops = [stop for each in self._boxes for stop in each.stops]
        tab_through(stops, self._add)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._put_in_order()

    def _add_one(self) -> None:
        self._put(NOBODY).setFocus()
        self._put_in_order()
        self.edited.emit()

    def _remove(self, box: ReferenceBox) -> None:
        rest = tuple(each.value() for each in self._boxes if each is not box)
        self.set_value(tuple(each for each in rest if is_written(each)))
        self._add.setFocus()
        self.edited.emit()
