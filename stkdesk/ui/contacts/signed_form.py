"""A declaration has come back signed: on which day was it signed?"""

from __future__ import annotations

from datetime import date

from stkdesk.domain.declaration_rules import DeclarationDraft
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.services.contacts import ContactCard
from stkdesk.services.declarations import sign_declaration, unsign_declaration
from stkdesk.ui.fields import DateField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page


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
        number, workspace, today = self._card.number, self._page.workspace, self._today
        signed = DeclarationDraft(
            explained_on=draft, signed_on=draft, language=self._card.draft.language
        )

        def _signed(declaration: int) -> None:
            self._page.toast(
                f"Taushetserklæringen er signert {long_date(draft)}",
                lambda: workspace.save(
                    lambda session: unsign_declaration(session, number, declaration)
                ),
            )
            self.saved()

        workspace.save(
            lambda session: sign_declaration(session, number, signed, today=today()),
            _signed,
            self.not_saved,
        )
