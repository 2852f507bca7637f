"""Finding a client or a support contact while one types in a form."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.listing import ListQuery
from stkdesk.services.assignment_check import capacity_left
from stkdesk.services.client_list import list_clients
from stkdesk.services.contact_list import list_contacts
from stkdesk.ui.person_picker import Found

HITS = 20


def find_clients(session: Session, words: str) -> Sequence[Found]:
    """Return the clients ``words`` may mean; birth date and place tell them apart."""
    found = []
    for row in list_clients(session, ListQuery(search=words, limit=HITS)).rows:
        told = [f"B-{row.number}", row.city]
        if row.birth_date is not None:
            told.insert(1, f"f. {short_date(row.birth_date)}")
        if row.status is ClientStatus.ENDED:
            told.append("avsluttet")
        found.append(Found(row.number, row.name, _joined(told)))
    return found


def find_contacts(session: Session, words: str) -> Sequence[Found]:
    """Return the support contacts ``words`` may mean, and what they have left."""
    found = []
    rows = list_contacts(session, ListQuery(search=words, limit=HITS)).rows
    left = capacity_left(session, [row.number for row in rows])
    for row in rows:
        told = [f"S-{row.number}", row.city, f"{row.assignments} oppdrag"]
        if row.number in left:
            free = left[row.number]
            spare = f"{hours_text(free)} t/mnd ledig" if free > 0 else "ingen tid ledig"
            told.append(spare)
        if row.status is not ContactStatus.ACTIVE:
            told.append(row.status.label.lower())
        found.append(Found(row.number, row.name, _joined(told)))
    return found


def known_people(
    session: Session, client_number: int | None, contact_number: int | None
) -> tuple[Found | None, Found | None]:
    """Return the client and the support contact with these numbers, as one finds them.

    None for whom no number is given, or whom the person at work may not see.
    """
    clients = find_clients(session, f"B-{client_number}") if client_number else ()
    contacts = find_contacts(session, f"S-{contact_number}") if contact_number else ()
    return (
        next((each for each in clients if each.number == client_number), None),
        next((each for each in contacts if each.number == contact_number), None),
    )


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)
