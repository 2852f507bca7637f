"""What the long lists are searched and ordered by, copied to where they look.

Nobody writes here: triggers in the register do, whatever way a record is saved. A list
whose rows are about two people each would else look both up for every row at every
key: 240 ms in a register of 50,000 clients, where reading these takes 10. A list of
people would read all others too, and relatives: 40 ms.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.storage.tables.base import Base
from stkdesk.storage.types import KeyText, Number

NUMBER_SIGN = "#"  # stands before the number another system knows the record by


def _told_by(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.number", ondelete="CASCADE")


def _in_order(table: str, number: str) -> sa.Index:
    """Return the index to read in the order of names, without looking at the table."""
    return sa.Index(f"ix_{table}_sort_key", "sort_key", number, "search_text")


class ClientNames(Base, kw_only=True):
    """How a client is called; the case number comes last, without signs in it."""

    __tablename__ = "client_names"
    rules = (_in_order("client_names", "client_number"),)

    client_number: Mapped[int] = mapped_column(
        Number, _told_by("clients"), primary_key=True
    )
    sort_key: Mapped[str] = mapped_column(KeyText)
    search_text: Mapped[str] = mapped_column(KeyText)


class ContactNames(Base, kw_only=True):
    """How a support contact is called; the staff number comes last."""

    __tablename__ = "contact_names"
    rules = (_in_order("contact_names", "contact_number"),)

    contact_number: Mapped[int] = mapped_column(
        Number, _told_by("contacts"), primary_key=True
    )
    sort_key: Mapped[str] = mapped_column(KeyText)
    search_text: Mapped[str] = mapped_column(KeyText)


class AssignmentNames(Base, kw_only=True):
    """How an assignment is called: client, then support contact or organisation.

    The case number of the client comes last, without signs in it.
    """

    __tablename__ = "assignment_names"
    rules = (_in_order("assignment_names", "assignment_number"),)

    assignment_number: Mapped[int] = mapped_column(
        Number, _told_by("assignments"), primary_key=True
    )
    sort_key: Mapped[str] = mapped_column(KeyText)  # of the client
    provider_key: Mapped[str | None] = mapped_column(KeyText)  # of the contact
    search_text: Mapped[str] = mapped_column(KeyText)


class PaperNames(Base, kw_only=True):
    """How a paper is called: its reference, and the person it is about."""

    __tablename__ = "paper_names"

    paper_number: Mapped[int] = mapped_column(
        Number, _told_by("papers"), primary_key=True
    )
    reference: Mapped[str]
    sort_key: Mapped[str | None] = mapped_column(KeyText)  # None: about nobody
    search_text: Mapped[str] = mapped_column(KeyText)
