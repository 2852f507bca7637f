"""The last day each support contact was at work: what a long pause is counted from."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    Assignment,
    AssignmentPause,
    Contact,
    GroupLeader,
)


@inner
def last_active_days(
    session: Session, whose: ColumnElement[bool], *, today: date
) -> dict[int, date]:
    """Return the last day of the newest assignment of each contact that ``whose`` is.

    Today while one runs, or while the contact leads a group; the day it began to rest
    for one that is paused. Who never had one is left out. ``whose`` is a condition on
    ``Contact``.
    """
    newest: dict[int, date] = {}
    assignments = session.execute(
        select(
            Assignment.contact_number,
            Assignment.status,
            Assignment.start_on,
            Assignment.end_on,
            select(func.max(AssignmentPause.from_on))
            .where(AssignmentPause.assignment_number == Assignment.number)
            .scalar_subquery()
            .label("rests_from"),
        )
        .join(Contact, Contact.number == Assignment.contact_number)
        .where(whose, Assignment.status != AssignmentStatus.PLANNED)
    )
    for contact, status, start, end, rests_from in assignments:
        match status:
            case AssignmentStatus.ACTIVE:
                last = today
            case AssignmentStatus.PAUSED:
                last = rests_from or today
            case _:
                last = end or start
        _keep_newest(newest, contact, last)
    leading = session.execute(
        select(GroupLeader.contact_number, GroupLeader.from_on, GroupLeader.to_on)
        .join(Contact, Contact.number == GroupLeader.contact_number)
        .where(whose, GroupLeader.from_on <= today)
    )
    for contact, _start, end in leading:
        _keep_newest(newest, contact, min(end or today, today))
    return newest


def _keep_newest(newest: dict[int, date], contact: int | None, day: date) -> None:
    if contact is not None:
        newest[contact] = max(day, newest.get(contact, day))
