"""The parts of Månedsrapporter: the month, and the payroll runs that came of it."""

from __future__ import annotations

from stkdesk.ui.page import Page
from stkdesk.ui.widgets.chips import Chips

HALVES = (("timesheets", "Måneden"), ("pay", "Lønn"))


class PayHalves(Chips):
    """Says which part is shown, and leads to the other."""

    def __init__(self, page: Page) -> None:
        """Stand in ``page``, one of them."""
        super().__init__(HALVES, "Del")
        self._page = page
        self._stay()
        self.picked.connect(self._leave)

    def _leave(self, room: str) -> None:
        self._stay()  # this page goes on showing its own half
        if room != self._page.room:
            self._page.goto.emit(room, None)

    def _stay(self) -> None:
        self.blockSignals(True)
        self.choose(self._page.room)
        self.blockSignals(False)
