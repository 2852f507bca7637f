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
    if wanted is contact.status:
        return
    match wanted:
        case ContactStatus.ACTIVE:
            _refuse_unready(session, contact, today)
        case ContactStatus.ENDED:
            _refuse_running(session, contact)


@inner
def note_reengaged(session: Session, contact_number: int, today: date) -> Recruitment:
    """Write down that one who had ended is engaged anew from today."""
    row = recruitment_of(session, contact_number)
    if row is None:
        row = Recruitment(contact_number=contact_number)
        session.add(row)
    row.reengaged_on = today
    return row


def _refuse_unready(session: Session, contact: Contact, today: date) -> None:
    if contact.status is ContactStatus.PAUSED:
        return  # has been active; each assignment is judged by its own conditions
    whose = Contact.number == contact.number
    facts = recruit_facts(session, whose, today=today)[contact.number].facts
    missing = [each.sentence for each in unready(facts)]
    if missing:
        text = f"Støttekontakten er ikke klar ennå. {' '.join(missing)}"
        raise InvalidInputError((Problem("status", text),))


def _refuse_running(session: Session, contact: Contact) -> None:
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
