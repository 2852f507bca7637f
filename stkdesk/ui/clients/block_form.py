"""Sperr bruker: who may see the client; to all others it is not there."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox

from stkdesk.services.blocking import ClientBlock, block_client, unblock_client
from stkdesk.services.clients import ClientCard
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

MEANS = (
    "Er brukeren en kollega, en slektning eller godt kjent på stedet? Bare de du "
    "merker, ser brukeren. Andre finner den ikke, og i månedsrapportene står det "
    "«Sperret bruker». Du selv er alltid med."
)
ALONE = (
    "Ingen andre ansatte har tilgang til brukere. Da er det bare du som ser brukeren."
)


class BlockForm(Form):
    """A box for each colleague who could see the client."""

    help_topic = "ansatte-og-tilgang"

    def __init__(self, page: Page, card: ClientCard, block: ClientBlock) -> None:
        """Show who is on the list of ``card``, over the window of ``page``."""
        super().__init__(
            page.window(),
            "Sperr brukeren",
            save_text="Sperr",
            intro=f"{card.name}. {MEANS}",
            width=480,
        )
        self._page, self._card = page, card
        own = page.workspace.actor.number
        self._boxes: dict[int, QCheckBox] = {}
        for colleague in block.colleagues:
            if colleague.number == own:
                continue
            box = QCheckBox()
            box.setChecked(colleague.is_listed)
            self._boxes[colleague.number] = box
            self.add(f"staff_{colleague.number}", colleague.name, box)
        if not self._boxes:
            self.body.addWidget(label(ALONE, wrap=True))
        if block.is_blocked:
            lift = button("Opphev sperringen", "link", on=self._lift)
            self.body.addWidget(lift)
        self.begin()

    def draft(self) -> list[int]:
        return [number for number, box in self._boxes.items() if box.isChecked()]

    def hand_in(self, draft: list[int]) -> None:
        self._page.workspace.save(
            lambda session: block_client(session, self._card.number, draft),
            partial(self._on_saved, f"{self._card.name} er sperret"),
            self.not_saved,
        )

    def _lift(self) -> None:
        self._page.workspace.save(
            lambda session: unblock_client(session, self._card.number),
            partial(self._on_saved, f"Sperringen av {self._card.name} er opphevet"),
            self.not_saved,
        )

    def _on_saved(self, text: str, _none: object) -> None:
        self._page.toast(text)
        self.saved()
