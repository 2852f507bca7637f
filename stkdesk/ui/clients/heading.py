"""The head of a client's card: who it is, and what can be begun about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.client_acts import (
    ClientStanding,
    why_no_complaint,
    why_no_decision,
)
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.duty import About
from stkdesk.domain.names import initials
from stkdesk.domain.staff import Right
from stkdesk.ui import theme
from stkdesk.ui.allowed import allowed
from stkdesk.ui.clients import words
from stkdesk.ui.clients.shown import Shown
from stkdesk.ui.widgets.boxes import Item, column, row
from stkdesk.ui.widgets.buttons import Kind, button, enable, more_button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.menu_button import Choice, menu_button
from stkdesk.ui.widgets.record import header


class Heading(QObject):
    """Builds the head; what cannot be begun now is asleep and says why.

    Signals:
        edit_wanted, assignment_wanted: a button was pressed.
        letters_wanted: the button under which the letters are to be offered.
        status_wanted: the status the person wants to give the client.
        block_wanted: who may see the client is to be chosen.
        insight_wanted, export_wanted: somebody asks what is kept about them.
        whole_wanted: the whole page is wanted.
    """

    edit_wanted, assignment_wanted, whole_wanted = Signal(), Signal(), Signal()
    insight_wanted, export_wanted, block_wanted = Signal(), Signal(), Signal()
    status_wanted, letters_wanted = Signal(object), Signal(object)

    def __init__(self, shown: Shown, parent: QObject) -> None:
        """Begin what can be begun about the client of ``shown``."""
        super().__init__(parent)
        self._shown = shown
        self._standing = standing_of(shown)

    def build(self, *, is_whole: bool) -> Item:
        """Return the head, for the pane or for the whole page."""
        card = self._shown.card
        person = card.draft.person
        marks = [words.status_mark(card.draft.status)]
        if protection := words.protection_mark(person.protection):
            marks.append(protection)
        if card.is_blocked:
            marks.append(words.BLOCKED)
        more = self._more(is_whole)
        begins = self._whole_buttons() if is_whole else self._pane_buttons()
        name = header(
            initials(person.given_name, person.family_name),
            card.name,
            words.under_the_name(card, self._shown.today),
            marks,
        )
        top = row((name, 1), gap=8)
        if more:
            top.addLayout(column(more_button(more), None))
        buttons = QWidget()
        flow = Flow(buttons, theme.u(8))
        for each in begins:
            flow.addWidget(each)
        return column(top, buttons, gap=10) if begins else top

    def new_decision(self, kind: Kind = "") -> QPushButton | None:
        """Return the menu of decisions, for those who may make them."""
        if not self._shown.edits:
            return None
        choices = [
            Choice(
                each.label,
                self._act(f"decision/{each.value}", self._about_decision(each)),
                why_no_decision(each, self._standing),
            )
            for each in DecisionKind
        ]
        made = menu_button("Nytt vedtak", choices)
        if kind:
            made.setProperty("kind", kind)
        return made

    def _more(self, is_whole: bool) -> list[tuple[str, str, Callable[[], object]]]:
        card = self._shown.card
        cases, export = Right.EDIT_CASES, Right.EXPORT_PERSON
        block = "Endre sperringen …" if card.is_blocked else "Sperr …"
        assignment = ("Nytt oppdrag", "Plus", self.assignment_wanted.emit)
        about = self._shown.about
        find = self._act("matching/open", about)
        wishes = self._act("matching/wishes", about)
        return allowed(
            self._shown.may,
            *([(cases, assignment)] if is_whole else []),
            (Right.READ_CASES, ("Finn støttekontakt", "HandShakeHeart", find)),
            (cases, ("Ønsker for støttekontakt", "Pencil", wishes)),
            (export, ("Innsyn …", "FileSearch", self.insight_wanted.emit)),
            (export, ("Hent ut alt …", "Download", self.export_wanted.emit)),
            (cases, (block, "ShieldLock", self.block_wanted.emit)),
            *(
                (cases, (f"Sett til {each.label.lower()}", icon, self._wish(each)))
                for each, icon in (
                    (ClientStatus.WAITING, "Hourglass"),
                    (ClientStatus.ACTIVE, "Checkmark"),
                    (ClientStatus.ENDED, "Minus"),
                )
                if each is not card.draft.status
            ),
        )

    def _pane_buttons(self) -> list[QWidget]:
        whole = button(
            "Åpne saken",
            tip="Alt om denne brukeren på hele siden (Enter)",
            on=self.whole_wanted.emit,
        )
        if not self._shown.edits:
            return [whole]
        new = menu_button("Ny", self._begins(), tip="Begynn noe nytt")
        return [whole, self._edit(), new]

    def _whole_buttons(self) -> list[QWidget]:
        decision = self.new_decision()
        if decision is None:
            return []
        about = self._shown.about
        letters = button("Brev  ▾", name="Brev")
        letters.clicked.connect(lambda: self.letters_wanted.emit(letters))
        complain = button("Registrer klage", on=self._complain)
        reason = why_no_complaint(self._standing)
        enable(complain, not reason, reason)
        return [
            button("Ny søknad", on=self._act("application/new", about)),
            button("Kartlegging", on=self._act("assessment/open", about)),
            decision,
            letters,
            complain,
            button("Registrer dokument", on=self._act("entry/new", about)),
            self._edit(),
        ]

    def _edit(self) -> QPushButton:
        return button("Rediger", tip="Rediger (F2)", on=self.edit_wanted.emit)

    def _begins(self) -> list[Choice]:
        """Return what can be begun, for the menu of the pane."""
        about = self._shown.about
        reason = why_no_complaint(self._standing)
        return [
            Choice("Ny søknad", self._act("application/new", about)),
            Choice("Kartlegging", self._act("assessment/open", about)),
            Choice("Nytt vedtak", self._act("decision/new", self._about_open())),
            Choice("Nytt oppdrag", self.assignment_wanted.emit),
            Choice("Registrer klage", self._complain, reason),
            Choice("Registrer dokument", self._act("entry/new", about)),
        ]

    def _about_decision(self, kind: DecisionKind) -> About:
        """Return what a new decision of a kind is about: what lies there for it."""
        case = self._shown.case
        complaint = next((c for c in case.complaints if not c.closed_on), None)
        about = self._shown.about
        if kind in (DecisionKind.DISMISSED, DecisionKind.REVERSED) and complaint:
            return about._replace(
                complaint=complaint.number, decision=complaint.decision_number
            )
        if kind.changes_another:
            return about._replace(decision=_in_force(self._shown))
        return self._about_open()

    def _about_open(self) -> About:
        """Return the client with the application that lies open, if one does."""
        opened = (each.number for each in self._shown.case.applications if each.is_open)
        return self._shown.about._replace(application=next(opened, None))

    def _complain(self) -> None:
        """Register a complaint about the newest decision."""
        issued = next(
            each.number
            for each in self._shown.card.decisions
            if each.state is DecisionState.ISSUED
        )
        self._shown.act("complaint/new", self._shown.about._replace(decision=issued))

    def _act(self, name: str, about: About) -> Callable[[], object]:
        return partial(self._shown.act, name, about)

    def _wish(self, status: ClientStatus) -> Callable[[], object]:
        return lambda: self.status_wanted.emit(status)


def standing_of(shown: Shown) -> ClientStanding:
    """Return what there is that something can be begun from."""
    case, decided = shown.case, shown.card.decisions
    return ClientStanding(
        has_application=any(each.is_open for each in case.applications),
        has_issued=any(each.state is DecisionState.ISSUED for each in decided),
        is_granted=_in_force(shown) is not None,
        has_complaint=any(each.closed_on is None for each in case.complaints),
    )


def _in_force(shown: Shown) -> int | None:
    """Return the newest decision that is in force, or will be."""
    return next(
        (
            each.number
            for each in shown.card.decisions
            if any(item.last is None or item.last >= shown.today for item in each.items)
        ),
        None,
    )
