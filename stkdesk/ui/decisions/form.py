"""The form of a decision, with the letter beside it as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stkdesk.domain.decision import DecisionDraft, DecisionKind, DecisionState
from stkdesk.domain.decision_gate import decision_problems
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.language import Language
from stkdesk.domain.merging import Difference
from stkdesk.services.decisions import (
    DecisionCard,
    begin_decision,
    decision_about,
    edit_decision,
    impossible_values,
    legal_basis,
    register_decision,
)
from stkdesk.services.decisions import (
    open_decision as read_decision,
)
from stkdesk.services.issuing import Issued, issue_decision
from stkdesk.services.recipients import letter_recipients
from stkdesk.ui import theme
from stkdesk.ui.decisions.fields import DecisionFields
from stkdesk.ui.decisions.letter_view import LetterView
from stkdesk.ui.decisions.recipients_box import RecipientsBox
from stkdesk.ui.page import Page
from stkdesk.ui.papers.actions import print_decision
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

RESTING_MS = 350  # from the last change until the letter is drawn again
ROOM_FOR_LETTER = 940  # pixels at text size 10


def open_decision(
    page: Page,
    workspace: Workspace,
    client_number: int,
    decision_number: int | None = None,
) -> None:
    """Open a new decision about a client, or one that is begun.

    One that has been issued never changes: its letters are shown instead.
    """
    today = workspace.today()

    def _read(session: Session) -> Begun:
        card = None
        if decision_number is not None:
            card = read_decision(session, decision_number)
            draft = card.draft
        else:
            draft = begin_decision(session, client_number, today=today)
        return Begun(draft, card, *decision_about(session, client_number))

    def _open(begun: Begun) -> None:
        if begun.card is not None and begun.card.state is DecisionState.ISSUED:
            print_decision(page, workspace, begun.card.number)
            return
        form = DecisionForm(page, client_number, begun)
        if begun.card is not None:
            number = begun.card.number
            form.finished.connect(lambda: workspace.put_away("decisions", number))
        form.open()

    workspace.ask(_read, _open, key=(id(page), "decision"), at_once=True)


class Begun(NamedTuple):
    """A decision to go on with: what is filled in, and whom it is about."""

    draft: DecisionDraft
    card: DecisionCard | None  # None: a new one
    client: str  # name, for the screen only
    language: Language


class DecisionForm(RecordForm):
    """Asks for a decision; a draft may lack most things, an issued one nothing.

    Never names the client in the title of the window.
    """

    together: ClassVar = {
        "Timer": (("granted_minutes",), ("hours_unit",)),
        "Gjelder": (("valid_from",), ("valid_to",)),
    }

    def __init__(
        self,
        page: Page,
        client_number: int,
        begun: Begun,
    ) -> None:
        """Show ``begun``."""
        draft, card = begun.draft, begun.card
        errands = Errands(
            room=f"decision/{client_number}",
            kind="decisions",
            open=read_decision,
            register=lambda session, wanted, _fine: register_decision(session, wanted),
            edit=edit_decision,
        )
        super().__init__(
            page,
            "Vedtak" if card else "Nytt vedtak",
            errands,
            card,
            save_text="Lagre kladd",
            intro=f"Gjelder {begun.client}. Brevet skrives på "
            f"{begun.language.label.lower()}. Kladden kan mangle det meste; når du "
            "godkjenner, må alt være med.",
            width=1180,
        )
        self._client = client_number
        self._approving = False
        self._basis = draft.legal_basis  # the usual one, until somebody changes it
        self.recipients = RecipientsBox()
        self.inputs = DecisionFields(self, page.workspace.today)
        self.add_heading("Hvem får vedtaket")
        self.body.addWidget(self.recipients)
        self.letter = LetterView(page.workspace)
        self._resting = QTimer(self, interval=RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self._draw)
        self._put_letter_beside()
        self._add_approve()
        self.inputs.kind_changed.connect(self._on_kind)
        self.recipients.changed.connect(self._resting.start)
        for field in self.fields.values():
            field.edited.connect(self._resting.start)
        today, asking = page.workspace.today(), (id(self), "recipients")
        self.destroyed.connect(partial(page.workspace.forget, asking))
        page.workspace.ask(
            lambda s: letter_recipients(s, client_number, today=today),
            self._on_recipients,
            key=asking,
        )
        self.begin_with(draft)

    # What the form asks for.

    def fill(self, draft: DecisionDraft) -> None:
        self.inputs.fill(draft)

    def draft(self) -> DecisionDraft:
        return replace(self.inputs.read(), client_number=self._client)

    def check(self, draft: DecisionDraft) -> tuple[Problem, ...]:
        """Return what is wrong: for a draft, all but the impossible is a warning."""
        found = decision_problems(draft)
        if not self._approving:
            found = tuple(replace(each, blocks=False) for each in found)
        return (*impossible_values(draft), *found)

    def saved_text(self, _draft: DecisionDraft) -> str:
        return "Kladden til vedtaket er lagret"

    def accept(self) -> None:
        """Save the draft."""
        self._approving = False
        super().accept()

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self.inputs.show_wanted()
        self._resting.start()

    # Approving.

    def approve(self) -> None:
        """Check that nothing is missing, show who gets it, and ask once more."""
        self.banner.clear()
        self._approving = True
        missing = self.show_problems(self._found(self.draft()))
        if missing:
            return
        if problem := self._recipient_problem():
            self.recipients.show_problem(problem)
            self.reveal(self.recipients)
            return
        ask(
            self,
            "Godkjenn og lås vedtaket?",
            f"Brevet går til:\n{self.recipients.summary()}\n\n"
            "Etterpå kan vedtaket ikke endres. En rettelse er et nytt vedtak.",
            ("Godkjenn og lås", "primary", self._issue),
        )

    def _issue(self) -> None:
        draft, card = self.draft(), self.card
        today = self.workspace.today()
        keys = [one.key for one in self.recipients.chosen]

        def _save_and_issue(session: Session) -> Issued:
            if card is None:
                number = register_decision(session, draft)
            else:
                number = card.number
                edit_decision(session, number, card.version, draft)
            version = read_decision(session, number).version
            return issue_decision(
                session, number, version, today=today, recipients=keys
            )

        self.workspace.save(_save_and_issue, self._on_issued, self._on_not_issued)

    def _on_issued(self, issued: Issued) -> None:
        self._forget_draft()
        QDialog.accept(self)
        self._page.toast(f"Vedtak {issued.reference} er godkjent og låst")
        show_papers(self._page, "Vedtak", issued.papers)

    def _on_not_issued(self, error: BaseException) -> None:
        if isinstance(error, InvalidInputError):
            self._show_refused(error)
        else:
            self.not_saved(error)

    def save_on_top(self, meeting: Meeting, keep_mine: Sequence[Difference]) -> None:
        """Save the draft; before it is approved, let the person read it once more."""
        if not self._approving:
            super().save_on_top(meeting, keep_mine)
            return
        self.put_together(meeting, keep_mine)
        self.banner.tell(
            "Vedtaket er ikke godkjent ennå.",
            "Les brevet slik det er blitt med det dere begge har skrevet, og godkjenn "
            "det på nytt.",
        )

    def _show_refused(self, invalid: InvalidInputError) -> None:
        mine = [each for each in invalid.problems if each.field == "recipients"]
        others = [each for each in invalid.problems if each.field != "recipients"]
        self.show_problems(others)
        if mine:
            self.recipients.show_problem(mine[0])

    def _recipient_problem(self) -> Problem | None:
        chosen = self.recipients.chosen
        if not chosen:
            return Problem("recipients", "Velg hvem som skal ha vedtaket.")
        if not all(one.has_address for one in chosen):
            return Problem(
                "recipients", "En mottaker mangler adresse. Fyll den ut på kortet."
            )
        return None

    # The letter.

    def _draw(self) -> None:
        chosen = self.recipients.chosen
        self.letter.draw(self.draft(), chosen[0].key if chosen else None)

    def _on_recipients(self, people: object) -> None:
        self.recipients.show_people(people)  # type: ignore[arg-type]
        self._draw()

    def _on_kind(self, kind: DecisionKind) -> None:
        """Change the legal basis with the outcome, unless somebody has typed in it."""
        if self.inputs.legal_basis.value() != self._basis:
            return
        today, client = self.workspace.today(), self._client
        self.workspace.ask(
            partial(legal_basis, client_number=client, kind=kind, today=today),
            self._on_basis,
            key=(id(self), "basis"),
            at_once=True,
        )

    def _on_basis(self, usual: str) -> None:
        if self.inputs.legal_basis.value() == self._basis:
            self._basis = usual
            self.inputs.legal_basis.set_value(usual)

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

    def _add_approve(self) -> None:
        approve = button(
            "Godkjenn og lås …", "primary", icon="PadlockLocked", on=self.approve
        )
        self._save_button.setProperty("kind", "")
        theme.restyle(self._save_button)
        foot: QWidget | None = self._save_button.parentWidget()
        lay = foot.layout() if foot else None
        assert lay is not None
        lay.addWidget(approve)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.letter.setVisible(self.width() >= theme.u(ROOM_FOR_LETTER))
        super().resizeEvent(event)
