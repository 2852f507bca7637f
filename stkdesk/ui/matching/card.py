"""The card of a match: the facts, what was answered, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from stkdesk.domain.match_facts import Fact
from stkdesk.domain.match_hindrance import Hindrance
from stkdesk.domain.matching import InquiryAnswer
from stkdesk.services.inquiries import Asked
from stkdesk.services.match_pairs import Standing
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.matching.words import STATES, asked_words, cannot_words, fact_words
from stkdesk.ui.widgets.boxes import Item, column, line, row
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.notice import Notice
from stkdesk.ui.widgets.texts import label

CAPTION = 104  # pixels at text size 10
ANSWER_KEYS = {
    InquiryAnswer.YES: "J",
    InquiryAnswer.NO: "N",
    InquiryAnswer.LATER: "I",
}


class MatchCard(QWidget):
    """Shows one of the two to whom looks for the other.

    Signals:
        ask_wanted, assign_wanted, veto_wanted, lift_wanted, open_wanted: what to do.
        answered: an ``InquiryAnswer``; why_given: the line that says why.
    """

    ask_wanted, assign_wanted, open_wanted = Signal(), Signal(), Signal()
    veto_wanted, lift_wanted = Signal(), Signal()
    answered, why_given = Signal(object), Signal(str)

    def __init__(
        self,
        name: str,
        told: Sequence[str],
        facts: Sequence[Fact],
        *,
        asked: Asked | None,
        stops: Hindrance | None,
        veto: Standing | None,
        edits: bool,
    ) -> None:
        """Show ``told`` under the name; without ``edits`` there is nothing to do."""
        super().__init__()
        self.why = QLineEdit()
        who = button(name, "link", on=self.open_wanted.emit)
        items: list[Item] = [label(name, "h2", wrap=True)]
        items += [label(each, "small", wrap=True) for each in told if each]
        if stops is not None:
            items.append(self._stop(stops, veto))
        items += [line(), *map(self._fact, facts), line()]
        if asked is not None:
            items.append(label(asked_words(asked), wrap=True))
        if edits:
            items += self._acts(asked, stops, veto)
        who.setText("Åpne kortet")
        items.append(row(who, None))
        self.setLayout(column(*items, None, gap=8, margins=20))

    def _stop(self, stops: Hindrance, veto: Standing | None) -> Notice:
        return Notice(f"{cannot_words(stops)}.", veto.reason if veto else "")

    def _fact(self, fact: Fact) -> Item:
        picture, ink = STATES[fact.state]
        caption = label(fact.kind.label, "small")
        caption.setFixedWidth(theme.u(CAPTION))
        words = label(fact_words(fact), wrap=True)
        words.setMinimumWidth(1)
        words.setAccessibleName(
            f"{fact.kind.label}: {fact.state.label}. {fact_words(fact)}"
        )
        mark = Icon(picture, ink, 16)
        mark.setToolTip(fact.state.label.capitalize())
        return row(mark, caption, (words, 1), gap=8)

    def _acts(
        self, asked: Asked | None, stops: Hindrance | None, veto: Standing | None
    ) -> list[Item]:
        if veto is not None:
            lift = button("Opphev «aldri sammen»", on=self.lift_wanted.emit)
            return [row(lift, None)]
        never = ("Aldri sammen …", "CircleSlash", self.veto_wanted.emit)
        more = more_button([never])
        if stops is not None:
            return [row(None, more)]
        buttons = QWidget()
        flow = Flow(buttons, theme.u(6))
        said = asked.answer if asked else None
        if said is InquiryAnswer.YES:
            made = button("Lag oppdrag  O", "primary", on=self.assign_wanted.emit)
            made.setAccessibleName("Lag oppdrag")
            flow.addWidget(made)
        if asked is None or said is not None:
            kind = "primary" if asked is None else ""
            again = "Spurt i dag  S" if asked is None else "Spurt på nytt  S"
            ask = button(again, kind, on=self.ask_wanted.emit)  # type: ignore[arg-type]
            ask.setAccessibleName(again.removesuffix("  S"))
            flow.addWidget(ask)
        if asked is not None and said is None:
            for answer, key in ANSWER_KEYS.items():
                each = button(
                    f"{answer.label}  {key}",
                    name=f"Svarte {answer.label.lower()}",
                    on=partial(self.answered.emit, answer),
                )
                flow.addWidget(each)
        flow.addWidget(more)
        items: list[Item] = [buttons]
        if said is not None:
            items.append(self._ask_why(asked))
        return items

    def _ask_why(self, asked: Asked | None) -> Item:
        assert asked is not None
        self.why.setText(asked.why)
        name = label("&Hvorfor (valgfritt)")
        name.setBuddy(self.why)
        self.why.setAccessibleName("Hvorfor (valgfritt)")
        self.why.setPlaceholderText("En linje. Enter lagrer")
        self.why.returnPressed.connect(lambda: self.why_given.emit(self.why.text()))
        return column(name, self.why, gap=3)
