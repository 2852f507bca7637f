"""One person: propose to delete before time, or let nothing be deleted for now."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.services.legal_holds import hold, person_behind
from stkdesk.services.retention import propose_person
from stkdesk.ui import errors, theme
from stkdesk.ui.fields import ChoiceField, NumberField, TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Kind(StrEnum):
    """In which register the person is; the room of it."""

    CLIENT = "clients"
    CONTACT = "contacts"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Bruker" if self is Kind.CLIENT else "Støttekontakt"


class PersonLine(QWidget):
    """Asks for a short number and a reason; two buttons say what is done."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page``."""
        super().__init__()
        self._page = page
        self._kind, self._number = ChoiceField(tuple(Kind)), NumberField()
        self._reason = TextField()
        self._fields = {
            "kind": Field("&Register", self._kind, width=150),
            "number": Field("&Nummer", self._number, width=90),
            "reason": Field(
                "Be&grunnelse",
                self._reason,
                width=300,
                hint="Uten navn: den blir stående etter slettingen.",
            ),
        }
        line = QWidget()
        flow = Flow(line, theme.u(12))
        for field in self._fields.values():
            field.stand_beside()
            flow.addWidget(field)
        acts = row(
            button("Foreslå sletting", on=self.propose),
            button("Stans sletting", on=self.hold),
            None,
        )
        inside = column(label("Én person", "h3"), line, acts, gap=8, margins=14)
        self.setLayout(column(flat(inside), gap=0))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self._number.text().strip() and not self._reason.text().strip()

    def clear(self) -> None:
        """Forget what is typed."""
        self._number.set_value(None)
        self._reason.set_value("")
        self._show(())

    def propose(self) -> None:
        """Propose to delete the person."""
        today = self._page.workspace.today()
        self._save(
            lambda s, person, reason: propose_person(s, person, reason, today=today),
            "Slettingen er foreslått",
        )

    def hold(self) -> None:
        """Let nothing about the person be deleted."""
        today = self._page.workspace.today()
        self._save(
            lambda s, person, reason: hold(s, person, reason, today=today),
            "Sletting er stanset",
        )

    def _save(self, act: Callable[[Session, int, str], object], done: str) -> None:
        room, number = self._kind.value().value, self._number.value()
        reason = self._reason.value()
        found = []
        if number is None:
            found.append(Problem("number", "Skriv det korte nummeret."))
        if not reason:
            found.append(Problem("reason", "Skriv hvorfor."))
        self._show(tuple(found))
        if found:
            return

        def _work(session: Session) -> None:
            act(session, person_behind(session, room, number), reason)

        def _done(_none: None) -> None:
            self.clear()
            self._page.toast(done)

        self._page.workspace.save(_work, _done, self._refused)

    def _refused(self, error: BaseException) -> None:
        match error:
            case InvalidInputError():
                self._show(error.problems)
            case OfficeError():
                self._show((Problem("number", f"{error.title} {error.advice}"),))
            case _:
                errors.show(self, error)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        told = {each.field: each for each in problems}
        for name, field in self._fields.items():
            field.show_problem(told.get(name))
