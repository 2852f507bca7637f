"""The chosen cell of the month grid: what may be done with its sheet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.standing import Standing
from stkdesk.services.month_grid import MonthRow
from stkdesk.services.periods import PeriodRow
from stkdesk.services.sheet_pile import next_missing
from stkdesk.services.sheet_rows import SheetKey
from stkdesk.ui.page import Page
from stkdesk.ui.timesheets.ledger_acts import LedgerActs
from stkdesk.ui.timesheets.month_many import Chosen, MonthActs
from stkdesk.ui.timesheets.month_view import MonthView

SOUGHT = 1000  # rows below the cursor; those farther away are seldom read yet
#: The step that comes next, where it is one of those done in the grid.
NEXT = {
    Standing.RECEIVED: CourseStep.CHECKED,
    Standing.CHECKED: CourseStep.APPROVED,
}


class ChosenSheet(QObject):
    """Opens, signs or removes the sheet under the cursor, or says why it cannot.

    Signals:
        wanted: (assignment, period) a sheet is to be typed.
        said: (text, what takes it back or None) something was done.
    """

    wanted, said = Signal(int, int), Signal(str, object)

    def __init__(self, page: Page, grid: MonthView) -> None:
        """Follow the cursor of ``grid``."""
        super().__init__(grid)
        self._workspace, self._grid, self._rows = page.workspace, grid, grid.rows
        self._post = LedgerActs(page)
        self._acts = MonthActs(page, page.workspace, page.toast)
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
        if cell.standing in (Standing.MISSING, Standing.WAITING, Standing.ARRIVED):
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

    def take(self, step: CourseStep) -> None:
        """Take a step on the chosen sheet, or say why it cannot be taken."""
        found, cell = self.found(), self._rows.cell(self._grid.currentIndex())
        if found is None or cell is None:
            return
        assignment, period = found
        who = f"{assignment.client}, {_month(period)}"
        key = SheetKey(assignment.number, period.number)
        chosen = Chosen(key, cell.sheet_number, cell.version, who)
        self._post.take(step, [chosen])

    def sign_and_go_on(self) -> None:
        """Attest or approve, and put the cursor on the next that stands the same."""
        index, count = self._grid.currentIndex(), self._rows.rowCount()
        cell = self._rows.cell(index)
        step = NEXT.get(cell.standing) if cell is not None else None
        if cell is None or step is None:
            self.take(CourseStep.APPROVED)  # says why it cannot be
            return
        self.take(step)
        for further in range(1, min(count, SOUGHT)):
            below = self._rows.index((index.row() + further) % count, index.column())
            other = self._rows.cell(below)
            if other is not None and other.standing is cell.standing:
                self._grid.setCurrentIndex(below)
                self._grid.scrollTo(below)
                return

    def step_back(self) -> None:
        """Take back an approval, or that the sheet is attested."""
        cell = self._rows.cell(self._grid.currentIndex())
        if cell is not None and cell.sheet_number is not None:
            self._acts.step_back([cell.sheet_number])

    def remove(self) -> None:
        """Take the sheet away."""
        found, cell = self.found(), self._rows.cell(self._grid.currentIndex())
        if found is None or cell is None or cell.sheet_number is None:
            return
        if cell.standing in (Standing.RECEIVED, Standing.NOTHING, Standing.ARRIVED):
            who = f"{found[0].client}, {_month(found[1])}"
            self._acts.remove(cell.sheet_number, who)


def _month(period: PeriodRow) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return period.label[0].lower() + period.label[1:]
