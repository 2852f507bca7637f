"""The two halves of Dokumenter: the papers we make, and the journal of all of them."""

from __future__ import annotations

from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.chips import Chips

HALVES = (("papers", "Papirer"), ("journal_entries", "Journal"))


class Halves(Chips):
    """Says which half is shown, and leads to the other."""

    def __init__(self, page: Page) -> None:
        """Stand in ``page``, one of the two."""
        super().__init__(HALVES, "Del")
        self._page = page
        self._stand_in_line()
        self._stay()
        self.picked.connect(self._leave)

    def _stand_in_line(self) -> None:
        """Be as wide as both, so that they never stand under one another."""
        inside = self.layout()
        if inside is None:
            return
        wide = 0
        for at in range(inside.count()):
            item = inside.itemAt(at)
            if item is not None:
                wide += item.sizeHint().width() + theme.u(8)
        self.setMinimumWidth(wide)

    def _leave(self, room: str) -> None:
        self._stay()  # this page goes on showing its own half
        if room != self._page.room:
            self._page.goto.emit(room, None)

    def _stay(self) -> None:
        self.blockSignals(True)
        self.choose(self._page.room)
        self.blockSignals(False)
