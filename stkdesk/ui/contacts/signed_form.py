"""A declaration has come back signed: on which day was it signed?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stkdesk.domain.errors import Problem
from stkdesk.services.contacts import ContactCard
from stkdesk.ui.contacts.form import contact_errands
from stkdesk.ui.fields import DateField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.record_saving import save_change


class SignedForm(Form):
    """Asks for one date, today if nothing else is said."""

    def __init__(self, page: Page, card: ContactCard) -> None:
        """Ask about ``card`` over the window of ``page``."""
        super().__init__(
            page.window(),
            "Taushetserklæringen er signert",
            save_text="Registrer",
            width=420,
        )
        self._page, self._card = page, card
        self._today = page.workspace.today
        self._signed = DateField(self._today)
        self.add("signed_on", "&Dagen den ble signert", self._signed, width=180)
        self._signed.set_value(self._today())
        self.begin()
        self._signed.selectAll()
        self.resize(self.width(), self.minimumHeight())

    def draft(self) -> date | None:
        signed: date | None = self._signed.value()
        return signed

    def check(self, draft: date | None) -> tuple[Problem, ...]:
        if draft is None:
            return (Problem("signed_on", "Skriv datoen den ble signert."),)
        if draft > self._today():
            return (Problem("signed_on", "Datoen kan ikke være fram i tid."),)
        return ()

    def hand_in(self, draft: date) -> None:
        save_change(
            self._page,
            contact_errands(self._page.workspace),
            self._card,
            replace(self._card.draft, declaration_signed_on=draft),
            f"Taushetserklæringen til {self._card.name} er registrert",
            self.saved,
            self.not_saved,
        )
