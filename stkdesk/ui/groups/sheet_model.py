"""The lines of attendance as a table: a row for each member and leader, a column for
each meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from stkdesk.domain.attendance import (
    LeaderMinutes,
    MemberPresence,
    PresenceFacts,
    presence_problems,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import hours_text, parse_hours, short_date, short_weekday
from stkdesk.domain.group import MeetingState, Presence
from stkdesk.services.meeting_holding import HeldMeeting
from stkdesk.services.meeting_sheets import GroupSheets, MeetingSheet
from stkdesk.ui.table import Index

Role = Qt.ItemDataRole
NAME = 0  # the first column


class Spot(NamedTuple):
    """One line of one meeting: of a member by assignment, or of a leader."""

    meeting: int
    is_leader: bool
    number: int


Line = MemberPresence | LeaderMinutes
Lines = Mapping[Spot, Line]


def lines_of(sheets: GroupSheets) -> dict[Spot, Line]:
    """Return every line of the sheets that can be written in."""
    hidden = {each.assignment_number for each in sheets.members if each.is_hidden}
    found: dict[Spot, Line] = {}
    for sheet in sheets.sheets:
        meeting = sheet.meeting.number
        for line in sheet.lines:
            if line.assignment_number not in hidden:
                found[Spot(meeting, False, line.assignment_number)] = line
        for leader in sheet.leaders:
            found[Spot(meeting, True, leader.contact_number)] = leader
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    is_leader: bool
    number: int
    name: str


class SheetRows(QAbstractTableModel):
    """Holds what is written until it is saved.

    Signals:
        written: a line was changed by the person.
    """

    written = Signal()

    def __init__(
        self, sheets: GroupSheets, today: date, parent: QObject | None = None
    ) -> None:
        """Show ``sheets`` as they stand in the register."""
        super().__init__(parent)
        self.sheets, self.today = sheets, today
        self.lines: dict[Spot, Line] = lines_of(sheets)
        self.problems: dict[Spot, Problem] = {}
        self._rows: tuple[_Row, ...] = ()
        self._set_rows()

    # What the dialog asks.

    @property
    def meetings(self) -> tuple[MeetingSheet, ...]:
        """The meetings, one for each column after the names."""
        return self.sheets.sheets

    def held(self) -> tuple[HeldMeeting, ...]:
        """Return the meetings in which something is written otherwise than saved."""
        saved = lines_of(self.sheets)
        changed = {
            spot.meeting for spot, line in self.lines.items() if saved.get(spot) != line
        }
        return tuple(
            HeldMeeting(
                number=sheet.meeting.number,
                version=sheet.meeting.version,
                lines=tuple(self._of(sheet, MemberPresence)),
                leaders=tuple(self._of(sheet, LeaderMinutes)),
            )
            for sheet in self.meetings
            if sheet.meeting.number in changed
        )

    def show(self, sheets: GroupSheets, lines: Lines) -> None:
        """Show ``lines`` over what is saved now."""
        self.beginResetModel()
        self.sheets, self.lines = sheets, {**lines_of(sheets), **lines}
        self._set_rows()
        self.endResetModel()
        self._judge()

    def spot(self, index: Index) -> Spot | None:
        """Return the line under a cell; None where nothing can be written."""
        if not index.isValid() or index.column() == NAME:
            return None
        row, sheet = self._rows[index.row()], self.meetings[index.column() - 1]
        spot = Spot(sheet.meeting.number, row.is_leader, row.number)
        return spot if spot in self.lines and self._is_open(sheet) else None

    def line(self, index: Index) -> Line | None:
        """Return the line of a cell, also of a meeting that is not open; or None."""
        if not index.isValid() or index.column() == NAME:
            return None
        row, sheet = self._rows[index.row()], self.meetings[index.column() - 1]
        return self.lines.get(Spot(sheet.meeting.number, row.is_leader, row.number))

    def sheet_at(self, column: int) -> MeetingSheet | None:
        """Return the meeting of a column."""
        return self.meetings[column - 1] if 0 < column <= len(self.meetings) else None

    def is_leader(self, row: int) -> bool:
        """Whether the row is a leader's."""
        return self._rows[row].is_leader

    def count_came(self, column: int) -> tuple[int, int]:
        """Return how many members came to the meeting of a column, and minutes."""
        sheet = self.sheet_at(column)
        lines = self._of(sheet, MemberPresence) if sheet else ()
        came = [each for each in lines if each.presence is Presence.CAME]
        return len(came), sum(each.minutes for each in came)

    def count_all(self) -> int:
        """Return how many attendances there are in all the meetings."""
        return sum(self.count_came(at)[0] for at in range(1, self.columnCount()))

    # What the person does.

    def write(self, index: Index, line: Line) -> None:
        """Write ``line`` in the cell."""
        spot = self.spot(index)
        if spot is None or self.lines[spot] == line:
            return
        self.lines[spot] = line
        self._judge()
        self.written.emit()

    def mark(self, index: Index, presence: Presence | None) -> None:
        """Say of the member in the cell; of a leader: led the meeting, or not."""
        line, usual = self.line(index), self._usual(index)
        match line:
            case MemberPresence():
                self.write(index, line.marked(presence, usual))
            case LeaderMinutes():
                led = presence is Presence.CAME
                self.write(
                    index, LeaderMinutes(line.contact_number, usual if led else 0)
                )

    def turn(self, index: Index) -> None:
        """Say the next there is to say of the cell."""
        match self.line(index):
            case MemberPresence() as line:
                self.write(index, line.next(self._usual(index)))
            case LeaderMinutes() as leader:
                self.mark(index, None if leader.minutes else Presence.CAME)

    def all_came(self, column: int) -> None:
        """Say that everybody came of whom nothing is said; the leaders led."""
        for row in range(self.rowCount()):
            index = self.index(row, column)
            line = self.line(index)
            unsaid = isinstance(line, MemberPresence) and line.presence is None
            idle = isinstance(line, LeaderMinutes) and not line.minutes
            if unsaid or idle:
                self.mark(index, Presence.CAME)

    # Qt.

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1 + len(self.meetings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return left if section == NAME else Qt.AlignmentFlag.AlignCenter
        if role != Role.DisplayRole:
            return None
        sheet = self.sheet_at(section)
        if sheet is None:
            return "Medlem"
        day = sheet.meeting.meet_on
        return f"{short_weekday(day)} {short_date(day)[:5]}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.spot(index) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.column() == NAME:
            row = self._rows[index.row()]
            return row.name if role == Role.DisplayRole else None
        line = self.line(index)
        if role == Role.EditRole and line is not None:
            return hours_text(line.minutes) if line.minutes else ""
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return _words(line)
        if role == Role.ToolTipRole:
            spot = self.spot(index)
            problem = self.problems.get(spot) if spot else None
            return problem.message if problem else None
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Take hours typed in a cell: who was there so long, came."""
        minutes, line = parse_hours(str(value)), self.line(index)
        if role != Role.EditRole or minutes is None or line is None:
            return False
        if isinstance(line, LeaderMinutes):
            self.write(index, LeaderMinutes(line.contact_number, minutes))
        elif minutes:
            said = MemberPresence(line.assignment_number, Presence.CAME, minutes)
            self.write(index, said)
        else:
            self.mark(index, Presence.MISSED)
        return True

    def _set_rows(self) -> None:
        members = [
            _Row(False, each.assignment_number, each.name)
            for each in self.sheets.members
        ]
        leaders = [
            _Row(True, each.contact_number, each.name) for each in self.sheets.leaders
        ]
        self._rows = (*members, *leaders)

    def _of(self, sheet: MeetingSheet, kind: type[Any]) -> Iterable[Any]:
        return [
            line
            for spot, line in self.lines.items()
            if spot.meeting == sheet.meeting.number and isinstance(line, kind)
        ]

    def _usual(self, index: Index) -> int:
        sheet = self.sheet_at(index.column())
        return sheet.meeting.minutes if sheet else 0

    def _is_open(self, sheet: MeetingSheet) -> bool:
        meeting = sheet.meeting
        return (
            meeting.state is not MeetingState.CANCELLED
            and meeting.meet_on <= self.today
        )

    def _judge(self) -> None:
        """Find what to look at in the lines, and have all painted."""
        members = {each.assignment_number: each for each in self.sheets.members}
        days = {each.meeting.number: each.meeting for each in self.meetings}
        self.problems = {}
        for spot, line in self.lines.items():
            if not isinstance(line, MemberPresence) or line.presence is None:
                continue
            member, meeting = members[spot.number], days[spot.meeting]
            found = presence_problems(
                PresenceFacts(
                    line=line,
                    day=meeting.meet_on,
                    today=self.today,
                    first=member.first,
                    last=member.last,
                    usual=meeting.minutes,
                )
            )
            if found:
                self.problems[spot] = min(found, key=lambda each: not each.blocks)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _words(line: Line | None) -> str:
    match line:
        case MemberPresence(presence=Presence.CAME):
            return f"Kom, {hours_text(line.minutes)} t"
        case MemberPresence(presence=Presence() as presence):
            return presence.label
        case LeaderMinutes() if line.minutes:
            return f"Ledet, {hours_text(line.minutes)} t"
        case None:
            return ""
    return "Ikke sagt"
