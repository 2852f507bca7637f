"""Who gets the decision: proposed by the rules, seen and confirmed by the office."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.services.recipients import Recipient
from stkdesk.ui.decisions.recipient_row import RecipientRow, where, who
from stkdesk.ui.widgets.boxes import clear, column
from stkdesk.ui.widgets.texts import label


class RecipientsBox(QFrame):
    """A line for each who may get the letter, with the address and the reason.

    Signals:
        edited: somebody was ticked or taken off, a question answered, a reason typed.
    """

    edited = Signal()

    def __init__(self, what: str = "vedtaket") -> None:
        """Show nobody yet; ``what`` is what they get."""
        super().__init__()
        self._what = what
        self.rows: dict[int, RecipientRow] = {}
        self._shown: tuple[Recipient, ...] = ()
        self._list = column(gap=6)
        self.setLayout(column(self._list, gap=0))

    def show_people(self, people: Sequence[Recipient]) -> None:
        """Offer ``people``; what was answered about somebody still there, stands."""
        if tuple(people) == self._shown:
            return
        answered = self.draft_text()
        self._shown, self.rows = tuple(people), {}
        clear(self._list)
        for one in people:
            made = RecipientRow(one, self._what)
            made.edited.connect(self.edited)
            self.rows[one.key] = made
            self._list.addWidget(made)
        if not people:
            none = f"Ingen kan få {self._what} ennå. Registrer hvem på brukerens kort."
            self._list.addWidget(label(none, "muted", wrap=True))
        self.set_draft_text(answered)
        if first := self._first():
            self.setFocusProxy(first)

    @property
    def chosen(self) -> tuple[Recipient, ...]:
        """Those who are to have it, in the order they stand."""
        return tuple(row.one for row in self.rows.values() if row.is_chosen)

    def unanswered(self) -> Iterator[str]:
        """Yield what must be answered before it is known who gets the letter."""
        for row in self.rows.values():
            if problem := row.problem():
                yield problem

    def left_out(self) -> str:
        """Return who does not get it though they should, and why; for the log."""
        told = (row.left_out() for row in self.rows.values())
        return " ".join(each for each in told if each)

    def go_to_problem(self) -> None:
        """Put the cursor where something must be answered, or in the first line."""
        for row in self.rows.values():
            if row.problem():
                row.go_to_problem()
                return
        if first := self._first():
            first.setFocus()

    def summary(self) -> str:
        """Return who gets it and where it goes, a line for each."""
        return "\n".join(f"{who(one)}, {where(one)}" for one in self.chosen)

    def draft_text(self) -> str:
        """Return what is answered that was not proposed, for a draft."""
        told = {
            str(key): row.answer() for key, row in self.rows.items() if row.answer()
        }
        return json.dumps(told) if told else ""

    def set_draft_text(self, text: str) -> None:
        """Answer as ``draft_text`` told; who it told nothing about, as proposed."""
        told = json.loads(text) if text else {}
        for key, row in self.rows.items():
            row.set_answer(told.get(str(key), []))

    def shown_text(self) -> str:
        """Return who gets it, as a person reads it."""
        return "\n".join(who(one) for one in self.chosen)

    def _first(self) -> QWidget | None:
        return next((row.first for row in self.rows.values()), None)
