"""Casework on voluntary organisations the office has an agreement with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.errors import AlreadyRegisteredError, NotFoundError, Problem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.names import search_text
from stkdesk.domain.organisation import (
    OrganisationDraft,
    OrganisationFacts,
    organisation_problems,
)
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.attendance import attended_minutes
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.storage.tables import Assignment, Client, Organisation, Person
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class OrganisationAssignment:
    """One assignment, as seen from the organisation."""

    number: int
    client: str
    client_number: int
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    agreed_minutes: int
    hours_unit: HoursUnit
    attended: int = 0  # minutes this month
    is_hidden: bool = False  # blocked for the one at work


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """Everything about one organisation, as the card shows it."""

    number: int
    version: int
    draft: OrganisationDraft
    assignments: tuple[OrganisationAssignment, ...]  # the newest first

    @property
    def running(self) -> tuple[OrganisationAssignment, ...]:
        """Those that have begun and are not over."""
        begun = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)
        return tuple(each for each in self.assignments if each.status in begun)


@needs(Right.READ_CASES)
def open_organisation(
    session: Session, number: int, *, today: date
) -> OrganisationCard:
    """Return everything about the organisation with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    found = _find(session, number)
    note(session, Action.OPENED, "organisations", number)
    return OrganisationCard(
        number=number,
        version=found.version,
        draft=OrganisationDraft(
            name=found.name,
            organisation_number=found.organisation_number or "",
            contact_person=found.contact_person,
            phone=found.phone,
            email=found.email,
            agreement_from=found.agreement_from,
            agreement_to=found.agreement_to,
            about=found.about,
        ),
        assignments=_assignments_of(session, number, today),
    )


@needs(Right.EDIT_CASES)
def register_organisation(
    session: Session, draft: OrganisationDraft, *, today: date
) -> int:
    """Add an organisation to the register and return the short number.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        AlreadyRegisteredError: if the organisation number, or without one the name,
            is there already.

    """
    refuse_blocking(check_organisation(session, draft, today=today))
    _refuse_known(session, draft, None)
    organisation = Organisation(name=draft.name.strip())
    _write(organisation, draft)
    session.add(organisation)
    session.flush()
    return organisation.number


@needs(Right.EDIT_CASES)
def edit_organisation(
    session: Session,
    number: int,
    version: int,
    draft: OrganisationDraft,
    *,
    today: date,
) -> None:
    """Put ``draft`` in place of what stands in the register.

    Raises:
        NotFoundError: if the organisation is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        AlreadyRegisteredError: if another has the organisation number.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        GateClosedError: if a running assignment could not go on.

    """
    organisation = _find(session, number)
    refuse_blocking(check_organisation(session, draft, number, today=today))
    refuse_outdated(organisation.version, version)
    _refuse_known(session, draft, number)
    with keeping_gates(session, organisation=number, today=today):
        _write(organisation, draft)
        session.flush()


@needs(Right.READ_CASES)
def check_organisation(
    session: Session,
    draft: OrganisationDraft,
    number: int | None = None,
    *,
    today: date,
) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before it is saved."""
    running = 0
    if number is not None:
        there = select(func.count()).where(
            Assignment.organisation_number == number,
            Assignment.status.in_((AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)),
        )
        running = session.scalar(there) or 0
    return organisation_problems(OrganisationFacts(draft, today, running))


def _find(session: Session, number: int) -> Organisation:
    organisation = session.get(Organisation, number)
    if organisation is None:
        raise NotFoundError("Organisasjonen finnes ikke lenger i registeret.")
    return organisation


def _refuse_known(
    session: Session, draft: OrganisationDraft, number: int | None
) -> None:
    same = (
        Organisation.organisation_number == draft.digits
        if draft.digits
        else Organisation.search_text == search_text(draft.name.strip())
    )
    there = session.scalars(select(Organisation.number).where(same)).first()
    if there is not None and there != number:
        raise AlreadyRegisteredError(
            "Organisasjonen er allerede registrert.",
            "Åpne den i listen i stedet.",
            number=there,
        )


def _write(organisation: Organisation, draft: OrganisationDraft) -> None:
    name = draft.name.strip()
    if name != organisation.name:
        organisation.search_text = search_text(name)
    organisation.name = name
    organisation.organisation_number = draft.digits or None
    organisation.contact_person = draft.contact_person.strip()
    organisation.phone, organisation.email = draft.phone.strip(), draft.email.strip()
    organisation.agreement_from = draft.agreement_from
    organisation.agreement_to = draft.agreement_to
    organisation.about = draft.about.strip()


def _assignments_of(
    session: Session, number: int, today: date
) -> tuple[OrganisationAssignment, ...]:
    hidden = hidden_clients(session)
    found = session.execute(
        select(Assignment, Person.given_name, Person.family_name)
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(Person, Person.number == Client.person_number)
        .where(Assignment.organisation_number == number)
        .order_by(
            Assignment.status == AssignmentStatus.ENDED,  # those that run come first
            Assignment.start_on.desc(),
            Assignment.number,
        )
    ).all()
    seen = [each.number for each, *_ in found if each.client_number not in hidden]
    month = Period.month(today.year, today.month)
    attended = attended_minutes(session, seen, month)
    return tuple(
        OrganisationAssignment(
            number=each.number,
            client=client_name(session, each.client_number, given or "", family or ""),
            client_number=each.client_number,
            status=each.status,
            start_on=each.start_on,
            end_on=each.end_on,
            agreed_minutes=each.agreed_minutes,
            hours_unit=each.hours_unit,
            attended=attended.get(each.number, 0),
            is_hidden=each.client_number in hidden,
        )
        for each, given, family in found
    )
