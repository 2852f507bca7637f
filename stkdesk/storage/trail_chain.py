"""The chain of events: what is hashed, and how events are added at its end.

    hash = HMAC-SHA256(trail key, hash of the event before ‖ canonical row)

What an event says about a person stands in its detail. Only a salted hash of that is
in the chain, so that a detail can be erased and the chain still holds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from stkdesk.domain.trail import Action
from stkdesk.storage.tables.base import now
from stkdesk.storage.tables.trail import Event, EventDetail, EventHead
from stkdesk.storage.who import MOMENT

START = bytes(32)  # what the first event follows
SALT = 16  # bytes


@dataclass(slots=True, kw_only=True)
class Entry:
    """One thing to be written at the end of the chain."""

    action: Action
    table: str = ""
    record: int | None = None
    person: int | None = None  # number of the person it is about
    reference: int | None = None  # the event it belongs to
    detail: Mapping[str, Any] | None = None
    staff: int | None = None  # who did it; None: the program
    sitting: int | None = None
    at: datetime = field(default_factory=now)
    owner: tuple[str, int] | None = None  # a record that knows whom it is about
    settled: bool = False  # a look at a list that will not be typed on

    @property
    def about(self) -> tuple[str, int] | None:
        """Table and number of the record by which the person is found."""
        if self.owner is None and self.record is not None:
            return self.table, self.record
        return self.owner


def append(connection: Connection, key: bytes, entries: Sequence[Entry]) -> range:
    """Write ``entries`` at the end of the chain; return their numbers.

    Belongs in the transaction of what they tell of. Takes four statements, however
    many entries there are; on a server the others wait until this one is saved.
    """
    if not entries:
        return range(0)
    head = select(EventHead.seq, EventHead.hash).with_for_update()
    last, previous = connection.execute(head).one()
    rows: list[dict[str, Any]] = []
    details: list[dict[str, Any]] = []
    for seq, entry in enumerate(entries, last + 1):
        body = None if entry.detail is None else detail_text(entry.detail)
        salt = secrets.token_bytes(SALT)
        if body is not None:
            details.append({"seq": seq, "salt": salt, "body": body})
        row = {
            "seq": seq,
            "at": entry.at,
            "staff_number": entry.staff,
            "sitting": entry.sitting,
            "action": entry.action,
            "table_name": entry.table,
            "record": entry.record,
            "person_number": entry.person,
            "reference": entry.reference,
            "detail_hash": None if body is None else hash_of_detail(salt, body),
        }
        row["hash"] = previous = hash_of_event(key, previous, row)
        rows.append(row)
    connection.execute(insert(Event.__table__), rows)  # type: ignore[arg-type]
    if details:
        connection.execute(insert(EventDetail.__table__), details)  # type: ignore[arg-type]
    connection.execute(
        update(EventHead.__table__),  # type: ignore[arg-type]
        {"seq": rows[-1]["seq"], "hash": previous},
    )
    return range(last + 1, last + 1 + len(rows))


def hash_of_event(key: bytes, previous: bytes, row: Mapping[str, Any]) -> bytes:
    """Return the hash of an event that follows one with the hash ``previous``."""
    digest = row["detail_hash"]
    canonical = json.dumps(
        [
            row["seq"],
            row["at"].astimezone(UTC).strftime(MOMENT),
            row["staff_number"],
            row["sitting"],
            str(row["action"]),
            row["table_name"],
            row["record"],
            row["person_number"],
            row["reference"],
            None if digest is None else digest.hex(),
        ],
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hmac.digest(key, previous + canonical.encode(), "sha256")


def hash_of_detail(salt: bytes, body: str) -> bytes:
    """Return what of a detail stands in the chain."""
    return hashlib.sha256(salt + body.encode()).digest()


def detail_text(detail: Mapping[str, Any]) -> str:
    """Return ``detail`` as it is stored; half a sign, as in a search, is a ``?``."""
    text = json.dumps(detail, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()
