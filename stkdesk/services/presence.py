"""Who else has the same record open, where several work in one register.

A window says that it is here when it opens a record, again while the record stays
open, and that it has left. A window that died is not seen any more after a while.
Where only one window can be at a time, in a file, nobody else is ever here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from stkdesk.services.access import actor_of, needs
from stkdesk.storage.tables import Presence, Staff

SEEN_EVERY = timedelta(seconds=30)  # how often a window says that it is here still
GONE_AFTER = timedelta(seconds=100)  # three times missed


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the record open."""

    name: str
    since: datetime  # UTC

    @property
    def text(self) -> str:
        """What stands over the record: ``Åpnet av Kari Vik siden 08.02``."""
        return f"Åpnet av {self.name} siden {self.since.astimezone():%H.%M}"


@needs()
def be_here(
    session: Session, table: str, record: int, *, sitting: str, now: datetime
) -> tuple[Other, ...]:
    """Say that the window ``sitting`` has a record open; return who else has.

    ``sitting`` is a random text that the window keeps until it is closed.
    """
    actor = actor_of(session)
    if not _several_may(session) or actor.number is None:
        return ()
    here = (Presence.table_name == table, Presence.record == record)
    session.execute(delete(Presence).where(Presence.seen_at < now - GONE_AFTER))
    mine = update(Presence).where(*here, Presence.sitting == sitting)
    if not session.execute(mine.values(seen_at=now)).rowcount:  # type: ignore[attr-defined]
        session.add(
            Presence(
                table_name=table,
                record=record,
                staff_number=actor.number,
                sitting=sitting,
                since=now,
                seen_at=now,
            )
        )
    return others_here(session, table, record, sitting=sitting, now=now)


@needs()
def others_here(
    session: Session, table: str, record: int, *, sitting: str, now: datetime
) -> tuple[Other, ...]:
    """Return who else has a record open, whoever came first standing first."""
    if not _several_may(session):
        return ()
    found = (
        select(Staff.name, Presence.since)
        .join(Staff, Staff.number == Presence.staff_number)
        .where(
            Presence.table_name == table,
            Presence.record == record,
            Presence.sitting != sitting,
            Presence.seen_at >= now - GONE_AFTER,
        )
        .order_by(Presence.since, Presence.number)
    )
    return tuple(Other(name, since) for name, since in session.execute(found))


@needs()
def leave(
    session: Session, *, sitting: str, table: str = "", record: int | None = None
) -> None:
    """Say that the window has put one record away; without ``table``, all of them."""
    if not _several_may(session):
        return
    gone = delete(Presence).where(Presence.sitting == sitting)
    if table:
        gone = gone.where(Presence.table_name == table, Presence.record == record)
    session.execute(gone)


def _several_may(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
