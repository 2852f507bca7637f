"""Who an application is about: found by typing, or written in on the same form."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.identity import birth_date_of
from stkdesk.domain.language import Language
from stkdesk.domain.person import PersonDraft
from stkdesk.services.duplicates import PersonRoom
from stkdesk.services.postal_codes import place_of
from stkdesk.ui.alike_panel import AlikePanel
from stkdesk.ui.assignments.finding import find_clients
from stkdesk.ui.field_identity import IdentityField, PostalCodeField
from stkdesk.ui.fields import ChoiceField, DateField, TextField
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.workspace import Workspace

HINT = "Skriv navn, sted eller fødselsdato"
OF_NEW = (
    "given_name",
    "family_name",
    "birth_date",
    "national_id",
    "street",
    "postal_code",
    "language",
)


class ClientFields(QObject):
    """Adds the fields to a form; shows those of a new client when one is wanted.

    Signals:
        picked: the number of the client now chosen, or None.
    """

    picked = Signal(object)

    def __init__(self, form: RecordForm, workspace: Workspace) -> None:
        """Add the fields to ``form``, after those it has."""
        super().__init__(form)
        self._form, self._today = form, workspace.today
        self._picker = PersonPicker(workspace, find_clients, HINT)
        self._is_new = QCheckBox()
        self._given, self._family = TextField(), TextField()
        self._born, self._identity = DateField(workspace.today), IdentityField()
        self._street, self._postal = TextField(), PostalCodeField(place_of)
        self._language = ChoiceField(tuple(Language))
        form.add("client_number", "&Bruker", self._picker)
        form.add("is_new", "Br&ukeren er ny i registeret", self._is_new)
        self._rest = QWidget()
        self._rest.setLayout(column(gap=6))
        form.body.addWidget(self._rest)
        self._add_new()
        self.alike = AlikePanel(workspace, PersonRoom.CLIENTS, self.person)
        self.alike.follow(form)
        form.body.addWidget(self.alike)
        self._is_new.toggled.connect(self._on_new)
        self._picker.picked.connect(self.picked)
        self._identity.textEdited.connect(self._on_identity)
        self._postal.place_found.connect(self._on_place)
        self._on_new(False)

    @property
    def is_new(self) -> bool:
        """Whether the client is to be written in."""
        return self._is_new.isChecked()

    def number(self) -> int | None:
        """Return who is chosen among those registered."""
        return None if self.is_new else self._picker.value()

    def pick(self, found: Found | None) -> None:
        """Choose one of those registered."""
        self._is_new.setChecked(False)
        self._picker.set_value(found)

    def new_client(self) -> ClientDraft | None:
        """Return who is to be written in; None when it is one of those registered."""
        if not self.is_new:
            return None
        return ClientDraft(self.person(), language=self._language.value())

    def person(self) -> PersonDraft:
        """Return the person as written in."""
        code = self._postal.value()
        return PersonDraft(
            given_name=self._given.value(),
            family_name=self._family.value(),
            birth_date=self._born.value(),
            national_id=self._identity.value(),
            street=self._street.value(),
            postal_code=code,
            city=place_of(code),
        )

    def _add_new(self) -> None:
        lay = self._rest.layout()
        add, beside = self._form.add, self._form.add_row
        beside(
            add("given_name", "&Fornavn", self._given, width=284, into=lay),
            add("family_name", "&Etternavn", self._family, width=284, into=lay),
            into=lay,
        )
        beside(
            add("birth_date", "Fødsels&dato", self._born, width=150, into=lay),
            add(
                "national_id",
                "Fødse&lsnummer",
                self._identity,
                optional=True,
                width=210,
                into=lay,
            ),
            into=lay,
        )
        beside(
            add("street", "&Adresse", self._street, optional=True, width=300, into=lay),
            add(
                "postal_code",
                "&Postnummer",
                self._postal,
                optional=True,
                hint="Stedet fylles ut",
                width=110,
                into=lay,
            ),
            add("language", "Målf&orm i brev", self._language, width=150, into=lay),
            into=lay,
        )

    def _on_new(self, is_new: bool) -> None:
        form = self._form
        self._rest.setVisible(is_new)
        for name in OF_NEW:
            form.fields[name].setEnabled(is_new)
        picker = form.fields["client_number"]
        picker.setEnabled(not is_new)
        self.alike.setEnabled(is_new)
        if not is_new:
            self.alike.forget()
            return
        picker.show_problem(None)
        typed = self._picker.text().split()
        if typed and self._picker.value() is None and not self._given.value():
            *given, family = typed
            self._given.set_value(" ".join(given) or family)
            self._family.set_value(family if given else "")
        self._picker.set_value(None)
        empty = self._family if self._given.value() else self._given
        (self._born if self._family.value() else empty).setFocus()

    def _on_identity(self) -> None:
        """Fill an empty birth date, where the number tells it."""
        born = birth_date_of(self._identity.value(), today=self._today())
        if born is not None and self._born.value() is None:
            self._born.set_value(born)
            self._form.recheck("birth_date")

    def _on_place(self, place: str) -> None:
        self._form.fields["postal_code"].set_hint(place or "Stedet fylles ut")
