"""Which solutions an application asks for: a box for each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.assignment import Solution
from stkdesk.ui.widgets.boxes import row


class SolutionsField(QWidget):
    """One box for each of the three; none means nothing in particular.

    Signals:
        edited: a box was ticked or cleared.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Tick none."""
        super().__init__()
        self._boxes = {each: QCheckBox(each.label) for each in Solution}
        for box in self._boxes.values():
            box.clicked.connect(self.edited)
        self.setLayout(row(*self._boxes.values(), None, gap=18))
        self.setFocusProxy(self._boxes[Solution.INDIVIDUAL])

    def value(self) -> frozenset[Solution]:
        """Return what is ticked."""
        return frozenset(each for each, box in self._boxes.items() if box.isChecked())

    def set_value(self, wanted: frozenset[Solution]) -> None:
        """Tick ``wanted``."""
        for each, box in self._boxes.items():
            box.setChecked(each in wanted)

    def draft_text(self) -> str:
        """Return what is ticked, for a draft."""
        return " ".join(sorted(each.value for each in self.value()))

    def set_draft_text(self, text: str) -> None:
        """Tick what ``draft_text`` gave."""
        self.set_value(frozenset(Solution(word) for word in text.split()))

    def shown_text(self) -> str:
        """Return what is ticked, as a person reads it."""
        return ", ".join(box.text() for box in self._boxes.values() if box.isChecked())
