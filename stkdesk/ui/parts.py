"""The parts of a tab: the room it is called after, and those that share it."""

from __future__ import annotations

from stkdesk.ui.page import Page
from stkdesk.ui.rooms import ROOMS
from stkdesk.ui.widgets.chips import Chips

#: What a room that gives its tab a name is called among the parts of it.
OWN_PART = {"timesheets": "Timelister", "contacts": "Register", "papers": "Papirer"}


class Parts(Chips):
    """Says which part is shown, and leads to the others; hidden when alone."""

    def __init__(self, page: Page) -> None:
        """Stand in ``page``, one of them."""
        [here] = [room for room in ROOMS if room.key == page.room]
        tab = here.under or here.key
        parts = [
            (room.key, OWN_PART.get(room.key, room.title))
            for room in ROOMS
            if tab in (room.key, room.under) and page.workspace.may(*room.rights)
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
