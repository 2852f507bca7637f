"""The parts of Dokumenter: the papers, the journal, and letters that lack something."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent

from stkdesk.services.letter_pile import count_lacking
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.chips import Chips

LETTERS = "letters"
HALVES = (
    ("papers", "Papirer"),
    ("journal_entries", "Journal"),
    (LETTERS, "Mangler noe"),
)


class Halves(Chips):
    """Says which part is shown, leads to the others; counts letters that lack."""

    def __init__(self, page: Page) -> None:
        """Stand in ``page``, one of them."""
        super().__init__(HALVES, "Del")
        self._page = page
        self._asking = (id(self), "lacking")
        self._stay()
        self.picked.connect(self._leave)
        page.workspace.changed.connect(self._on_changed)
        self.destroyed.connect(partial(page.workspace.forget, self._asking))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if LETTERS in tables and self.isVisible():
            self._count()

    def _count(self) -> None:
        today = self._page.workspace.today()
        self._page.workspace.ask(
            lambda session: count_lacking(session, today=today),
            self._on_counted,
            key=self._asking,
        )

    def _on_counted(self, lacking: int) -> None:
        self.show_counts({LETTERS: lacking})

    def _leave(self, room: str) -> None:
        self._stay()  # this page goes on showing its own half
        if room != self._page.room:
            self._page.goto.emit(room, None)

    def _stay(self) -> None:
        self.blockSignals(True)
        self.choose(self._page.room)
        self.blockSignals(False)
