"""The fields of a person, alike on the forms of clients and support contacts."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent

from stkdesk.domain.formats import phone_text
from stkdesk.domain.identity import birth_date_of
from stkdesk.domain.matching import Gender
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.postal_codes import place_of
from stkdesk.ui.field_identity import IdentityField, PostalCodeField
from stkdesk.ui.fields import ChoiceField, DateField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.unsaid_fields import MaybeField
from stkdesk.ui.workspace import Workspace

#: An address of two people's halves is nobody's address.
ADDRESS = (("person", "street"), ("person", "postal_code"), ("person", "city"))
PROTECTION_HINTS = {
    Protection.OPEN: "",
    Protection.CLIENT_ADDRESS: "Adressen er hos andre enn den som bor der.",
    Protection.CONFIDENTIAL: "Brev tas ut av utskriften og kommer på en egen liste.",
    Protection.STRICT: "Skriv aldri gateadressen, bare den åpne postadressen "
    "(postboks). Brev tas ut av utskriften og kommer på en egen liste.",
}


class PhoneField(TextField):
    """A phone number, written in groups when it is left."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setText(phone_text(self.text()))
        super().focusOutEvent(event)


class PersonFields:
    """Adds the fields of a person to a form, and reads and fills them."""

    def __init__(
        self,
        form: Form,
        workspace: Workspace,
        *,
        born_optional: bool = False,
        asks_gender: bool = False,
    ) -> None:
        """Add the fields to ``form``, after those it has.

        The gender is asked for where somebody may wish for one or the other; else what
        is registered stands as it was.
        """
        self._form, self._today = form, workspace.today
        self._given, self._family = TextField(), TextField()
        self._born, self._identity = DateField(workspace.today), IdentityField()
        self._phone, self._email = PhoneField(), TextField()
        self._street, self._city = TextField(), TextField()
        self._postal = PostalCodeField(place_of)
        self._protection = ChoiceField(tuple(Protection))
        self._gender = MaybeField(tuple(Gender), "Ikke registrert")
        self._gender.setParent(form)
        add = form.add
        form.add_row(
            add("given_name", "&Fornavn", self._given, width=284),
            add("family_name", "&Etternavn", self._family, width=284),
        )
        born = add(
            "birth_date",
            "Fødsels&dato",
            self._born,
            width=150,
            optional=born_optional,
        )
        identity = add(
            "national_id", "Fødse&lsnummer", self._identity, optional=True, width=210
        )
        if asks_gender:
            gender = add("gender", "K&jønn", self._gender, optional=True, width=160)
            form.add_row(born, identity, gender)
        else:
            self._gender.hide()
            form.add_row(born, identity)
        form.add_row(
            add("phone", "&Telefon", self._phone, optional=True, width=150),
            add("email", "E-p&ost", self._email, optional=True, width=418),
        )
        self._add_address()
        self._identity.textEdited.connect(self._on_identity)
        self._postal.textEdited.connect(self._on_postal_code)

    def read(self) -> PersonDraft:
        """Return what has been filled in."""
        return PersonDraft(
            given_name=self._given.value(),
            family_name=self._family.value(),
            birth_date=self._born.value(),
            national_id=self._identity.value(),
            phone=self._phone.value(),
            email=self._email.value(),
            street=self._street.value(),
            postal_code=self._postal.value(),
            city=self._city.value(),
            protection=self._protection.value(),
            gender=self._gender.value(),
        )

    def fill(self, person: PersonDraft) -> None:
        """Show ``person`` in the fields."""
        self._given.set_value(person.given_name)
        self._family.set_value(person.family_name)
        self._born.set_value(person.birth_date)
        self._identity.set_value(person.national_id)
        self._phone.set_value(phone_text(person.phone))
        self._email.set_value(person.email)
        self._street.set_value(person.street)
        self._postal.set_value(person.postal_code)
        self._city.set_value(person.city)
        self._protection.set_value(person.protection)
        self._gender.set_value(person.gender)

    def protect(self, protection: Protection) -> None:
        """Choose ``protection``, as a person does."""
        self._protection.set_value(protection)
        self._form.fields["protection"].edited.emit()

    def _add_address(self) -> None:
        add, form = self._form.add, self._form
        add("street", "&Adresse", self._street, optional=True)
        form.add_row(
            add("postal_code", "&Postnummer", self._postal, optional=True, width=110),
            add("city", "&Sted", self._city, optional=True, width=196),
            add("protection", "Adresse&gradering", self._protection, width=204),
        )
        self._protection.currentIndexChanged.connect(self._on_protection)

    def _on_identity(self) -> None:
        """Fill an empty birth date, where the number tells it."""
        born = birth_date_of(self._identity.value(), today=self._today())
        if born is not None and self._born.value() is None:
            self._born.set_value(born)
            self._form.recheck("birth_date")

    def _on_postal_code(self, code: str) -> None:
        if place := place_of(code):
            self._city.set_value(place)

    def _on_protection(self) -> None:
        protection = self._protection.value()
        self._form.fields["street"].set_hint(PROTECTION_HINTS[protection])
        if self._form.is_dirty:
            self._form.recheck("street")
