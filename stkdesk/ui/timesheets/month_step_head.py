"""The top of the month step by step: which period, whose sheets, which of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.month_step import Step
from stkdesk.services.periods import PeriodRow
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.search import SearchField
from stkdesk.ui.widgets.texts import label

CHIPS = (
    ("", "Alle"),
    ("missing", "Mangler"),
    ("waiting", "Ventes"),
    ("arrived", "Mottatt"),
    ("returned", "Sendt tilbake"),
    ("received", "Ført"),
    ("checked", "Attestert"),
    ("approved", "Godkjent"),
    ("late", "For sent"),
    ("corrected", "Korrigert"),
)
RARE = ("waiting", "returned", "late", "corrected")  # not shown when there are none

#: The filter a heading gives: the sheets for whom the step is the next.
BEHIND = {
    Step.PRINTED: "printed",
    Step.MAILED: "mailed",
    Step.ARRIVED: "missing",
    Step.ENTERED: "arrived",
    Step.CHECKED: "received",
    Step.APPROVED: "checked",
    Step.SENT: "approved",
    Step.PAID: "sent",
    Step.REPORT: "report",
}


class StepHead(QWidget):
    """Period, search, filter chips with counts, and the ways on.

    Signals:
        stepped: one period back (-1) or on (1).
        switched: the whole year is to be seen.
        periods_wanted: the periods are to be seen, closed and opened.
    """

    stepped, switched, periods_wanted = Signal(int), Signal(), Signal()

    def __init__(self, above: QWidget) -> None:
        """Show no period yet; ``above`` it all stand the parts of the room."""
        super().__init__()
        self.search = SearchField("Søk etter navn")
        self.search.setMaximumWidth(theme.u(280))
        self.chips = Chips(CHIPS, "Filter")
        self._title, self._days = label("", "h2"), label("", "small")
        back = button(
            "", "ghost", icon="ChevronLeft", tip="Forrige periode", on=self._back
        )
        on = button("", "ghost", icon="ChevronRight", tip="Neste periode", on=self._on)
        year = button(
            "Hele året",
            icon="Calendar",
            tip="Alle periodene i året (F4)",
            on=self.switched.emit,
        )
        periods = button(
            "Perioder …",
            icon="PadlockLocked",
            tip="Frister og lønnsdager, lukk og åpne",
            on=self.periods_wanted.emit,
        )
        title = row(back, self._title, on, gap=2)
        top = row(title, 6, (self.search, 1), None, periods, year)
        sides = (16, 12, 16, 11)
        lay = column(above, top, self._days, self.chips, gap=10, margins=sides)
        self.setLayout(lay)

    def show_period(self, period: PeriodRow, pay_on: str) -> None:
        """Show which period it is, and its days; ``pay_on``: when it is paid."""
        self._title.setText(period.label)
        closed = " · Lukket" if period.is_closed else ""
        due = short_date(period.due_on)
        days = f"{period.dates} · frist {due} · lønn {pay_on}{closed}"
        self._days.setText(days)
        self._title.setToolTip(days)

    def show_days(self, *, on: bool) -> None:
        """Show the days of the period under its name, or leave the room to sheets."""
        self._days.setVisible(on)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many there are behind each chip; a rare one without any goes."""
        self.chips.show_counts({key: counts.get(key, 0) for key, _ in CHIPS})
        self.chips.show_only(
            {key for key, _ in CHIPS if key not in RARE or counts.get(key, 0)}
        )

    def focus_search(self) -> None:
        """Put the cursor in the search field, what stands there marked."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Take search and filter away."""
        self.search.clear()
        self.chips.choose("")

    def _back(self) -> None:
        self.stepped.emit(-1)

    def _on(self) -> None:
        self.stepped.emit(1)
