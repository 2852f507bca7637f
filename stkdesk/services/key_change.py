"""Casework on the key of the register itself: a new one, so that the old one dies."""

from __future__ import annotations

from stkdesk.domain.progress import Steps
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.passwords import register_file_of
from stkdesk.storage.database import Database
from stkdesk.storage.rotation import rotate
from stkdesk.storage.source import FileRegister
from stkdesk.storage.trail import note


@needs(Right.KEEP_REGISTER)
def change_key(database: Database) -> Steps:
    """Give the register a new key; return it open with that, for whoever is at work.

    ``database`` is closed first, and is of no use after: work goes on in the one that
    is returned. Everybody's password and the recovery code stay as they are. If it
    fails or is given up, the register is as it was and ``database`` goes on.

    Raises:
        CannotSaveError: if somebody has the register open, or there is no room.
        CannotOpenError: if the register or its copy is not whole.

    """
    register = register_file_of(database)
    database.close()
    key = yield from rotate(register.file, register.key)
    renewed = Database(FileRegister(register.file, key), database.actor)
    with renewed.transaction() as session:
        note(session, Action.KEYS_CHANGED, detail={"what": "new_key"})
    return renewed
