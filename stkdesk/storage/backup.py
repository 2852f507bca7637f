"""Making a backup: a consistent copy, looked through, in one sealed file.

``VACUUM INTO`` reads one moment of the register while others work in it, and leaves
out what has been erased. The live file is never opened to be copied: closing it would
drop the locks SQLite holds on it in this very program.
Source: sqlite.org/lang_vacuum.html, sqlite.org/howtocorrupt.html section 2.2.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from stkdesk import __version__
from stkdesk.domain.backup import BackupKind, BadBackupError, Manifest
from stkdesk.domain.errors import CannotSaveError
from stkdesk.domain.progress import Progress
from stkdesk.storage.backup_file import DAMAGED, ENDING, KEYS, REGISTER, bad, pack
from stkdesk.storage.cipher import connect
from stkdesk.storage.deletion_journal import restores_in
from stkdesk.storage.files import PRIVATE, cannot_save, keep_on_disk
from stkdesk.storage.key_file import read_key_file
from stkdesk.storage.keys import MasterKey, key_file_of
from stkdesk.storage.patience import patiently
from stkdesk.storage.snapshot import Facts, facts_in, sound_facts

SPARE = 50 << 20  # bytes that must be left beside two copies
ATTEMPTS = 3  # at a copy while others are saving
SCRATCH = ".lages"
LEFT_BEHIND = 24 * 60 * 60  # seconds; a younger scratch folder may be in use
_FULL = ("disk is full", "disk I/O error")


def make_backup(
    register: Path,
    key: MasterKey,
    folder: Path,
    *,
    now: datetime,
    kind: BackupKind = BackupKind.ORDINARY,
) -> Generator[Progress, None, Path]:
    """Put a verified backup of ``register`` in ``folder`` and return its file.

    It is there whole or not at all, also when it is stopped or the machine dies.
    ``now`` is a moment in UTC. Progress is in hundredths.

    Raises:
        CannotSaveError: if the folder is not there, or it or the disk does not take it.
        BadBackupError: if what was written is not what the register holds.
        CannotOpenError: if the register or its key file cannot be read.

    """
    try:
        folder.mkdir(exist_ok=True)  # the rest of its path is a disk that may be away
        require_room(room_needed(register), folder)
        with _scratch(folder) as scratch:
            copy = scratch / REGISTER
            facts = yield from _copied(register, key, copy)
            keys = scratch / KEYS
            # After the register: a key file may be newer than it, never older.
            keys.write_bytes(key_file_of(register).read_bytes())
            key_file = read_key_file(keys)
            key_file.check(key)
            manifest = Manifest(
                made_at=now.astimezone(UTC).replace(microsecond=0),
                kind=kind,
                program=__version__,
                revision=facts.revision,
                register=key_file.office.register,
                counts=facts.counts,
                trail_seq=facts.trail_seq,
                trail_hash=facts.trail_hash,
                restores=restores_in(register, key),
            )
            whole = scratch / f"backup{ENDING}"
            for step in pack(whole, {REGISTER: copy, KEYS: keys}, manifest, key):
                yield Progress(70 + 30 * step.done // step.total, 100, "Pakker")
            file = _free_name(folder, manifest.made_at)
            whole.replace(file)
            keep_on_disk(folder)
    except OSError as error:
        raise cannot_save(error, folder) from error
    return file


def room_needed(register: Path) -> int:
    """Return how many bytes must be free to make, check or restore a backup."""
    sizes = (_size_of(each) for each in (register, _log_of(register)))
    return 2 * sum(sizes) + SPARE


def require_room(needed: int, folder: Path) -> None:
    """Refuse to begin what will not find room in ``folder``.

    Raises:
        CannotSaveError: if fewer than ``needed`` bytes are free.

    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise CannotSaveError(
            f"Det er ikke plass til sikkerhetskopien: det trengs {needed >> 20} MB, "
            f"og {free >> 20} MB er ledig.",
            "Rydd plass på disken, eller velg en annen mappe for sikkerhetskopier.",
        )


def _copied(
    register: Path, key: MasterKey, copy: Path
) -> Generator[Progress, None, Facts]:
    """Write ``copy``, see that it is sound and holds every row; return what it holds.

    While others save, a copy may be newer than what was counted: then it is made
    again, and at last taken as it is. That it is of one moment, SQLite sees to.
    """
    size = max(_size_of(register) + _size_of(_log_of(register)), 1)
    connection = connect(register, key.database_key)
    try:
        for attempt in range(1, ATTEMPTS + 1):
            copy.unlink(missing_ok=True)
            moment = _moment_of(connection)
            before = yield from _told(facts_in(connection), Progress(0, 100, "Teller"))
            yield Progress(0, 100, "Kopierer")
            for _tick in patiently(connection, "VACUUM INTO ?", (str(copy),)):
                yield Progress(min(50 * _size_of(copy) // size, 50), 100, "Kopierer")
            copy.chmod(PRIVATE)
            is_still = _moment_of(connection) == moment
            facts = yield from _told(
                sound_facts(copy, key), Progress(55, 100, "Kontrollerer")
            )
            if is_still and facts != before:
                raise bad(DAMAGED)
            if is_still or attempt == ATTEMPTS:
                break
    except driver.DatabaseError as error:
        text = str(error)
        if any(word in text for word in _FULL):
            raise CannotSaveError(
                "Disken er full. Sikkerhetskopien ble ikke laget.",
                "Rydd plass på disken, eller velg en annen mappe for sikkerhetskopier.",
            ) from error
        raise BadBackupError(
            "Registeret kunne ikke kopieres.",
            "Kjør stkdesk-cli check på registeret, og vis svaret til IT.",
        ) from error
    finally:
        connection.close()
    return facts


def _told(
    steps: Generator[None, None, Facts], where: Progress
) -> Generator[Progress, None, Facts]:
    while True:
        yield where
        try:
            next(steps)
        except StopIteration as end:
            facts: Facts = end.value
            return facts


def _moment_of(connection: Any) -> int:
    """Return a number that changes when somebody else has saved."""
    [(version,)] = connection.execute("PRAGMA data_version").fetchall()
    return int(version)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Give a folder to work in, beside where the backup will lie; clear it away."""
    for old in folder.glob(f".stkdesk-*{SCRATCH}"):  # what a killed program left
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(old, ignore_errors=True)
    scratch = folder / f".stkdesk-{os.urandom(6).hex()}{SCRATCH}"
    scratch.mkdir(0o700)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _free_name(folder: Path, made_at: datetime) -> Path:
    """Return a name by the clock that nothing in ``folder`` has."""
    moment = made_at
    while (file := folder / f"stkdesk-{moment:%Y%m%d-%H%M%S}{ENDING}").exists():
        moment += timedelta(seconds=1)
    return file


def _log_of(register: Path) -> Path:
    return register.with_name(f"{register.name}-wal")


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
