"""Whom an event is about, found by the record it tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Select, func, select

from stkdesk.storage.tables.agreements import Agreement
from stkdesk.storage.tables.applications import Application, Assessment
from stkdesk.storage.tables.assignments import Assignment
from stkdesk.storage.tables.clients import Client, ClientRelation, NotSamePerson
from stkdesk.storage.tables.complaints import Complaint
from stkdesk.storage.tables.contacts import Contact
from stkdesk.storage.tables.decisions import Decision
from stkdesk.storage.tables.gates import GateOverride
from stkdesk.storage.tables.groups import Attendance
from stkdesk.storage.tables.journal import Attachment, Case, JournalEntry
from stkdesk.storage.tables.letters import Enclosure, Letter
from stkdesk.storage.tables.matching import Inquiry, MatchWish, Veto, Wait
from stkdesk.storage.tables.month_reports import MonthReport
from stkdesk.storage.tables.papers import Paper
from stkdesk.storage.tables.pay import LeaderSheet, OwnRate
from stkdesk.storage.tables.people import PersonAddress
from stkdesk.storage.tables.recruiting import (
    ContactLetter,
    ContactMerge,
    Declaration,
    PoliceCertificate,
    Recruitment,
)
from stkdesk.storage.tables.retention import LegalHold
from stkdesk.storage.tables.staff import ClientAccess
from stkdesk.storage.tables.timesheets import SheetReminder, Timesheet, TimesheetLine
from stkdesk.storage.trail_chain import Entry

AT_A_TIME = 500  # numbers in one statement; SQLite takes no more than 999 values

_OF_CLIENT = Client.person_number
#: The number of a record and of the person it is about, by table. What is between a
#: client and a support contact is about the client; ``services.trail`` finds it for
#: the support contact too.
PERSON_OF: dict[str, Select[int, int]] = {
    "addresses": select(PersonAddress.number, PersonAddress.person_number),
    "clients": select(Client.number, _OF_CLIENT),
    "client_relations": select(ClientRelation.number, _OF_CLIENT).join(
        Client, Client.number == ClientRelation.client_number
    ),
    "client_access": select(ClientAccess.number, _OF_CLIENT).join(
        Client, Client.number == ClientAccess.client_number
    ),
    "contacts": select(Contact.number, Contact.person_number),
    "assignments": select(Assignment.number, _OF_CLIENT).join(
        Client, Client.number == Assignment.client_number
    ),
    "decisions": select(Decision.number, _OF_CLIENT).join(
        Client, Client.number == Decision.client_number
    ),
    "timesheets": select(Timesheet.number, _OF_CLIENT)
    .join(Assignment, Assignment.number == Timesheet.assignment_number)
    .join(Client, Client.number == Assignment.client_number),
    "timesheet_lines": select(TimesheetLine.number, _OF_CLIENT)
    .join(Timesheet, Timesheet.number == TimesheetLine.sheet_number)
    .join(Assignment, Assignment.number == Timesheet.assignment_number)
    .join(Client, Client.number == Assignment.client_number),
    "papers": select(Paper.number, func.coalesce(_OF_CLIENT, Contact.person_number))
    .outerjoin(Client, Client.number == Paper.client_number)
    .outerjoin(Contact, Contact.number == Paper.contact_number),
    **{
        table.__tablename__: select(table.number, _OF_CLIENT).join(
            Client, Client.number == table.client_number
        )
        for table in (
            *(Application, Assessment, Complaint, Letter, Case),
            *(Wait, MatchWish, Inquiry, Veto),
        )
    },
    **{
        table.__tablename__: select(table.number, Contact.person_number).join(
            Contact, Contact.number == table.contact_number
        )
        for table in (
            *(Recruitment, PoliceCertificate, Declaration),
            *(LeaderSheet, OwnRate),
        )
    },
    "contact_letters": select(
        ContactLetter.number, func.coalesce(_OF_CLIENT, Contact.person_number)
    )
    .join(Contact, Contact.number == ContactLetter.contact_number)
    .outerjoin(Assignment, Assignment.number == ContactLetter.assignment_number)
    .outerjoin(Client, Client.number == Assignment.client_number),
    "contact_merges": select(ContactMerge.number, Contact.person_number).join(
        Contact, Contact.number == ContactMerge.kept_number
    ),
    **{
        table.__tablename__: select(table.number, _OF_CLIENT)
        .join(Assignment, Assignment.number == table.assignment_number)
        .join(Client, Client.number == Assignment.client_number)
        for table in (Agreement, GateOverride, Attendance, SheetReminder, MonthReport)
    },
    "journal_entries": select(JournalEntry.number, _OF_CLIENT)
    .join(Case, Case.number == JournalEntry.case_number)
    .join(Client, Client.number == Case.client_number),
    "attachments": select(Attachment.number, _OF_CLIENT)
    .join(JournalEntry, JournalEntry.number == Attachment.entry_number)
    .join(Case, Case.number == JournalEntry.case_number)
    .join(Client, Client.number == Case.client_number),
    "enclosures": select(Enclosure.number, _OF_CLIENT)
    .outerjoin(Letter, Letter.number == Enclosure.letter_number)
    .outerjoin(Decision, Decision.number == Enclosure.decision_number)
    .join(
        Client,
        Client.number == func.coalesce(Letter.client_number, Decision.client_number),
    ),
    "not_same_people": select(NotSamePerson.number, NotSamePerson.first_person),
    "legal_holds": select(LegalHold.number, LegalHold.person_number),
}


def people_of(
    connection: Connection, entries: Sequence[Entry]
) -> Iterator[tuple[Entry, int]]:
    """Yield each entry that does not say whom it is about, and the person.

    One statement for each table (and each 500 records), however many entries.
    """
    asked: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.person is None and entry.about is not None:
            asked[entry.about[0]].append(entry)
    for table, some in asked.items():
        numbers = sorted({entry.about[1] for entry in some if entry.about})
        people = persons_by_number(connection, table, numbers)
        for entry in some:
            if entry.about and entry.about[1] in people:
                yield entry, people[entry.about[1]]


def persons_by_number(
    connection: Connection, table: str, numbers: Sequence[int]
) -> dict[int, int]:
    """Return the person that each of these records of ``table`` is about."""
    if table == "people":
        return {number: number for number in numbers}
    if table not in PERSON_OF:
        return {}
    found: dict[int, int] = {}
    asked = PERSON_OF[table]
    number = asked.selected_columns[0]
    for start in range(0, len(numbers), AT_A_TIME):
        some = numbers[start : start + AT_A_TIME]
        rows = connection.execute(asked.where(number.in_(some)))
        found.update((n, person) for n, person in rows if person is not None)
    return found
