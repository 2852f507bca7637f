"""The parts of the month: the sheets, and the rooms that share their tab."""

from __future__ import annotations

from stkdesk.ui.page import Page
from stkdesk.ui.rooms import ROOMS
from stkdesk.ui.widgets.chips import Chips

TAB = "timesheets"
SHEETS = "Timelister"  # the room that gives the tab its name


class MonthHalves(Chips):
    """Says which part is shown, and leads to the others; hidden when alone."""

    def __init__(self, page: Page) -> None:
        """Stand in ``page``, one of them."""
        parts = [
            (room.key, SHEETS if room.key == TAB else room.title)
            for room in ROOMS
            if TAB in (room.key, room.under) and page.workspace.may(*room.rights)
        ]
        super().__init__(parts, "Del")
        self._page = page
        self._stay()
        self.picked.connect(self._leave)
        if len(parts) < 2:
            self.hide()

    def _leave(self, room: str) -> None:
        self._stay()  # this page goes on showing its own part
        if room != self._page.room:
            self._page.goto.emit(room, None)

    def _stay(self) -> None:
        self.blockSignals(True)
        self.choose(self._page.room)
        self.blockSignals(False)
