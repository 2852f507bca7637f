"""How it stands with the advance notice of a change or an end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.decision_facts import DecisionFacts, GivenNotice
from stkdesk.domain.formats import short_date
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

MUST = "Vedtaket gir brukeren mindre enn før. Brukeren skal varsles og få uttale seg."
NOT_LESS = "Endringen gir ikke brukeren mindre. Forhåndsvarsel trengs ikke."
OWN_WISH = "Brukeren har selv bedt om det. Forhåndsvarsel trengs ikke."


class NoticeBox(QFrame):
    """A sentence, the notices that are sent, and a button that makes one.

    Signals:
        wanted: an advance notice is to be made.
    """

    wanted = Signal()

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__()
        self.setProperty("card", "flat")
        self._shown: tuple[bool, tuple[str, ...]] | None = None
        self._inside = row(gap=10, margins=(14, 9, 12, 9))
        self.setLayout(self._inside)
        self.hide()

    def show_facts(self, facts: DecisionFacts) -> None:
        """Tell what is needed and what is done; hidden where it is no question."""
        asked = facts.draft.kind in (DecisionKind.CHANGED, DecisionKind.ENDED)
        if facts.changed is None or not (asked or facts.needs_notice):
            self.hide()
            return
        self.show()
        told = tuple(sentences(facts))
        if (facts.needs_notice, told) == self._shown:
            return
        self._shown = (facts.needs_notice, told)
        clear(self._inside)
        mark = Icon("Bell" if facts.needs_notice else "Checkmark", "muted", 18)
        words = [label(each, wrap=True) for each in told]
        for word in words:
            word.setMinimumWidth(1)
        self._inside.addLayout(column(mark, None, gap=0))
        self._inside.addLayout(column(*words, gap=2), 1)
        if facts.needs_notice and not facts.notices:
            made = button("Lag forhåndsvarsel", on=self.wanted.emit)
            made.setAutoDefault(True)
            self._inside.addLayout(column(made, None, gap=0))
        self.setAccessibleName(" ".join(told))


def sentences(facts: DecisionFacts) -> list[str]:
    """Return how it stands, the newest notice last."""
    if not facts.needs_notice:
        return [OWN_WISH if facts.draft.is_own_wish else NOT_LESS]
    sent = sorted(facts.notices, key=lambda each: each.issued_on)
    return [MUST, *(_told(each) for each in sent)]


def _told(notice: GivenNotice) -> str:
    told = f"Forhåndsvarsel er sendt {short_date(notice.issued_on)}"
    if notice.is_answered:
        return f"{told}, og uttalelsen er journalført."
    if notice.answer_by is not None:
        return f"{told}, med svarfrist {short_date(notice.answer_by)}."
    return f"{told}."
