"""Whether the one at work may read, or make, a paper about somebody."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.services.access import inner
from stkdesk.services.seeing import refuse_blocked, refuse_unseen
from stkdesk.storage.tables import (
    Assignment,
    Client,
    ClientRelation,
    Contact,
    Paper,
    Person,
)

#: Papers about a client that have the address of whoever gets them.
_LETTERS = (PaperKind.DECISION, PaperKind.LETTER, PaperKind.INSIGHT)


@inner
def refuse_paper(session: Session, number: int) -> None:
    """Refuse a paper already made: about a blocked client, or to a secret address.

    Raises:
        BlockedError: if its client is one the person at work may not see.
        NotAllowedError: if it is to somebody whose address may not be seen.

    """
    found = session.execute(
        select(Paper.kind, Paper.client_number, Paper.contact_number).where(
            Paper.number == number
        )
    ).first()
    if found is None:
        return
    refuse_blocked(session, found.client_number)
    if found.contact_number is not None:
        refuse_letter_to(session, found.contact_number)
    elif found.kind in _LETTERS and found.client_number is not None:
        refuse_letters_about(session, found.client_number)


@inner
def refuse_sheet(session: Session, assignment_number: int) -> None:
    """Refuse a timesheet to a support contact whose address may not be seen.

    Raises:
        NotAllowedError: if it is such a one; it says who makes the sheet.

    """
    contact = session.scalar(
        select(Assignment.contact_number).where(Assignment.number == assignment_number)
    )
    if contact is not None:
        refuse_letter_to(session, contact)


@inner
def refuse_letter_to(session: Session, contact_number: int) -> None:
    """Refuse a letter to a support contact whose address may not be seen.

    Raises:
        NotAllowedError: if it is such a one; it says who makes the letter.

    """
    of_contact = select(Person.protection).join(
        Contact, Contact.person_number == Person.number
    )
    refuse_unseen(
        session, session.scalars(of_contact.where(Contact.number == contact_number))
    )


@inner
def refuse_letters_about(session: Session, client_number: int) -> None:
    """Refuse letters about a client when one who may get them may not be seen.

    Raises:
        NotAllowedError: if there is such a one; it says who makes the letters.

    """
    refuse_unseen(session, _around(session, client_number))


def _around(session: Session, client_number: int) -> list[Protection]:
    """Return the protection of the client and of those who speak for them."""
    client = select(Person.protection).join(
        Client, Client.person_number == Person.number
    )
    others = select(Person.protection).join(
        ClientRelation, ClientRelation.person_number == Person.number
    )
    return [
        *session.scalars(client.where(Client.number == client_number)),
        *session.scalars(others.where(ClientRelation.client_number == client_number)),
    ]
