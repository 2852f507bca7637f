"""The entries of the journal, as lines of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.journal import (
    DocumentKind,
    EntryKind,
    EntryState,
    Party,
    entry_reference,
)
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import Attachment, Case, JournalEntry, JournalParty


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One document of the journal."""

    number: int
    version: int
    reference: str  # "2026/14-3"
    serial: int  # within its case
    kind: EntryKind
    document: DocumentKind
    title: str
    document_on: date
    received_on: date | None
    sent_on: date | None
    registered_at: datetime
    state: EntryState
    is_withheld: bool
    parties: tuple[Party, ...]
    attachments: int  # how many
    client_number: int
    application_number: int | None
    complaint_number: int | None
    decision_number: int | None
    letter_number: int | None

    @property
    def happened_on(self) -> date:
        """The day it came or went; else the one it bears."""
        return self.received_on or self.sent_on or self.document_on


@needs(Right.READ_CASES)
def entries_of_client(session: Session, client_number: int) -> tuple[EntryRow, ...]:
    """Return every document of a client, the newest first.

    In three statements, however many there are. Whoever shows them notes it.
    """
    refuse_blocked(session, client_number)
    return entry_rows(session, Case.client_number == client_number)


@needs(Right.READ_CASES)
def entries_of(
    session: Session,
    *,
    application: int | None = None,
    complaint: int | None = None,
    decision: int | None = None,
    letter: int | None = None,
) -> tuple[EntryRow, ...]:
    """Return the documents of one matter, the newest first; exactly one is given.

    Whoever shows them notes it.
    """
    asked = {
        JournalEntry.application_number: application,
        JournalEntry.complaint_number: complaint,
        JournalEntry.decision_number: decision,
        JournalEntry.letter_number: letter,
    }
    [(column, number)] = [pair for pair in asked.items() if pair[1] is not None]
    return entry_rows(session, column == number)


@inner
def entry_rows(
    session: Session, condition: ColumnElement[bool], *, limit: int | None = None
) -> tuple[EntryRow, ...]:
    """Return the entries that meet ``condition`` (on entries and cases), newest first.

    No more than ``limit``.

    Raises:
        BlockedError: if one is of a client the person at work may not see.

    """
    found = session.execute(
        select(*JournalEntry.__table__.c, Case.reference, Case.client_number)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(condition)
        .order_by(JournalEntry.number.desc())
        .limit(limit)
    ).all()
    for client in {row.client_number for row in found}:
        refuse_blocked(session, client)
    numbers = [row.number for row in found]
    parties = _parties(session, numbers)
    attached = _attached(session, numbers)
    return tuple(
        _row(row, tuple(parties[row.number]), attached.get(row.number, 0))
        for row in found
    )


def _parties(session: Session, numbers: Sequence[int]) -> dict[int, list[Party]]:
    found: dict[int, list[Party]] = defaultdict(list)
    for some in chunks(numbers):
        rows = (
            select(JournalParty.entry_number, JournalParty.role, JournalParty.name)
            .where(JournalParty.entry_number.in_(some))
            .order_by(JournalParty.number)
        )
        for number, role, name in session.execute(rows):
            found[number].append(Party(role, name))
    return found


def _attached(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in chunks(numbers):
        rows = (
            select(Attachment.entry_number, func.count())
            .where(Attachment.entry_number.in_(some))
            .group_by(Attachment.entry_number)
        )
        found.update((number, many) for number, many in session.execute(rows))
    return found


def _row(found: Any, parties: tuple[Party, ...], attachments: int) -> EntryRow:
    return EntryRow(
        number=found.number,
        version=found.version,
        reference=entry_reference(found.reference, found.serial),
        serial=found.serial,
        kind=found.kind,
        document=found.document,
        title=found.title,
        document_on=found.document_on,
        received_on=found.received_on,
        sent_on=found.sent_on,
        registered_at=found.registered_at,
        state=found.state,
        is_withheld=found.is_withheld,
        parties=parties,
        attachments=attachments,
        client_number=found.client_number,
        application_number=found.application_number,
        complaint_number=found.complaint_number,
        decision_number=found.decision_number,
        letter_number=found.letter_number,
    )
