"""The last year of one assignment, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing
from stkdesk.services.access import needs
from stkdesk.services.month_grid import grid_page
from stkdesk.services.periods import PeriodRow, list_periods

MONTHS = 12


@dataclass(frozen=True, slots=True)
class AssignmentMonth:
    """One assignment in one period."""

    period: PeriodRow
    standing: Standing
    minutes: int


@needs(Right.READ_HOURS)
def assignment_months(
    session: Session, number: int, *, today: date
) -> tuple[AssignmentMonth, ...]:
    """Return the last twelve periods that have begun, the oldest first.

    Empty when the assignment runs in none of them.
    """
    there_are = (
        *list_periods(session, today.year - 1),
        *list_periods(session, today.year),
    )
    begun = [each for each in there_are if each.period.first <= today][-MONTHS:]
    found = grid_page(session, begun, ListQuery(search=f"O-{number}"), today=today)
    for row in found.rows:
        if row.number == number:
            return tuple(
                AssignmentMonth(period, cell.standing, cell.minutes)
                for period, cell in zip(begun, row.cells, strict=True)
            )
    return ()
