"""Whether the trail stands as it was written."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from stkdesk.storage.tables.trail import Event, EventDetail, EventHead
from stkdesk.storage.trail import trail_key
from stkdesk.storage.trail_chain import START, hash_of_detail, hash_of_event

AT_A_TIME = 2000
#: What refuses to change the trail in a file (migration 0002).
TRIGGERS = frozenset(
    {
        "events_never_update",
        "events_never_delete",
        "event_details_never_update",
        "event_head_never_delete",
    }
)

_COLUMNS = (
    *Event.__table__.columns,
    EventDetail.salt,
    EventDetail.body,
)


def verify(session: Session, key: bytes | None = None) -> Iterator[str]:
    """Yield what is wrong with the trail, one sentence each; nothing when it is whole.

    Whoever holds the key of the register holds that of the trail in it, and can write
    all of it anew, or cut its end off: only what was kept elsewhere tells of that.

    After an event that was altered or taken out, the rest is followed on from what
    stands there, so that each fault is told once. A detail that was erased is fine.
    """
    try:
        key = key or trail_key(session.connection())
    except (NoResultFound, ValueError):
        yield "Logg: nøkkelen til loggen er borte eller endret."
        return
    if _lacks_triggers(session):
        yield "Logg: vernet mot endringer er tatt bort."
    try:
        yield from _broken_links(session, key)
    except (LookupError, ValueError, TypeError):
        yield "Logg: en hendelse er endret til noe som ikke kan leses."


def _broken_links(session: Session, key: bytes) -> Iterator[str]:
    previous, expected = START, 1
    for row in _events(session):
        if row.seq != expected:
            yield _gap(expected, row.seq - 1)
        elif row.hash != hash_of_event(key, previous, dict(row._mapping)):
            yield f"Logg: hendelse {row.seq} er endret."
        if row.body is not None and not _is_as_chained(row):
            yield f"Logg: opplysningene i hendelse {row.seq} er endret."
        previous, expected = row.hash, row.seq + 1
    head = session.execute(select(EventHead.seq, EventHead.hash)).one_or_none()
    if head is None:
        yield "Logg: slutten av loggen er borte."
    elif head.seq >= expected:
        yield _gap(expected, head.seq)
    elif (head.seq, head.hash) != (expected - 1, previous):
        yield "Logg: slutten stemmer ikke med den siste hendelsen."


def trail_head(session: Session) -> tuple[int, str]:
    """Return where the trail ends: number of the last event, and its hash (hex).

    Kept where the register is not, it shows that nobody has written the trail anew.
    """
    seq, digest = session.execute(select(EventHead.seq, EventHead.hash)).one()
    return seq, digest.hex()


def _lacks_triggers(session: Session) -> bool:
    """Tell whether a file lets the trail be changed; a server keeps its own watch."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return False
    found = text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    return bool(TRIGGERS.difference(connection.scalars(found)))


def _events(session: Session) -> Iterator[Row[Any]]:
    found = (
        select(*_COLUMNS)
        .outerjoin(EventDetail, EventDetail.seq == Event.seq)
        .order_by(Event.seq)
        .execution_options(yield_per=AT_A_TIME)
    )
    yield from session.execute(found)


def _is_as_chained(row: Row[Any]) -> bool:
    digest = hash_of_detail(row.salt, row.body)
    return row.detail_hash is not None and hmac.compare_digest(row.detail_hash, digest)


def _gap(first: int, last: int) -> str:
    if first >= last:
        return f"Logg: hendelse {first} mangler."
    return f"Logg: hendelsene {first} til {last} mangler."
