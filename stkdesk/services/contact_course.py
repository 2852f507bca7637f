"""What a change of a support contact's status asks for first."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.formats import count
from stkdesk.domain.recruiting_rules import unready
from stkdesk.domain.recruiting_steps import SAID_NO
from stkdesk.services.access import inner
from stkdesk.services.recruiting_facts import recruit_facts
from stkdesk.services.recruiting_rows import recruitment_of
from stkdesk.storage.tables import Assignment, Contact, Recruitment

RUNNING = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)


@inner
def refuse_status(
    session: Session, contact: Contact, wanted: ContactStatus, *, today: date
) -> None:
    """Refuse a status the support contact cannot have yet, or no longer.

    Raises:
        InvalidInputError: with what is missing; field ``status``.

    """
    if wanted is not ContactStatus.ENDED:
        refuse_merged(session, contact.number, "status")
    match contact.status, wanted:
        case (ContactStatus.CANDIDATE, ContactStatus.ACTIVE | ContactStatus.PAUSED):
            _refuse_unready(session, contact, today)
        case (ContactStatus.ENDED, ContactStatus.ACTIVE | ContactStatus.PAUSED):
            _refuse_ended(session, contact, today)
        case (ContactStatus.ACTIVE | ContactStatus.PAUSED, ContactStatus.ENDED):
            refuse_running(session, contact)


@inner
def refuse_merged(session: Session, number: int | None, field: str) -> None:
    """Refuse to give work to one who has gone into another support contact.

    Raises:
        InvalidInputError: if so; it says into which.

    """
    found = select(Contact.merged_into).where(Contact.number == number)
    if kept := session.scalar(found):
        told = f"S-{number} er slått sammen med S-{kept}. Velg S-{kept}."
        raise InvalidInputError((Problem(field, told),))


def has_ended(contact: Contact, today: date) -> bool:
    """Tell whether a support contact ended, and not by a slip of today."""
    if contact.status is not ContactStatus.ENDED:
        return False
    return contact.ended_on is None or contact.ended_on < today


@inner
def note_reengaged(session: Session, contact_number: int, today: date) -> Recruitment:
    """Write down that one who had ended is engaged anew from today.

    That the office once said no, stands in the log; it is asked anew.
    """
    row = recruitment_of(session, contact_number)
    if row is None:
        row = Recruitment(contact_number=contact_number)
        session.add(row)
    row.reengaged_on = today
    if row.outcome in SAID_NO:
        row.outcome = row.assessed_on = row.assessed_by = None
    return row


def _refuse_unready(session: Session, contact: Contact, today: date) -> None:
    whose = Contact.number == contact.number
    facts = recruit_facts(session, whose, today=today)[contact.number].facts
    missing = [each.sentence for each in unready(facts)]
    if missing:
        text = f"Støttekontakten er ikke klar ennå. {' '.join(missing)}"
        raise InvalidInputError((Problem("status", text),))


def _refuse_ended(session: Session, contact: Contact, today: date) -> None:
    if has_ended(contact, today):
        text = (
            "Støttekontakten har sluttet. Velg Søker: et nytt oppdrag er et nytt "
            "tilbud, og krever ny politiattest."
        )
        raise InvalidInputError((Problem("status", text),))
    row = recruitment_of(session, contact.number)
    if row is not None and row.applied_on is not None:
        _refuse_unready(session, contact, today)


@inner
def refuse_running(session: Session, contact: Contact) -> None:
    """Refuse to let somebody end who is at work.

    Raises:
        InvalidInputError: if there are assignments not ended; field ``status``.

    """
    running = session.scalar(
        select(func.count()).where(
            Assignment.contact_number == contact.number,
            Assignment.status.in_(RUNNING),
        )
    )
    if running:
        text = (
            f"Støttekontakten har {count(running, 'oppdrag', 'oppdrag')} som ikke er "
            "avsluttet. Avslutt dem først."
        )
        raise InvalidInputError((Problem("status", text),))
