"""Utgår: a document in the journal that does not count, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.errors import Problem
from stkdesk.services.journal import void_entry
from stkdesk.services.journal_card import EntryCard
from stkdesk.ui.fields import TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

INTRO = (
    "Dokumentet blir stående i journalen med nummeret sitt, merket Utgår. Det kan ikke "
    "gjøres om. Grunnen kommer i loggen."
)


class VoidForm(Form):
    """Asks why; what is written goes in the log."""

    help_topic = "journal"

    def __init__(self, page: Page, card: EntryCard) -> None:
        """Ask about ``card`` over the window of ``page``."""
        super().__init__(
            page.window(),
            "Dokumentet utgår",
            save_text="Marker som Utgår",
            intro=INTRO,
            width=480,
        )
        self._page, self._card = page, card
        self._reason = TextArea(3)
        self.add("reason", "&Hvorfor", self._reason)
        self.begin()

    def draft(self) -> str:
        return self._reason.value()

    def check(self, draft: str) -> tuple[Problem, ...]:
        if draft:
            return ()
        return (Problem("reason", "Skriv hvorfor dokumentet ikke gjelder."),)

    def hand_in(self, draft: str) -> None:
        number, version = self._card.number, self._card.version

        def _void(session: Session) -> None:
            void_entry(session, number, version, draft)

        self._page.workspace.save(_void, self._on_saved, self.not_saved)

    def _on_saved(self, _none: object) -> None:
        self._page.toast("Dokumentet er merket Utgår")
        self.saved()
