"""The parts of Dokumenter: the papers, the journal, and letters that lack something."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent

from stkdesk.services.letter_pile import count_lacking
from stkdesk.ui.page import Page
from stkdesk.ui.parts import Parts

LETTERS = "letters"


class PaperParts(Parts):
    """The parts of Dokumenter, with the number of letters that lack something."""

    def __init__(self, page: Page) -> None:
        """Stand in ``page``, one of them."""
        super().__init__(page)
        self._asking = (id(self), "lacking")
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
