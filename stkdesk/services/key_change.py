"""Casework on the key of the register itself: a new one, so that the old one dies."""

from __future__ import annotations

from stkdesk.domain.progress import Steps
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.passwords import register_file_of
from stkdesk.storage.database import Database
from stkdesk.storage.keys import key_file_of, password_slots
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


@needs()
def passwords_in_use(database: Database) -> int:
    """Return how many passwords open the register; 0 on a server, which has its own.

    Raises:
        CannotOpenError: if the key file cannot be read.

    """
    if not isinstance(database.register, FileRegister):
        return 0
    return password_slots(key_file_of(database.register.file))
