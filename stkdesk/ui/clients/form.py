"""The form of a client."""

from __future__ import annotations

from typing import ClassVar

from stkdesk.domain.client import (
    OF_AGE,
    ClientDraft,
    ClientStatus,
    RelativeDraft,
    client_problems,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count
from stkdesk.domain.language import Language
from stkdesk.domain.merging import Path
from stkdesk.domain.names import full_name
from stkdesk.domain.person import years_old
from stkdesk.services.clients import (
    ClientCard,
    edit_client,
    open_client,
    register_client,
)
from stkdesk.services.duplicates import PersonRoom
from stkdesk.ui.clients.relative_text import shown
from stkdesk.ui.clients.relatives_field import RELATIVES, RelativesField
from stkdesk.ui.fields import ChoiceField, TextArea, TextField
from stkdesk.ui.page import Page
from stkdesk.ui.person_fields import ADDRESS, PersonFields
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.unsaid_fields import YesNoField
from stkdesk.ui.workspace import Workspace

#: Helse- og omsorgstjenesteloven § 5-4 a; everybody under 18 is covered.
PROTECTED_HINT = (
    "Gjelder voksne med utviklingshemming: en støttekontakt med politiattest som "
    "ikke er godkjent, er da utelukket. Alle under 18 år er omfattet uansett."
)


def client_errands(workspace: Workspace) -> Errands:
    """Return the casework of the register, done on the office's own day."""
    today = workspace.today
    return Errands(
        room="client",
        kind="clients",
        open=open_client,
        register=lambda session, draft, apart: register_client(
            session, draft, today=today(), apart=apart
        ),
        edit=lambda session, number, version, draft: edit_client(
            session, number, version, draft, today=today()
        ),
    )


class ClientForm(RecordForm):
    """Asks for a client, new or as the card shows it."""

    help_topic = "brukere"
    together: ClassVar = {"Adresse": ADDRESS}

    def __init__(self, page: Page, card: ClientCard | None = None) -> None:
        """Show the fields over the window of ``page``."""
        super().__init__(
            page,
            "Rediger bruker" if card else "Ny bruker",
            client_errands(page.workspace),
            card,
            save_text="Lagre" if card else "Lagre bruker",
        )
        self._today = page.workspace.today
        self._person = PersonFields(self, page.workspace)
        self._stand = ChoiceField(tuple(ClientStatus))
        self._language = ChoiceField(tuple(Language))
        self._case_number, self._wishes = TextField(), TextArea()
        self._protected = YesNoField("Ikke avklart")
        self._add_case()
        self._relatives = RelativesField(
            page.workspace, home=self._person.read, is_minor=self._is_minor
        )
        self.add("relatives", RELATIVES, self._relatives, optional=True)
        self.fields["birth_date"].left.connect(self._on_born)
        self.watch_alike(PersonRoom.CLIENTS, self._person.read)
        self.begin_with(card.draft if card else ClientDraft())

    def fill(self, draft: ClientDraft) -> None:
        self._person.fill(draft.person)
        self._stand.set_value(draft.status)
        self._language.set_value(draft.language)
        self._case_number.set_value(draft.case_number)
        self._wishes.set_value(draft.wishes)
        self._protected.set_value(draft.is_protected_group)
        self._relatives.set_value(draft.relatives)

    def draft(self) -> ClientDraft:
        return ClientDraft(
            person=self._person.read(),
            status=self._stand.value(),
            language=self._language.value(),
            case_number=self._case_number.value(),
            wishes=self._wishes.value(),
            is_protected_group=self._protected.value(),
            relatives=self._relatives.value(),
        )

    def check(self, draft: ClientDraft) -> tuple[Problem, ...]:
        return client_problems(draft, today=self._today())

    def names_of(self, path: Path) -> tuple[str, ...]:
        return ("relatives",) if path[0] == "relatives" else super().names_of(path)

    def record_text(self, record: RelativeDraft | None) -> str:
        return shown(record)

    def saved_text(self, draft: ClientDraft) -> str:
        name = full_name(draft.person.given_name, draft.person.family_name)
        done = f"{name} er lagret" if self.card else f"{name} er registrert"
        if warnings := len(self.check(draft)):
            done += f" · {count(warnings, 'ting', 'ting')} å se på"
        return done

    def _add_case(self) -> None:
        self.add_heading("Saken")
        self.add_row(
            self.add("status", "Stat&us", self._stand, width=150),
            self.add("language", "&Målform i brev", self._language, width=150),
            self.add(
                "case_number",
                "Sa&ksnummer",
                self._case_number,
                optional=True,
                width=210,
            ),
        )
        self.add(
            "wishes",
            "&Ønsker",
            self._wishes,
            optional=True,
            hint="Hva brukeren vil gjøre, og hva støttekontakten bør vite.",
        )
        self._add_protected()

    def _add_protected(self) -> None:
        self.add(
            "is_protected_group",
            "Omfattes av § &5-4 a",
            self._protected,
            hint=PROTECTED_HINT,
            width=180,
        )

    def _on_born(self) -> None:
        """Whether a parent is wanted depends on the age."""
        if self.is_dirty:
            self.recheck("relatives")

    def _is_minor(self) -> bool:
        born, today = self._person.read().birth_date, self._today()
        return born is not None and born <= today and years_old(born, today) < OF_AGE
