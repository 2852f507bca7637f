"""What stands between two people: a veto, an assignment, a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from stkdesk.services.access import inner
from stkdesk.services.unmet import GIVEN
from stkdesk.storage.tables import Assignment, Veto

#: The contacts whose newest certificate, of those shown, was not accepted.
_NOT_ACCEPTED = text(
    "SELECT c.contact_number FROM police_certificates c"
    " WHERE c.result = 'not_accepted' AND NOT EXISTS ("
    " SELECT 1 FROM police_certificates n WHERE n.contact_number = c.contact_number"
    " AND n.seen_on IS NOT NULL AND (n.seen_on > c.seen_on"
    " OR (n.seen_on = c.seen_on AND n.number > c.number)))"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A veto that stands."""

    number: int
    reason: str
    set_on: date


@inner
def vetoes_of(
    session: Session, *, client: int | None = None, contact: int | None = None
) -> dict[int, Standing]:
    """Return the vetoes that stand, by the number of the other one."""
    other = Veto.contact_number if client is not None else Veto.client_number
    own = (
        Veto.client_number == client
        if client is not None
        else Veto.contact_number == contact
    )
    found = select(other, Veto.number, Veto.reason, Veto.set_on)
    rows = session.execute(found.where(own, Veto.lifted_on.is_(None)))
    return {each: Standing(number, why, on) for each, number, why, on in rows}


@inner
def working_together(
    session: Session, *, client: int | None = None, contact: int | None = None
) -> frozenset[int]:
    """Return those there is an assignment with already, that is not over."""
    of_client = Assignment.client_number == client
    of_contact = Assignment.contact_number == contact
    found = (
        select(Assignment.client_number, Assignment.contact_number)
        .where(of_contact if client is None else of_client)
        .where(Assignment.status.in_(GIVEN))
    )
    at = 0 if client is None else 1
    numbers = (row[at] for row in session.execute(found))
    return frozenset(each for each in numbers if each is not None)


@inner
def not_accepted(session: Session) -> frozenset[int]:
    """Return the contacts whose newest certificate was not accepted."""
    return frozenset(session.scalars(_NOT_ACCEPTED))
