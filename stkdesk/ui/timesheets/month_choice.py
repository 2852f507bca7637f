"""The chosen cell of the month grid: what may be done with its sheet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from stkdesk.domain.standing import Standing
from stkdesk.services.month_grid import MonthRow
from stkdesk.services.periods import PeriodRow
from stkdesk.services.sheet_pile import next_missing
from stkdesk.ui.timesheets.month_acts import SheetActs
from stkdesk.ui.timesheets.month_view import MonthView
from stkdesk.ui.workspace import Workspace

SOUGHT = 1000  # rows below the cursor; those farther away are seldom read yet


class ChosenSheet(QObject):
    """Opens, approves or removes the sheet under the cursor, or says why it cannot.

    Signals:
        wanted: (assignment, period) a sheet is to be typed.
        said: (text, what takes it back or None) something was done.
    """

    wanted, said = Signal(int, int), Signal(str, object)

    def __init__(self, workspace: Workspace, grid: MonthView) -> None:
        """Follow the cursor of ``grid``."""
        super().__init__(grid)
        self._workspace, self._grid, self._rows = workspace, grid, grid.rows
        self._acts = SheetActs(workspace, self.said.emit)
        self._next_is_wanted = False

    def found(self) -> tuple[MonthRow, PeriodRow] | None:
        """Return assignment and period of the chosen cell."""
        index = self._grid.currentIndex()
        assignment = self._rows.row(index.row()) if index.isValid() else None
        period = self._rows.period_at(index.column())
        return (assignment, period) if assignment and period else None

    def open(self) -> None:
        """Open the sheet, come in or still to come."""
        found, cell = self.found(), self._rows.cell(self._grid.currentIndex())
        if found is None or cell is None:
            return
        if cell.standing is Standing.NONE:
            self.said.emit("Oppdraget løp ikke i denne perioden.", None)
            return
        self.wanted.emit(found[0].number, found[1].number)

    def begin_next(self) -> None:
        """Begin on the chosen sheet if it is to come, else on the next missing."""
        if not self._rows.is_loaded:  # asked for by a key, as the page is first shown
            self._next_is_wanted = True
            return
        found, cell = self.found(), self._rows.cell(self._grid.currentIndex())
        if found is None or cell is None:
            return
        assignment, period = found
        if cell.standing in (Standing.MISSING, Standing.WAITING):
            self.wanted.emit(assignment.number, period.number)
            return

        def _begin(number: int | None) -> None:
            if number is None:
                self.said.emit(f"Alle timelistene for {_month(period)} er inne.", None)
            else:
                self.wanted.emit(number, period.number)

        self._workspace.ask(
            lambda s: next_missing(s, period.number, after=assignment.number),
            _begin,
            key=(id(self), "next"),
        )

    def begin_if_wanted(self) -> None:
        """Begin on the next sheet if that was asked for before the rows came."""
        if self._next_is_wanted:
            self._next_is_wanted = False
            self.begin_next()

    def approve(self) -> bool:
        """Approve a received sheet; False if it is not one."""
        found = self._sheet(Standing.RECEIVED)
        if found is None:
            self.said.emit("Bare en mottatt timeliste kan godkjennes.", None)
            return False
        self._acts.approve(*found)
        return True

    def approve_and_go_on(self) -> None:
        """Approve, and put the cursor on the next received sheet of the period."""
        index, count = self._grid.currentIndex(), self._rows.rowCount()
        if not self.approve():
            return
        for step in range(1, min(count, SOUGHT)):
            below = self._rows.index((index.row() + step) % count, index.column())
            cell = self._rows.cell(below)
            if cell is not None and cell.standing is Standing.RECEIVED:
                self._grid.setCurrentIndex(below)
                self._grid.scrollTo(below)
                return

    def undo_approval(self) -> None:
        """Make an approved sheet received again."""
        if found := self._sheet(Standing.APPROVED):
            self._acts.undo_approval(found[0])

    def remove(self) -> None:
        """Take the sheet away."""
        if found := self._sheet(Standing.RECEIVED, Standing.NOTHING):
            self._acts.remove(*found)

    def say_nothing(self) -> None:
        """Register that nothing was done, where a sheet is still to come."""
        chosen = self.found()
        found = self._sheet(Standing.WAITING, Standing.MISSING)
        if found is not None and chosen is not None:
            self._acts.say_nothing(chosen[0].number, chosen[1].number, found[1])

    def _sheet(self, *standings: Standing) -> tuple[int, str] | None:
        """Return number and name of the chosen sheet, if it stands so."""
        found, cell = self.found(), self._rows.cell(self._grid.currentIndex())
        if found is None or cell is None or cell.standing not in standings:
            return None
        return cell.sheet_number or 0, f"{found[0].client}, {_month(found[1])}"


def _month(period: PeriodRow) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return period.label[0].lower() + period.label[1:]
