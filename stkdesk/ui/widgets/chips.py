"""Small round buttons of which one is chosen: filters with counts, and settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow


class Chips(QWidget):
    """Filter chips: one is always chosen. ``picked`` says the key of the new one.

    chips = Chips([("", "Alle"), ("active", "Aktive")], "Filter")
    chips.show_counts({"": 120, "active": 97})
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        """Show the choices, (key, text) each; the first is chosen."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._texts = dict(choices)
        self._buttons: dict[str, QAbstractButton] = {}
        flow = Flow(self, theme.u(6))
        for key, text in choices:
            chip = button(text, "chip", name=f"{name}: {text}")
            chip.setProperty("key", key)
            self._group.addButton(chip)
            self._buttons[key] = chip
            flow.addWidget(chip)
        self._name = name
        if choices:
            self._buttons[choices[0][0]].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def chosen(self) -> str:
        """Key of the chosen chip."""
        checked = self._group.checkedButton()
        return str(checked.property("key")) if checked else ""

    def choose(self, key: str) -> None:
        """Choose a chip as if it was pressed; an unknown key changes nothing."""
        if key in self._buttons and key != self.chosen:
            self._buttons[key].setChecked(True)
            self.picked.emit(key)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write a count behind each text."""
        for key, count in counts.items():
            if chip := self._buttons.get(key):
                chip.setText(f"{self._texts[key]}  {count}")
                chip.setAccessibleName(f"{self._name}: {self._texts[key]}, {count}")
        if layout := self.layout():
            layout.invalidate()
        self.updateGeometry()

    def show_only(self, keys: Collection[str]) -> None:
        """Hide the chips that are not among ``keys``, but for the chosen one."""
        for key, chip in self._buttons.items():
            chip.setVisible(key in keys or key == self.chosen)

    def _on_clicked(self, chip: QAbstractButton) -> None:
        self.picked.emit(str(chip.property("key")))
