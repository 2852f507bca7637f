"""Chips of which one is chosen, or none yet: what became of a complaint."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.chips import Chips

Kind = TypeVar("Kind", bound=StrEnum)


class OutcomeField(QWidget, Generic[Kind]):
    """One of the members of an enumeration; the first chip is none of them.

    Signals:
        edited: another chip was pressed.
    """

    edited = Signal()

    def __init__(self, choices: Sequence[Kind], name: str, none: str) -> None:
        """Offer ``choices``; ``none`` is what is said of a matter still open."""
        super().__init__()
        self._choices: dict[str, Kind] = {each.value: each for each in choices}
        labelled: list[tuple[str, str]] = [
            (each.value, str(getattr(each, "label", each.value))) for each in choices
        ]
        self._chips = Chips([("", none), *labelled], name)
        self._texts = {"": none, **dict(labelled)}
        self._chips.picked.connect(lambda _key: self.edited.emit())
        self.setLayout(column(self._chips, gap=0))
        chips = self._chips.findChildren(QAbstractButton)
        self.setFocusProxy(chips[0])
        bold = QFontMetrics(theme.font(1.0, QFont.Weight.Bold))
        for chip in chips:  # the chosen one is bold, and a little wider
            room = bold.horizontalAdvance(chip.text()) + theme.u(26)
            chip.setMinimumWidth(room)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the ring is on the chosen

    def value(self) -> Kind | None:
        """Return what is chosen."""
        return self._choices.get(self._chips.chosen)

    def set_value(self, value: Kind | None) -> None:
        """Choose ``value`` without telling anybody."""
        was = self._chips.blockSignals(True)
        self._chips.choose(value.value if value is not None else "")
        self._chips.blockSignals(was)

    def draft_text(self) -> str:
        """Return what is chosen, for a draft."""
        return self._chips.chosen

    def set_draft_text(self, text: str) -> None:
        """Choose what ``draft_text`` gave."""
        self.set_value(self._choices.get(text))

    def shown_text(self) -> str:
        """Return what a person sees."""
        return self._texts[self._chips.chosen]
