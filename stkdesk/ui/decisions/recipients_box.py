"""Who gets the decision: proposed by the rules, ticked and seen by the office."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from stkdesk.domain.errors import Problem
from stkdesk.services.recipients import Recipient
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, frame, row
from stkdesk.ui.widgets.texts import label


class RecipientsBox(QFrame):
    """A tick for each who may get the letter, with the address and the reason.

    Signals:
        changed: somebody was ticked or taken off.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Show nobody yet."""
        super().__init__()
        self._ticks: dict[int, QCheckBox] = {}
        self._people: Sequence[Recipient] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.u(6))
        self._message = label("", "problem", wrap=True)
        self._warning = frame(
            row(
                Icon("ExclamationmarkTriangleFill", "bad", 15),
                (self._message, 1),
                gap=5,
            )
        )
        self._warning.hide()
        self.setLayout(column(self._list, self._warning, gap=6))
        self.setAccessibleName("Hvem som får vedtaket")

    def show_people(self, people: Sequence[Recipient]) -> None:
        """Offer ``people``; those proposed are ticked."""
        self._people = people
        self._ticks.clear()
        self.show_problem(None)  # whatever was said before they were known
        clear(self._list)
        for one in people:
            tick = QCheckBox(_who(one))
            tick.setChecked(one.is_proposed)
            tick.setAccessibleDescription(f"{_where(one)}. {one.why}")
            tick.toggled.connect(self._on_toggled)
            self._ticks[one.key] = tick
            under = label(f"{_where(one)}\n{one.why}", "small", wrap=True)
            self._list.addWidget(
                frame(
                    column(tick, row(26, (under, 1), gap=0), gap=1, margins=10), "flat"
                )
            )
        if not people:
            self._list.addWidget(label("Ingen kan få vedtaket ennå.", "muted"))

    @property
    def chosen(self) -> tuple[Recipient, ...]:
        """Those ticked, in the order they stand."""
        return tuple(one for one in self._people if self._ticks[one.key].isChecked())

    def summary(self) -> str:
        """Return who gets it and where it goes, a line for each."""
        return "\n".join(f"{_who(one)}, {_where(one)}" for one in self.chosen)

    def show_problem(self, problem: Problem | None) -> None:
        """Write ``problem`` under the list; None takes it away."""
        self._message.setText(problem.message if problem else "")
        self._warning.setVisible(problem is not None)
        if problem is not None and self._ticks:
            next(iter(self._ticks.values())).setFocus()

    def _on_toggled(self) -> None:
        self.show_problem(None)
        self.changed.emit()


def _who(one: Recipient) -> str:
    return f"{one.name} ({one.relation.label.lower()})" if one.relation else one.name


def _where(one: Recipient) -> str:
    if one.by_hand:
        return "Adressen er fortrolig: brevet får ingen adresse og leveres for hånd"
    if not one.has_address:
        return "Mangler adresse"
    place = f"{one.address.postal_code} {one.address.city}"
    return ", ".join((*one.address.lines, place))
