"""The form of a decision, with what it lacks and the letter beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stkdesk.domain.decision import DecisionDraft
from stkdesk.domain.decision_gate import decision_problems
from stkdesk.domain.decision_parts import of_kind, to_keep
from stkdesk.domain.errors import Problem
from stkdesk.domain.merging import Difference
from stkdesk.domain.staff import Right
from stkdesk.services.decision_basis import DecisionBasis, decision_basis
from stkdesk.services.decision_known import Beginning
from stkdesk.services.decisions import (
    edit_decision,
    impossible_values,
    register_decision,
)
from stkdesk.services.decisions import (
    open_decision as read_decision,
)
from stkdesk.services.issuing import Issued
from stkdesk.ui import theme
from stkdesk.ui.decisions.approving import issuing
from stkdesk.ui.decisions.compare_box import CompareBox
from stkdesk.ui.decisions.fields import DecisionFields
from stkdesk.ui.decisions.judging import Judged, judge
from stkdesk.ui.decisions.notice_box import NoticeBox
from stkdesk.ui.decisions.opening import Begun, begin_again
from stkdesk.ui.decisions.recipients_box import RecipientsBox
from stkdesk.ui.decisions.remedies import lead_to
from stkdesk.ui.decisions.side import Side
from stkdesk.ui.decisions.usual import Usual
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.question import ask
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_merging import Meeting
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button, enable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

RESTING_MS = 350  # from the last change until the letter is drawn again
ROOM_FOR_LETTER = 940  # pixels at text size 10
RESTS_ON = ("kind", "application_number", "complaint_number", "changes_number")
MEANT = frozenset(  # what others may save that the gate or the recipients ask about
    {"clients", "people", "addresses", "client_relations", "letters", "decisions"}
    | {"journal_entries", "applications", "complaints"}
)
FIRST = ("items", "valid_from", "facts")  # to type in, where the kind is known
MAY_NOT = "Du har ikke rett til å godkjenne vedtak. Kladden kan du lagre."


class DecisionForm(RecordForm):
    """Asks for a decision; a draft may lack most things, an issued one nothing.

    Never names the client in the title of the window.
    """

    help_topic = "vedtak"
    together: ClassVar = {
        "Timer": (("items",), ("hours_unit",)),
        "Gjelder": (("valid_from",), ("valid_to",)),
        "Søknaden": (("application_number",), ("applied_on",), ("applied_minutes",)),
        "Vedtaket det gjelder": (("changes_number",), ("change_basis",)),
    }

    def __init__(
        self, page: Page, client_number: int, begun: Begun, *, is_told: bool = False
    ) -> None:
        """Show ``begun``; ``is_told``: its kind is known, and need not be asked."""
        draft, card, basis = begun.draft, begun.card, begun.basis
        errands = Errands(
            room=f"decision/{client_number}",
            kind="decisions",
            open=read_decision,
            register=lambda session, wanted, _fine: register_decision(session, wanted),
            edit=edit_decision,
        )
        super().__init__(
            page,
            _title(begun),
            errands,
            card,
            save_text="Lagre kladd",
            intro=f"Gjelder {basis.client}. Brevet skrives på "
            f"{basis.language.label.lower()}. Kladden kan mangle det meste; når du "
            "godkjenner, må alt være med.",
            width=1180,
        )
        self._client, self._facts = client_number, basis.facts
        self._corrects = draft.corrects_number
        self._approving = self._is_filling = False
        self._then: Callable[[], object] | None = None
        self._usual = Usual(self, begun.usual)
        self.inputs = DecisionFields(self, page.workspace.today)
        self.inputs.has_correction = draft.corrects_number is not None
        self.compare, self.notice = CompareBox(), NoticeBox()
        self.inputs.compared.addWidget(self.compare)
        self.inputs.noticed.addWidget(self.notice)
        self.recipients = RecipientsBox()
        self.add("recipients", "Hvem får vedtaket", self.recipients)
        self.side = Side(page.workspace)
        self.letter = self.side.letter
        self._resting = QTimer(self, interval=RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self._draw)
        self._put_letter_beside()
        self._add_approve()
        self._listen()
        self.inputs.show_basis(basis)
        self.recipients.show_people(basis.recipients)
        if is_told:
            self.inputs.kind.fold()
        self._begin_with_usual(draft)
        if is_told and not self.offer.is_asking:
            first = next(n for n in FIRST if self.fields[n].isEnabled())
            self.fields[first].editor.setFocus()

    # What the form asks for.

    def fill(self, draft: DecisionDraft) -> None:
        self._is_filling = True  # what is typed is judged once, when all is there
        self.inputs.fill(draft)
        self._is_filling = False

    def draft(self) -> DecisionDraft:
        return to_keep(self._read())

    def as_issued(self) -> DecisionDraft:
        """Return the decision as it would be issued: what its kind has, no more."""
        return of_kind(self._read())

    def check(self, _draft: DecisionDraft) -> tuple[Problem, ...]:
        """Return what is wrong: for a draft, all but the impossible is a warning."""
        wanted = self.as_issued()
        found = tuple(replace(p, blocks=False) for p in decision_problems(wanted))
        return (*impossible_values(wanted), *found)

    def saved_text(self, _draft: DecisionDraft) -> str:
        return "Kladden til vedtaket er lagret"

    def accept(self) -> None:
        """Save the draft."""
        self._approving = False
        super().accept()

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._follow()
        self._resting.start()

    def go_to(self, name: str) -> None:
        """Put the cursor in the field called ``name``."""
        self.inputs.reveal(name)
        if name == "recipients":
            self.recipients.go_to_problem()
        elif name in self.fields:
            self.fields[name].editor.setFocus()
        if name in self.fields:
            self.reveal(self.fields[name])

    def leave(self, then: Callable[[], object]) -> None:
        """Save the draft, close, and do ``then``; what cannot be saved, is kept."""
        if any(each.blocks for each in self._found(self.draft())):
            self.put_aside()
            then()
            return
        if not self.is_dirty and self.card is not None:
            self.reject()
            then()
            return
        self._then = then
        self.accept()

    def saved(self) -> None:
        then, self._then = self._then, None
        super().saved()
        if then is not None:
            then()

    def not_saved(self, error: BaseException) -> None:
        self._then = None
        super().not_saved(error)

    # Approving.

    def approve(self) -> None:
        """Show who gets it, and ask once more; asleep while something is missing."""
        self.banner.clear()
        if self._judge().reason:
            return
        self._approving = True
        ask(
            self,
            "Godkjenn og lås vedtaket?",
            f"Brevet går til:\n{self.recipients.summary()}\n\n"
            "Etterpå kan vedtaket ikke endres. En rettelse er et nytt vedtak.",
            ("Godkjenn og lås", "primary", self._issue),
        )

    def _issue(self) -> None:
        errand = issuing(
            self.card,
            self.as_issued(),
            today=self.workspace.today(),
            recipients=[one.key for one in self.recipients.chosen],
            left_out=self.recipients.left_out(),
        )
        self.workspace.save(errand, self._on_issued, self.not_saved)

    def _on_issued(self, issued: Issued) -> None:
        self._forget_draft()
        QDialog.accept(self)
        self._page.toast(f"Vedtak {issued.reference} er godkjent og låst")
        show_papers(self._page, "Vedtak", issued.papers)

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

    def put_together(self, meeting: Meeting, keep_mine: Sequence[Difference]) -> None:
        super().put_together(meeting, keep_mine)
        self._follow()
        self._resting.start()

    # Following what is typed.

    def _read(self) -> DecisionDraft:
        return replace(
            self.inputs.read(),
            client_number=self._client,
            corrects_number=self._corrects,
        )

    def _listen(self) -> None:
        for name, field in self.fields.items():
            field.edited.connect(self._follow)
            field.edited.connect(self._resting.start)
            if name in RESTS_ON:
                field.edited.connect(self._begin_again)
        self.side.gate.wanted.connect(self._on_remedy)
        self.notice.wanted.connect(partial(self._on_remedy, "letter/advance_notice"))
        self.letter.turned.connect(self._draw)
        self.workspace.changed.connect(self._on_changed)
        for what in ("basis", "again"):
            asking = (id(self), what)
            self.destroyed.connect(partial(self.workspace.forget, asking))

    def _follow(self) -> None:
        """Judge what is typed, and show what goes with it."""
        if self._is_filling:
            return
        judged = self._judge()
        facts = judged.facts
        self.side.gate.show_broken(judged.broken)
        if facts.needs_notice != self.inputs.needs_notice:
            self.inputs.needs_notice = facts.needs_notice
            self.inputs.follow()
        self.compare.show_change(facts.changed, facts.draft)
        self.notice.show_facts(facts)
        self.letter.offer(self.recipients.chosen)
        may = self.workspace.may(Right.ISSUE_DECISIONS)
        reason = judged.reason if may else MAY_NOT
        enable(self._approve, not reason, reason)
        self._usual.show_sources()

    def _judge(self) -> Judged:
        return judge(self.fields, self._facts, self.as_issued(), self.recipients)

    def _on_remedy(self, name: str) -> None:
        lead_to(self, self._page, name)

    def _draw(self) -> None:
        self.letter.draw(self.as_issued())

    # What is filled in, and from where.

    def _begin_with_usual(self, draft: DecisionDraft) -> None:
        """Show ``draft``, and know which texts a new one has by itself."""
        self._usual.learn()
        self.begin_with(draft)
        self._follow()
        self._draw()

    def _begin_again(self) -> None:
        """Fill in anew what nobody has typed: it rests on something else now."""
        draft, today = self.as_issued(), self.workspace.today()
        number = self.card.number if self.card else None

        def _read(session: Session) -> tuple[Beginning, DecisionBasis]:
            usual = begin_again(session, draft, today)
            known = usual.draft if draft.corrects_number is None else draft
            return usual, decision_basis(session, known, today=today, number=number)

        self.workspace.ask(
            _read, self._on_begun_again, key=(id(self), "again"), at_once=True
        )

    def _on_begun_again(self, found: tuple[Beginning, DecisionBasis]) -> None:
        usual, basis = found
        if usual.draft.corrects_number is None:
            self._usual.fill_around(usual)
        self._show_basis(basis)

    # What others save meanwhile.

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & MEANT:
            draft, today = self.as_issued(), self.workspace.today()
            number = self.card.number if self.card else None
            self.workspace.ask(
                lambda s: decision_basis(s, draft, today=today, number=number),
                self._show_basis,
                key=(id(self), "basis"),
            )

    def _show_basis(self, basis: DecisionBasis) -> None:
        self._facts = basis.facts
        self.inputs.show_basis(basis)
        self.recipients.show_people(basis.recipients)
        self._follow()
        self._resting.start()

    # Layout.

    def _put_letter_beside(self) -> None:
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        at = lay.indexOf(self._scroll)
        lay.takeAt(at)
        lay.insertLayout(at, row((self._scroll, 6), (self.side, 5), gap=0), 1)
        lay.insertWidget(at + 1, self.side.under)
        room = self._page.window().size()
        self.resize(
            min(theme.u(1240), max(theme.u(560), room.width() - 40)),
            min(theme.u(860), max(theme.u(420), room.height() - 40)),
        )

    def _add_approve(self) -> None:
        self._approve = button(
            "Godkjenn og lås …", "primary", icon="PadlockLocked", on=self.approve
        )
        self._save_button.setProperty("kind", "")
        theme.restyle(self._save_button)
        foot: QWidget | None = self._save_button.parentWidget()
        lay = foot.layout() if foot else None
        assert lay is not None
        lay.addWidget(self._approve)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.side.make_room(has_room=self.width() >= theme.u(ROOM_FOR_LETTER))
        super().resizeEvent(event)


def _title(begun: Begun) -> str:
    if begun.draft.corrects_number is not None:
        return "Rettelse av vedtak"
    return "Vedtak" if begun.card else "Nytt vedtak"
