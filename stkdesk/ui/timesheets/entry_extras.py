"""What helps the typing: details of a drive, and the pattern of the month before."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from stkdesk.domain.calendar import is_holiday
from stkdesk.domain.formats import count
from stkdesk.domain.sheet_rules.driving import missing_of
from stkdesk.domain.sheet_rules.frame import Days, SheetFrame, any_of
from stkdesk.domain.timesheet import Visit
from stkdesk.domain.visit_pattern import pattern_of
from stkdesk.ui.timesheets.entry_details import EntryDetails
from stkdesk.ui.timesheets.entry_line import EntryLine
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.timesheets.entry_table import VisitTable

NO_PATTERN = "Det er ingen besøk i perioden før å gå etter."
NOT_EMPTY = "Mønsteret kan bare brukes på en tom timeliste."
NONE_FITS = "Ingen av besøkene i perioden før passer i denne."


class EntryExtras(QObject):
    """Keeps the strip of details at the visit under the cursor.

    Signals:
        said: (text, what takes it back) something was done.
        told: a sentence on why nothing was.
    """

    said, told = Signal(str, object), Signal(str)

    def __init__(
        self,
        typed: TypedSheet,
        table: VisitTable,
        line: EntryLine,
        details: EntryDetails,
    ) -> None:
        """Listen to the table and the strip."""
        super().__init__(typed)
        self._typed, self._table, self._line = typed, table, line
        self._details = details
        self._sheet: object = None  # whose routes the strip knows
        details.is_visit_line = line.takes
        details.line_typed.connect(line.take)
        details.edited.connect(self._on_edited)
        details.done.connect(line.edit.setFocus)
        table.moved.connect(self.show_row)

    def show_row(self) -> None:
        """Show what belongs to the visit under the cursor."""
        sheet, at = self._typed.sheet, self._table.currentIndex().row()
        if sheet is not self._sheet and sheet is not None:
            self._sheet = sheet
            self._details.show_before(sheet.before)
        visits = self._typed.visits
        visit = visits[at] if 0 <= at < len(visits) else None
        self._details.show_visit(visit, locked=self._typed.is_locked)

    def ask_about(self, at: int) -> None:
        """Go to the line of a new visit; ask for what its drive must tell."""
        self._table.choose(at)
        self.show_row()
        sheet = self._typed.sheet
        if sheet is None or not sheet.frame.pays_driving:
            return
        if missing_of(self._typed.visits[at]):
            self._details.ask()

    def suggest(self) -> None:
        """Fill an empty sheet with the weekdays of the month before; one undo."""
        sheet = self._typed.sheet
        if sheet is None or self._typed.is_locked:
            return
        before, frame = sheet.before, sheet.frame
        if self._typed.visits or before.period is None:
            self.told.emit(NOT_EMPTY if self._typed.visits else NO_PATTERN)
            return
        found = pattern_of(
            before.visits,
            before.period,
            sheet.period.period,
            lambda day: _is_open(frame, day),
        )
        if not found:
            self.told.emit(NONE_FITS)
            return
        self._typed.suggest(found)
        visits = count(len(found), "besøk", "besøk")
        self.said.emit(
            f"Foreslått etter forrige måned: {visits}. Se dem etter mot papiret.",
            self._undoing(found),
        )

    def _undoing(self, found: tuple[Visit, ...]) -> object:
        place = self._typed.place

        def _undo() -> None:
            if self._typed.place == place and self._typed.visits == found:
                self._typed.undo_stack.undo()

        return _undo

    def _on_edited(self, visit: Visit) -> None:
        at = self._table.currentIndex().row()
        if 0 <= at < len(self._typed.visits) and not self._typed.is_locked:
            self._table.choose(self._typed.edit(at, visit))


def _is_open(frame: SheetFrame, day: date) -> bool:
    """Tell whether a visit may be suggested on a day."""
    runs = day in Days(frame.starts_on, frame.ends_on)
    return runs and not any_of(frame.pauses, day) and not is_holiday(day)
