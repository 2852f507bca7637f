"""The left side of the wizard: which period, and the five panes with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from stkdesk.services.periods import PeriodRow
from stkdesk.ui import theme
from stkdesk.ui.form_field import Field
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

PANES = ("Mangler", "Ser feil ut", "Summer", "Forhåndsvisning", "Gjør")
MADE = "Kjøringen er låst: bare det siste steget er igjen."


class WizardRail(QWidget):
    """Says where one is, and leads to any pane (Alt+1 to Alt+5).

    Signals:
        picked: the place of a pane, from 0.
        period_picked: the number of another period.
    """

    picked, period_picked = Signal(int), Signal(int)

    def __init__(self) -> None:
        """Stand at the first pane; no period is offered yet."""
        super().__init__()
        self.period = QComboBox()
        self._field = Field("&Periode", self.period, width=0)
        self._title = label("", "h3", wrap=True)
        self._title.hide()
        self.steps = [
            button(_text(at), "step", on=partial(self._pick, at))
            for at in range(len(PANES))
        ]
        for at, each in enumerate(self.steps):
            each.setShortcut(f"Alt+{at + 1}")
        self.setLayout(
            column(
                label("Kjør måneden", "h2"),
                self._field,
                self._title,
                8,
                *self.steps,
                None,
                gap=4,
            )
        )
        self.setFixedWidth(theme.u(206))
        self.period.activated.connect(self._on_period)
        self.show_pane(0)

    def offer_periods(self, rows: Sequence[PeriodRow], chosen: int) -> None:
        """Offer ``rows``, the newest first; ``chosen`` is the number of one."""
        self.period.clear()
        for each in reversed(rows):
            self.period.addItem(each.label, each.number)
        self.period.setCurrentIndex(self.period.findData(chosen))

    def show_pane(self, at: int) -> None:
        """Mark the pane at a place."""
        for place, each in enumerate(self.steps):
            each.setChecked(place == at)

    def show_counts(self, lacking: int, problems: int) -> None:
        """Write how many lack, and how many problems there are."""
        for at, number in enumerate((lacking, problems)):
            self.steps[at].setText(_text(at, number))

    def only_last(self, period: str) -> None:
        """Let only the last pane be open: the run of ``period`` is locked."""
        self._field.hide()
        self._title.setText(period)
        self._title.show()
        for each in self.steps[:-1]:
            enable(each, False, MADE)
        self.show_pane(len(PANES) - 1)

    def _pick(self, at: int) -> None:
        self.show_pane(at)
        self.picked.emit(at)

    def _on_period(self, _at: int) -> None:
        self.period_picked.emit(int(self.period.currentData()))


def _text(at: int, number: int = 0) -> str:
    counted = f" ({number})" if number else ""
    return f"{at + 1}  {PANES[at]}{counted}"
