"""How long things are kept, what must not be deleted, and what has been."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_negative,
    number_key,
    points_to,
)
from stkdesk.storage.types import Number


class RetentionRule(Edited, Base, kw_only=True):
    """How long the office keeps one kind of record after its matter has ended.

    The office's own rule (arkivforskrifta § 3), within bevaringsforskrifta.
    """

    __tablename__ = "retention_rules"
    rules = not_negative("months")

    kind: Mapped[str] = mapped_column(primary_key=True)  # domain.retention
    months: Mapped[int | None] = mapped_column(default=None)  # None: kept for good
    basis: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None] = mapped_column(default=None)  # by the office


class Erasure(Base, kw_only=True):
    """That something is to be deleted for good: proposed, then approved by another."""

    __tablename__ = "erasures"
    rules = (sa.UniqueConstraint("kind", "person_number"),)

    number: Mapped[int] = number_key()
    kind: Mapped[str]  # domain.retention
    person_number: Mapped[int | None] = points_to("people.number", default=None)
    basis: Mapped[str]
    since: Mapped[date | None] = mapped_column(default=None)  # may be deleted from
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )


class LegalHold(Base, kw_only=True):
    """That nothing about a person may be deleted for now, and why."""

    __tablename__ = "legal_holds"

    number: Mapped[int] = number_key()
    person_number: Mapped[int] = points_to("people.number")
    reason: Mapped[str]
    since: Mapped[date]
    lifted_on: Mapped[date | None] = mapped_column(default=None)
    staff_number: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )


class Deletion(Base, kw_only=True):
    """The receipt of a deletion: what, why, who and when; no names."""

    __tablename__ = "deletions"

    number: Mapped[int] = number_key()
    at: Mapped[datetime]
    staff_number: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )
    approved_by: Mapped[int | None] = points_to(
        "staff.number", index=False, default=None
    )
    kind: Mapped[str]  # domain.retention
    # Of rows that are no more; None: of what is about many.
    person_number: Mapped[int | None] = mapped_column(Number, default=None)
    basis: Mapped[str]
    counts: Mapped[str]  # JSON: rows by table
    event_seq: Mapped[int | None] = mapped_column(sa.BigInteger, default=None)
