"""The page for the telephone: made, noted in the log, and kept nowhere."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.anonymous_case import REFERENCE, AnonymousCase, build
from stkdesk.domain.anonymous import age_band
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.domain.waiting import WEEKS_A_MONTH
from stkdesk.services.access import needs
from stkdesk.services.match_clients import client_of
from stkdesk.services.match_sides import known_clients
from stkdesk.services.office import open_office
from stkdesk.services.unmet import unmet
from stkdesk.storage.trail import note

__all__ = ["REFERENCE", "phone_case"]


@needs(Right.MAKE_PAPERS)
def phone_case(session: Session, client_number: int, *, today: date) -> bytes:
    """Return the page about the client, in the language of their letters.

    Only what is written in fixed fields is on it; no free text, which may name
    somebody. Which gender is wished for is not on it.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    client = client_of(session, client_number)
    found = unmet(session, today=today, only=(client_number,))
    missing = found[0].missing if found else 0
    unit = found[0].unit if found else HoursUnit.MONTH
    known = known_clients(session, {client_number: missing}, today=today)
    wish, where = known[client_number].wish, known[client_number].where
    office = open_office(session, today=today)
    note(session, Action.PRINTED, "clients", client_number, person=client.person_number)
    return build(
        AnonymousCase(
            language=client.language,
            sender=office.draft,
            age=age_band(client.person.birth_date, today),
            areas=", ".join(wish.areas.values()) or where.city,
            minutes=missing // WEEKS_A_MONTH if unit is HoursUnit.WEEK else missing,
            unit=unit,
            weekdays=wish.weekdays,
            interests=", ".join(wish.interests.values()),
            languages=", ".join(wish.languages.values()),
            needs_car=wish.needs_car,
            age_from=wish.age_from,
            age_to=wish.age_to,
            made_on=today,
            practice=office.practice,
        )
    )
