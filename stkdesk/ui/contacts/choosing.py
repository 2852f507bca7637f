"""Whom it is about: asked where no support contact is in front of the person."""

from __future__ import annotations

from collections.abc import Callable

from stkdesk.domain.errors import Problem
from stkdesk.ui.assignments.finding import find_contacts
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import PersonPicker


class ChoosingForm(Form):
    """Asks for a support contact or applicant; ``then`` gets the number."""

    help_topic = "politiattest"

    def __init__(self, page: Page, title: str, then: Callable[[int], object]) -> None:
        """Ask over the window of ``page``."""
        super().__init__(page.window(), title, save_text="Fortsett", width=460)
        self._then = then
        hint = "Skriv navn, sted eller S-nummer"
        self._contact = PersonPicker(page.workspace, find_contacts, hint)
        self.add("contact", "&Støttekontakt eller søker", self._contact)
        self.begin()
        self.resize(self.width(), self.minimumHeight())

    def draft(self) -> int | None:
        return self._contact.value()

    def check(self, draft: int | None) -> tuple[Problem, ...]:
        return () if draft else (Problem("contact", "Velg hvem det gjelder."),)

    def hand_in(self, draft: int) -> None:
        self.saved()
        self._then(draft)
