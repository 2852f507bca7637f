"""The first page in the log: it names people, so seeing it is a reading."""

from __future__ import annotations

from sqlalchemy.orm import Session

from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.storage.trail import note

ROOM = "today"


@needs()
def note_today_seen(session: Session) -> None:
    """Note that the first page was shown; again and again counts once."""
    note(session, Action.LISTED, ROOM)
