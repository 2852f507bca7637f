"""How many hours a new assignment is likely to be about: those nobody gives yet."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.staff import Right
from stkdesk.domain.waiting import in_unit
from stkdesk.services.access import needs
from stkdesk.services.unmet import unmet


@needs(Right.READ_CASES)
def suggested_hours(
    session: Session, client_number: int, *, today: date
) -> tuple[int, HoursUnit] | None:
    """Return the minutes a client lacks, in the unit of the decision.

    None for one who lacks nothing, or whom the person at work may not see.
    """
    found = unmet(session, today=today, only=(client_number,))
    if not found:
        return None
    return in_unit(found[0].missing, found[0].unit), found[0].unit
