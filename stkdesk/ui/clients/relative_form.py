"""The form of somebody beside a client: parent, guardian, representative, kin."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.client import Relation, RelativeDraft, relative_problems
from stkdesk.domain.errors import Problem
from stkdesk.domain.person import PersonDraft, other_home
from stkdesk.ui.fields import ChoiceField, DateField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.person_fields import PersonFields
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

MANDATE = {
    Relation.GUARDIAN: (
        "Hva mandatet gjelder",
        "For eksempel personlige forhold, økonomi, eller begge deler. Står i "
        "vergefullmakten fra Statsforvalteren.",
    ),
    Relation.REPRESENTATIVE: (
        "Hva fullmakten gjelder",
        "For eksempel søknaden om støttekontakt og klage på vedtaket.",
    ),
}
APART = (
    "Bor et annet sted enn brukeren: dere blir spurt før hvert brev. Sett haken bare "
    "hvis brevene alltid skal gå hit."
)


class RelativeForm(Form):
    """Asks for one of them; nothing is saved before the client is."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        relative: RelativeDraft,
        done: Callable[[RelativeDraft], object],
        *,
        is_new: bool,
        home: Callable[[], PersonDraft] | None = None,
    ) -> None:
        """Show ``relative``; ``home`` is where the client lives, to be copied."""
        super().__init__(
            parent,
            "Ny person ved brukeren" if is_new else "Person ved brukeren",
            done,
            save_text="Ta med",
            intro="Lagres sammen med brukeren. Bor foreldre hver for seg, legger du "
            "inn begge.",
            width=664,
        )
        self._today, self._home, self._is_new = workspace.today, home, is_new
        self._relative = relative
        self._relation = ChoiceField(tuple(Relation))
        self._letters = QCheckBox()
        self._is_chosen = self._is_apart = False
        self._mandate = TextArea(2)
        self._authority_on = DateField(workspace.today)
        self._from, self._to = DateField(workspace.today), DateField(workspace.today)
        self.add("relation", "&Hvem", self._relation, width=210)
        self._add_reach()
        self._person = PersonFields(self, workspace, born_optional=True)
        if home is not None:
            same = button("Samme adresse som bru&keren", "link", on=self._take_address)
            self.body.addLayout(row(same, None))
        self.add("gets_letters", "Får &brevene", self._letters)
        self.add_row(
            self.add("valid_from", "F&ra", self._from, optional=True, width=150),
            self.add("valid_to", "T&il og med", self._to, optional=True, width=150),
        )
        self._relation.currentIndexChanged.connect(self._on_relation)
        self._letters.clicked.connect(self._on_chosen)
        for name in ("street", "postal_code"):
            self.fields[name].edited.connect(self._on_address)
        self._fill(relative)
        self._on_relation()
        self.begin()

    def draft(self) -> RelativeDraft:
        relation: Relation = self._relation.value()
        return RelativeDraft(
            relation=relation,
            person=self._person.read(),
            gets_letters=self._letters.isChecked(),
            mandate=self._mandate.value() if relation.speaks_for else "",
            authority_on=self._authority_on.value()
            if relation is Relation.REPRESENTATIVE
            else None,
            valid_from=self._from.value(),
            valid_to=self._to.value(),
            number=self._relative.number,
        )

    def check(self, draft: RelativeDraft) -> tuple[Problem, ...]:
        return relative_problems(draft, today=self._today())

    def texts(self) -> Mapping[str, str]:
        """Return what stands in every field."""
        return {name: field.text() for name, field in self.fields.items()}

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._is_chosen = True

    def _add_reach(self) -> None:
        self.add("mandate", "H&va det gjelder", self._mandate, optional=True)
        self.add(
            "authority_on",
            "F&ullmakten er fra",
            self._authority_on,
            hint="Dagen den ble skrevet under.",
            width=150,
        )

    def _fill(self, relative: RelativeDraft) -> None:
        self._relation.set_value(relative.relation)
        self._person.fill(relative.person)
        self._letters.setChecked(relative.gets_letters)
        self._mandate.set_value(relative.mandate)
        self._authority_on.set_value(relative.authority_on)
        self._from.set_value(relative.valid_from)
        self._to.set_value(relative.valid_to)

    def _on_relation(self) -> None:
        relation: Relation = self._relation.value()
        if self._is_new:  # who speaks for the client usually has the letters
            self._letters.setChecked(relation is not Relation.NEXT_OF_KIN)
            self._is_chosen = self._is_apart = False
            self._on_address()
        text, hint = MANDATE.get(relation, ("", ""))
        mandate = self.fields["mandate"]
        mandate.setVisible(relation.speaks_for)
        mandate.set_hint(f"{text}. {hint}" if text else "")
        written = relation is Relation.REPRESENTATIVE
        self.fields["authority_on"].setVisible(written)
        self.fields["authority_on"].setEnabled(written)

    def _on_chosen(self) -> None:
        self._is_chosen = True

    def _on_address(self) -> None:
        """Take the tick off a new parent in another home: the office is asked then."""
        if not self._is_new or self._is_chosen or self._home is None:
            return
        parent = self._relation.value() is Relation.PARENT
        apart = parent and other_home(self._home(), self._person.read())
        if apart is not self._is_apart:
            self._is_apart = apart
            self._letters.setChecked(not apart)
            self.fields["gets_letters"].set_hint(APART if apart else "")

    def _take_address(self) -> None:
        assert self._home is not None
        home, mine = self._home(), self._person.read()
        for name, text in (
            ("street", home.street),
            ("postal_code", home.postal_code),
            ("city", home.city),
        ):
            if getattr(mine, name) != text:
                self.fields[name].set_text(text)
                self.fields[name].edited.emit()
        if home.protection.hides_address:  # as secret as the home they share
            self._person.protect(home.protection)
