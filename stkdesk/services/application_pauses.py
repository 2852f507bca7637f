"""Casework on what an application waits for: its clock stands still meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.application import Pause, pause_problems
from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.services.applications import find_application
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Application, CasePause


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application that waits for the party, since when and for what."""

    number: int
    paused_on: date
    reason: str


@needs(Right.READ_CASES)
def waiting_application(session: Session, client_number: int) -> Waiting | None:
    """Return the client's application that waits for something, the oldest wait.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    found = session.execute(
        select(Application.number, CasePause.paused_on, CasePause.reason)
        .join(CasePause, CasePause.application_number == Application.number)
        .where(
            Application.client_number == client_number,
            Application.decided_on.is_(None),
            Application.withdrawn_on.is_(None),
            CasePause.resumed_on.is_(None),
        )
        .order_by(CasePause.paused_on)
    ).first()
    return None if found is None else Waiting(*found)


@needs(Right.EDIT_CASES)
def pause_application(
    session: Session, number: int, on: date, reason: str, *, today: date | None = None
) -> None:
    """Note that an application waits for the party from a day on, and for what.

    One that waits already goes on waiting from the day it began; what it waits for is
    added to. ``today``: the day it is, None when ``on`` is.

    Raises:
        NotFoundError: if the application is not there.
        InvalidInputError: if the day cannot be right, or no reason is given.
        OfficeError: if the application is decided or withdrawn.

    """
    row = find_application(session, number)
    _refuse_closed(row)
    reason = reason.strip()
    refuse_blocking(
        pause_problems(
            Pause(on, reason=reason), received_on=row.received_on, today=today or on
        )
    )
    waiting = _waiting(row)
    if waiting is None:
        row.pauses.append(CasePause(paused_on=on, reason=reason))
    elif reason not in waiting.reason:
        waiting.paused_on = min(waiting.paused_on, on)
        waiting.reason = f"{waiting.reason}; {reason}"
    session.flush()


@needs(Right.EDIT_CASES)
def resume_application(
    session: Session, number: int, on: date, *, today: date | None = None
) -> None:
    """Note that what an application waited for has come; that day still counts.

    Raises:
        NotFoundError: if the application is not there, or waits for nothing.
        InvalidInputError: if the day cannot be right.

    """
    row = find_application(session, number)
    waiting = _waiting(row)
    if waiting is None:
        raise NotFoundError("Søknaden venter ikke på noe.")
    ended = Pause(waiting.paused_on, on, waiting.reason)
    refuse_blocking(
        pause_problems(ended, received_on=row.received_on, today=today or on)
    )
    waiting.resumed_on = on
    session.flush()


@needs(Right.EDIT_CASES)
def remove_pause(session: Session, number: int, pause: int) -> None:
    """Take away a pause that was written down by mistake.

    Raises:
        NotFoundError: if the application or the pause is not there.

    """
    row = find_application(session, number)
    for each in row.pauses:
        if each.number == pause:
            row.pauses.remove(each)
            session.flush()
            return
    raise NotFoundError("Denne ventetiden er ikke lenger i registeret.")


def _waiting(row: Application) -> CasePause | None:
    return next((each for each in row.pauses if each.resumed_on is None), None)


def _refuse_closed(row: Application) -> None:
    if row.decided_on is None and row.withdrawn_on is None:
        return
    raise OfficeError(
        "Søknaden er ikke lenger til behandling.",
        "Fristen for en søknad som er avgjort eller trukket, kan ikke stanses.",
    )
