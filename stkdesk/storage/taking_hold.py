"""One transaction, known to have been saved or not, whatever happens to the line.

When the line to a server breaks while the last word is being said, nobody knows
whether it was heard. So each save carries a mark of its own, and is asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker

from stkdesk.storage.lost_line import LineLostError
from stkdesk.storage.source import Register

#: Seconds between the times a server that has gone is asked: it may be starting again.
PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0)


@contextmanager
def taking_hold(maker: sessionmaker[Session], register: Register) -> Iterator[Session]:
    """Give a session of ``maker``; save everything at the end, or nothing at all.

    Raises:
        LineLostError: if the line broke at the end and the server does not say how
            it went.
        DatabaseError: whatever else went wrong; nothing was saved.

    """
    mark, is_ending = "", False
    try:
        with maker.begin() as session:
            mark = register.mark(session.connection())
            yield session
            session.flush()
            is_ending = True
    except DatabaseError as error:
        if not (mark and is_ending and error.connection_invalidated):
            raise
        if not _took_hold(register, mark):
            raise


def _took_hold(register: Register, mark: str) -> bool:
    for pause in PAUSES:
        try:
            return register.took_hold(mark)
        except DatabaseError:
            time.sleep(pause)
    try:
        return register.took_hold(mark)
    except DatabaseError as error:
        raise LineLostError(is_undone=False) from error
