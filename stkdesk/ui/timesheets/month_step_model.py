"""The rows of the month step by step as a Qt table: names, one cell a step, hours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from stkdesk.domain.formats import count, hours_text
from stkdesk.domain.month_step import Step
from stkdesk.services.month_steps import StepCounts, StepRow
from stkdesk.services.step_cells import StepCell
from stkdesk.ui.table import Column, Fetch, Index, PagedRows, Role
from stkdesk.ui.timesheets.month_step_marks import said_of

HEAD = 0  # the column with the names
FIRST = 1  # the column of the first step
STEPS = tuple(Step)
HOURS = FIRST + len(STEPS)  # the column with the hours


class StepRows(PagedRows):
    """Assignments as rows, steps as columns; ``data`` only looks up."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        """Start with headings and no rows."""
        super().__init__(
            (
                Column("Bruker / støttekontakt", lambda row: row.client),
                *(_step_column(step) for step in STEPS),
                Column("Timer", lambda row: _hours(row), right=True),
            ),
            fetch,
            parent,
        )
        self.counts = StepCounts()

    def show_counts(self, counts: StepCounts) -> None:
        """Write how many are past each step under its heading."""
        self.counts = counts
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST, HOURS)

    def cell(self, index: Index) -> StepCell | None:
        """Return the cell at ``index``; None beside the steps, and on its way."""
        row = self.row(index.row()) if index.isValid() else None
        step = step_at(index.column())
        return row.cells[STEPS.index(step)] if row is not None and step else None

    def headerData(
        self, section: int, along: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        step = step_at(section)
        if along is Qt.Orientation.Horizontal and step is not None:
            done = self.counts.done.get(step, 0)
            if role == Role.DisplayRole:
                return f"{step.label.removesuffix(' lest')}\n{done}"
            if role == Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            if role in (Role.ToolTipRole, Role.AccessibleTextRole):
                sheets = count(done, "liste", "lister")
                return f"{step.label}: {sheets} av {self.counts.total}"
        return super().headerData(section, along, role)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            row = super().data(index, self.ROW)
            return self._spoken(row, index) if row is not None else None
        return super().data(index, role)

    def _spoken(self, row: StepRow, index: Index) -> str:
        """Return what a screen reader says, and what stands under the mouse."""
        cell, step = self.cell(index), step_at(index.column())
        if cell is not None and step is not None:
            return f"{row.client}: {said_of(step, cell)}"
        if index.column() == HOURS:
            return f"{row.client}, {_hours(row) or '0'} timer{_corrected(row)}"
        said = f"{row.client}, støttekontakt {row.contact}: {row.standing.label}"
        return said + _corrected(row)


def step_at(column: int) -> Step | None:
    """Return the step of a column; None for names and hours."""
    return STEPS[column - FIRST] if FIRST <= column < HOURS else None


def _step_column(step: Step) -> Column:
    at = STEPS.index(step)
    return Column(step.label, lambda row: said_of(step, row.cells[at]))


def _hours(row: StepRow) -> str:
    return hours_text(row.minutes) if row.minutes else ""


def _corrected(row: StepRow) -> str:
    if not row.corrections:
        return ""
    return f", {count(row.corrections, 'korreksjon', 'korreksjoner')}"
