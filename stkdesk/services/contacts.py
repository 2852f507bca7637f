"""Casework on the register of support contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact import (
    ContactDraft,
    ContactStatus,
    Employment,
    contact_problems,
)
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    InvalidInputError,
    NotFoundError,
    Problem,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.history import Event, contact_history
from stkdesk.services.paging import page_of
from stkdesk.services.people import (
    matches,
    person_draft,
    same_person,
    short_number,
    write_person,
)
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Person,
    PersonAddress,
    Timesheet,
)
from stkdesk.storage.tables.base import now

NO_DECLARATION = "no_declaration"  # a filter beside those of the statuses
_LACKS_DECLARATION = (
    Contact.declaration_signed_on.is_(None),
    Contact.status != ContactStatus.ENDED,
)
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


@dataclass(frozen=True, slots=True)
class ContactAssignment:
    """One assignment, as seen from the support contact."""

    number: int
    client: str
    client_number: int
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    agreed_minutes: int
    hours_unit: HoursUnit


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Everything about one support contact, as the card shows it."""

    number: int
    version: int
    draft: ContactDraft
    assignments: tuple[ContactAssignment, ...]
    events: tuple[Event, ...] = ()  # newest first

    @property
    def name(self) -> str:
        """The support contact's full name."""
        return full_name(self.draft.person.given_name, self.draft.person.family_name)


def list_contacts(
    session: Session, query: ListQuery, *, period_number: int | None = None
) -> ListPage[ContactRow]:
    """Return one page of support contacts; hours are those of the period, if given."""
    base = (
        select(Contact.number)
        .join(Person, Person.number == Contact.person_number)
        .where(Person.sort_key >= "")  # lets SQLite walk people in order of names
    )
    if query.search:
        base = base.where(_meant(query.search))
    if query.chip == NO_DECLARATION:
        base = base.where(*_LACKS_DECLARATION)
    elif query.chip:
        base = base.where(Contact.status == ContactStatus(query.chip))
    chips = _count_by_status(session)
    everything = sum(chips.values())
    chips[NO_DECLARATION] = _count_without_declaration(session)
    numbers, total = page_of(
        session,
        _in_order(base, query),
        query,
        unsearched=chips[query.chip] if query.chip else everything,
    )
    return ListPage(
        rows=_rows(session, numbers, period_number),
        total=total,
        everything=everything,
        chips=chips,
    )


def open_contact(session: Session, number: int) -> ContactCard:
    """Return everything about the support contact with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    contact = _find(session, number)
    return ContactCard(
        number=contact.number,
        version=contact.version,
        draft=ContactDraft(
            person=person_draft(contact.person),
            status=contact.status,
            employment=contact.employment,
            language=contact.language,
            employee_number=contact.employee_number or "",
            account_number=contact.account_number,
            has_car=contact.has_car,
            languages=contact.languages,
            interests=contact.interests,
            areas=contact.areas,
            capacity_minutes=contact.capacity_minutes,
            declaration_signed_on=contact.declaration_signed_on,
        ),
        assignments=_assignments_of(session, number),
        events=contact_history(session, number),
    )


def register_contact(
    session: Session, draft: ContactDraft, *, today: date, same_is_fine: bool = False
) -> int:
    """Add a support contact to the register and return the short number.

    ``same_is_fine``: the office has looked and says it is another person.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        AlreadyRegisteredError: if the person seems to be registered already.

    """
    refuse_blocking(contact_problems(draft, today=today))
    _refuse_taken_number(session, draft, None)
    if not same_is_fine:
        same = same_person(session, draft.person, Contact.person_number, Contact.number)
        if same is not None:
            raise AlreadyRegisteredError(
                f"Personen er trolig registrert fra før, som støttekontakt {same}.",
                "Åpne den støttekontakten i listen i stedet.",
                number=same,
            )
    contact = Contact(person=write_person(None, draft.person), started_on=today)
    _write(contact, draft, today)
    session.add(contact)
    session.flush()
    return contact.number


def edit_contact(
    session: Session, number: int, version: int, draft: ContactDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the support contact is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    refuse_blocking(contact_problems(draft, today=today))
    contact = _find(session, number)
    refuse_outdated(contact.version, version)
    _refuse_taken_number(session, draft, number)
    write_person(contact.person, draft.person)
    _write(contact, draft, today)
    contact.changed_at = now()  # an edit of the person alone is also a save
    session.flush()


def _find(session: Session, number: int) -> Contact:
    contact = session.get(Contact, number)
    if contact is None:
        raise NotFoundError("Støttekontakten finnes ikke lenger i registeret.")
    return contact


def _refuse_taken_number(
    session: Session, draft: ContactDraft, number: int | None
) -> None:
    wanted = draft.employee_number.strip()
    taken = select(Contact.number).where(Contact.employee_number == wanted)
    if wanted and session.scalar(taken) not in (None, number):
        raise InvalidInputError(
            (Problem("employee_number", "Ansattnummeret er brukt på en annen."),)
        )


def _write(contact: Contact, draft: ContactDraft, today: date) -> None:
    if draft.status is ContactStatus.ENDED and contact.status is not draft.status:
        contact.ended_on = max(today, contact.started_on or today)
    elif draft.status is not ContactStatus.ENDED:
        contact.ended_on = None
    contact.status, contact.employment = draft.status, draft.employment
    contact.language = draft.language
    contact.employee_number = draft.employee_number.strip() or None
    contact.account_number = draft.account_number.strip()
    contact.has_car = draft.has_car
    contact.languages = draft.languages.strip()
    contact.interests, contact.areas = draft.interests.strip(), draft.areas.strip()
    contact.capacity_minutes = draft.capacity_minutes
    contact.declaration_signed_on = draft.declaration_signed_on


def _meant(search: str) -> ColumnElement[bool]:
    """Return the condition that a contact is meant: person, staff number, ``S-12``."""
    person = matches(
        search,
        lambda word: (Contact.employee_number.istartswith(word, autoescape=True),),
    )
    number = short_number(search, "s")
    return person if number is None else or_(person, Contact.number == number)


def _in_order(base: Select[int], query: ListQuery) -> Select[int]:
    columns = {
        "": (Person.sort_key, Person.number),
        "name": (Person.sort_key, Person.number),
        "status": (Contact.status, Person.sort_key),
        "capacity": (Contact.capacity_minutes, Person.sort_key),
        "declaration": (Contact.declaration_signed_on, Person.sort_key),
        "number": (Contact.number,),
    }[query.sort]
    first, *rest = columns
    return base.order_by(first.desc() if query.descending else first, *rest)


def _count_by_status(session: Session) -> dict[str, int]:
    found = select(Contact.status, func.count()).group_by(Contact.status)
    counted = {status.value: n for status, n in session.execute(found)}
    return {status.value: counted.get(status.value, 0) for status in ContactStatus}


def _count_without_declaration(session: Session) -> int:
    found = select(func.count()).select_from(Contact).where(*_LACKS_DECLARATION)
    return session.scalar(found) or 0


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
            city=row[3] or "",
            phone=row.phone,
            status=row.status,
            protection=row.protection,
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


def _assignments_of(session: Session, number: int) -> tuple[ContactAssignment, ...]:
    found = (
        select(
            Assignment.number,
            Person.given_name,
            Person.family_name,
            Assignment.client_number,
            Assignment.status,
            Assignment.start_on,
            Assignment.end_on,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
        )
        .join(Client, Client.number == Assignment.client_number)
        .join(Person, Person.number == Client.person_number)
        .where(Assignment.contact_number == number)
        .order_by(Assignment.start_on.desc())
    )
    return tuple(
        ContactAssignment(
            number=row.number,
            client=full_name(row.given_name, row.family_name),
            client_number=row.client_number,
            status=row.status,
            start_on=row.start_on,
            end_on=row.end_on,
            agreed_minutes=row.agreed_minutes,
            hours_unit=row.hours_unit,
        )
        for row in session.execute(found)
    )
