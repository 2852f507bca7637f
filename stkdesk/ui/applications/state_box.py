"""Where an application stands, what it has waited for, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.domain.application import ApplicationState, Pause
from stkdesk.domain.formats import short_date
from stkdesk.services.applications import ApplicationCard
from stkdesk.ui.applications.words import pause_text, state_mark
from stkdesk.ui.widgets.badge import Badge
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class StateBox(QFrame):
    """Shows one application; knows no database.

    Signals:
        pause_wanted, resume_wanted, withdraw_wanted, restore_wanted: a button.
        remove_wanted: the number of a pause that was a mistake.
    """

    pause_wanted, resume_wanted = Signal(), Signal()
    withdraw_wanted, restore_wanted = Signal(), Signal()
    remove_wanted = Signal(int)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._inside = column(gap=8)
        self.setLayout(self._inside)

    def show_card(self, card: ApplicationCard, *, may_act: bool) -> None:
        """Show where ``card`` stands, with what those who ``may_act`` can do."""
        clear(self._inside)
        told = {
            ApplicationState.DECIDED: card.decided_on,
            ApplicationState.WITHDRAWN: card.draft.withdrawn_on,
        }.get(card.state)
        day = label(f"fra {short_date(told)}" if told else "", "muted")
        self._inside.addLayout(row(Badge(state_mark(card.state)), day, None))
        for pause in card.pauses:
            self._inside.addWidget(self._line(pause, may_act=may_act))
        buttons = [button(text, on=act) for text, act in self._acts(card.state)]
        if may_act and buttons:
            self._inside.addLayout(row(*buttons, None))

    def _acts(self, state: ApplicationState) -> list[tuple[str, Callable[[], object]]]:
        withdraw = ("Søknaden er trukket …", self.withdraw_wanted.emit)
        match state:
            case ApplicationState.OPEN:
                return [("Vent på søkeren …", self.pause_wanted.emit), withdraw]
            case ApplicationState.PAUSED:
                come = ("Opplysningene er kommet …", self.resume_wanted.emit)
                return [come, withdraw]
            case ApplicationState.WITHDRAWN:
                return [("Ikke trukket likevel", self.restore_wanted.emit)]
        return []

    def _line(self, pause: Pause, *, may_act: bool) -> QWidget:
        words = label(pause_text(pause), wrap=True)
        words.setMinimumWidth(1)
        made = QWidget()
        lay = row((words, 1))
        if may_act and pause.number is not None:
            wrong = partial(self.remove_wanted.emit, pause.number)
            named = f"Fjern ventetiden: {pause_text(pause)}"
            lay.addWidget(button("Fjern", "ghost", name=named, on=wrong))
        made.setLayout(lay)
        return made
