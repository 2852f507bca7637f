"""The applicant under the cursor: what is missing, and the button for the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame

from stkdesk.domain.staff import Right
from stkdesk.services.recruiting_board import BoardCard
from stkdesk.ui import theme
from stkdesk.ui.allowed import May
from stkdesk.ui.recruiting.words import lacks, remedy_of, waited
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

OPEN = "recruiting/open"
NOBODY, CHOOSE = "Ingen søker er valgt", "Velg en søker for å se hva som mangler."


class Foot(QFrame):
    """Always as high, whoever is chosen: the board above it never jumps.

    Signals:
        card_wanted, open_wanted, next_wanted: a button was pressed.
    """

    card_wanted, open_wanted, next_wanted = Signal(), Signal(), Signal()

    def __init__(self, may: May) -> None:
        """Show nobody yet, with what those who ``may`` can do."""
        super().__init__()
        self.setProperty("card", "foot")
        self._edits = may(Right.EDIT_CONTACTS)
        self._who, self._why = label("", "h3"), label("", "small")
        for each in (self._who, self._why):
            each.setMinimumWidth(1)
        self._said = ""
        self._card = button(
            "Se kortet", tip="Kortet til støttekontakten", on=self.card_wanted.emit
        )
        self._open = button("Åpne", tip="Åpne (Enter)", on=self.open_wanted.emit)
        self._next = button("", "primary", on=self.next_wanted.emit)
        self._buttons = (self._card, self._open, self._next)
        words = column(self._who, self._why, gap=1)
        self.setLayout(row((words, 1), *self._buttons, gap=8, margins=(16, 9, 16, 9)))
        self.show_card(None)

    def show_card(self, card: BoardCard | None) -> None:
        """Show ``card``; None: nobody is chosen."""
        for each in self._buttons:
            each.setVisible(card is not None)
        if card is None:
            self._who.setText(NOBODY)
            self._said = CHOOSE
        else:
            since = f", {waited(card)}" if card.since is not None else ""
            self._who.setText(f"{card.name}  ·  {card.step.label}{since}")
            self._said = " ".join((lacks(card), *card.warnings))
            remedy = remedy_of(card)
            verb = remedy.verb
            self._next.setText(verb)
            self._next.setToolTip(f"{verb} (Ctrl+Enter)")
            self._next.setAccessibleName(verb)
            self._open.setVisible(self._edits and remedy.act != OPEN)
            self._next.setVisible(self._edits)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """Keep to one line; the whole of it is under the mouse."""
        metrics = QFontMetrics(self._why.font())
        room = max(theme.u(40), self._why.width())
        shown = metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self._why.setText(shown)
        self._why.setToolTip(self._said)
