"""The form of a letter of a case, with the letter beside it as it is typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog

from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.letter import EnclosureDraft, LetterDraft, LetterKind, LetterState
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.letter_rules import LetterFacts, rules_of
from stkdesk.domain.rule import Broken, broken
from stkdesk.services.enclosed import with_enclosed
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_enclosures import enclosure_choices
from stkdesk.services.letter_facts import outside_facts
from stkdesk.services.letter_issuing import (
    IssuedLetter,
    issue_letter,
    preview_letter,
)
from stkdesk.services.letter_recipients import GOVERNOR, recipients_of
from stkdesk.services.letters import (
    LetterCard,
    edit_letter,
    letter_about,
    register_letter,
)
from stkdesk.services.letters import open_letter as read_letter
from stkdesk.services.recipients import Recipient
from stkdesk.ui.decisions.recipients_box import RecipientsBox
from stkdesk.ui.letters.beside_form import BesideForm
from stkdesk.ui.letters.enclosures_field import EnclosuresField
from stkdesk.ui.letters.fields import LetterFields
from stkdesk.ui.letters.remedies import lead_to
from stkdesk.ui.letters.showing import show_letter
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.question import ask
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ENCLOSES = (LetterKind.FORWARDING, LetterKind.FORWARDING_NOTICE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A letter to go on with, and all the form needs to know."""

    draft: LetterDraft
    card: LetterCard | None  # None: a new one
    client: str  # name, for the screen only
    language: Language
    people: tuple[Recipient, ...]
    choices: tuple[EnclosureDraft, ...]
    outside: LetterFacts


def open_letter(
    page: Page,
    workspace: Workspace,
    kind: LetterKind | None,
    client_number: int,
    *,
    application: int | None = None,
    decision: int | None = None,
    complaint: int | None = None,
    assignment: int | None = None,
    number: int | None = None,
    field: str = "",
) -> None:
    """Open a new letter of ``kind`` about a client, or the one with ``number``.

    The cursor goes to ``field``, if one is named. A letter that is issued never
    changes: its papers are shown instead.
    """
    today = workspace.today()

    def _read(session: Session) -> Begun:
        card = None
        if number is not None:
            card = read_letter(session, number)
            draft = card.draft
        else:
            assert kind is not None
            draft = begin_letter(
                session,
                kind,
                client_number,
                application=application,
                decision=decision,
                complaint=complaint,
                assignment=assignment,
                today=today,
            )
        return Begun(
            draft,
            card,
            *letter_about(session, client_number),
            recipients_of(session, draft, today=today),
            enclosure_choices(session, client_number),
            outside_facts(session, draft, today=today),
        )

    def _open(begun: Begun) -> None:
        if begun.card is not None and begun.card.state is LetterState.ISSUED:
            show_letter(page, workspace, begun.card.number, begun.draft.kind)
            return
        form = LetterForm(page, begun)
        if begun.card is not None:
            opened = begun.card.number
            form.finished.connect(lambda: workspace.put_away("letters", opened))
        form.open()
        if field:
            form.go_to(field)
        else:
            form.begin_where_it_lacks()

    workspace.ask(_read, _open, key=(id(page), "letter"), at_once=True)


class LetterForm(BesideForm):
    """Asks for a letter of a case; who gets it is shown before it is finished."""

    def __init__(self, page: Page, begun: Begun) -> None:
        """Show ``begun``."""
        draft, card = begun.draft, begun.card
        kind, client = draft.kind, draft.client_number
        errands = Errands(
            room=f"letter/{kind.value}/{client}",
            kind="letters",
            open=read_letter,
            register=lambda session, wanted, _apart: register_letter(session, wanted),
            edit=edit_letter,
        )
        intro = (
            f"Gjelder {begun.client}. Brevet skrives på "
            f"{begun.language.label.lower()}. Se over det som er fylt ut."
        )
        super().__init__(page, kind.label, errands, card, intro)
        self._begun, self._base = begun, draft
        self.inputs = LetterFields(self, LETTER_FIELDS[kind], page.workspace.today)
        self.enclosures = EnclosuresField(begun.choices)
        self.add(
            "enclosures", "Vedlegg", self.enclosures, optional=kind not in _ENCLOSES
        )
        self._withheld = QCheckBox()
        self.add(
            "is_withheld", "Skriv «Unntatt offentlighet» på brevet", self._withheld
        )
        self.recipients = RecipientsBox("brevet")
        self.recipients.show_people(begun.people)
        self.add("recipients", "Hvem får brevet", self.recipients)
        self.begin_letter(draft, "Ferdig og skriv ut …")

    # What the form asks for.

    def fill(self, draft: LetterDraft) -> None:
        self.inputs.fill(draft.fields)
        self.enclosures.set_value(draft.enclosures)
        self._withheld.setChecked(draft.is_withheld)

    def draft(self) -> LetterDraft:
        return replace(
            self._base,
            fields=MappingProxyType(self.inputs.read()),
            enclosures=self.enclosures.value(),
            is_withheld=self._withheld.isChecked(),
        )

    def more_problems(self) -> list[Problem]:
        return [Problem("recipients", told) for told in self.recipients.unanswered()]

    # Finishing.

    def issue(self) -> None:
        """Show who gets it, and ask once more."""
        by_hand = [each for each in self.enclosures.value() if each.is_by_hand]
        remember = "".join(f"\nHusk vedlegget: {each.title}" for each in by_hand)
        ask(
            self,
            "Gjør brevet ferdig?",
            f"Brevet går til:\n{self.recipients.summary()}\n{remember}\n"
            "Etterpå kan brevet ikke endres. Det blir journalført.",
            ("Ferdig og skriv ut", "primary", self._issue),
        )

    def _issue(self) -> None:
        draft, card = self.draft(), self.card
        today = self.workspace.today()
        keys = [one.key for one in self.recipients.chosen]
        left_out = self.recipients.left_out()

        def _save_and_issue(session: Session) -> IssuedLetter:
            if card is None:
                number = register_letter(session, draft)
            else:
                number = card.number
                edit_letter(session, number, card.version, draft)
            version = read_letter(session, number).version
            issued = issue_letter(
                session,
                number,
                version,
                today=today,
                recipients=keys,
                left_out=left_out,
            )
            return replace(issued, papers=tuple(with_enclosed(session, issued.papers)))

        self.workspace.save(_save_and_issue, self._on_issued, self.not_issued)

    def _on_issued(self, issued: IssuedLetter) -> None:
        self._forget_draft()
        QDialog.accept(self)
        title = self._base.kind.label
        self._page.toast(f"{title} {issued.reference} er ferdig og journalført")
        show_papers(self._page, title, issued.papers)

    # What is missing.

    def missing(self, draft: LetterDraft) -> tuple[Broken, ...]:
        chosen = self.recipients.chosen
        facts = replace(
            self._begun.outside,
            draft=draft,
            recipients=len(chosen),
            without_address=sum(
                not one.has_address for one in chosen if one.key != GOVERNOR
            ),
            goes_to_governor=any(one.key == GOVERNOR for one in chosen),
            addressees=tuple(one.relation for one in chosen if one.key != GOVERNOR),
        )
        return broken(rules_of(draft.kind), facts)

    def on_remedy(self, act: str) -> None:
        lead_to(self, self._page, act, self._base)

    def draw_letter(self, draft: LetterDraft) -> None:
        chosen, today = self.recipients.chosen, self.workspace.today()
        recipient = chosen[0].key if chosen else None
        self.letter.draw(
            lambda session: preview_letter(
                session, draft, today=today, recipient=recipient
            )
        )
