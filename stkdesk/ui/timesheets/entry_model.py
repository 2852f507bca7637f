"""The visits of one sheet as an editable Qt table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from stkdesk.domain.formats import (
    HARD_SPACE,
    clock_text,
    hours_text,
    km_text,
    kroner_text,
    parse_hours,
    parse_km,
    parse_kroner,
    short_date,
    short_weekday,
)
from stkdesk.domain.period import Period
from stkdesk.domain.quick_line import DAY, MOST, minutes_between, parse_clock, parse_day
from stkdesk.domain.sheet_checks import Remark, Severity
from stkdesk.domain.timesheet import Visit
from stkdesk.ui.table import Index, Role


class Field(IntEnum):
    """The columns, in the order of the paper."""

    DATE = 0
    WEEKDAY = 1
    START = 2
    END = 3
    HOURS = 4
    KM = 5
    EXPENSE = 6
    ACTIVITY = 7


HEADINGS = ("Dato", "Dag", "Fra", "Til", "Timer", "Km", "Utlegg", "Merknad")
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
        before = self.visits[index.row()]
        after = changed(before, field, text, self._period)
        if after is None:
            self.refused.emit(f"«{text}» passer ikke i kolonnen {HEADINGS[field]}.")
            return False
        if after != before:
            self.edited.emit(index.row(), after)
        return True


def shown(visit: Visit, field: Field) -> str:
    """Return what a visit shows in a column; empty where there is nothing."""
    match field:
        case Field.DATE:
            return short_date(visit.work_on)
        case Field.WEEKDAY:
            return short_weekday(visit.work_on)
        case Field.START:
            return "" if visit.start_minute is None else clock_text(visit.start_minute)
        case Field.END:
            return "" if visit.end_minute is None else clock_text(visit.end_minute)
        case Field.HOURS:
            return hours_text(visit.minutes)
        case Field.KM:
            return km_text(visit.metres) if visit.metres else ""
        case Field.EXPENSE:
            return kroner_text(visit.expense_ore) if visit.expense_ore else ""
    return visit.activity


def changed(visit: Visit, field: Field, text: str, period: Period) -> Visit | None:
    """Return ``visit`` with ``text`` in a column, None when it does not fit there."""
    match field:
        case Field.DATE:
            day = parse_day(text, period)
            return None if day is None else replace(visit, work_on=day)
        case Field.START:
            return _with_start(visit, text)
        case Field.END:
            end = parse_clock(text, ends=True)
            if end is None or visit.start_minute is None or end == visit.start_minute:
                return None
            return replace(visit, minutes=minutes_between(visit.start_minute, end))
        case Field.HOURS:
            minutes = parse_hours(text)
            fits = minutes is not None and 0 < minutes <= DAY
            return replace(visit, minutes=minutes) if fits else None  # type: ignore[arg-type]
        case Field.KM:
            metres = parse_km(text or "0")
            fits = metres is not None and metres <= MOST["km"]
            return replace(visit, metres=metres) if fits else None  # type: ignore[arg-type]
        case Field.EXPENSE:
            ore = parse_kroner(text or "0")
            fits = ore is not None and 0 <= ore <= MOST["kr"]
            return replace(visit, expense_ore=ore) if fits else None  # type: ignore[arg-type]
    return replace(visit, activity=" ".join(text.split()))


def _with_start(visit: Visit, text: str) -> Visit | None:
    """Return ``visit`` begun at another time; its end stays where it was."""
    if not text:
        return replace(visit, start_minute=None)
    start = parse_clock(text)
    if start is None:
        return None
    if visit.end_minute is None:
        return replace(visit, start_minute=start)
    end = visit.end_minute % DAY
    if end == start:
        return None
    return replace(visit, start_minute=start, minutes=minutes_between(start, end))


def alignment(column: int) -> Qt.AlignmentFlag:
    """Return how a column is aligned: numbers to the right."""
    right = column in NUMBERS
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
