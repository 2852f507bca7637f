"""What the application of somebody new tells of who it is, and what suits them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.language import Language
from stkdesk.domain.person import PersonDraft
from stkdesk.ui.fields import ChoiceField, HoursField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.person_fields import PersonFields
from stkdesk.ui.unsaid_fields import WeekdaysField
from stkdesk.ui.workspace import Workspace


class ApplicantFields:
    """Adds the fields of a new support contact that an application answers."""

    def __init__(self, form: Form, workspace: Workspace) -> None:
        """Add who it is; ``add_wishes`` adds what suits them."""
        self._form = form
        self._person = PersonFields(
            form, workspace, born_optional=True, asks_gender=True
        )
        self._language = ChoiceField(tuple(Language))
        form.add("language", "&Målform i brev", self._language, width=150)
        self._capacity, self._days = HoursField(), WeekdaysField()
        self._areas, self._interests = TextField(), TextField()
        self._languages, self._car = TextField(), QCheckBox()

    def add_wishes(self) -> None:
        """Add when, where and with what the applicant wants to help."""
        add = self._form.add
        self._form.add_heading("Når og hvor")
        add(
            "capacity_minutes",
            "H&vor mange timer i måneden",
            self._capacity,
            optional=True,
            width=110,
        )
        add("weekdays", "&Ukedager som passer", self._days, optional=True)
        add("areas", "Omr&åder", self._areas, optional=True)
        add("languages", "Sp&råk", self._languages, optional=True)
        add("interests", "&Interesser", self._interests, optional=True)
        add("has_car", "Har &bil og vil kjøre", self._car)

    def person(self) -> PersonDraft:
        """Return who it is."""
        return self._person.read()

    def read(self) -> ContactDraft:
        """Return the new support contact."""
        return ContactDraft(
            person=self._person.read(),
            language=self._language.value(),
            has_car=self._car.isChecked(),
            languages=self._languages.value(),
            interests=self._interests.value(),
            areas=self._areas.value(),
            capacity_minutes=self._capacity.value() or 0,
            weekdays=self._days.value(),
        )
