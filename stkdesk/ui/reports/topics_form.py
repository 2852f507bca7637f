"""The form of the questions a monthly report asks, from a day on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from stkdesk.domain.errors import Problem
from stkdesk.domain.month_report import LONGEST, MOST_TOPICS, ReportTopic
from stkdesk.services.report_topics import TopicsCard, save_topics
from stkdesk.ui.fields import DateField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

INTRO = (
    "Skriv spørsmålene slik de skal stå på baksiden av timelisten. En tom linje er "
    "ikke med. Det som alt er skrevet ut eller besvart, beholder ordene det hadde."
)

WIDE = 376  # pixels at text size 10: two questions beside one another


class Line(NamedTuple):
    """One question, in both written languages."""

    key: str  # "" for a new one
    bokmal: str
    nynorsk: str


class Asked(NamedTuple):
    """All the questions, and from when they are asked."""

    lines: tuple[Line, ...]  # an empty one is not asked
    valid_from: date | None


class TopicsForm(Form):
    """Asks for the questions in order; ↑ moves one up."""

    help_topic = "rapporter"

    def __init__(self, page: Page, card: TopicsCard) -> None:
        """Show those asked from the first day that is free."""
        super().__init__(
            page.window(),
            "Spørsmål i månedsrapporten",
            save_text="Lagre spørsmålene",
            intro=INTRO,
            width=860,
        )
        self._page, self._card = page, card
        self._keys = [""] * MOST_TOPICS
        self._texts: list[tuple[TextField, TextField]] = []
        for at in range(MOST_TOPICS):
            self._add_line(at)
        self._from = DateField(page.workspace.today)
        self.add("valid_from", "&Gjelder fra", self._from, width=150)
        self._fill()
        self.begin()

    def _add_line(self, at: int) -> None:
        texts = (TextField(), TextField())
        self._texts.append(texts)
        line = row(gap=12)
        for name, said, field in (
            (f"bokmal{at}", f"&{at + 1} Bokmål", texts[0]),
            (f"nynorsk{at}", "Nynorsk", texts[1]),
        ):
            field.setMaxLength(LONGEST)
            self.add(name, said, field, width=WIDE, into=line)
        if at:
            up = button(
                "",
                "ghost",
                icon="CaretUpFill",
                tip="Flytt opp",
                name=f"Flytt spørsmål {at + 1} opp",
                on=partial(self._move_up, at),
            )
            line.addWidget(up)
        line.addStretch(1)
        self.body.addLayout(line)

    def _fill(self) -> None:
        shown = self._card.on(self._card.free_from)
        for at, topic in enumerate(shown[:MOST_TOPICS]):
            self._keys[at] = topic.key
            self._texts[at][0].set_value(topic.bokmal)
            self._texts[at][1].set_value(topic.nynorsk)
        self._from.set_value(self._card.free_from)

    def _move_up(self, at: int) -> None:
        self._keys[at - 1], self._keys[at] = self._keys[at], self._keys[at - 1]
        for one, other in zip(self._texts[at - 1], self._texts[at], strict=True):
            mine, theirs = one.text(), other.text()
            one.setText(theirs)
            other.setText(mine)
        self._texts[at - 1][0].setFocus()

    def draft(self) -> Asked:
        lines = tuple(
            Line(key, bokmal.value(), nynorsk.value())
            for key, (bokmal, nynorsk) in zip(self._keys, self._texts, strict=True)
        )
        return Asked(lines, self._from.value())

    def check(self, draft: Asked) -> tuple[Problem, ...]:
        found = []
        for at, line in enumerate(draft.lines):
            if line.bokmal and not line.nynorsk:
                found.append(Problem(f"nynorsk{at}", "Skriv det på nynorsk også."))
            if line.nynorsk and not line.bokmal:
                found.append(Problem(f"bokmal{at}", "Skriv det på bokmål også."))
        if not any(line.bokmal or line.nynorsk for line in draft.lines):
            found.append(Problem("bokmal0", "Skriv minst ett spørsmål."))
        if draft.valid_from is None:
            found.append(Problem("valid_from", "Skriv fra hvilken dag de gjelder."))
        return tuple(found)

    def hand_in(self, draft: Asked) -> None:
        today, seen = self._page.workspace.today(), self._card.mark
        asked = [
            ReportTopic(line.key, line.bokmal, line.nynorsk, 0, self._card.free_from)
            for line in draft.lines
            if line.bokmal
        ]

        def _save(session: Session) -> None:
            save_topics(session, asked, draft.valid_from, seen, today=today)

        self._page.workspace.save(_save, self._on_saved, self.not_saved)

    def _on_saved(self, _done: object) -> None:
        self._page.toast("Spørsmålene er lagret")
        self.saved()
