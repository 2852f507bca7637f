"""The top of the month grid: which year, whose sheets, which of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.staff import Right
from stkdesk.ui import theme
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.search import SearchField
from stkdesk.ui.widgets.texts import label

CHIPS = (
    ("", "Alle"),
    ("missing", "Mangler"),
    ("arrived", "Mottatt"),
    ("received", "Ført"),
    ("checked", "Attestert"),
    ("approved", "Godkjent"),
)


class MonthHead(QWidget):
    """Year, search, filter chips with counts, and the button for the next sheet.

    Signals:
        stepped: one year back (-1) or on (1).
        new_wanted: the person wants to register the next sheet.
        switched: the period is to be seen step by step.
    """

    stepped, new_wanted, switched = Signal(int), Signal(), Signal()

    def __init__(self, above: QWidget, may: May = everybody) -> None:
        """Show no year yet; a new sheet is for those who ``may`` register it.

        ``above`` it all stand the parts of the room.
        """
        super().__init__()
        self.search = SearchField("Søk etter navn")
        self.search.setMaximumWidth(theme.u(280))
        self.chips = Chips(CHIPS, "Filter")
        self._year = label("", "h2")
        back = button("", "ghost", icon="ChevronLeft", tip="Forrige år", on=self._back)
        on = button("", "ghost", icon="ChevronRight", tip="Neste år", on=self._on)
        new = button(
            "Ny timeliste",
            "primary",
            icon="Plus",
            tip="Registrer neste timeliste som mangler (Ctrl+N)",
            on=self.new_wanted.emit,
        )
        years = row(back, self._year, on, gap=2)
        steps = button(
            "Steg for steg",
            icon="Tasklist",
            tip="Én periode, steg for steg (F4)",
            on=self.switched.emit,
        )
        begin = allowed(may, (Right.EDIT_HOURS, new))
        top = row(years, 6, (self.search, 1), None, steps, *begin)
        lay = column(above, top, self.chips, gap=10, margins=(16, 12, 16, 11))
        self.setLayout(lay)

    def show_year(self, year: int) -> None:
        """Show ``year``."""
        self._year.setText(f"{year}")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many there are behind each chip."""
        self.chips.show_counts({key: counts.get(key, 0) for key, _ in CHIPS})

    def focus_search(self) -> None:
        """Put the cursor in the search field, what stands there marked."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Take search and filter away."""
        self.search.clear()
        self.chips.choose("")
        self.search.setFocus()

    def _back(self) -> None:
        self.stepped.emit(-1)

    def _on(self) -> None:
        self.stepped.emit(1)
