"""The period whose hours the registers show: the last one that has ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stkdesk.services.periods import (
    PeriodRow,
    collected,
    collecting_period,
    list_periods,
)
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ShownPeriod:
    """Finds the period once a day; makes the year's periods if they are not there.

    It is found where the rows are read, on the worker; what was found is told to all.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Look nothing up before it is asked for."""
        self._workspace = workspace
        self._found: tuple[date, PeriodRow] | None = None

    @property
    def known(self) -> PeriodRow | None:
        """The period, once something has been read with it."""
        return self._found[1] if self._found is not None else None

    def row(self, session: Session) -> PeriodRow:
        """Return the period; call it on the worker."""
        today = self._workspace.today()
        if self._found is None or self._found[0] != today:
            self._found = (today, self._look_up(session, today))
        return self._found[1]

    def _look_up(self, session: Session, today: date) -> PeriodRow:
        """Read only, if that is enough: to write is to wait for who is writing."""
        before = list_periods(session, today.year - 1)
        this_year = list_periods(session, today.year)
        if before and this_year:
            return collected((*before, *this_year), today=today)
        with self._workspace.database.transaction() as writing:
            return collecting_period(writing, today=today)


def period_name(period: PeriodRow) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return period.label[0].lower() + period.label[1:]
