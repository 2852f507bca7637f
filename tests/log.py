"""What stands in the trail, told short: as a test reads it."""

import json
from typing import NamedTuple

from sqlalchemy import select

from stkdesk.domain.trail import Action
from stkdesk.storage.tables import Event, EventDetail


class Told(NamedTuple):
    """One event."""

    seq: int
    action: Action
    table: str
    record: int | None
    person: int | None
    staff: int | None
    sitting: int | None
    reference: int | None
    detail: dict


def log_of(database, *actions):
    """Return the events of ``actions``, or all, oldest first; notes nothing itself."""
    asked = (
        select(Event, EventDetail.body)
        .outerjoin(EventDetail, EventDetail.seq == Event.seq)
        .order_by(Event.seq)
    )
    with database.reading() as session:
        return [
            Told(
                event.seq,
                event.action,
                event.table_name,
                event.record,
                event.person_number,
                event.staff_number,
                event.sitting,
                event.reference,
                json.loads(body) if body else {},
            )
            for event, body in session.execute(asked)
            if not actions or event.action in actions
        ]


def acts_of(database, *actions):
    """Return the same as (action, table, record), which is most of what is asked."""
    return [
        (each.action.value, each.table, each.record)
        for each in log_of(database, *actions)
    ]
