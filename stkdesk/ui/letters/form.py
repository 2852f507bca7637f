"""The form of a letter of a case, with the letter beside it as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.letter import EnclosureDraft, LetterDraft, LetterKind, LetterState
from stkdesk.domain.letter_rules import LetterFacts, rules_of
from stkdesk.domain.merging import Difference
from stkdesk.domain.rule import Broken, broken
from stkdesk.services.enclosed import with_enclosed
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_enclosures import enclosure_choices
from stkdesk.services.letter_facts import outside_facts
from stkdesk.services.letter_issuing import IssuedLetter, issue_letter
from stkdesk.services.letter_recipients import GOVERNOR, recipients_of
from stkdesk.services.letters import (
    LetterCard,
    edit_letter,
    letter_about,
    register_letter,
)
from stkdesk.services.letters import open_letter as read_letter
from stkdesk.services.recipients import Recipient
from stkdesk.ui import theme
from stkdesk.ui.decisions.recipients_box import RecipientsBox
from stkdesk.ui.letters.enclosures_field import EnclosuresField
from stkdesk.ui.letters.fields import LetterFields
from stkdesk.ui.letters.lacks_box import LacksBox
from stkdesk.ui.letters.remedies import lead_to
from stkdesk.ui.letters.showing import show_letter
from stkdesk.ui.letters.view import LetterView
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.question import ask
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_merging import Meeting
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ENCLOSES = (LetterKind.FORWARDING, LetterKind.FORWARDING_NOTICE)
RESTING_MS = 350  # from the last change until the letter is drawn again
ROOM_FOR_LETTER = 940  # pixels at text size 10


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


class LetterForm(RecordForm):
    """Asks for a letter; a draft may lack most things, a finished one nothing.

    Never names the client in the title of the window.
    """

    help_topic = "brev"

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
        super().__init__(
            page,
            kind.label,
            errands,
            card,
            save_text="Lagre kladd",
            intro=f"Gjelder {begun.client}. Brevet skrives på "
            f"{begun.language.label.lower()}. Se over det som er fylt ut.",
            width=1180,
        )
        self._begun, self._base = begun, draft
        self._finishing = False
        self.lacks = LacksBox()
        self.lacks.wanted.connect(self._on_remedy)
        self.put_above(self.lacks)
        self.inputs = LetterFields(self, kind, page.workspace.today)
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
        self.letter = LetterView(page.workspace)
        self._resting = QTimer(self, interval=RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self._draw)
        self._put_letter_beside()
        self._add_finish()
        for field in self.fields.values():
            field.edited.connect(self._resting.start)
        self.begin_with(draft)
        self._draw()

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

    def check(self, draft: LetterDraft) -> tuple[Problem, ...]:
        """Return what is wrong: for a draft, everything is a warning."""
        found = [each.problem for each in self._missing(draft)]
        found += [Problem("recipients", told) for told in self.recipients.unanswered()]
        if self._finishing:
            return tuple(found)
        mine = [each for each in found if each.field in self.fields]
        return tuple(replace(each, blocks=False) for each in mine)

    def saved_text(self, _draft: LetterDraft) -> str:
        return "Kladden til brevet er lagret"

    def accept(self) -> None:
        """Save the draft."""
        self._finishing = False
        super().accept()

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._resting.start()

    def begin_where_it_lacks(self) -> None:
        """Put the cursor in the first field that must be filled in, if one must."""
        for each in self._missing(self.draft()):
            if each.blocks and each.key in self.fields:
                self.fields[each.key].editor.setFocus()
                return

    def go_to(self, name: str) -> None:
        """Put the cursor in the field ``name`` and write what it lacks under it."""
        if name in self.fields:
            self.recheck(name)
            self.fields[name].editor.setFocus()
            self.reveal(self.fields[name])

    # Finishing.

    def finish(self) -> None:
        """Check that nothing is missing, show who gets it, and ask once more."""
        self.banner.clear()
        self._finishing = True
        if self.show_problems(self._found(self.draft())):
            return
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

        self.workspace.save(_save_and_issue, self._on_issued, self._on_not_issued)

    def _on_issued(self, issued: IssuedLetter) -> None:
        self._forget_draft()
        QDialog.accept(self)
        title = self._base.kind.label
        self._page.toast(f"{title} {issued.reference} er ferdig og journalført")
        show_papers(self._page, title, issued.papers)

    def _on_not_issued(self, error: BaseException) -> None:
        if isinstance(error, InvalidInputError):
            self.show_problems(error.problems)
        else:
            self.not_saved(error)

    def save_on_top(self, meeting: Meeting, keep_mine: Sequence[Difference]) -> None:
        """Save the draft; before it is finished, let the person read it once more."""
        if not self._finishing:
            super().save_on_top(meeting, keep_mine)
            return
        self.put_together(meeting, keep_mine)
        self.banner.tell(
            "Brevet er ikke ferdig ennå.",
            "Les det slik det er blitt med det dere begge har skrevet, og gjør det "
            "ferdig på nytt.",
        )

    # What is missing.

    def _missing(self, draft: LetterDraft) -> tuple[Broken, ...]:
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

    def _on_remedy(self, act: str) -> None:
        lead_to(self, self._page, act, self._base)

    # The letter.

    def _draw(self) -> None:
        draft, chosen = self.draft(), self.recipients.chosen
        self.lacks.show_lacks([e for e in self._missing(draft) if e.blocks])
        self.letter.draw(draft, chosen[0].key if chosen else None)

    # Layout.

    def _put_letter_beside(self) -> None:
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        at = lay.indexOf(self._scroll)
        lay.takeAt(at)
        lay.insertLayout(at, row((self._scroll, 6), (self.letter, 5), gap=0), 1)
        room = self._page.window().size()
        self.resize(
            min(theme.u(1240), max(theme.u(560), room.width() - 40)),
            min(theme.u(840), max(theme.u(420), room.height() - 40)),
        )

    def _add_finish(self) -> None:
        finish = button(
            "Ferdig og skriv ut …", "primary", icon="PrinterSmall", on=self.finish
        )
        self._save_button.setProperty("kind", "")
        theme.restyle(self._save_button)
        foot: QWidget | None = self._save_button.parentWidget()
        lay = foot.layout() if foot else None
        assert lay is not None
        lay.addWidget(finish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.letter.setVisible(self.width() >= theme.u(ROOM_FOR_LETTER))
        super().resizeEvent(event)
