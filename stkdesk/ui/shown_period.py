"""The period whose hours the registers show: the last one that has ended."""

from __future__ import annotations

from datetime import date

from stkdesk.services.periods import (
    PeriodRow,
    collected,
    collecting_period,
    list_periods,
)
from stkdesk.ui.workspace import Workspace


class ShownPeriod:
    """Finds the period once a day; makes the year's periods if they are not there."""

    def __init__(self, workspace: Workspace) -> None:
        """Look nothing up before it is asked for."""
        self._workspace = workspace
        self._found: tuple[date, PeriodRow] | None = None

    def row(self) -> PeriodRow:
        """Return the period; call it on the thread of the windows."""
        today = self._workspace.today()
        if self._found is None or self._found[0] != today:
            self._found = (today, self._look_up(today))
        return self._found[1]

    def _look_up(self, today: date) -> PeriodRow:
        """Read only, if that is enough: to write is to wait for who is writing."""
        before, this_year = self._workspace.read(
            lambda s: (list_periods(s, today.year - 1), list_periods(s, today.year))
        )
        if before and this_year:
            return collected((*before, *this_year), today=today)
        return self._workspace.do(lambda s: collecting_period(s, today=today))


def period_name(period: PeriodRow) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return period.label[0].lower() + period.label[1:]
