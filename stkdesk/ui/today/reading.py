"""Reading the first page anew, in a register that is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stkdesk.services.today import Today, today_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.domain.staff import Actor


def read_today(session: Session, *, today: date, actor: Actor) -> Today:
    """Return the first page, as ``actor`` may see it; on the worker."""
    from stkdesk.services.asking import asker  # loads SQLAlchemy: never at start

    return today_in(asker(session), today=today, actor=actor)


def read_and_note_today(session: Session, *, today: date, actor: Actor) -> Today:
    """Return the first page, to be shown: the log says that it was seen."""
    from stkdesk.services.today_seen import note_today_seen

    note_today_seen(session)
    return read_today(session, today=today, actor=actor)
