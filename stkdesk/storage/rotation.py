"""A new master key for a register, so that the old one opens nothing any more.

For when somebody who has left may have kept a copy of the register and the key file,
or a key is feared lost. Take the slot of that person away first.

1. The key file gets both keys in every slot, sealed to public keys: nobody else's
   password is needed, and not the paper.
2. The register is copied into a file encrypted with the new key, and the copy checked.
3. The copy takes the place of the register.
4. The key file lets go of the old key.

Whenever it stops, everybody still opens the register, and ``settled`` brings it to an
end: on with the new key after step 3, back to the old before it.

The trail's own key lies inside the register and stays. Backups made before are opened
with the key file stored in them.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shutil import disk_usage
from typing import Any

from sqlcipher3 import dbapi2 as driver

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.domain.progress import Progress
from stkdesk.storage import key_slots
from stkdesk.storage.cipher import NotThisKeyError, connect
from stkdesk.storage.deletion_journal import journal_of, seal_again
from stkdesk.storage.files import PRIVATE, cannot_save, keep_on_disk, put_in_place
from stkdesk.storage.generation import note_in, refuse_put_back
from stkdesk.storage.key_file import KeyFile, read_key_file
from stkdesk.storage.keys import Opened, key_file_of
from stkdesk.storage.sealing import MasterKey

STEPS = 4
ROOM = 1024 * 1024  # bytes beside the copy: its log, the key file


def rotate(register: Path, key: MasterKey) -> Generator[Progress, None, MasterKey]:
    """Give ``register`` a new master key, one step at a time; return the key.

    Nobody may have the register open, neither here nor elsewhere. Stopped before the
    last step, or failing, it leaves the register and its keys as they were.

    Raises:
        CannotSaveError: if somebody has it open, or there is no room for the copy.
        CannotOpenError: if ``key`` is not its key, the key file is an older one put
            back, or the copy is not whole.

    """
    key_file, copy = key_file_of(register), _copy_of(register)
    before = read_key_file(key_file)
    before.check(key)
    _require_room(register)
    yield Progress(0, STEPS, "Ser etter at ingen andre har registeret åpent")
    fresh = MasterKey(secrets.token_bytes(32))
    swapped = False
    with _alone(register, key) as connection:
        refuse_put_back(connection, before.generation)
        begun = _begun(before, fresh).save(key_file, key)
        try:
            yield Progress(1, STEPS, "Kopierer registeret med den nye nøkkelen")
            _copy(connection, copy, fresh)
            yield Progress(2, STEPS, "Kontrollerer kopien")
            _compare(connection, copy, fresh)
            connection.close()  # Windows replaces no file that is open
            _swap(copy, register)
            swapped = True
        except OSError as error:
            raise cannot_save(error, register) from error
        finally:
            if not swapped:
                _forget(copy)
                _undone(begun).save(key_file, key)
    _seal_deletions(register, key, fresh)
    ended = _finished(begun, fresh).save(key_file, fresh)
    note_in(register, fresh, ended.generation)
    yield Progress(STEPS, STEPS, "Registeret har fått ny nøkkel")
    return fresh


def settled(register: Path, opened: Opened) -> Opened:
    """Bring a change of the master key to its end, if one was stopped.

    Raises:
        CannotOpenError: if somebody holds the register, or neither key is its own;
            nothing was touched.
        CannotSaveError: if the key file cannot be written; it can be tried again.

    """
    if opened.upcoming is None:
        _forget(_copy_of(register))
        return opened
    key_file = key_file_of(register)
    begun = read_key_file(key_file)
    if _opens(register, opened.upcoming):
        _seal_deletions(register, opened.key, opened.upcoming)
        ended = _finished(begun, opened.upcoming).save(key_file, opened.upcoming)
        key = opened.upcoming
    else:
        connect(register, opened.key.database_key).close()  # or tell why it does not
        ended, key = _undone(begun).save(key_file, opened.key), opened.key
    _forget(_copy_of(register))
    return replace(opened, key=key, upcoming=None, generation=ended.generation)


def _seal_deletions(register: Path, old: MasterKey, fresh: MasterKey) -> None:
    """Seal the list of what was deleted with the new key, while both are known."""
    with suppress(CannotOpenError):  # changed by somebody: told when it is next used
        seal_again(journal_of(register), old, fresh)


def _begun(content: KeyFile, fresh: MasterKey) -> KeyFile:
    office = content.office
    slots = (key_slots.with_next(office, slot, fresh) for slot in content.slots)
    return replace(content, slots=tuple(slots))


def _finished(content: KeyFile, fresh: MasterKey) -> KeyFile:
    office = content.office
    slots = (key_slots.with_key(office, slot, fresh) for slot in content.slots)
    return replace(content, slots=tuple(slots))


def _undone(content: KeyFile) -> KeyFile:
    slots = (
        {name: value for name, value in slot.items() if name != "next"}
        for slot in content.slots
    )
    return replace(content, slots=tuple(slots))


def _copy_of(register: Path) -> Path:
    return register.with_name(f"{register.stem}.nynokkel{register.suffix}")


def _beside(file: Path) -> list[Path]:
    """Return where the logs of the database in ``file`` lie."""
    return [file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal")]


def _forget(copy: Path) -> None:
    """Take away what a killed program left: an old log would spoil the next copy."""
    for file in (copy, *_beside(copy)):
        with suppress(OSError):  # a folder nobody may write in: told when it matters
            file.unlink(missing_ok=True)


def _opens(register: Path, key: MasterKey) -> bool:
    try:
        connect(register, key.database_key).close()
    except NotThisKeyError:
        return False
    return True


def _require_room(register: Path) -> None:
    if disk_usage(register.parent).free < register.stat().st_size + ROOM:
        raise CannotSaveError(
            "Det er ikke plass til en kopi av registeret med ny nøkkel.",
            "Rydd plass på disken og prøv igjen. Ingenting er endret.",
        )


@contextmanager
def _alone(register: Path, key: MasterKey) -> Iterator[Any]:
    """Give a connection while nobody else can open the register."""
    connection = connect(register, key.database_key)
    try:
        # Leaving the log's mode takes that nobody else is there, and empties the log.
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        if mode != "delete":
            raise _in_use()
        yield connection
    except driver.DatabaseError as error:
        if "locked" in str(error):
            raise _in_use() from None
        raise CannotSaveError(
            "Kopien av registeret kunne ikke lages. Nøkkelen er den samme som før.",
            "Se etter at disken har plass, kontroller registeret og prøv igjen.",
        ) from error
    finally:
        connection.close()


def _in_use() -> CannotSaveError:
    return CannotSaveError(
        "Registeret er åpent et annet sted.",
        "Lukk stkdesk på alle andre maskiner og prøv igjen. Ingenting er endret.",
    )


def _copy(connection: Any, copy: Path, key: MasterKey) -> None:
    """Write everything into ``copy``, encrypted with ``key``."""
    _forget(copy)
    copy.touch(PRIVATE)
    raw = f"x'{key.database_key}'"
    connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(copy), raw))
    try:
        connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
        for name in ("user_version", "application_id"):
            (value,) = connection.execute(f"PRAGMA main.{name}").fetchone()
            connection.execute(f"PRAGMA fresh.{name} = {value}").fetchall()
    finally:
        connection.execute("DETACH DATABASE fresh")


def _compare(connection: Any, copy: Path, key: MasterKey) -> None:
    """Refuse a copy with a damaged page, or with other tables or rows.

    Raises:
        CannotOpenError: if it has; the register is as it was.

    """
    made = connect(copy, key.database_key)
    try:
        made.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file to move
        whole = not made.execute("PRAGMA cipher_integrity_check").fetchall()
        fine = made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        same = _counted(made) == _counted(connection)
    finally:
        made.close()
    if not (whole and fine and same):
        raise CannotOpenError(
            "Kopien av registeret ble ikke hel. Nøkkelen er den samme som før.",
            "Kontroller registeret før dere prøver igjen.",
        )


def _counted(connection: Any) -> list[tuple[str, str, int]]:
    """Return every part of the schema, and for tables how many rows."""
    found = []
    for kind, name, sql in connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
    ).fetchall():
        rows = 0
        if kind == "table":
            quoted = name.replace('"', '""')
            (rows,) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
        found.append((name, sql, rows))
    return found


def _swap(copy: Path, register: Path) -> None:
    """Put ``copy`` in the place of ``register``, safe on disk before anything else."""
    with copy.open("rb+") as stream:
        os.fsync(stream.fileno())
    for file in _beside(register):  # emptied; of the old key, and not the copy's
        file.unlink(missing_ok=True)
    put_in_place(copy, register)
    keep_on_disk(register.parent)  # before the old key is given up
