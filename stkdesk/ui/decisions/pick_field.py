"""One of a few records or words, or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox


class PickField(QComboBox):
    """A list whose first line is none; the wheel does not change it unasked."""

    def __init__(self, none: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        """Offer ``choices``, (key, text) each; ``none`` is what choosing none says."""
        super().__init__()
        self._none = none
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(18)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these instead; what is chosen stays chosen while it is offered."""
        chosen = self.value()
        self.clear()
        self.addItem(self._none, "")
        for key, text in choices:
            self.addItem(text, key)
        self.set_value(chosen)

    def value(self) -> str:
        """Return the key of what is chosen, "" for none."""
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        """Choose what has this key; what is not offered, is none."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def number(self) -> int | None:
        """Return the key as the number it is."""
        return int(self.value()) if self.value() else None

    def set_number(self, number: int | None) -> None:
        """Choose the record with this number."""
        self.set_value("" if number is None else str(number))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # a wheel meant for the form must not change what is chosen
