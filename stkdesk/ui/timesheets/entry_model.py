"""The visits of one sheet as an editable Qt table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from stkdesk.domain.formats import HARD_SPACE
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_checks import Remark, Severity
from stkdesk.domain.timesheet import Visit
from stkdesk.domain.visit_cells import HEADINGS, Field, changed, shown
from stkdesk.ui.table import Index, Role

__all__ = ["HEADINGS", "Field", "VisitRows", "alignment"]

NUMBERS = (Field.HOURS, Field.KM, Field.EXPENSE)


class VisitRows(QAbstractTableModel):
    """Shows visits and reads what is typed in a cell; never changes them itself.

    Signals:
        edited: (line, visit) a cell was typed in; the page decides.
        refused: (text) what was typed does not fit; the cell keeps what it had.
    """

    edited, refused = Signal(int, object), Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.visits: tuple[Visit, ...] = ()
        self.locked = False
        self._period: Period | None = None
        self.remarks: tuple[Remark, ...] = ()
        self._by_line: dict[int, list[Remark]] = {}

    def show_visits(
        self, visits: Sequence[Visit], remarks: Sequence[Remark], period: Period
    ) -> None:
        """Show ``visits`` and what there is to remark on each."""
        self.beginResetModel()
        self.visits, self._period = tuple(visits), period
        self.remarks, self._by_line = tuple(remarks), {}
        for remark in remarks:
            for line in (remark.line, remark.other):
                if line is not None and remark.severity >= Severity.WARN:
                    self._by_line.setdefault(line, []).append(remark)
        self.endResetModel()

    def remarks_on(self, line: int) -> Sequence[Remark]:
        """Return the warnings about a line."""
        return self._by_line.get(line, ())

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.visits)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Field)

    def headerData(
        self, section: int, along: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if along is not Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return HEADINGS[section]
        if role == Role.TextAlignmentRole:
            return alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable
        fixed = self.locked or index.column() == Field.WEEKDAY
        return usual if fixed else usual | flag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, field = index.row(), Field(index.column())
        visit = self.visits[line]
        if role in (Role.DisplayRole, Role.EditRole):
            text = shown(visit, field)
            return text.replace(HARD_SPACE, "") if role == Role.EditRole else text
        if role == Role.TextAlignmentRole:
            return alignment(field)
        remarks = " ".join(remark.message for remark in self.remarks_on(line))
        if role == Role.ToolTipRole:
            return remarks or None
        if role == Role.AccessibleTextRole:
            said = f"{HEADINGS[field]} {shown(visit, field) or 'tom'}"
            return f"{said}. {remarks}" if remarks and field is Field.DATE else said
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or self._period is None:
            return False
        field, text = Field(index.column()), str(value).strip()
        line = index.row()
        before, above = self.visits[line], self.visits[line - 1] if line else None
        after = changed(before, field, text, self._period, above)
        if after is None:
            self.refused.emit(f"«{text}» passer ikke i kolonnen {HEADINGS[field]}.")
            return False
        if after != before:
            self.edited.emit(index.row(), after)
        return True


def alignment(column: int) -> Qt.AlignmentFlag:
    """Return how a column is aligned: numbers to the right."""
    right = column in NUMBERS
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
