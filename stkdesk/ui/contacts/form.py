"""The form of a support contact."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.account import format_account
from stkdesk.domain.contact import (
    ContactDraft,
    ContactStatus,
    Employment,
    contact_problems,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.services.contacts import (
    ContactCard,
    edit_contact,
    open_contact,
    register_contact,
)
from stkdesk.services.duplicates import PersonRoom
from stkdesk.ui.fields import ChoiceField, DateField, HoursField, TextField
from stkdesk.ui.page import Page
from stkdesk.ui.person_fields import ADDRESS, PersonFields
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.unsaid_fields import WeekdaysField
from stkdesk.ui.workspace import Workspace


def contact_errands(workspace: Workspace) -> Errands:
    """Return the casework of the register, done on the office's own day."""
    today = workspace.today
    return Errands(
        room="contact",
        kind="contacts",
        open=open_contact,
        register=lambda session, draft, apart: register_contact(
            session, draft, today=today(), apart=apart
        ),
        edit=lambda session, number, version, draft: edit_contact(
            session, number, version, draft, today=today()
        ),
    )


class AccountField(TextField):
    """An account number, written in groups when it is left."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setText(format_account(self.text()))
        super().focusOutEvent(event)


class ContactForm(RecordForm):
    """Asks for a support contact, new or as the card shows it."""

    help_topic = "stottekontakter"
    together: ClassVar = {"Adresse": ADDRESS}

    def __init__(self, page: Page, card: ContactCard | None = None) -> None:
        """Show the fields over the window of ``page``."""
        super().__init__(
            page,
            "Rediger støttekontakt" if card else "Ny støttekontakt",
            contact_errands(page.workspace),
            card,
            save_text="Lagre" if card else "Lagre støttekontakt",
        )
        self._today = page.workspace.today
        self._person = PersonFields(
            self, page.workspace, born_optional=True, asks_gender=True
        )
        self._stand = ChoiceField(tuple(ContactStatus))
        self._employment = ChoiceField(tuple(Employment))
        self._language = ChoiceField(tuple(Language))
        self._employee, self._account = TextField(), AccountField()
        self._signed, self._car = DateField(self._today), QCheckBox()
        self._capacity, self._weekdays = HoursField(), WeekdaysField()
        self._languages, self._interests = TextField(), TextField()
        self._areas = TextField()
        self._add_work()
        self._add_wishes()
        self.watch_alike(PersonRoom.CONTACTS, self._person.read)
        self.begin_with(card.draft if card else ContactDraft())

    def fill(self, draft: ContactDraft) -> None:
        self._person.fill(draft.person)
        self._stand.set_value(draft.status)
        self._employment.set_value(draft.employment)
        self._language.set_value(draft.language)
        self._employee.set_value(draft.employee_number)
        self._account.set_value(format_account(draft.account_number))
        self._signed.set_value(draft.declaration_signed_on)
        self._car.setChecked(draft.has_car)
        self._capacity.set_value(draft.capacity_minutes or None)
        self._weekdays.set_value(draft.weekdays)
        self._languages.set_value(draft.languages)
        self._interests.set_value(draft.interests)
        self._areas.set_value(draft.areas)

    def draft(self) -> ContactDraft:
        return ContactDraft(
            person=self._person.read(),
            status=self._stand.value(),
            employment=self._employment.value(),
            language=self._language.value(),
            employee_number=self._employee.value(),
            account_number=format_account(self._account.value()),
            has_car=self._car.isChecked(),
            languages=self._languages.value(),
            interests=self._interests.value(),
            areas=self._areas.value(),
            capacity_minutes=self._capacity.value() or 0,
            weekdays=self._weekdays.value(),
            declaration_signed_on=self._signed.value(),
        )

    def check(self, draft: ContactDraft) -> tuple[Problem, ...]:
        return contact_problems(draft, today=self._today())

    def saved_text(self, draft: ContactDraft) -> str:
        name = full_name(draft.person.given_name, draft.person.family_name)
        done = f"{name} er lagret" if self.card else f"{name} er registrert"
        if warnings := len(self.check(draft)):
            done += f" · {count(warnings, 'ting', 'ting')} å se på"
        return done

    def _add_work(self) -> None:
        add = self.add
        self.add_heading("Arbeidet")
        self.add_row(
            add("status", "Stat&us", self._stand, width=150),
            add("employment", "Arbeidsfor&hold", self._employment, width=180),
            add("language", "&Målform i brev", self._language, width=150),
        )
        self.add_row(
            add(
                "employee_number",
                "Ansatt&nummer",
                self._employee,
                optional=True,
                width=180,
            ),
            add(
                "account_number",
                "&Kontonummer",
                self._account,
                optional=True,
                width=180,
            ),
        )
        if self.card is not None:
            self._signed.hide()  # signed by an errand of its own
            return
        if self.card is None:  # later it is registered with who explained it
            add(
                "declaration_signed_on",
                "Taushetserkl&æring signert",
                self._signed,
                optional=True,
                hint="Bare når den er signert før støttekontakten ble lagt inn her.",
                width=180,
            )
        else:
            self._signed.setParent(self)
            self._signed.hide()

    def _add_wishes(self) -> None:
        add = self.add
        self.add_heading("Til hvem og hvor")
        add(
            "capacity_minutes",
            "H&vor mange timer i måneden",
            self._capacity,
            optional=True,
            width=110,
        )
        add(
            "weekdays",
            "&Ønskede dager",
            self._weekdays,
            optional=True,
            hint="La alle stå tomme når det ikke er avtalt.",
        )
        add("areas", "Omr&åder", self._areas, optional=True)
        add("languages", "Sp&råk", self._languages, optional=True)
        add("interests", "&Interesser", self._interests, optional=True)
        add("has_car", "Har &bil og vil kjøre", self._car)
