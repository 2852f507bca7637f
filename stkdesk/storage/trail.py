"""The trail: who read and did what, written together with what was done.

    note(session, Action.PRINTED, "papers", number, detail={"pages": 2})

An errand says so of what it lets somebody read, print or take out. What it saves is
noted by itself (``trail_changes``). In a session that writes, all is written in the
same transaction, just before it is saved; in one that only reads, in a transaction of
its own before the answer is handed on: what cannot be logged is not shown.

Source: domain.trail.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.staff import Actor
from stkdesk.domain.trail import Action
from stkdesk.storage.tables.office import Office, RegisterFact
from stkdesk.storage.trail_chain import Entry, append
from stkdesk.storage.trail_changes import SAVES, Changes
from stkdesk.storage.trail_people import people_of
from stkdesk.storage.trail_sitting import Sitting

KEY_FACT = "trail_key"
GATHERED = "trail"  # in ``session.info``


class CannotLogError(OfficeError):
    """What was read could not be noted in the log; so it is not shown."""


def note(
    session: Session,
    action: Action,
    table: str = "",
    record: int | None = None,
    *,
    person: int | None = None,
    reference: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Note in the trail that the actor of ``session`` does this.

    Args:
        session: one that a ``Database`` gave, for writing or for reading.
        action: what is done. OPENED is noted once while the record stays open in this
            sitting; LISTED and SEARCHED once they have settled (``trail_sitting``);
            REFUSED even when the errand fails.
        table: name of the table the record stands in; of a list, its room.
        record: short number of the record.
        person: number of the person it is about; found by the record when left out.
        reference: the event this one belongs to.
        detail: more about it, JSON values; erased when the person is.

    """
    gathered: Gathered = session.info[GATHERED]
    gathered.entries.append(
        Entry(
            action=action,
            table=table,
            record=record,
            person=person,
            reference=reference,
            detail=detail,
        )
    )


def note_list(
    session: Session, room: str, query: ListQuery, hits: int, **more: Any
) -> None:
    """Note that ``query`` was answered in the list of ``room`` with so many hits."""
    words = " ".join(query.search.split())
    told = {"words": words, "chip": query.chip, **more}
    note(
        session,
        Action.SEARCHED if words else Action.LISTED,
        room,
        detail={k: v for k, v in told.items() if v not in ("", None)} | {"hits": hits},
    )


@contextmanager
def noted_as_one(
    session: Session,
    action: Action,
    table: str = "",
    record: int | None = None,
    *,
    person: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[dict[str, Any]]:
    """Note all that happens inside as one event; give its detail, to be added to.

    For an errand on many rows at once: building a practice office, a purge.
    """
    gathered: Gathered = session.info[GATHERED]
    session.flush()
    before, told = list(gathered.entries), dict(detail or {})
    gathered.changes.are_noted = True
    try:
        yield told
        session.flush()
    finally:
        gathered.entries[:], gathered.changes.are_noted = before, False
    note(session, action, table, record, person=person, detail=told)


class Trail:
    """What one ``Database`` knows of the trail: its key and the sitting."""

    def __init__(self, actor: Actor) -> None:
        """Note what ``actor`` does; nothing is read before it is needed."""
        self.actor = actor
        self.sitting = Sitting()
        self._key: bytes | None = None

    def write(self, connection: Connection, entries: list[Entry]) -> range:
        """Write ``entries``, signed by the actor; return their numbers in the trail."""
        if not entries:
            return range(0)
        for entry in entries:
            if entry.action is not Action.REFUSED_SIGN_IN:  # nobody knows who it was
                entry.staff, entry.sitting = self.actor.number, self.sitting.number
        for entry, person in people_of(connection, entries):
            entry.person = person
        return append(connection, self.key(connection), entries)

    def key(self, connection: Connection) -> bytes:
        """Return what the chain is hashed with; read once."""
        if self._key is None:
            self._key = trail_key(connection)
        return self._key


class Gathered:
    """What is noted in one session, until it is written."""

    def __init__(self, trail: Trail) -> None:
        """Gather for ``trail``."""
        self.trail = trail
        self.entries: list[Entry] = []
        self.changes = Changes()
        self._claimed: list[Entry] = []
        self.numbers = range(0)  # in the trail, once written

    def of(self, session: Session) -> None:
        """Let what is noted in ``session`` come here."""
        session.info[GATHERED] = self

    def only_read(self) -> None:
        """Let go of changes: the session was one to read in, nothing was saved."""
        self.changes = Changes()
        self.entries = [e for e in self.entries if e.action not in SAVES]

    def claim(self) -> bool:
        """Take upon itself what is to be written now; False if nothing is."""
        self._claimed = self.trail.sitting.claim(self.entries)
        self._claimed = self.changes.told_with(self._claimed)
        return bool(self._claimed)

    def write(self, connection: Connection) -> None:
        """Write what was claimed; belongs just before the end of a transaction."""
        self.numbers = self.trail.write(connection, self._claimed)

    def done(self) -> None:
        """Remember what is open now; the transaction has been saved."""
        self.trail.sitting.written(zip(self.numbers, self._claimed, strict=True))

    def failed(self) -> None:
        """Let go of everything but refusals; the transaction was not saved."""
        self.trail.sitting.give_back(self._claimed)
        self._claimed, self.numbers, self.changes = [], range(0), Changes()
        self.entries = [e for e in self.entries if e.action is Action.REFUSED]


def trail_key(connection: Connection) -> bytes:
    """Return what the chain of this register is hashed with."""
    found = select(RegisterFact.value).where(RegisterFact.name == KEY_FACT)
    return bytes.fromhex(connection.execute(found).scalar_one())


def sign_in_detail(connection: Connection, actor: Actor) -> dict[str, Any]:
    """Return who signs in and on what basis, as it is on this day.

    Identity, organisational belonging and basis (pasientjournalforskriften § 14).
    """
    office = connection.execute(select(Office.municipality, Office.running_unit))
    units = [unit for unit in office.one_or_none() or () if unit]
    return {
        "name": actor.name,
        "roles": sorted(actor.roles),
        "unit": ", ".join(units),
        "machine": platform.node(),
    }
