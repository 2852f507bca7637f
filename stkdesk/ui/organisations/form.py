"""The form of a voluntary organisation."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent

from stkdesk.domain.account import format_organisation_number
from stkdesk.domain.errors import Problem
from stkdesk.domain.organisation import (
    OrganisationDraft,
    OrganisationFacts,
    organisation_problems,
)
from stkdesk.services import organisations
from stkdesk.services.organisations import (
    OrganisationCard,
    edit_organisation,
    register_organisation,
)
from stkdesk.ui.fields import DateField, TextArea, TextField
from stkdesk.ui.page import Page
from stkdesk.ui.person_fields import PhoneField
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace


def organisation_errands(workspace: Workspace) -> Errands:
    """Return the casework of organisations, done on the office's own day."""
    today = workspace.today
    return Errands(
        room="organisation",
        kind="organisations",
        open=lambda session, number: organisations.open_organisation(
            session, number, today=today()
        ),
        register=lambda session, draft, _fine: register_organisation(
            session, draft, today=today()
        ),
        edit=lambda session, number, version, draft: edit_organisation(
            session, number, version, draft, today=today()
        ),
    )


class NumberOfOrganisation(TextField):
    """An organisation number, written in groups when it is left."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setText(format_organisation_number(self.text()))
        super().focusOutEvent(event)


class OrganisationForm(RecordForm):
    """Asks for an organisation, new or as the card shows it."""

    help_topic = "organisasjoner"

    def __init__(self, page: Page, card: OrganisationCard | None = None) -> None:
        """Show the fields."""
        super().__init__(
            page,
            "Rediger organisasjon" if card else "Ny organisasjon",
            organisation_errands(page.workspace),
            card,
            save_text="Lagre" if card else "Lagre organisasjon",
            width=620,
        )
        today = page.workspace.today
        self._name, self._number = TextField(), NumberOfOrganisation()
        self._person, self._phone, self._email = TextField(), PhoneField(), TextField()
        self._from, self._to = DateField(today), DateField(today)
        self._about = TextArea(3)
        self._add_fields()
        self.begin_with(card.draft if card else OrganisationDraft())

    def fill(self, draft: OrganisationDraft) -> None:
        self._name.set_value(draft.name)
        self._number.set_value(format_organisation_number(draft.organisation_number))
        self._person.set_value(draft.contact_person)
        self._phone.set_value(draft.phone)
        self._email.set_value(draft.email)
        self._from.set_value(draft.agreement_from)
        self._to.set_value(draft.agreement_to)
        self._about.set_value(draft.about)

    def draft(self) -> OrganisationDraft:
        draft = OrganisationDraft(organisation_number=self._number.value())
        return OrganisationDraft(
            name=self._name.value(),
            organisation_number=draft.digits,
            contact_person=self._person.value(),
            phone=self._phone.value(),
            email=self._email.value(),
            agreement_from=self._from.value(),
            agreement_to=self._to.value(),
            about=self._about.value(),
        )

    def check(self, draft: OrganisationDraft) -> tuple[Problem, ...]:
        running = len(self.card.running) if self.card else 0
        today = self.workspace.today()
        return organisation_problems(OrganisationFacts(draft, today, running))

    def saved_text(self, draft: OrganisationDraft) -> str:
        return f"{draft.name} er lagret" if self.card else f"{draft.name} er registrert"

    def _add_fields(self) -> None:
        add = self.add
        add("name", "&Navn", self._name)
        add(
            "organisation_number",
            "&Organisasjonsnummer",
            self._number,
            optional=True,
            width=180,
        )
        self.add_heading("Hvem dere snakker med")
        add("contact_person", "&Kontaktperson", self._person, optional=True)
        self.add_row(
            add("phone", "&Telefon", self._phone, optional=True, width=160),
            add("email", "&E-post", self._email, optional=True, width=280),
        )
        self.add_heading("Avtalen")
        self.add_row(
            add("agreement_from", "&Fra og med", self._from, optional=True, width=150),
            add("agreement_to", "&Til og med", self._to, optional=True, width=150),
        )
        add(
            "about",
            "&Merknad",
            self._about,
            optional=True,
            hint="Hva avtalen går ut på. Skriv ikke om brukere her.",
        )


def open_organisation(
    page: Page, workspace: Workspace, number: int | None = None
) -> None:
    """Open the form of the organisation with ``number``; a new one without it."""
    if number is None:
        OrganisationForm(page).open()
        return
    today = workspace.today()
    workspace.ask(
        lambda session: organisations.open_organisation(session, number, today=today),
        lambda card: OrganisationForm(page, card).open(),
        key=(id(page), "organisation"),
        at_once=True,
    )
