"""Finding the two a match is about, or saying that one of them is not there."""

from __future__ import annotations

from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.services.access import inner
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Client, Contact


@inner
def client_of(session: Session, number: int) -> Client:
    """Return the client with this short number.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if the one at work may not see it.

    """
    refuse_blocked(session, number)
    client = session.get(Client, number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


@inner
def contact_of(session: Session, number: int) -> Contact:
    """Return the support contact with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    contact = session.get(Contact, number)
    if contact is None:
        raise NotFoundError("Støttekontakten finnes ikke lenger i registeret.")
    return contact
