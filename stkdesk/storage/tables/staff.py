"""The staff of the office, what each may do, and who may open a blocked client."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import KeyText


class Staff(Edited, Base, kw_only=True):
    """A member of the staff. Never deleted, only ended: the trail points here."""

    __tablename__ = "staff"
    rules = (not_backwards("authorised_from", "authorised_to"),)

    number: Mapped[int] = number_key()
    name: Mapped[str]
    login: Mapped[str] = mapped_column(KeyText, unique=True)  # folded
    slot: Mapped[str] = mapped_column(default="")  # in the key file; "" without a key
    caseworker: Mapped[bool] = yes_no("caseworker")
    payroll: Mapped[bool] = yes_no("payroll")
    leader: Mapped[bool] = yes_no("leader")
    reader: Mapped[bool] = yes_no("reader")
    administrator: Mapped[bool] = yes_no("administrator")
    sees_protected: Mapped[bool] = yes_no("sees_protected")
    authorised_from: Mapped[date | None] = mapped_column(default=None)
    authorised_to: Mapped[date | None] = mapped_column(default=None)
    last_signed_in_at: Mapped[datetime | None] = mapped_column(default=None)


class ClientAccess(Base, kw_only=True):
    """That somebody may open a blocked client: by the office, or in need for a day."""

    __tablename__ = "client_access"
    rules = (sa.Index("ix_client_access_staff_number", "staff_number", "ends_on"),)

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number", ondelete="CASCADE")
    staff_number: Mapped[int] = points_to("staff.number", index=False)
    given_at: Mapped[datetime]
    ends_on: Mapped[date | None] = mapped_column(default=None)  # the last day of it
    in_need: Mapped[bool] = yes_no("in_need")  # taken, with a reason, not given


class FourEyes(Base, kw_only=True):
    """An act that needs another person than the one who prepared it."""

    __tablename__ = "four_eyes"

    act: Mapped[str] = mapped_column(primary_key=True)  # "issue_decision"…
    is_on: Mapped[bool] = yes_no("is_on")


class Presence(Base, kw_only=True):
    """That somebody has a record open now; where several may, they see each other."""

    __tablename__ = "presence"
    rules = (sa.UniqueConstraint("table_name", "record", "sitting"),)

    number: Mapped[int] = number_key()
    table_name: Mapped[str]
    record: Mapped[int] = mapped_column(sa.BigInteger)
    staff_number: Mapped[int] = points_to("staff.number")
    sitting: Mapped[str]  # one window of one person; random
    since: Mapped[datetime]
    seen_at: Mapped[datetime]  # renewed while it stays open
