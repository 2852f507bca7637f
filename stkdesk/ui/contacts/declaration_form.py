"""A declaration of confidentiality: explained by whom and when, and then signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.declaration_rules import (
    DeclarationDraft,
    declaration_problems,
    needs_guardian,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.language import Language
from stkdesk.domain.staff import Right
from stkdesk.services.contacts import open_contact
from stkdesk.services.declarations import sign_declaration, unsign_declaration
from stkdesk.services.explainers import Explainer, who_may_explain
from stkdesk.services.recruiting import open_recruitment
from stkdesk.ui.contacts.explainer_field import ExplainerField
from stkdesk.ui.contacts.small_form import fit_small
from stkdesk.ui.fields import DateField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Declaring:
    """Who signs, and what the form must know."""

    contact_number: int
    name: str
    born: date | None
    language: Language
    made_on: date | None  # one that is printed and not signed
    staff: tuple[Explainer, ...]


def open_declaration(page: Page, workspace: Workspace, contact_number: int) -> None:
    """Register that a support contact's declaration was explained and signed."""
    if page.refuses(Right.EDIT_CONTACTS):
        return
    today = workspace.today()

    def _read(session: Session) -> Declaring:
        draft = open_contact(session, contact_number).draft
        card = open_recruitment(session, contact_number, today=today)
        waiting = [row for row in card.declarations if row.signed_on is None]
        return Declaring(
            contact_number,
            card.name,
            draft.person.birth_date,
            waiting[-1].language if waiting else draft.language,
            waiting[-1].made_on if waiting else None,
            who_may_explain(session, today=today),
        )

    workspace.ask(
        _read,
        lambda about: DeclarationForm(page, about).open(),
        key=(id(page), "declaration"),
        at_once=True,
    )


class DeclarationForm(Form):
    """Asks for two days and a name; today and the one at work, unless changed."""

    help_topic = "stottekontakter"

    def __init__(self, page: Page, about: Declaring) -> None:
        """Ask ``about`` one support contact over the window of ``page``."""
        super().__init__(
            page.window(),
            "Taushetserklæring",
            save_text="Registrer",
            intro=f"Gjelder {about.name}. Gå gjennom erklæringen sammen, og la "
            "støttekontakten skrive under etterpå.",
            width=560,
        )
        self._page, self._about = page, about
        self._today = page.workspace.today
        actor = page.workspace.actor
        me = Explainer(actor.number, actor.name) if actor.number else None
        self._explained = DateField(self._today)
        self._by = ExplainerField(about.staff, me)
        self._signed, self._guardian = DateField(self._today), QCheckBox()
        self._add_paper()
        self.add_row(
            self.add("explained_on", "&Forklart", self._explained, width=150),
            self.add("explained_by", "&Av", self._by, width=250),
        )
        self.add("signed_on", "&Underskrevet", self._signed, width=150)
        self.add(
            "guardian_signed",
            "En f&oresatt har også skrevet under",
            self._guardian,
            hint="Støttekontakten er under 18 år (vergemålsloven § 9).",
        )
        for each in (self._explained, self._signed):
            each.set_value(self._today())
            each.textChanged.connect(self._follow)
        self._follow()
        self.begin()
        self._explained.selectAll()
        fit_small(self)

    def draft(self) -> DeclarationDraft:
        asked = self._asks_guardian()
        return DeclarationDraft(
            explained_on=self._explained.value(),
            explained_by=self._by.value(),
            signed_on=self._signed.value(),
            guardian_signed=asked and self._guardian.isChecked(),
            language=self._about.language,
        )

    def check(self, draft: DeclarationDraft) -> tuple[Problem, ...]:
        born = self._about.born
        return declaration_problems(draft, today=self._today(), born=born)

    def hand_in(self, draft: DeclarationDraft) -> None:
        contact, today = self._about.contact_number, self._today()
        workspace = self._page.workspace

        def _saved(number: int) -> None:
            self.saved()
            undo = partial(
                workspace.save,
                lambda session: unsign_declaration(
                    session, contact, number, today=today
                ),
            )
            self._page.toast("Taushetserklæringen er registrert", undo)

        workspace.save(
            lambda session: sign_declaration(session, contact, draft, today=today),
            _saved,
            self.not_saved,
        )

    def _asks_guardian(self) -> bool:
        return needs_guardian(self._about.born, self._signed.value())

    def _follow(self) -> None:
        """Ask for a guardian only of one who is under age the day it is signed."""
        field = self.fields["guardian_signed"]
        field.setVisible(self._asks_guardian())
        field.setEnabled(self._asks_guardian())

    def _add_paper(self) -> None:
        made = self._about.made_on
        told = f"Skrevet ut {long_date(made)}." if made else "Ikke skrevet ut herfra."
        self._told = label(told, "muted")
        line = row(self._told, gap=12)
        if self._page.workspace.may(Right.MAKE_PAPERS):
            again = "Skriv ut på nytt" if made else "Skriv ut erklæringen"
            line.addWidget(button(again, icon="PrinterSmall", on=self._print))
        line.addStretch(1)
        self.body.addLayout(line)

    def _print(self) -> None:
        # At the press: it loads the print room.
        from stkdesk.ui.papers.actions import print_declaration

        self._page.workspace.changed.connect(self._on_printed)
        print_declaration(self._page, self._page.workspace, self._about.contact_number)

    def _on_printed(self, tables: frozenset[str]) -> None:
        if "declarations" in tables:
            self._told.setText(f"Skrevet ut {long_date(self._page.workspace.today())}.")
