"""Which edition of the key file belongs to the register, noted inside it.

A key file is changed first, its number noted in the register after. If the program
stops in between, the file is newer than the note: nothing is wrong, and the note is put
right. A file older than the note is one somebody has put back: it may open with a
password that was changed, or for one who has left, and is refused.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.cipher import connect
from stkdesk.storage.key_file import read_key_file
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.sealing import MasterKey

log = logging.getLogger(__name__)

FACT = "key_generation"
PUT_OFF = "the edition of the key file was not noted in the register"


def noted_generation(connection: Any) -> int:
    """Return the edition last noted; 0 before there was any."""
    row = connection.execute(
        "SELECT value FROM register_facts WHERE name = ?", (FACT,)
    ).fetchone()
    return int(row[0]) if row else 0


def note_generation(connection: Any, generation: int) -> None:
    """Note ``generation``, unless a later one is noted."""
    if noted_generation(connection) < generation:
        connection.execute(
            "INSERT INTO register_facts (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (FACT, str(generation)),
        )


def note_in(register: Path, key: MasterKey, generation: int) -> None:
    """Note ``generation`` in ``register`` after a change of its key file.

    Put off until it is next opened if somebody holds it.
    """
    try:
        connection = connect(register, key.database_key)
    except CannotOpenError:
        log.info(PUT_OFF)
        return
    try:
        heal(connection, generation)
    finally:
        connection.close()


def require_newest(register: Path, key: MasterKey) -> None:
    """Refuse to go on from a key file put back while ``register`` is open with ``key``.

    A change would give it the next number, and what it opens with would hold again.

    Raises:
        CannotOpenError: if it is older than the register knows of; nothing was touched.

    """
    generation = read_key_file(key_file_of(register)).generation
    connection = connect(register, key.database_key)
    try:
        refuse_put_back(connection, generation)
    finally:
        connection.close()


def heal(connection: Any, generation: int) -> None:
    """Note ``generation`` if nobody holds the register just now.

    Until it is noted an older key file is not told from the newest.
    """
    try:
        note_generation(connection, generation)
    except driver.DatabaseError:
        log.info(PUT_OFF)


def refuse_put_back(connection: Any, generation: int) -> None:
    """Refuse a key file older than the one the register knows of.

    Raises:
        CannotOpenError: if it is; nothing was touched.

    """
    if generation < noted_generation(connection):
        raise CannotOpenError(
            "Nøkkelfilen er eldre enn registeret.",
            "Noen har lagt tilbake en gammel nøkkelfil. Hent den nyeste: filen som "
            "slutter på .keys.bak i samme mappe, eller nøkkelfilen i den siste "
            "sikkerhetskopien. Finnes den ikke mer, åpner gjenopprettingskoden "
            "registeret. Registeret er ikke rørt.",
        )
