"""The trail: an append-only chain of events, and details that can be erased.

Each event carries a keyed hash of the one before it and of itself. What an event says
about a person stands in its details, of which only a salted hash is chained: details
can be erased when the person is, and the chain still holds.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.trail import Action
from stkdesk.storage.tables.base import Base, points_to
from stkdesk.storage.types import Number, code


class Event(Base, kw_only=True):
    """One thing somebody did. Never changed and never removed."""

    __tablename__ = "events"
    rules = (
        sa.Index("ix_events_person_number", "person_number", "seq"),
        sa.Index("ix_events_staff_number", "staff_number", "seq"),
        sa.Index("ix_events_action", "action", "seq"),
        sa.Index("ix_events_table_name", "table_name", "record", "seq"),
        sa.Index("ix_events_at", "at"),
    )

    seq: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    staff_number: Mapped[int | None] = mapped_column(Number, default=None)
    sitting: Mapped[int | None] = mapped_column(Number, default=None)  # seq of sign-in
    # No CHECK: new versions of the program do new things.
    action: Mapped[Action] = mapped_column(code(Action, "action", checked=False))
    table_name: Mapped[str] = mapped_column(default="")
    record: Mapped[int | None] = mapped_column(sa.BigInteger, default=None)
    person_number: Mapped[int | None] = mapped_column(Number, default=None)
    reference: Mapped[int | None] = mapped_column(Number, default=None)  # another seq
    detail_hash: Mapped[bytes | None] = mapped_column(sa.LargeBinary, default=None)
    hash: Mapped[bytes] = mapped_column(sa.LargeBinary)


class EventDetail(Base, kw_only=True):
    """What an event says in words and values; erased with the person it is about."""

    __tablename__ = "event_details"

    seq: Mapped[int] = points_to(
        "events.seq", primary_key=True, autoincrement=False, index=False
    )
    salt: Mapped[bytes] = mapped_column(sa.LargeBinary)
    body: Mapped[str]  # JSON: fields before and after, search words, reason, file kind


class EventHead(Base, kw_only=True):
    """Where the chain ends; a chain that is cut short does not reach it."""

    __tablename__ = "event_head"
    rules = (sa.CheckConstraint("number = 1", name="one_row"),)

    number: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, default=1
    )
    seq: Mapped[int] = mapped_column(Number)
    hash: Mapped[bytes] = mapped_column(sa.LargeBinary)
