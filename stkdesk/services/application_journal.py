"""The journal entry of an application: written with it, and again when it is put right.

What identifies an entry never changes (arkivforskrifta § 11), so an entry whose day or
sender was wrong is marked as not counting, and a new one is written beside it.
"""

from __future__ import annotations

from datetime import date

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
from stkdesk.services.journal import journal, void_entry
from stkdesk.storage.tables import (
    Application,
    Case,
    Client,
    ClientRelation,
    JournalEntry,
    Person,
)

TITLE = "Søknad om støttekontakt"
PUT_RIGHT = "Mottatt dag eller avsender er rettet på søknaden."


@inner
def journal_application(
    session: Session, row: Application, case: Case, *, today: date
) -> int:
    """Write an application into the journal of its case; return the entry's number."""
    sender = Party(PartyRole.SENDER, _sender(session, row))
    draft = EntryDraft(
        client_number=row.client_number,
        kind=EntryKind.INCOMING,
        document=DocumentKind.APPLICATION,
        title=TITLE,
        document_on=row.received_on,
        received_on=row.received_on,
        parties=(sender,),
        application_number=row.number,
    )
    return journal(session, draft, today=today, case=case)


@inner
def journal_application_again(
    session: Session, row: Application, *, today: date
) -> None:
    """Let the entries of an application stand as void, and write a new one."""
    written = select(JournalEntry).where(
        JournalEntry.application_number == row.number,
        JournalEntry.document == DocumentKind.APPLICATION,
        JournalEntry.state == EntryState.JOURNALLED,
    )
    for entry in session.scalars(written).all():
        void_entry(session, entry.number, entry.version, PUT_RIGHT)
    case = session.get(Case, row.case_number)
    assert case is not None
    journal_application(session, row, case, today=today)


def _sender(session: Session, row: Application) -> str:
    """Return who sent it, by name; what they are to the client where it is unknown."""
    person = select(Person.given_name, Person.family_name)
    if row.applicant is Applicant.SELF:
        own = person.join(Client, Client.person_number == Person.number)
        found = session.execute(own.where(Client.number == row.client_number)).one()
    elif row.relation_number is None:
        return row.applicant.label
    else:
        theirs = person.join(
            ClientRelation, ClientRelation.person_number == Person.number
        )
        found = session.execute(
            theirs.where(ClientRelation.number == row.relation_number)
        ).one()
    return full_name(found.given_name, found.family_name)
