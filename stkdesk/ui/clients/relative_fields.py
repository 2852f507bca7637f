"""The fields of a guardian or next of kin on the form of a client."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.client import Relation, RelativeDraft
from stkdesk.domain.formats import phone_text
from stkdesk.domain.merging import Path
from stkdesk.domain.person import PersonDraft
from stkdesk.services.postal_codes import place_of
from stkdesk.ui.field_identity import PostalCodeField
from stkdesk.ui.fields import ChoiceField, TextField
from stkdesk.ui.person_fields import PhoneField
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.widgets.boxes import column

RELATIVE = "Foresatt, verge eller pårørende"
FIELDS = {  # of the form, by the last word of the path in the draft
    "relation": "relative",
    "given_name": "relative_given_name",
    "family_name": "relative_family_name",
    "phone": "relative_phone",
    "street": "relative_street",
    "postal_code": "relative_postal_code",
    "gets_letters": "relative_letters",
}


class Who(StrEnum):
    """Who speaks for the client; the first is nobody."""

    NOBODY = ""
    PARENT = Relation.PARENT.value
    GUARDIAN = Relation.GUARDIAN.value
    NEXT_OF_KIN = Relation.NEXT_OF_KIN.value

    @property
    def label(self) -> str:
        """The word on screen."""
        return Relation(self.value).label if self else "Ingen"


class RelativeFields:
    """Adds the fields to a form; they show when somebody is chosen."""

    def __init__(self, form: RecordForm) -> None:
        """Add the fields to ``form``, after those it has."""
        self._form = form
        self._number: int | None = None
        self._protection = PersonDraft().protection
        self._who = ChoiceField(tuple(Who))
        self._given, self._family = TextField(), TextField()
        self._phone, self._street = PhoneField(), TextField()
        self._postal, self._letters = PostalCodeField(place_of), QCheckBox()
        form.add_heading(RELATIVE)
        form.add("relative", "&Hvem", self._who, width=210)
        self._rest = QWidget()
        lay = column(gap=6)
        self._rest.setLayout(lay)
        form.body.addWidget(self._rest)
        form.add_row(
            form.add(
                "relative_given_name", "Forna&vn", self._given, width=284, into=lay
            ),
            form.add(
                "relative_family_name", "Etternav&n", self._family, width=284, into=lay
            ),
            into=lay,
        )
        form.add(
            "relative_phone",
            "N&ås på telefon",
            self._phone,
            optional=True,
            width=150,
            into=lay,
        )
        form.add("relative_street", "Ad&resse", self._street, optional=True, into=lay)
        form.add(
            "relative_postal_code",
            "Postnummer &i adressen",
            self._postal,
            optional=True,
            hint="Stedet fylles ut",
            width=110,
            into=lay,
        )
        form.add(
            "relative_letters",
            "Får &brevene",
            self._letters,
            into=lay,
        )
        for editor, name in (
            (self._given, "fornavn"),
            (self._family, "etternavn"),
            (self._phone, "telefon"),
            (self._street, "adresse"),
            (self._postal, "postnummer"),
        ):
            editor.setAccessibleName(f"{RELATIVE}: {name}")
        self._postal.place_found.connect(self._on_place)
        self._who.currentIndexChanged.connect(self._on_who)
        self._on_who()

    def read(self) -> RelativeDraft | None:
        """Return who has been filled in; None when nobody is chosen."""
        who = self._who.value()
        if not who:
            return None
        code = self._postal.value()
        return RelativeDraft(
            relation=Relation(who.value),
            person=PersonDraft(
                given_name=self._given.value(),
                family_name=self._family.value(),
                phone=self._phone.value(),
                street=self._street.value(),
                postal_code=code,
                city=place_of(code),
                protection=self._protection,
            ),
            gets_letters=self._letters.isChecked(),
            number=self._number,
        )

    def fill(self, relative: RelativeDraft | None) -> None:
        """Show ``relative``."""
        person = relative.person if relative else PersonDraft()
        self._number = relative.number if relative else None
        self._protection = person.protection
        self._who.set_value(Who(relative.relation.value) if relative else Who.NOBODY)
        self._given.set_value(person.given_name)
        self._family.set_value(person.family_name)
        self._phone.set_value(phone_text(person.phone))
        self._street.set_value(person.street)
        self._postal.set_value(person.postal_code)
        self._letters.setChecked(relative.gets_letters if relative else False)

    def _on_who(self) -> None:
        self._rest.setVisible(bool(self._who.value()))

    def _on_place(self, place: str) -> None:
        self._form.fields["relative_postal_code"].set_hint(place or "Stedet fylles ut")


def relative_names(path: Path) -> tuple[str, ...]:
    """Return the fields that show what stands at ``path``; all for the relative."""
    if len(path) == 1:
        return tuple(FIELDS.values())
    return tuple(FIELDS[name] for name in path[-1:] if name in FIELDS)
