"""An agreement that has been made: when was it signed, and when was it back?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QPushButton

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.agreement_rules import SIGNING_RULES, SigningFacts
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.rule import broken
from stkdesk.domain.staff import Right
from stkdesk.services.agreement_ending import withdraw_agreement
from stkdesk.services.agreement_opening import AgreementCard
from stkdesk.services.agreements import sign_agreement
from stkdesk.services.printing import paper_again
from stkdesk.ui import errors
from stkdesk.ui.fields import DateField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.question import ask
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button


@dataclass(frozen=True, slots=True)
class Signed:
    """The two days that are asked for."""

    signed_on: date | None
    returned_on: date | None


class WaitingForm(Form):
    """Asks when it was signed, today if nothing else is said; Ctrl+S registers it.

    From here it is printed again, to remind with, and taken back. One that is signed
    is only shown.
    """

    help_topic = "oppdragsavtale"

    def __init__(self, page: Page, card: AgreementCard) -> None:
        """Show ``card`` over the window of ``page``."""
        self._waits = card.state is AgreementState.MADE
        super().__init__(
            page.window(),
            "Oppdragsavtale",
            save_text="Registrer signert" if self._waits else "Lukk",
            intro=_told(card),
            width=560,
        )
        self._page, self._card, self.workspace = page, card, page.workspace
        self._today = page.workspace.today
        self._signed, self._returned = DateField(self._today), DateField(self._today)
        if self._waits:
            self.add_row(
                self.add(
                    "signed_on",
                    "&Signert av begge",
                    self._signed,
                    hint="Dagen den siste skrev under",
                    width=180,
                ),
                self.add("returned_on", "&Tilbake hos oss", self._returned, width=180),
            )
            self._signed.set_value(self._today())
            self._returned.set_value(self._today())
        self.body.addLayout(row(*self._offers(), None, gap=8))
        self.begin()
        self._signed.selectAll()
        fit_small(self)

    def draft(self) -> Signed:
        return Signed(self._signed.value(), self._returned.value())

    def check(self, draft: Signed) -> tuple[Problem, ...]:
        card = self._card
        if not self._waits or card.made_on is None or card.draft.valid_from is None:
            return ()
        facts = SigningFacts(
            card.made_on,
            card.draft.valid_from,
            draft.signed_on,
            draft.returned_on,
            self._today(),
        )
        return tuple(each.problem for each in broken(SIGNING_RULES, facts))

    def hand_in(self, draft: Signed) -> None:
        if not self._waits:
            self.saved()
            return
        card, today = self._card, self._today()
        self.workspace.save(
            lambda session: sign_agreement(
                session,
                card.number,
                card.version,
                draft.signed_on,
                draft.returned_on,
                today=today,
            ),
            self._on_signed,
            self.not_saved,
        )

    def _on_signed(self, _done: None) -> None:
        self._page.toast("Avtalen er registrert som signert")
        self.saved()

    # What else can be done.

    def _offers(self) -> list[QPushButton]:
        found: list[QPushButton] = []
        may = self.workspace.may
        if self._card.paper_number is not None and may(Right.MAKE_PAPERS):
            text = "Skriv ut igjen" if self._waits else "Vis avtalen"
            found.append(button(text, icon="PrinterSmall", on=self.print_again))
        if self._waits and may(Right.EDIT_CASES):
            found.append(button("Trekk tilbake …", on=self._ask_back))
        if self._card.state is AgreementState.SIGNED and may(Right.EDIT_CASES):
            found.append(button("Ny avtale", icon="Pencil", on=self._replace))
        return found

    def print_again(self) -> None:
        """Show the paper as it was first printed."""
        number, today = self._card.paper_number, self._today()
        assert number is not None
        self.workspace.save(
            lambda session: paper_again(session, number, today=today),
            lambda made: self._leave_to(
                lambda: show_papers(self._page, "Oppdragsavtale", (made,))
            ),
            partial(errors.show, self),
        )

    def _ask_back(self) -> None:
        ask(
            self,
            "Trekke avtalen tilbake?",
            "Den er ikke signert. Papiret blir liggende, men avtalen gjelder ikke.",
            ("Trekk tilbake", "danger", self._take_back),
        )

    def _take_back(self) -> None:
        card, today = self._card, self._today()
        self.workspace.save(
            lambda session: withdraw_agreement(
                session, card.number, card.version, today=today
            ),
            lambda _done: self._leave_to(
                lambda: self._page.toast("Avtalen er trukket tilbake")
            ),
            self.not_saved,
        )

    def _replace(self) -> None:
        from stkdesk.ui.agreements.form import open_agreement

        number = self._card.draft.assignment_number
        assert number is not None
        self._leave_to(lambda: open_agreement(self._page, self.workspace, number))

    def _leave_to(self, then: Callable[[], object]) -> None:
        self._is_dirty = False
        QDialog.reject(self)
        then()


def _told(card: AgreementCard) -> str:
    """Return what the agreement is and how it stands, in a few sentences."""
    draft = card.draft
    assert draft.valid_from is not None
    said = [f"{card.contact}, støttekontakt for {card.client}."]
    until = f" til {long_date(draft.valid_to)}" if draft.valid_to else ""
    said.append(f"Gjelder fra {long_date(draft.valid_from)}{until}.")
    if card.state is AgreementState.MADE and card.made_on is not None:
        said.append(
            f"Avtale {card.reference} ble laget {long_date(card.made_on)} og venter "
            "på underskrift."
        )
    if card.signed_on is not None:
        said.append(f"Signert {long_date(card.signed_on)}.")
    if card.state is AgreementState.ENDED and card.ended_on is not None:
        said.append(f"Avsluttet {long_date(card.ended_on)}.")
    return " ".join(said)
