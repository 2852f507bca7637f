"""What is granted: one line for each way it is organised, with its hours."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import GrantItem
from stkdesk.domain.formats import hours_text
from stkdesk.domain.grants import HoursUnit, kpr_weekly_minutes
from stkdesk.ui import theme
from stkdesk.ui.fields import ChoiceField, HoursField
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

WEEKS_A_YEAR, MONTHS_A_YEAR, TENTH = 52, 12, 6  # and minutes in a tenth of an hour
HOURS_WIDE = 80  # pixels at text size 10


class ItemsField(QWidget):
    """A line for each organisation, and what they come to a week and a month.

    Signals:
        edited: something was typed, chosen, added or taken away.
    """

    edited = Signal()

    def __init__(self, unit: Callable[[], HoursUnit]) -> None:
        """Hold one empty line; ``unit`` tells what the hours are counted by."""
        super().__init__()
        self._unit = unit
        self.rows: list[ItemRow] = []
        self._lines = column(gap=6)
        self._add = button("Legg til en løsning", "link", icon="Plus", on=self.add)
        self._add.setAutoDefault(True)  # Enter presses it
        self.sum = label("", "small", wrap=True)
        self.setLayout(column(self._lines, row(self._add, None), self.sum, gap=4))
        self.set_value(())

    def value(self) -> tuple[GrantItem, ...]:
        """Return what is granted; a line alone without hours is nothing."""
        found = tuple(each.value() for each in self.rows)
        if len(found) == 1 and not found[0].minutes:
            return ()
        return found

    def set_value(self, items: tuple[GrantItem, ...]) -> None:
        """Show ``items`` without telling anybody."""
        wanted = items or (GrantItem(Solution.INDIVIDUAL, 0),)
        self._show(
            [(i.solution, hours_text(i.minutes) if i.minutes else "") for i in wanted]
        )

    def complaint(self) -> str:
        """Return what to do about hours that cannot be read, "" if all can."""
        return next((c for each in self.rows if (c := each.hours.complaint())), "")

    def draft_text(self) -> str:
        """Return the lines as they are typed, for a draft."""
        told = [[each.solution.value().value, each.hours.text()] for each in self.rows]
        return json.dumps(told)

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` gave."""
        told = json.loads(text) if text else [[Solution.INDIVIDUAL.value, ""]]
        self._show([(Solution(solution), hours) for solution, hours in told])

    def shown_text(self) -> str:
        """Return the lines, as a person reads them."""
        return "\n".join(
            f"{each.solution.currentText()}: {each.hours.text() or '–'} timer"
            for each in self.rows
        )

    def add(self) -> None:
        """Add a line for a way that is not in use, and go to its hours."""
        used = {each.solution.value() for each in self.rows}
        free = next(each for each in Solution if each not in used)
        self._append(free, "")
        self._on_edited()
        self.rows[-1].hours.setFocus()

    def follow(self) -> None:
        """Count again: the unit, or a line, is another."""
        unit = self._unit()
        minutes = sum(each.minutes for each in self.value())
        self.sum.setText(sum_words(minutes, unit))
        self.sum.setVisible(bool(minutes))
        self._add.setVisible(len(self.rows) < len(Solution))
        for each in self.rows:
            each.remove.setVisible(len(self.rows) > 1)

    def _show(self, lines: list[tuple[Solution, str]]) -> None:
        """Show ``lines``; the first never goes away, for Alt leads to it."""
        while len(self.rows) > len(lines):
            gone = self.rows.pop()
            self._lines.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for each, (solution, hours) in zip(self.rows, lines, strict=False):
            each.show_line(solution, hours)
        for solution, hours in lines[len(self.rows) :]:
            self._append(solution, hours)
        self.follow()

    def _append(self, solution: Solution, hours: str) -> None:
        made = ItemRow(solution, hours)
        made.edited.connect(self._on_edited)
        made.remove.clicked.connect(partial(self._remove, made))
        self.rows.append(made)
        self._lines.addWidget(made)
        self.setFocusProxy(self.rows[0].hours)

    def _remove(self, gone: ItemRow, _checked: bool = False) -> None:
        at = self.rows.index(gone)
        lines = [
            (each.solution.value(), each.hours.text())
            for each in self.rows
            if each is not gone
        ]
        self._show(lines)
        self._on_edited()
        self.rows[min(at, len(self.rows) - 1)].hours.setFocus()

    def _on_edited(self) -> None:
        self.follow()
        self.edited.emit()


class ItemRow(QWidget):
    """One way it is organised, and its hours."""

    edited = Signal()

    def __init__(self, solution: Solution, hours: str) -> None:
        """Show ``solution`` and ``hours`` as typed."""
        super().__init__()
        self.hours, self.solution = HoursField(), ChoiceField(tuple(Solution))
        self.hours.setFixedWidth(theme.u(HOURS_WIDE))
        self.hours.setAccessibleName("Timer")
        self.solution.setAccessibleName("Organisering")
        self.show_line(solution, hours)
        self.remove = button("", "ghost", icon="XMark", tip="Ta bort løsningen")
        self.remove.setAutoDefault(True)
        self.hours.textEdited.connect(lambda _text: self.edited.emit())
        self.solution.activated.connect(lambda _at: self.edited.emit())
        self.setLayout(
            row(self.hours, label("timer"), (self.solution, 1), self.remove, gap=8)
        )

    def show_line(self, solution: Solution, hours: str) -> None:
        """Show ``solution`` and ``hours`` as typed, without telling anybody."""
        self.hours.setText(hours)
        self.solution.set_value(solution)

    def value(self) -> GrantItem:
        """Return what stands in the line; hours that cannot be read are none."""
        return GrantItem(self.solution.value(), self.hours.value() or 0)


def sum_words(minutes: int, unit: HoursUnit) -> str:
    """Return the sum in both units, and as KPR counts it (a month divided by 4).

    Source: Helsedirektoratet, IPLOS-registeret, spørsmål og svar om tjenester.
    """
    if not minutes:
        return ""
    try:
        kpr = f"{hours_text(_round(kpr_weekly_minutes(minutes, unit)))} t per uke"
    except ValueError:
        return "Mer enn 168 timer i uken er ikke mulig."
    if unit is HoursUnit.WEEK:
        month = _round(minutes * WEEKS_A_YEAR / MONTHS_A_YEAR)
        other = f"om lag {hours_text(month)} t per måned"
    else:
        week = _round(minutes * MONTHS_A_YEAR / WEEKS_A_YEAR)
        other = f"om lag {hours_text(week)} t per uke"
    return f"I alt {hours_text(minutes)} t {unit.label}, {other}.\nI KPR: {kpr}."


def _round(minutes: float) -> int:
    return round(minutes / TENTH) * TENTH
