"""What the long lists are searched and ordered by, copied to where they look.

Nobody writes here: triggers in the register do, whatever way a record is saved. A list
whose rows are about two people each would else look both up for every row at every
key: 240 ms in a register of 50,000 clients, where reading these takes 10.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.storage.tables.base import Base
from stkdesk.storage.types import KeyText, Number

CASE_SIGN = "#"  # stands before a case number, which only words with digits may meet


def _told_by(table: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.number", ondelete="CASCADE")


class AssignmentNames(Base, kw_only=True):
    """How an assignment is called: client, then support contact or organisation.

    The case number of the client comes last, without signs between the digits.
    """

    __tablename__ = "assignment_names"
    rules = (
        # Read in the order of names, without looking at the table.
        sa.Index(
            "ix_assignment_names_sort_key",
            "sort_key",
            "assignment_number",
            "search_text",
        ),
    )

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
