"""Innsyn: what is asked for, by when it is answered, and what is withheld."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.insight import (
    Basis,
    InsightDraft,
    Part,
    Withheld,
    due_day,
    insight_problems,
)
from stkdesk.services.insight import InsightCard, make_insight, open_insight
from stkdesk.services.printing import MadePaper
from stkdesk.ui import errors
from stkdesk.ui.fields import ChoiceField, DateField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

INTRO = (
    "Alt samles i ett dokument, som du ser på før du skriver det ut eller lagrer det. "
    "Opplysninger om andre er holdt utenfor."
)


class InsightForm(Form):
    """Asks about one request for access; its title tells nobody's name."""

    help_topic = "innsyn-og-sletting"

    def __init__(self, page: Page, number: int, card: InsightCard) -> None:
        """Ask about the record ``number`` in the room of ``page``."""
        super().__init__(
            page.window(),
            "Innsyn",
            save_text="Lag dokumentet",
            intro=INTRO,
            width=560,
        )
        self._page, self._number, self._card = page, number, card
        self._today = page.workspace.today
        self._received, self._due = DateField(self._today), DateField(self._today)
        self._first, self._last = DateField(self._today), DateField(self._today)
        self._basis = ChoiceField(tuple(Basis))
        self._receiver = QComboBox()
        self._receiver.addItems([name for _key, name in card.receivers])
        self._parts = {part: QCheckBox() for part in Part}
        self._papers = {
            each.number: QCheckBox() for each in card.choices if not each.left_out
        }
        self._reason = TextArea(2)
        self._lay_fields()
        self._fill()
        self.begin()

    def draft(self) -> InsightDraft:
        reason = self._reason.value()
        return InsightDraft(
            parts=frozenset(p for p, box in self._parts.items() if box.isChecked()),
            received_on=self._received.value(),
            due_on=self._due.value(),
            first_on=self._first.value(),
            last_on=self._last.value(),
            basis=self._basis.value(),
            withheld=tuple(
                Withheld(number, reason)
                for number, box in self._papers.items()
                if box.isChecked()
            ),
        )

    def check(self, draft: InsightDraft) -> tuple[Problem, ...]:
        return tuple(
            Problem(Part.DATA.value, each.message) if each.field == "parts" else each
            for each in insight_problems(draft, today=self._today())
        )

    def hand_in(self, draft: InsightDraft) -> None:
        room, number, today = self._page.room, self._number, self._today()
        receiver = self._card.receivers[self._receiver.currentIndex()][0]

        def _make(session: Session) -> MadePaper:
            return make_insight(
                session, room, number, draft, today=today, receiver=receiver
            )

        self._page.workspace.save(_make, self._on_made, self.not_saved)

    def _on_made(self, made: MadePaper) -> None:
        # At the press: it loads the print room.
        from stkdesk.ui.papers.paper_window import show_papers

        self.saved()
        show_papers(self._page, "Innsyn", [made])

    def _lay_fields(self) -> None:
        received = self.add("received_on", "&Spørsmålet kom", self._received, width=150)
        due = self.add(
            "due_on",
            "S&var innen",
            self._due,
            width=150,
            hint="Foreslått: én måned. Endre den hvis kontoret har en annen frist.",
        )
        self.add_row(received, due)
        self.add_heading("Det er spurt om")
        for part, box in self._parts.items():
            self.add(part.value, f"&{part.label}", box)
        first = self.add("first_on", "&Fra", self._first, optional=True, width=150)
        last = self.add("last_on", "&Til og med", self._last, optional=True, width=150)
        self.add_row(first, last)
        self.add("basis", "&Etter hvilken regel", self._basis)
        self.add("receiver", "Svaret går t&il", self._receiver)
        if self._papers:
            self.add_heading("Dette holdes tilbake")
            self.body.addWidget(
                label("Merk bare det som ikke kan vises, og skriv hvorfor.", "muted")
            )
            for each in self._card.choices:
                if each.number in self._papers:
                    text = f"{each.title} {each.reference}, {short_date(each.made_on)}"
                    self.add(f"paper {each.number}", text, self._papers[each.number])
            self.add(
                "reason",
                "&Begrunnelse",
                self._reason,
                optional=True,
                hint="Den står i svaret, ved hvert dokument som er holdt tilbake.",
            )

    def _fill(self) -> None:
        self._received.set_value(self._today())
        self._propose_due(self._today())
        for box in self._parts.values():
            box.setChecked(True)
        self._basis.set_value(
            Basis.JOURNAL if self._page.room == "clients" else Basis.DATA
        )
        self.fields["received_on"].left.connect(self._on_received)

    def _on_received(self) -> None:
        """Move the time limit along, as long as nobody has set it."""
        received = self._received.value()
        if received is not None and not self.fields["due_on"].was_edited:
            self._propose_due(received)

    def _propose_due(self, received: date) -> None:
        self._due.set_value(due_day(received))


def ask_insight(page: Page, number: int) -> None:
    """Open the form about the record ``number`` in the room of ``page``."""
    room, today = page.room, page.workspace.today()

    def _open(card: InsightCard) -> None:
        InsightForm(page, number, card).open()

    page.workspace.save(
        lambda session: open_insight(session, room, number, today=today),
        _open,
        lambda error: errors.show(page.window(), error),
    )
