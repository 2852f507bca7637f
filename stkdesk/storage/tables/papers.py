"""Papers: every sheet and letter the office has made, and where it is now."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.storage.tables.base import Base, Edited, number_key, points_to, yes_no
from stkdesk.storage.types import code


class PaperFile(Base, kw_only=True):
    """The bytes of a paper, once, found by their SHA-256."""

    __tablename__ = "paper_files"
    rules = (
        sa.CheckConstraint("length(data) = size", name="size"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


#: Mail in return; a timesheet that comes back is as it should be.
IN_RETURN = sa.text("kind IN ('decision', 'letter') AND returned_on IS NOT NULL")


class Paper(Edited, Base, kw_only=True):
    """One paper. Printed, mailed and returned are three acts on three days."""

    __tablename__ = "papers"
    rules = (
        sa.Index("ix_papers_made_at", "made_at"),
        sa.Index("ix_papers_kind_mailed_on", "kind", "mailed_on"),
        sa.Index(
            "ix_papers_returned_on",
            "returned_on",
            sqlite_where=IN_RETURN,
            postgresql_where=IN_RETURN,
        ),
        sa.Index("ix_papers_state", "returned_on", "mailed_on", "printed_on"),
    )

    number: Mapped[int] = number_key()
    reference: Mapped[str] = mapped_column(unique=True)  # "T-2026-000123-3Q", in the QR
    kind: Mapped[PaperKind] = mapped_column(code(PaperKind, "paper_kind"))
    language: Mapped[Language] = mapped_column(code(Language, "paper_language"))
    pages: Mapped[int]
    made_at: Mapped[datetime]
    printed_on: Mapped[date | None] = mapped_column(default=None)
    mailed_on: Mapped[date | None] = mapped_column(default=None)
    returned_on: Mapped[date | None] = mapped_column(default=None)
    client_number: Mapped[int | None] = points_to("clients.number", default=None)
    contact_number: Mapped[int | None] = points_to("contacts.number", default=None)
    assignment_number: Mapped[int | None] = points_to(
        "assignments.number", default=None
    )
    period_number: Mapped[int | None] = points_to("periods.number", default=None)
    decision_number: Mapped[int | None] = points_to("decisions.number", default=None)
    letter_number: Mapped[int | None] = points_to("letters.number", default=None)
    contact_letter_number: Mapped[int | None] = points_to(
        "contact_letters.number", default=None
    )
    agreement_number: Mapped[int | None] = points_to("agreements.number", default=None)
    recipient: Mapped[str] = mapped_column(default="")  # name; "": who it is about
    is_copy: Mapped[bool] = yes_no("is_copy")  # for the information of somebody
    by_hand: Mapped[bool] = yes_no("by_hand")  # no address: handed over, never mailed
    sha256: Mapped[str | None] = mapped_column(
        sa.ForeignKey("paper_files.sha256", ondelete="RESTRICT"),
        index=True,
        default=None,
    )
