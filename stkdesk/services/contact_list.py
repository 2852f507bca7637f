"""The list of support contacts: searched, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact import (
    ContactStatus,
    Employment,
)
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection
from stkdesk.domain.recruiting_rules import step_of
from stkdesk.domain.recruiting_steps import Step
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, needs
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.people import (
    matches,
    number_begins,
    or_number,
)
from stkdesk.services.recruiting_facts import recruit_facts
from stkdesk.services.seeing import sees
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    ContactNames,
    Person,
    PersonAddress,
    Timesheet,
)
from stkdesk.storage.trail import note_list

NO_DECLARATION = "no_declaration"  # a filter beside those of the statuses
_LACKS_DECLARATION = (
    Contact.declaration_signed_on.is_(None),
    Contact.status != ContactStatus.ENDED,
)
OF_CONTACT = ("status", "capacity", "declaration")  # read more than the names
RUNNING = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One line of the list of support contacts."""

    number: int
    name: str
    city: str
    phone: str
    status: ContactStatus
    protection: Protection
    employment: Employment
    has_car: bool
    capacity_minutes: int  # a month; 0: not said
    assignments: int  # running ones
    used_minutes: int  # in the period asked about
    declaration_signed_on: date | None
    step: Step | None = None  # of an applicant, for those who see recruiting


@needs(Right.READ_CONTACTS)
def list_contacts(
    session: Session,
    query: ListQuery,
    *,
    period_number: int | None = None,
    today: date | None = None,
) -> ListPage[ContactRow]:
    """Return one page of support contacts; hours are those of the period, if given.

    With ``today``, it is told at which step each applicant stands that day.
    """
    found = select(ContactNames.contact_number)
    if query.search:
        found = found.where(_meant(query.search))
    if query.chip == NO_DECLARATION:
        found = _with_contact(found).where(*_LACKS_DECLARATION)
    elif query.chip:
        found = _with_contact(found).where(Contact.status == ContactStatus(query.chip))
    chips, everything = _count(session)
    numbers, total = page_of(
        session,
        found,
        _in_order(found, query),
        query,
        unsearched=chips[query.chip] if query.chip else everything,
    )
    note_list(session, "contacts", query, total)
    return ListPage(
        rows=_with_steps(session, _rows(session, numbers, period_number), today),
        total=total,
        everything=everything,
        chips=chips,
    )


def _meant(search: str) -> ColumnElement[bool]:
    """Return the condition that a contact is meant: person, staff number, ``S-12``."""
    text = ContactNames.search_text
    person = matches(search, lambda word: number_begins(text, word), text=text)
    return or_number(person, ContactNames.contact_number, search, "s")


def _with_contact(found: Select[int]) -> Select[int]:
    return found.join(Contact, Contact.number == ContactNames.contact_number)


def _in_order(found: Select[int], query: ListQuery) -> Select[int]:
    if query.sort in OF_CONTACT and not query.chip:
        found = _with_contact(found)
    number, by_name = ContactNames.contact_number, ContactNames.sort_key
    columns = {
        "": (by_name, number),
        "name": (by_name, number),
        "status": (Contact.status, by_name, number),
        "capacity": (Contact.capacity_minutes, by_name, number),
        "declaration": (Contact.declaration_signed_on, by_name, number),
        "number": (number,),
    }[query.sort]
    first, *rest = columns
    return found.order_by(sorted_by(first, descending=query.descending), *rest)


def _count(session: Session) -> tuple[dict[str, int], int]:
    """Return how many there are behind each chip, and in all.

    Those put into another are taken off afterwards: so the count reads only an index.
    """
    there, gone = (
        _of_status(session),
        _of_status(session, Contact.merged_into.is_not(None)),
    )
    left = {
        status: [n - off for n, off in zip(each, gone.get(status, (0, 0)), strict=True)]
        for status, each in there.items()
    }
    chips = {status.value: 0 for status in ContactStatus}
    chips |= {status.value: those for status, (those, _) in left.items()}
    everything = sum(chips.values())
    chips[NO_DECLARATION] = sum(
        lacking
        for status, (_, lacking) in left.items()
        if status is not ContactStatus.ENDED
    )
    return chips, everything


def _of_status(
    session: Session, *where: ColumnElement[bool]
) -> dict[ContactStatus, tuple[int, int]]:
    """Return, for each status, how many there are, and how many have not declared."""
    found = (
        select(
            Contact.status,
            func.count(),
            func.count().filter(Contact.declaration_signed_on.is_(None)),
        )
        .where(*where)
        .group_by(Contact.status)
    )
    return {status: (those, no) for status, those, no in session.execute(found)}


def _rows(
    session: Session, numbers: Sequence[int], period_number: int | None
) -> tuple[ContactRow, ...]:
    """Return the rows of ``numbers``, in that order."""
    found = (
        select(
            Contact.number,
            Person.given_name,
            Person.family_name,
            select(PersonAddress.city)
            .where(PersonAddress.person_number == Person.number)
            .order_by(PersonAddress.number.desc())
            .limit(1)
            .scalar_subquery(),
            Person.phone,
            Contact.status,
            Person.protection,
            Contact.employment,
            Contact.has_car,
            Contact.capacity_minutes,
            Contact.declaration_signed_on,
        )
        .join(Person, Person.number == Contact.person_number)
        .where(Contact.number.in_(numbers))
    )
    running = _running(session, numbers)
    used = _used(session, numbers, period_number)
    by_number = {
        row.number: ContactRow(
            number=row.number,
            name=full_name(row.given_name, row.family_name),
            city=(row[3] or "") if sees(session, row.protection) else "",
            phone=row.phone if sees(session, row.protection) else "",
            status=row.status,
            protection=row.protection
            if sees(session, row.protection)
            else Protection.OPEN,
            employment=row.employment,
            has_car=row.has_car,
            capacity_minutes=row.capacity_minutes,
            assignments=running.get(row.number, 0),
            used_minutes=used.get(row.number, 0),
            declaration_signed_on=row.declaration_signed_on,
        )
        for row in session.execute(found)
    }
    return tuple(by_number[number] for number in numbers)


def _with_steps(
    session: Session, rows: tuple[ContactRow, ...], today: date | None
) -> tuple[ContactRow, ...]:
    applicants = [row.number for row in rows if row.status is ContactStatus.CANDIDATE]
    if (
        today is None
        or not applicants
        or not actor_of(session).may(Right.READ_RECRUITING)
    ):
        return rows
    known = recruit_facts(session, Contact.number.in_(applicants), today=today)
    return tuple(
        replace(row, step=step_of(known[row.number].facts))
        if row.number in known
        else row
        for row in rows
    )


def _running(session: Session, numbers: Sequence[int]) -> dict[int | None, int]:
    found = (
        select(Assignment.contact_number, func.count())
        .where(Assignment.contact_number.in_(numbers), Assignment.status.in_(RUNNING))
        .group_by(Assignment.contact_number)
    )
    return {number: n for number, n in session.execute(found)}


def _used(
    session: Session, numbers: Sequence[int], period_number: int | None
) -> dict[int | None, int]:
    if period_number is None:
        return {}
    found = (
        select(Assignment.contact_number, func.sum(Timesheet.minutes))
        .join(Timesheet, Timesheet.assignment_number == Assignment.number)
        .where(
            Assignment.contact_number.in_(numbers),
            Timesheet.period_number == period_number,
        )
        .group_by(Assignment.contact_number)
    )
    return {number: minutes for number, minutes in session.execute(found)}
