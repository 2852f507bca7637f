"""Cases (saksmapper): what belongs together of what is sent and received."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.services.access import inner
from stkdesk.services.numbering import take_case_number
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Case, Client

TITLE = "Støttekontakt"  # of every case: never a name, the journal may be read by all


@inner
def open_case(session: Session, client_number: int, *, today: date) -> Case:
    """Return the client's open case, the newest one; a new one where there is none.

    Whoever writes, writes alone (a file by its nature, a server by a lock of ours): of
    two at the same time the second finds the case of the first.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    if session.get(Client, client_number) is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    still_open = (
        select(Case)
        .where(Case.client_number == client_number, Case.closed_on.is_(None))
        .order_by(Case.number.desc())
        .limit(1)
    )
    case = session.scalar(still_open)
    if case is None:
        case = Case(
            client_number=client_number,
            reference=take_case_number(session, today.year),
            title=TITLE,
            opened_on=today,
        )
        session.add(case)
        session.flush()
    return case
