"""Complaints in the journal: what came in, and what the county governor answered.

What identifies an entry never changes (arkivforskrifta § 11), so where a day or the
sender was wrong, the old entry no longer counts and a new one stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.application import Applicant
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    EntryState,
    Party,
    PartyRole,
)
from stkdesk.domain.names import full_name
from stkdesk.services.access import inner
from stkdesk.services.attachments import attach_files
from stkdesk.services.journal import journal, void_entry
from stkdesk.services.office import open_office
from stkdesk.storage.tables import (
    Attachment,
    Case,
    Client,
    ClientRelation,
    Complaint,
    JournalEntry,
    Person,
)

PUT_RIGHT = "Dato eller avsender er rettet på klagen."
GOVERNOR = "Statsforvalteren"


@inner
def journal_complaint(
    session: Session,
    row: Complaint,
    reference: str,
    *,
    today: date,
    files: Sequence[Path] = (),
) -> int:
    """Write a complaint that came in into the journal, and return the entry."""
    draft = EntryDraft(
        client_number=row.client_number,
        kind=EntryKind.INCOMING,
        document=DocumentKind.COMPLAINT,
        title=f"Klage på vedtak {reference}",
        document_on=row.postmarked_on or row.received_on,
        received_on=row.received_on,
        parties=(Party(PartyRole.SENDER, _sender(session, row)),),
        complaint_number=row.number,
        decision_number=row.decision_number,
    )
    return _write(session, row, draft, today, files)


@inner
def journal_governor(
    session: Session,
    row: Complaint,
    reference: str,
    *,
    today: date,
    files: Sequence[Path] = (),
) -> int:
    """Write the decision of the county governor into the journal, and return it."""
    office = open_office(session, today=today).draft
    draft = EntryDraft(
        client_number=row.client_number,
        kind=EntryKind.INCOMING,
        document=DocumentKind.GOVERNOR_DECISION,
        title=f"Statsforvalterens vedtak i klage på {reference}",
        document_on=row.governor_on,
        received_on=today,
        parties=(Party(PartyRole.SENDER, office.county_governor or GOVERNOR),),
        complaint_number=row.number,
        decision_number=row.decision_number,
    )
    return _write(session, row, draft, today, files)


@inner
def void_entries(session: Session, row: Complaint, document: DocumentKind) -> list[int]:
    """Let what stands of this document no longer count; return the entries."""
    written = select(JournalEntry).where(
        JournalEntry.complaint_number == row.number,
        JournalEntry.document == document,
        JournalEntry.kind == EntryKind.INCOMING,
        JournalEntry.state == EntryState.JOURNALLED,
    )
    entries = session.scalars(written).all()
    for entry in entries:
        void_entry(session, entry.number, entry.version, PUT_RIGHT)
    return [entry.number for entry in entries]


@inner
def move_files(session: Session, old: Sequence[int], new: int) -> None:
    """Let the files of entries that no longer count lie with the one that does."""
    moved = select(Attachment).where(Attachment.entry_number.in_(old))
    for each in session.scalars(moved):
        each.entry_number = new
    session.flush()


def _write(
    session: Session,
    row: Complaint,
    draft: EntryDraft,
    today: date,
    files: Sequence[Path],
) -> int:
    case = _case_of(session, row.decision_number)
    entry = journal(session, draft, today=today, case=case)
    if files:
        attach_files(session, entry, files, today=today)
    return entry


def _case_of(session: Session, decision: int) -> Case | None:
    """Return the case the decision lies in, if it is still open."""
    return session.scalar(
        select(Case)
        .join(JournalEntry, JournalEntry.case_number == Case.number)
        .where(JournalEntry.decision_number == decision, Case.closed_on.is_(None))
        .order_by(JournalEntry.number)
        .limit(1)
    )


def _sender(session: Session, row: Complaint) -> str:
    """Return who complains, by name; what they are to the client when not known."""
    names = select(Person.given_name, Person.family_name)
    if row.complainant is Applicant.SELF:
        asked = names.join(Client, Client.person_number == Person.number).where(
            Client.number == row.client_number
        )
    elif row.relation_number is None:
        return row.complainant.label
    else:
        asked = names.join(
            ClientRelation, ClientRelation.person_number == Person.number
        ).where(ClientRelation.number == row.relation_number)
    found = session.execute(asked).one()
    return full_name(found.given_name, found.family_name)
