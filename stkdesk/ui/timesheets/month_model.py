"""The rows of the month grid as a Qt table: head, one cell a period, the sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from stkdesk.domain.formats import SHORT_MONTHS, count, hours_text
from stkdesk.services.month_grid import Cell, MonthRow
from stkdesk.services.periods import PeriodRow
from stkdesk.ui.table import Column, Fetch, Index, PagedRows, Role

HEAD = 0  # the column with the names


class MonthRows(PagedRows):
    """Assignments as rows, periods as columns; ``data`` only looks up.

    Which periods there are is told with ``show_periods``, before ``reload``.
    """

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        """Start without periods."""
        super().__init__((), fetch, parent)
        self.periods: tuple[PeriodRow, ...] = ()
        self.collecting: int | None = None  # number of the period now coming in

    def show_periods(self, periods: Sequence[PeriodRow], collecting: int) -> None:
        """Show ``periods`` as columns; the rows are those of another year: none yet."""
        self.beginResetModel()
        self.periods, self.collecting = tuple(periods), collecting
        texts = [short_name(period.code) for period in periods]
        self.columns = (
            Column("Bruker / støttekontakt", lambda row: row.client),
            *(_period_column(at, text) for at, text in enumerate(texts)),
            Column("Sum t", lambda row: hours_text(row.minutes), right=True),
        )
        self._pages, self._total = {}, 0
        self.endResetModel()

    @property
    def sum_column(self) -> int:
        """The column with the sum of the year."""
        return len(self.periods) + 1

    def period_at(self, column: int) -> PeriodRow | None:
        """Return the period of a column, None for head and sum."""
        inside = HEAD < column < self.sum_column
        return self.periods[column - 1] if inside else None

    def column_of(self, period_number: int | None) -> int:
        """Return the column of a period, the first one if it is not here."""
        numbers = [period.number for period in self.periods]
        known = period_number in numbers
        return numbers.index(period_number) + 1 if known else 1  # type: ignore[arg-type]

    def cell(self, index: Index) -> Cell | None:
        """Return the cell at ``index``; None for head, sum, and rows on their way."""
        row = self.row(index.row()) if index.isValid() else None
        inside = HEAD < index.column() < self.sum_column
        return row.cells[index.column() - 1] if row is not None and inside else None

    def headerData(
        self, section: int, along: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        period = self.period_at(section)
        across = along is Qt.Orientation.Horizontal
        if across and period is not None:
            if role == Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            if role == Role.ToolTipRole:
                return f"{period.dates}. Frist {period.due_on:%d.%m.%Y}."
            if role == Role.AccessibleTextRole:
                return period.label
        return super().headerData(section, along, role)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.AccessibleTextRole, Role.ToolTipRole):
            row = super().data(index, self.ROW)
            return self._spoken(row, index.column()) if row is not None else None
        return super().data(index, role)

    def _spoken(self, row: MonthRow, column: int) -> str:
        """Return what a screen reader says: who, which month, where it stands."""
        period = self.period_at(column)
        if period is None:
            if column == HEAD:
                return f"{row.client}, støttekontakt {row.contact}"
            return f"{row.client}, i alt {hours_text(row.minutes)} timer"
        cell = row.cells[column - 1]
        month = period.label.partition(" ")[0].lower()
        said = f"{row.client}, {month}: {cell.standing.label}"
        if cell.minutes:
            said += f", {hours_text(cell.minutes)} timer"
        if cell.corrections:
            said += f", {count(cell.corrections, 'korreksjon', 'korreksjoner')}"
        return said


def short_name(code: str) -> str:
    """Return the heading of a period: ``okt``; ``des+`` for the end of December."""
    month = code.partition("-")[2]
    name = SHORT_MONTHS[int(month[:2]) - 1].removesuffix(".")[:3]
    return f"{name}+" if len(month) > 2 else name


def _period_column(at: int, heading: str) -> Column:
    def _text(row: MonthRow) -> str:
        minutes = row.cells[at].minutes
        return hours_text(minutes) if minutes else ""

    return Column(heading, _text)
