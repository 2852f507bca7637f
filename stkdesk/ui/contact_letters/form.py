"""The form of a letter to a support contact, with the letter beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.contact_letter_rules import ContactLetterFacts, lacks_of
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterState
from stkdesk.domain.rule import Broken
from stkdesk.services.contact_letters import (
    ContactLetterCard,
    begin_contact_letter,
    contact_letter_about,
    contact_letter_facts,
    edit_contact_letter,
    issue_contact_letter,
    preview_contact_letter,
    register_contact_letter,
)
from stkdesk.services.contact_letters import open_contact_letter as read_letter
from stkdesk.services.printing import MadePaper
from stkdesk.ui.contact_letters.remedies import put_right
from stkdesk.ui.contact_letters.showing import show_contact_letter
from stkdesk.ui.letters.beside_form import BesideForm
from stkdesk.ui.letters.fields import LetterFields
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Begun:
    """A letter to go on with, and all the form needs to know."""

    draft: ContactLetterDraft
    card: ContactLetterCard | None  # None: a new one
    contact: str  # name, for the screen only
    language: Language
    outside: ContactLetterFacts


def open_contact_letter(
    page: Page,
    workspace: Workspace,
    kind: ContactLetterKind,
    contact_number: int,
    *,
    assignment: int | None = None,
    number: int | None = None,
) -> None:
    """Open a new letter of ``kind`` to a support contact, or the one with ``number``.

    A letter that is issued never changes: its paper is shown instead.
    """
    today = workspace.today()

    def _read(session: Session) -> Begun:
        card = None if number is None else read_letter(session, number)
        if card is not None:
            draft = card.draft
        else:
            draft = begin_contact_letter(
                session, kind, contact_number, assignment=assignment, today=today
            )
        return Begun(
            draft,
            card,
            *contact_letter_about(session, contact_number),
            contact_letter_facts(session, draft, today=today),
        )

    def _open(begun: Begun) -> None:
        if begun.card is not None and begun.card.state is LetterState.ISSUED:
            show_contact_letter(page, begun.card.number, begun.draft.kind)
            return
        form = ContactLetterForm(page, begun)
        if begun.card is not None:
            opened = begun.card.number
            form.finished.connect(lambda: workspace.put_away("contact_letters", opened))
        form.open()
        form.begin_where_it_lacks()

    workspace.ask(_read, _open, key=(id(page), "contact letter"), at_once=True)


class ContactLetterForm(BesideForm):
    """Asks for a letter to a support contact; it is not journalled."""

    def __init__(self, page: Page, begun: Begun) -> None:
        """Show ``begun``."""
        draft, kind = begun.draft, begun.draft.kind
        about = draft.assignment_number or 0
        errands = Errands(
            room=f"contact_letter/{kind.value}/{draft.contact_number}/{about}",
            kind="contact_letters",
            open=read_letter,
            register=lambda session, wanted, _apart: register_contact_letter(
                session, wanted
            ),
            edit=edit_contact_letter,
        )
        intro = (
            f"Til {begun.contact}. Brevet skrives på {begun.language.label.lower()}. "
            "Se over det som er fylt ut."
        )
        super().__init__(page, kind.label, errands, begun.card, intro)
        self._begun, self._base = begun, draft
        fields = CONTACT_LETTER_FIELDS[kind]
        self.inputs = LetterFields(self, fields, page.workspace.today)
        self.begin_letter(draft, "Ferdig og skriv ut  Ctrl+Enter")

    def fill(self, draft: ContactLetterDraft) -> None:
        self.inputs.fill(draft.fields)

    def draft(self) -> ContactLetterDraft:
        return replace(self._base, fields=MappingProxyType(self.inputs.read()))

    def missing(self, draft: ContactLetterDraft) -> tuple[Broken, ...]:
        return lacks_of(replace(self._begun.outside, draft=draft))

    def draw_letter(self, draft: ContactLetterDraft) -> None:
        today = self.workspace.today()
        self.letter.draw(
            lambda session: preview_contact_letter(session, draft, today=today)
        )

    def on_remedy(self, act: str) -> None:
        """Do the act of a remedy; what is typed is kept where that closes the form."""
        where, _, what = act.partition("/")
        if where == "field":
            self.go_to(what)
            return
        self.put_aside()
        put_right(self._page, act, self._base)

    def issue(self) -> None:
        """Save, print and lock the letter; the paper is shown."""
        draft, card, today = self.draft(), self.card, self.workspace.today()

        def _save_and_issue(session: Session) -> MadePaper:
            if card is None:
                number = register_contact_letter(session, draft)
            else:
                number = card.number
                edit_contact_letter(session, number, card.version, draft)
            version = read_letter(session, number).version
            return issue_contact_letter(session, number, version, today=today)

        self.workspace.save(_save_and_issue, self._on_issued, self.not_issued)

    def _on_issued(self, made: MadePaper) -> None:
        self._forget_draft()
        QDialog.accept(self)
        title = self._base.kind.label
        self._page.toast(f"{title} er ferdig")
        show_papers(self._page, title, [made])
