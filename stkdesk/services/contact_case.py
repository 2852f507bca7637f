"""What the card of a support contact tells beside the register's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.letter import LetterState
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, needs
from stkdesk.services.contact_merging import MergeRow, merges_of
from stkdesk.services.recruiting import RecruitmentCard, open_recruitment
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    Agreement,
    Assignment,
    Client,
    Contact,
    ContactLetter,
    Person,
)

GOING_ON = (AssignmentStatus.PLANNED, AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)
LETTERS = 5  # issued ones; a card has no room for more


@dataclass(frozen=True, slots=True)
class ContactAgreement:
    """How it stands with the agreement of one assignment that is going on."""

    assignment: int
    number: int | None = None  # of the newest agreement
    state: AgreementState | None = None  # None: there is none
    signed_on: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ContactLetterLine:
    """One letter to the support contact."""

    number: int
    kind: ContactLetterKind
    state: LetterState
    issued_on: date | None
    assignment: int | None


@dataclass(frozen=True, slots=True)
class AlsoClient:
    """That the same person has a support contact too: allowed, and good to know."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class MergedInto:
    """The entry that was kept when two entries of one person were put together."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class ContactCase:
    """Recruiting, agreements and letters of one support contact."""

    recruitment: RecruitmentCard | None = None  # None: not for the one at work
    agreements: tuple[ContactAgreement, ...] = ()
    letters: tuple[ContactLetterLine, ...] = ()  # begun first, then the newest
    also_client: AlsoClient | None = None
    merged_into: MergedInto | None = None  # where this entry went; it is not in use
    merges: tuple[MergeRow, ...] = ()  # the entries that went into this one


@needs(Right.READ_CONTACTS)
def contact_case(session: Session, number: int, *, today: date) -> ContactCase:
    """Return what the one at work may see of the case of a support contact.

    Raises:
        NotFoundError: if there is no such support contact.

    """
    actor = actor_of(session)
    is_recruiter = actor.may(Right.READ_RECRUITING)
    return ContactCase(
        open_recruitment(session, number, today=today) if is_recruiter else None,
        _agreements(session, number),
        _letters(session, number) if is_recruiter else (),
        _also_client(session, number) if actor.may(Right.READ_CASES) else None,
        _merged_into(session, number),
        merges_of(session, number),
    )


def _agreements(session: Session, number: int) -> tuple[ContactAgreement, ...]:
    found = session.execute(
        select(
            Assignment.number,
            Agreement.number,
            Agreement.state,
            Agreement.signed_on,
            Agreement.valid_to,
        )
        .outerjoin(
            Agreement,
            and_(
                Agreement.assignment_number == Assignment.number,
                Agreement.state != AgreementState.ENDED,
            ),
        )
        .where(Assignment.contact_number == number, Assignment.status.in_(GOING_ON))
        .order_by(Assignment.number, Agreement.valid_from, Agreement.number)
    )
    newest = {row[0]: ContactAgreement(*row) for row in found}
    return tuple(newest.values())


def _letters(session: Session, number: int) -> tuple[ContactLetterLine, ...]:
    found = session.execute(
        select(
            ContactLetter.number,
            ContactLetter.kind,
            ContactLetter.state,
            ContactLetter.issued_on,
            ContactLetter.assignment_number,
        )
        .where(ContactLetter.contact_number == number)
        .order_by(ContactLetter.number.desc())
    )
    lines = [ContactLetterLine(*row) for row in found]
    begun = [each for each in lines if each.state is LetterState.DRAFT]
    issued = [each for each in lines if each.state is not LetterState.DRAFT]
    return (*begun, *issued[:LETTERS])


def _also_client(session: Session, number: int) -> AlsoClient | None:
    """Return the same person as a client: one row, or the same identity number."""
    own = (
        select(Person.number, Person.national_id)
        .join(Contact, Contact.person_number == Person.number)
        .where(Contact.number == number)
    ).subquery()
    found = session.execute(
        select(Client.number, Person.given_name, Person.family_name)
        .join(Person, Person.number == Client.person_number)
        .join(
            own,
            or_(
                Person.number == own.c.number,
                Person.national_id == own.c.national_id,
            ),
        )
    ).first()
    if found is None or found.number in hidden_clients(session):
        return None
    return AlsoClient(found.number, full_name(found.given_name, found.family_name))


def _merged_into(session: Session, number: int) -> MergedInto | None:
    kept = select(Contact.merged_into).where(Contact.number == number).scalar_subquery()
    found = session.execute(
        select(Contact.number, Person.given_name, Person.family_name)
        .join(Person, Person.number == Contact.person_number)
        .where(Contact.number == kept)
    ).first()
    if found is None:
        return None
    return MergedInto(found.number, full_name(found.given_name, found.family_name))
