"""One document of the journal in full, and what a new one may be filled in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.journal import EntryKind
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.attachments import AttachmentRow, attachments_of
from stkdesk.services.journal import find_entry
from stkdesk.services.journal_rows import EntryRow, entry_rows
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Case,
    Client,
    ClientRelation,
    JournalEntry,
    JournalParty,
    Paper,
    Person,
)
from stkdesk.storage.trail import note

MOST_PARTIES = 20  # suggested


@dataclass(frozen=True, slots=True)
class EntryPaper:
    """A paper of a document that was sent."""

    number: int
    reference: str
    kind: PaperKind
    recipient: str
    mailed_on: date | None


@dataclass(frozen=True, slots=True)
class EntryCard:
    """Everything about one document of the journal."""

    row: EntryRow
    client: str  # name, for the screen only
    case: str  # "2026/14"
    officer: str
    unit: str
    withheld_basis: str
    attachments: tuple[AttachmentRow, ...]
    papers: tuple[EntryPaper, ...]

    @property
    def number(self) -> int:
        """The short number of the entry."""
        return self.row.number

    @property
    def version(self) -> int:
        """How many times it has been saved."""
        return self.row.version


@dataclass(frozen=True, slots=True)
class EntryStart:
    """What the form of a new document begins with."""

    client_number: int
    client: str  # name, for the screen only
    parties: tuple[str, ...]  # who may have sent it, the likeliest first
    own_names: tuple[str, ...]  # names that do not belong in a title


@needs(Right.READ_CASES)
def open_entry(session: Session, number: int) -> EntryCard:
    """Return everything about the entry with this number.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    entry = find_entry(session, number)
    case = session.get_one(Case, entry.case_number)
    [row] = entry_rows(session, JournalEntry.number == number)
    person = session.scalars(
        select(Person)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == case.client_number)
    ).one()
    note(session, Action.OPENED, "journal_entries", number, person=person.number)
    return EntryCard(
        row=row,
        client=full_name(person.given_name, person.family_name),
        case=case.reference,
        officer=entry.officer,
        unit=entry.unit,
        withheld_basis=entry.withheld_basis,
        attachments=attachments_of(session, number),
        papers=_papers(session, entry),
    )


@needs(Right.EDIT_CASES)
def begin_entry(session: Session, client_number: int) -> EntryStart:
    """Return what the form of a new document of this client begins with.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    names = select(Person.given_name, Person.family_name)
    own = session.execute(
        names.join(Client, Client.person_number == Person.number).where(
            Client.number == client_number
        )
    ).first()
    if own is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    relatives = session.execute(
        names.join(ClientRelation, ClientRelation.person_number == Person.number)
        .where(ClientRelation.client_number == client_number)
        .order_by(ClientRelation.number)
    ).all()
    people = [full_name(given, family) for given, family in (own, *relatives)]
    earlier = session.scalars(
        select(JournalParty.name)
        .join(JournalEntry, JournalEntry.number == JournalParty.entry_number)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(Case.client_number == client_number)
        .order_by(JournalParty.number.desc())
        .limit(MOST_PARTIES * 5)
    )
    return EntryStart(
        client_number=client_number,
        client=people[0],
        parties=tuple(dict.fromkeys((*people, *earlier)))[:MOST_PARTIES],
        own_names=tuple(people),
    )


def _papers(session: Session, entry: JournalEntry) -> tuple[EntryPaper, ...]:
    """Return the papers of what went out; what came in only is about one of ours."""
    if entry.kind is EntryKind.INCOMING:
        return ()
    if entry.letter_number is not None:
        same = Paper.letter_number == entry.letter_number
    elif entry.decision_number is not None:
        same = and_(
            Paper.decision_number == entry.decision_number,
            Paper.letter_number.is_(None),
        )
    else:
        return ()
    found = (
        select(
            Paper.number,
            Paper.reference,
            Paper.kind,
            Paper.recipient,
            Paper.mailed_on,
        )
        .where(same)
        .order_by(Paper.number)
    )
    return tuple(EntryPaper(*row) for row in session.execute(found))
