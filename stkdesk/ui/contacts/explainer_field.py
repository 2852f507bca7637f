"""Who explained it: one of the staff, the one at work unless another is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from stkdesk.services.explainers import Explainer


class ExplainerField(QComboBox):
    """A choice among ``staff``; the wheel does not change it unasked."""

    def __init__(self, staff: Sequence[Explainer], me: Explainer | None) -> None:
        """Choose ``me`` to begin with, also when not among the others."""
        super().__init__()
        offered = list(staff)
        if me is not None and me.number not in [each.number for each in offered]:
            offered.insert(0, me)
        for each in offered:
            self.addItem(each.name, each.number)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_value(me.number if me else None)

    def value(self) -> int | None:
        """Return the number of the one chosen."""
        number: int | None = self.currentData()
        return number

    def set_value(self, number: int | None) -> None:
        """Choose the one with ``number``."""
        self.setCurrentIndex(max(0, self.findData(number)))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()
