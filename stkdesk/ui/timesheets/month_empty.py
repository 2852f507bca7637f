"""The grid of the month, or what to do when there is nothing to show in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.empty import Empty


class GridOrEmpty(QStackedWidget):
    """Shows a grid; without rows, why there are none and the way on."""

    def __init__(
        self, grid: QWidget, back: Callable[[], object], on: Callable[[], object]
    ) -> None:
        """Show ``grid``; ``back`` takes a filter away, ``on`` leads to Oppdrag."""
        super().__init__()
        self._back, self._on = back, on
        self.addWidget(grid)

    def show_total(self, total: int, where: str, *, is_filtered: bool) -> None:
        """Show the grid if there are rows; ``where`` there are none: ``i 2026``."""
        while self.count() > 1:
            old = self.widget(1)
            self.removeWidget(old)
            old.deleteLater()
        if total:
            return
        if is_filtered:
            act = button("Vis alle", icon="ArrowUndo", on=self._back)
            hint = "Prøv et annet navn, eller fjern filteret."
            empty = Empty("MagnifyingGlass", "Ingen treff", hint, act)
        else:
            act = button("Til Oppdrag", "primary", on=self._on)
            hint = "Når et oppdrag er i gang, kommer det hit, måned for måned."
            empty = Empty("Calendar", f"Ingen oppdrag {where}", hint, act)
        self.addWidget(empty)
        self.setCurrentIndex(1)
