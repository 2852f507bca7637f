"""The journal: cases (saksmapper), the documents in them, and what was attached."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState, PartyRole
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import code


class Case(Edited, Base, kw_only=True):
    """A case of a client (saksmappe): what belongs together in the journal."""

    __tablename__ = "cases"
    rules = (not_backwards("opened_on", "closed_on"),)

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number")
    reference: Mapped[str] = mapped_column(unique=True)  # "2026/14"
    title: Mapped[str]  # never a name
    opened_on: Mapped[date]
    closed_on: Mapped[date | None] = mapped_column(default=None)


class JournalEntry(Edited, Base, kw_only=True):
    """A document sent or received (journalpost).

    The database refuses to change what identifies it: see step 0003.
    """

    __tablename__ = "journal_entries"
    rules = (
        sa.UniqueConstraint("case_number", "serial"),
        # All that the list looks for: searched without reading the entries themselves.
        sa.Index(
            "ix_journal_entries_registered_at",
            "registered_at",
            "number",
            "state",
            "kind",
            "case_number",
            "search_text",
        ),
        sa.Index("ix_journal_entries_state", "state", "kind"),
    )

    number: Mapped[int] = number_key()
    case_number: Mapped[int] = points_to("cases.number", index=False)
    serial: Mapped[int]  # within the case, from 1; "2026/14-3"
    kind: Mapped[EntryKind] = mapped_column(code(EntryKind, "entry_kind"))
    document: Mapped[DocumentKind] = mapped_column(
        code(DocumentKind, "document_kind", checked=False)
    )
    title: Mapped[str]
    document_on: Mapped[date]
    received_on: Mapped[date | None] = mapped_column(default=None)
    sent_on: Mapped[date | None] = mapped_column(default=None)
    registered_at: Mapped[datetime]
    state: Mapped[EntryState] = mapped_column(
        code(EntryState, "entry_state"), default=EntryState.JOURNALLED
    )
    is_withheld: Mapped[bool] = yes_no("is_withheld", default=True)
    withheld_basis: Mapped[str] = mapped_column(default="")
    officer: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="")  # title and parties, folded
    application_number: Mapped[int | None] = points_to(
        "applications.number", ondelete="SET NULL", default=None
    )
    complaint_number: Mapped[int | None] = points_to(
        "complaints.number", ondelete="SET NULL", default=None
    )
    decision_number: Mapped[int | None] = points_to(
        "decisions.number", ondelete="SET NULL", default=None
    )
    letter_number: Mapped[int | None] = points_to(
        "letters.number", ondelete="SET NULL", default=None
    )
    parties: Mapped[list[JournalParty]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="JournalParty.number",
    )


class JournalParty(Base, kw_only=True):
    """Who sent or got a document, by name as it stood that day."""

    __tablename__ = "journal_parties"

    number: Mapped[int] = number_key()
    entry_number: Mapped[int] = points_to(
        "journal_entries.number", ondelete="CASCADE", init=False
    )
    role: Mapped[PartyRole] = mapped_column(code(PartyRole, "party_role"))
    name: Mapped[str]


class Attachment(Base, kw_only=True):
    """A file that came with a document; its bytes are in ``paper_files``."""

    __tablename__ = "attachments"

    number: Mapped[int] = number_key()
    entry_number: Mapped[int] = points_to("journal_entries.number")
    title: Mapped[str]
    media_type: Mapped[str]  # found in the content: "application/pdf", "image/png"…
    size: Mapped[int]  # bytes
    sha256: Mapped[str] = mapped_column(
        sa.ForeignKey("paper_files.sha256", ondelete="RESTRICT"), index=True
    )
    added_at: Mapped[datetime]
