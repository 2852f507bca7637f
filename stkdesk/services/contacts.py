"""Casework on the register of support contacts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact import (
    ContactDraft,
    ContactStatus,
    contact_problems,
)
from stkdesk.domain.errors import (
    InvalidInputError,
    NotFoundError,
    Problem,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.identity import tidy_identity
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.contact_course import has_ended, note_reengaged, refuse_status
from stkdesk.services.declaration_rows import note_signed
from stkdesk.services.duplicates import PersonRoom, refuse_twin, remember_apart
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.history import Event, contact_history
from stkdesk.services.match_words import write_contact_words
from stkdesk.services.seeing import client_name, save_person, shown_person
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Person,
    Recruitment,
)
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note


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


@needs(Right.READ_CONTACTS)
def open_contact(session: Session, number: int) -> ContactCard:
    """Return everything about the support contact with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    contact = _find(session, number)
    note(session, Action.OPENED, "contacts", number, person=contact.person_number)
    return ContactCard(
        number=contact.number,
        version=contact.version,
        draft=ContactDraft(
            person=shown_person(session, contact.person),
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
            weekdays=contact.weekdays,
            declaration_signed_on=contact.declaration_signed_on,
        ),
        assignments=_assignments_of(session, number),
        events=contact_history(session, number),
    )


@needs(Right.EDIT_CONTACTS)
def register_contact(
    session: Session, draft: ContactDraft, *, today: date, apart: Collection[int] = ()
) -> int:
    """Add a support contact to the register and return the short number.

    ``apart``: people the office has looked at and says are others; remembered.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        AlreadyRegisteredError: if the identity number is a contact's already.
        SimilarPeopleError: if somebody is alike, and not said to be another.

    """
    refuse_blocking(contact_problems(draft, today=today))
    _refuse_taken_number(session, draft, None)
    others = refuse_twin(session, PersonRoom.CONTACTS, draft.person, apart)
    contact = Contact(
        person=save_person(session, None, draft.person),
        started_on=today,
        declaration_signed_on=draft.declaration_signed_on,
    )
    write_contact(session, contact, draft, today=today)
    session.add(contact)
    session.flush()
    write_contact_words(session, contact.number, draft)
    if draft.declaration_signed_on is not None:
        note_signed(session, contact, draft.declaration_signed_on)
    if draft.status is ContactStatus.CANDIDATE:
        session.add(Recruitment(contact_number=contact.number))
        session.flush()
    remember_apart(session, contact.person_number, others)
    return contact.number


@needs(Right.EDIT_CONTACTS)
def edit_contact(
    session: Session, number: int, version: int, draft: ContactDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands in the register.

    An applicant becomes active when everything holds, and not before. That a
    declaration is signed is written down by ``sign_declaration``, never here.

    Raises:
        NotFoundError: if the support contact is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        GateClosedError: if it closes the gate of a running assignment.

    """
    refuse_blocking(contact_problems(draft, today=today))
    contact = _find(session, number)
    refuse_outdated(contact.version, version)
    _refuse_taken_number(session, draft, number)
    if tidy_identity(draft.person.national_id) != (contact.person.national_id or ""):
        refuse_twin(session, PersonRoom.CONTACTS, draft.person, number=number)
    refuse_status(session, contact, draft.status, today=today)
    was_ended = has_ended(contact, today)
    with keeping_gates(session, contact=number, today=today):
        save_person(session, contact.person, draft.person)
        write_contact(session, contact, draft, today=today)
        if was_ended and contact.status is not ContactStatus.ENDED:
            note_reengaged(session, number, today)
        contact.changed_at = now()  # an edit of the person alone is also a save
        session.flush()
    write_contact_words(session, number, draft)


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


@inner
def write_contact(
    session: Session, contact: Contact, draft: ContactDraft, *, today: date
) -> None:
    """Write ``draft`` on a support contact; not the person, nor what is signed."""
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
    contact.weekdays = draft.weekdays


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
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(Person, Person.number == Client.person_number)
        .where(Assignment.contact_number == number)
        .order_by(Assignment.start_on.desc())
    )
    return tuple(
        ContactAssignment(
            number=row.number,
            client=client_name(
                session, row.client_number, row.given_name or "", row.family_name or ""
            ),
            client_number=row.client_number,
            status=row.status,
            start_on=row.start_on,
            end_on=row.end_on,
            agreed_minutes=row.agreed_minutes,
            hours_unit=row.hours_unit,
        )
        for row in session.execute(found)
    )
