"""The chosen sheets of a period: acts on all of them, read or not yet read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from stkdesk.domain.formats import hours_text
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.services.month_steps import StepKey, step_keys
from stkdesk.services.periods import PeriodRow
from stkdesk.services.sheet_rows import SheetKey
from stkdesk.ui.page import Page
from stkdesk.ui.timesheets.ledger_acts import LedgerActs
from stkdesk.ui.timesheets.month_choice import NEXT
from stkdesk.ui.timesheets.month_many import Chosen, MonthActs
from stkdesk.ui.timesheets.month_step_view import StepView


class ChosenSheets(QObject):
    """Takes steps on the chosen rows of the grid, or says why not."""

    def __init__(self, page: Page, grid: StepView) -> None:
        """Follow what is chosen in ``grid``; no period is shown yet."""
        super().__init__(grid)
        self._workspace, self._grid, self._rows = page.workspace, grid, grid.rows
        self._post = LedgerActs(page)
        self._acts = MonthActs(page, page.workspace, page.toast)
        self.period: PeriodRow | None = None

    def take(self, step: CourseStep) -> None:
        """Take ``step`` on everything that is chosen."""
        self._with_chosen(lambda chosen: self._post.take(step, chosen))

    def remind(self) -> None:
        """Make reminders to those of the chosen whose sheets are missing."""

        def _do(chosen: Sequence[Chosen]) -> None:
            if self.period is not None:
                only = [each.key.assignment for each in chosen]
                self._post.remind(self.period.number, only)

        self._with_chosen(_do)

    def take_next(self) -> None:
        """Attest or approve: what comes next for the row under the cursor."""
        row = self._rows.row(self._grid.currentIndex().row())
        if row is not None:
            self.take(NEXT.get(row.standing, CourseStep.APPROVED))

    def step_back(self) -> None:
        """Take one signature back from everything that is chosen."""

        def _do(chosen: Sequence[Chosen]) -> None:
            numbers = [each.sheet_number for each in chosen if each.sheet_number]
            if numbers:
                self._acts.step_back(numbers)

        self._with_chosen(_do)

    def told(self) -> str:
        """Return how many are chosen and their hours; "" for one."""
        chosen = self._grid.chosen_rows()
        if len(chosen) < 2:
            return ""
        minutes = [row.minutes for at in chosen if (row := self._rows.row(at))]
        text = f"{len(chosen)} valgt"
        if len(minutes) < len(chosen):  # not all are read
            return text
        return f"{text} · {hours_text(sum(minutes))} timer"

    def _with_chosen(self, do: Callable[[Sequence[Chosen]], None]) -> None:
        """Do something with the chosen; those not read yet are asked for."""
        period, places = self.period, self._grid.chosen_rows()
        if period is None or not places:
            return
        rows = [self._rows.row(at) for at in places]
        known = [each for each in rows if each is not None]
        if len(known) == len(rows):
            do([_chosen(each.key, period, each.version, each.client) for each in known])
            return
        wanted, today = self._rows.wanted, self._workspace.today()

        def _do(keys: tuple[StepKey, ...]) -> None:
            do([_chosen(keys[at], period) for at in places if at < len(keys)])

        self._workspace.ask(
            lambda s: step_keys(s, period, wanted, today=today),
            _do,
            key=(id(self), "keys"),
        )


def _chosen(key: StepKey, period: PeriodRow, version: int = 0, who: str = "") -> Chosen:
    place = SheetKey(key.assignment, period.number)
    return Chosen(place, key.sheet_number, version, who)
