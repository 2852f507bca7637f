"""Aldri sammen: why two people are never to be put together."""

from __future__ import annotations

from collections.abc import Callable

from stkdesk.services.vetoes import VetoDone, set_veto
from stkdesk.ui.fields import TextField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small


class VetoForm(Form):
    """Asks for the reason, and says what follows."""

    help_topic = "venteliste"

    def __init__(
        self, page: Page, client: int, contact: int, then: Callable[[VetoDone], object]
    ) -> None:
        """Ask over the window of ``page``; ``then`` hears what was done."""
        super().__init__(
            page.window(),
            "Aldri sammen",
            save_text="Sett «aldri sammen»",
            intro="De to foreslås ikke for hverandre mer. Et oppdrag mellom dem som "
            "er i gang, settes på pause med det samme. Det kan oppheves.",
            width=520,
        )
        self._workspace, self._then = page.workspace, then
        self._client, self._contact = client, contact
        self._reason = TextField()
        self.add(
            "reason",
            "&Hvorfor",
            self._reason,
            hint="Kort og saklig. Den det gjelder, kan be om å få se det.",
        )
        self.begin()
        fit_small(self)

    def draft(self) -> str:
        return self._reason.value()

    def hand_in(self, draft: str) -> None:
        client, contact = self._client, self._contact
        today = self._workspace.today()

        def _done(done: VetoDone) -> None:
            self.saved()
            self._then(done)

        self._workspace.save(
            lambda s: set_veto(s, client, contact, draft, today=today),
            _done,
            self.not_saved,
        )
