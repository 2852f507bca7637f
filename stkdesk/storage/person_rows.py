"""The rows of one person: which tables hold them, and how they hang on the person.

Every table of the register is classified here, once: a test fails when a new one is
not. What is exported, printed for the person and deleted follows from it.

``own`` is the person's: as a client the whole file, as a support contact what the
office keeps about him or her. ``elsewhere`` is in other people's files: the assignments
of a support contact, the sheets and papers of those, and where somebody is a relative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from stkdesk.storage.tables import Base

AT_A_TIME = 500  # values in one statement; SQLite takes no more than 999


class Link(NamedTuple):
    """A table whose ``column`` points to a row of ``to``."""

    table: str
    column: str
    to: str


#: What belongs to a person, whatever part he or she plays.
OF_PERSON = (
    Link("addresses", "person_number", "people"),
    Link("legal_holds", "person_number", "people"),
    Link("erasures", "person_number", "people"),
    Link("not_same_people", "first_person", "people"),
    Link("not_same_people", "second_person", "people"),
    Link("clients", "person_number", "people"),
    Link("contacts", "person_number", "people"),
)
#: What the office keeps of a support contact.
OF_CONTACT = (
    Link("recruitments", "contact_number", "contacts"),
    Link("contact_references", "recruitment_number", "recruitments"),
    Link("police_certificates", "contact_number", "contacts"),
    Link("declarations", "contact_number", "contacts"),
    Link("contact_letters", "contact_number", "contacts"),
    Link("contact_merges", "kept_number", "contacts"),
    Link("contact_merges", "gone_number", "contacts"),
    Link("contact_words", "contact_number", "contacts"),
    Link("inquiries", "contact_number", "contacts"),
    Link("vetoes", "contact_number", "contacts"),
    Link("own_rates", "contact_number", "contacts"),
    Link("leader_sheets", "contact_number", "contacts"),
    Link("pay_lines", "leader_sheet_number", "leader_sheets"),
    Link("pay_run_sheets", "leader_sheet_number", "leader_sheets"),
)
#: What belongs to the file of a client.
OF_CLIENT = (
    Link("client_relations", "client_number", "clients"),
    Link("client_access", "client_number", "clients"),
    Link("cases", "client_number", "clients"),
    Link("applications", "client_number", "clients"),
    Link("case_pauses", "application_number", "applications"),
    Link("assessments", "client_number", "clients"),
    Link("decisions", "client_number", "clients"),
    Link("decision_items", "decision_number", "decisions"),
    Link("complaints", "client_number", "clients"),
    Link("complaint_arguments", "complaint_number", "complaints"),
    Link("letters", "client_number", "clients"),
    Link("enclosures", "letter_number", "letters"),
    Link("enclosures", "decision_number", "decisions"),
    Link("journal_entries", "case_number", "cases"),
    Link("journal_parties", "entry_number", "journal_entries"),
    Link("attachments", "entry_number", "journal_entries"),
    Link("assignments", "client_number", "clients"),
    Link("assignment_pauses", "assignment_number", "assignments"),
    Link("agreements", "assignment_number", "assignments"),
    Link("gate_overrides", "assignment_number", "assignments"),
    Link("attendances", "assignment_number", "assignments"),
    Link("contact_letters", "assignment_number", "assignments"),  # it names the client
    Link("waits", "client_number", "clients"),
    Link("match_wishes", "client_number", "clients"),
    Link("client_words", "client_number", "clients"),
    Link("inquiries", "client_number", "clients"),
    Link("vetoes", "client_number", "clients"),
    Link("timesheets", "assignment_number", "assignments"),
    Link("timesheet_lines", "sheet_number", "timesheets"),
    Link("sheet_returns", "sheet_number", "timesheets"),
    Link("sheet_reminders", "assignment_number", "assignments"),
    Link("pay_lines", "sheet_number", "timesheets"),
    Link("pay_run_sheets", "sheet_number", "timesheets"),
    Link("month_reports", "assignment_number", "assignments"),
    Link("report_answers", "report_number", "month_reports"),
    Link("papers", "client_number", "clients"),
    Link("papers", "assignment_number", "assignments"),
    Link("papers", "decision_number", "decisions"),
    Link("papers", "letter_number", "letters"),
)
#: What lies in other people's files.
ELSEWHERE = (
    Link("client_relations", "person_number", "people"),
    Link("assignments", "contact_number", "contacts"),
    Link("assignment_pauses", "assignment_number", "assignments"),
    Link("agreements", "assignment_number", "assignments"),
    Link("gate_overrides", "assignment_number", "assignments"),
    Link("attendances", "assignment_number", "assignments"),
    Link("timesheets", "assignment_number", "assignments"),
    Link("timesheet_lines", "sheet_number", "timesheets"),
    Link("sheet_returns", "sheet_number", "timesheets"),
    Link("sheet_reminders", "assignment_number", "assignments"),
    Link("pay_lines", "sheet_number", "timesheets"),
    Link("pay_run_sheets", "sheet_number", "timesheets"),
    Link("month_reports", "assignment_number", "assignments"),
    Link("report_answers", "report_number", "month_reports"),
    Link("papers", "assignment_number", "assignments"),
    Link("group_leaders", "contact_number", "contacts"),
    Link("meeting_leaders", "contact_number", "contacts"),
)
#: Papers of a support contact: about another's file, or his or her own.
CONTACT_PAPERS = Link("papers", "contact_number", "contacts")

PERSONAL = frozenset(
    {"people", "papers"}
    | {link.table for link in OF_PERSON + OF_CONTACT + OF_CLIENT + ELSEWHERE}
)
#: Personal, but found by the row they belong to, and gone with it.
VIA_ANOTHER = {
    "client_names": "clients, by ON DELETE CASCADE",
    "contact_names": "contacts, by ON DELETE CASCADE",
    "assignment_names": "assignments, by ON DELETE CASCADE",
    "paper_names": "papers, by ON DELETE CASCADE",
    "paper_files": "papers.sha256 and attachments.sha256, while any has it",
    "events": "events.person_number; never removed, and says no more than numbers",
    "event_details": "events; erased with the person",
    "drafts": "drafts.form names the record; the body may name a person",
    "presence": "presence.table_name and record; lasts while a window is open",
    "pay_run_files": "pay_runs; a voucher of the accounts, kept as long as they are",
}
#: The office, those who work there, and the register itself.
NOT_PERSONAL = frozenset(
    {"commits", "counters", "deletions", "event_head", "four_eyes", "office"}
    | {"case_rules", "citations", "gate_rules", "letter_texts"}
    | {"activity_groups", "group_meetings"}
    | {"organisations", "period_rules", "periods", "rates", "register_facts"}
    | {"retention_rules", "staff"}
    | {"pay_codes", "pay_runs", "payroll_layouts", "report_topics"}
)
#: Children first: in this order rows can be deleted.
DELETING = (
    *("enclosures", "attachments", "journal_parties", "journal_entries"),
    *("report_answers", "month_reports", "sheet_reminders", "sheet_returns"),
    *("pay_run_sheets", "pay_lines", "leader_sheets", "own_rates"),
    *("timesheet_lines", "timesheets", "attendances", "meeting_leaders"),
    *("group_leaders", "gate_overrides", "assignment_pauses", "declarations"),
    *("papers", "contact_letters", "letters", "agreements", "assignments"),
    *("waits", "match_wishes", "client_words", "inquiries", "vetoes"),
    *("contact_merges", "contact_words", "police_certificates"),
    *("contact_references", "recruitments"),
    *("complaint_arguments", "complaints", "decision_items", "decisions"),
    *("case_pauses", "applications", "assessments", "cases", "not_same_people"),
    *("client_access", "client_relations", "clients", "contacts"),
    *("erasures", "legal_holds", "addresses", "people"),
)

Numbers = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class PersonRows:
    """The numbers of the rows of one person, by table; no empty ones."""

    person: int
    own: Numbers = field(default_factory=dict)
    elsewhere: Numbers = field(default_factory=dict)

    def of(self, table: str) -> tuple[int, ...]:
        """Return the numbers of the person's own rows in ``table``."""
        return self.own.get(table, ())

    def everywhere(self, table: str) -> tuple[int, ...]:
        """Return the numbers of rows of ``table`` about the person in any file."""
        return self.of(table) + self.elsewhere.get(table, ())


def rows_of(session: Session, person: int) -> PersonRows:
    """Return where everything about the person with this number stands.

    The number of statements does not grow with the register, only, by one for each
    500 rows, with the person's own.
    """
    own = _follow(session, {"people": _merged_into(session, person)}, OF_PERSON)
    own = _follow(session, own, OF_CONTACT + OF_CLIENT)
    start: Numbers = {"people": own["people"], "contacts": own.get("contacts", ())}
    elsewhere = _follow(session, start, ELSEWHERE)
    papers = _contact_papers(session, own.get("contacts", ()))
    mine = {number for number, others in papers if not others}
    _add(own, "papers", mine)
    _add(elsewhere, "papers", {number for number, _others in papers} - mine)
    for name, numbers in list(elsewhere.items()):
        left = tuple(n for n in numbers if n not in set(own.get(name, ())))
        elsewhere[name] = left
    return PersonRows(
        person,
        own=_without_empty(own),
        elsewhere={
            name: numbers
            for name, numbers in _without_empty(elsewhere).items()
            if name not in start
        },
    )


def file_of(session: Session, clients: Sequence[int]) -> Numbers:
    """Return the rows of the files of clients, and nothing else of the same people."""
    return _without_empty(_follow(session, {"clients": clients}, OF_CLIENT))


def _merged_into(session: Session, person: int) -> tuple[int, ...]:
    """Return the person, and whoever turned out to be the same support contact."""
    contact = Base.metadata.tables["contacts"]
    gone, asked = contact.alias(), [person]
    found = {person}
    while asked:
        pairs = contact.join(gone, gone.c.merged_into == contact.c.number)
        rows = (
            sa.select(gone.c.person_number)
            .select_from(pairs)
            .where(contact.c.person_number.in_(asked))
        )
        asked = [number for number in session.scalars(rows) if number not in found]
        found.update(asked)
    return tuple(sorted(found))


def files_only_of(
    session: Session, papers: Sequence[int], attachments: Sequence[int] = ()
) -> tuple[str, ...]:
    """Return the keys of the kept bytes that no other paper or attachment has."""
    ours = {"papers": set(papers), "attachments": set(attachments)}
    found = set[str]()
    for name, numbers in ours.items():
        table = Base.metadata.tables[name]
        for some in chunks(sorted(numbers)):
            mine = sa.select(table.c.sha256).where(table.c.number.in_(some))
            found.update(key for key in session.scalars(mine) if key)
    kept = set[str]()
    for name, numbers in ours.items():
        table = Base.metadata.tables[name]
        for keys in chunks(sorted(found)):
            users = sa.select(table.c.sha256, table.c.number)
            for key, number in session.execute(users.where(table.c.sha256.in_(keys))):
                if number not in numbers:
                    kept.add(key)
    return tuple(sorted(found - kept))


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield ``values``, some at a time."""
    for start in range(0, len(values), AT_A_TIME):
        yield values[start : start + AT_A_TIME]


def _follow(
    session: Session, start: Mapping[str, Collection[int]], links: Sequence[Link]
) -> Numbers:
    """Return ``start`` and the rows that point to it, link by link."""
    found: dict[str, set[int]] = {name: set(some) for name, some in start.items()}
    for link in links:
        table = Base.metadata.tables[link.table]
        for some in chunks(sorted(found.get(link.to, ()))):
            rows = sa.select(table.c.number).where(table.c[link.column].in_(some))
            found.setdefault(link.table, set()).update(session.scalars(rows))
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _contact_papers(
    session: Session, contacts: Sequence[int]
) -> list[tuple[int, bool]]:
    """Return the papers of support contacts, and whether each is of another's file."""
    paper = Base.metadata.tables[CONTACT_PAPERS.table]
    found: list[tuple[int, bool]] = []
    for some in chunks(contacts):
        others = sa.or_(
            paper.c.client_number.is_not(None), paper.c.assignment_number.is_not(None)
        )
        rows = sa.select(paper.c.number, others).where(
            paper.c[CONTACT_PAPERS.column].in_(some)
        )
        found += [(number, bool(yes)) for number, yes in session.execute(rows)]
    return found


def _add(numbers: Numbers, table: str, more: Collection[int]) -> None:
    numbers[table] = tuple(sorted({*numbers.get(table, ()), *more}))


def _without_empty(numbers: Numbers) -> Numbers:
    return {name: some for name, some in numbers.items() if some}
