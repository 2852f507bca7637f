"""Hours used and hours agreed, for many clients at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.grants import granted_minutes
from stkdesk.domain.period import Period
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    Assignment,
    SheetPeriod,
    Timesheet,
)


@inner
def hours_in(
    session: Session, numbers: Sequence[int], period_number: int | None
) -> dict[int, tuple[int, int]]:
    """Return minutes used and agreed in the period, for each client that has any."""
    period = session.get(SheetPeriod, period_number) if period_number else None
    if period is None:
        return {}
    asked = Period(period.first_on, period.last_on)
    used = dict(
        session.execute(
            select(Assignment.client_number, func.sum(Timesheet.minutes))
            .join(Timesheet, Timesheet.assignment_number == Assignment.number)
            .where(
                Assignment.client_number.in_(numbers),
                Timesheet.period_number == period_number,
            )
            .group_by(Assignment.client_number)
        ).all()
    )
    agreed: dict[int, int] = {}
    running = select(
        Assignment.client_number,
        Assignment.agreed_minutes,
        Assignment.hours_unit,
        Assignment.start_on,
        Assignment.end_on,
    ).where(
        Assignment.client_number.in_(numbers),
        Assignment.status != AssignmentStatus.PLANNED,
        Assignment.start_on <= asked.last,
        (Assignment.end_on.is_(None)) | (Assignment.end_on >= asked.first),
    )
    for client, minutes, unit, start, end in session.execute(running):
        lasting = Period(start, end or max(asked.last, start))
        agreed[client] = agreed.get(client, 0) + granted_minutes(
            minutes, unit, lasting, asked
        )
    return {n: (used.get(n, 0), agreed.get(n, 0)) for n in {*used, *agreed}}
