"""Casework on restoring: from a backup back to a register one can work in."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from stkdesk import settings
from stkdesk.domain.backup import BadBackupError, FoundBackup, Manifest
from stkdesk.domain.errors import CannotOpenError
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import PROGRAM, Actor
from stkdesk.domain.trail import Action
from stkdesk.services.deletion_run import replay_deletions
from stkdesk.storage import backup_set
from stkdesk.storage.backup_file import read_manifest, whole
from stkdesk.storage.cipher import connect
from stkdesk.storage.database import Database
from stkdesk.storage.deletion_journal import DeletedRow
from stkdesk.storage.keys import (
    PRACTICE_PASSWORD,
    MasterKey,
    is_practice,
    open_key_file,
    open_with_code,
)
from stkdesk.storage.restoring import Restored, restore
from stkdesk.storage.revision import NEWEST
from stkdesk.storage.source import FileRegister
from stkdesk.storage.trail import note
from stkdesk.storage.upgrade import upgrade_copy
from stkdesk.storage.verifying import Unlock, check_backup
from stkdesk.storage.who import authorised


@dataclass
class ByPassword:
    """Opens a backup with a password that was in force when it was made.

    A backup of the practice office needs none. Afterwards ``slot`` says whose it was.
    """

    password: str
    login: str = ""
    slot: str = ""

    def __call__(self, keys: Path) -> MasterKey:
        """Return the master key in the key file ``keys``."""
        practice = not self.password and is_practice(keys)
        known = PRACTICE_PASSWORD if practice else self.password
        opened = open_key_file(keys, known, self.login)
        self.slot = opened.slot
        return opened.key


def by_password(password: str, login: str = "") -> Unlock:
    """Return what opens a backup with a password of its day."""
    return ByPassword(password, login)


def by_code(code: str) -> Unlock:
    """Return what opens a backup with the recovery code of its day."""
    return lambda keys: open_with_code(keys, code).key


def found_backups(folder: Path) -> tuple[FoundBackup, ...]:
    """Return the backups in ``folder``, before anybody has signed in.

    Raises:
        CannotOpenError: if the folder cannot be read.

    """
    return backup_set.found_in(folder)


def is_whole(file: Path) -> bool:
    """Tell whether every bit of the backup ``file`` is what was written."""
    try:
        read_manifest(file)
        for _step in whole(file):
            pass
    except (BadBackupError, OSError):
        return False
    return True


def suggested_folder(file: Path) -> Path:
    """Return where backups of the register ``file`` are likely to lie."""
    return settings.backup_folder() or backup_set.usual_folder(file)


def verify_backup(file: Path, unlock: Unlock) -> Generator[Progress, None, Manifest]:
    """Restore ``file`` into a scratch folder and compare all of it.

    Raises:
        BadBackupError: if it is not whole.
        CannotSaveError: if there is no room to try it.

    """
    return check_backup(file, unlock)


def restore_backup(
    backup: Path, file: Path, unlock: Unlock, *, now: datetime
) -> Generator[Progress, None, Restored]:
    """Let the register ``file`` be what ``backup`` holds, less what was deleted since.

    Nobody works in the register, and whoever calls holds its lock. What was there is
    kept beside it, renamed by ``now`` (local time).

    Raises:
        BadBackupError: if the backup is not whole, or newer than this program.
        CannotSaveError: if there is no room for it; the register is not touched.
        CannotOpenError: if the list of what was deleted since cannot be trusted.
        WrongPasswordError, InvalidInputError: if it does not open what is in it.

    """
    return restore(backup, file, unlock, partial(_prepare, unlock), now=now)


def _prepare(
    unlock: Unlock,
    file: Path,
    key: MasterKey,
    manifest: Manifest,
    deletions: Sequence[DeletedRow],
) -> None:
    """Bring the restored register up to date before anybody sees it."""
    if manifest.revision != NEWEST:
        upgrade_copy(file, key)
    if deletions:
        replay_deletions(file, key, deletions)
    database = Database(FileRegister(file, key), _who(file, key, unlock))
    try:
        with database.transaction() as session:
            made_at = manifest.made_at.astimezone(UTC).isoformat()
            detail = {"made_at": made_at, "deleted_again": len(deletions)}
            note(session, Action.RESTORED, detail=detail)
    finally:
        database.close()
    connection = connect(file, key.database_key)
    try:
        [(busy, *_rest)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    if busy:
        raise CannotOpenError(
            "Et annet program holder det gjenopprettede registeret.",
            "Lukk det og prøv igjen. Ingenting er endret.",
        )


def _who(file: Path, key: MasterKey, unlock: Unlock) -> Actor:
    """Return whose password opened the backup; the program, for code and old ones."""
    if not isinstance(unlock, ByPassword):
        return PROGRAM
    connection = connect(file, key.database_key)
    try:
        return authorised(connection, unlock.slot).actor
    except CannotOpenError:  # from before there were any staff
        return PROGRAM
    finally:
        connection.close()
