"""Putting a backup in the place of a register, so that it is the one or the other.

Everything that can go wrong happens in a folder beside it: taking out, proving,
deleting again what was deleted since. Then a journal is written, and from that moment
the restore is carried through, also after a power cut: each file that was there is
renamed, and each new one put in its place, in an order that can be taken up anywhere.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from stkdesk.domain.backup import BadBackupError, Manifest
from stkdesk.domain.errors import CannotOpenError
from stkdesk.domain.progress import Progress
from stkdesk.storage import swapping
from stkdesk.storage.backup import SPARE, require_room
from stkdesk.storage.deletion_journal import (
    DeletedRow,
    begin_again,
    copy_in,
    deleted_after,
    journal_of,
    read_journal,
)
from stkdesk.storage.files import cannot_save, keep_on_disk
from stkdesk.storage.keys import MasterKey, key_file_of
from stkdesk.storage.swapping import beside, finish_restore, folder_of, swap
from stkdesk.storage.verifying import Unlock, require_known_shape, take_out

#: Brings the register at this path, with this key, up to date before it is put in
#: place: deletes again what was deleted since, and notes where it came from.
Prepare = Callable[[Path, MasterKey, Manifest, Sequence[DeletedRow]], None]


class Restored(NamedTuple):
    """What came of it: what was restored, and where the files before it lie now."""

    manifest: Manifest
    before: tuple[Path, ...]
    deleted_again: int


def restore(
    backup: Path, register: Path, unlock: Unlock, prepare: Prepare, *, now: datetime
) -> Generator[Progress, None, Restored]:
    """Let ``register`` be what ``backup`` holds; keep what was there, renamed.

    Whoever calls holds the lock of the register. ``unlock`` gives the master key in a
    key file; ``now`` (local time) names the files that are kept. It can be stopped
    until the last moment; no backup is thrown away.

    Raises:
        BadBackupError: if the backup is not whole, or newer than this program.
        CannotSaveError: if there is no room for it; the register is not touched.
        CannotOpenError: if the list of what was deleted since cannot be trusted.
        OfficeError: what ``unlock`` raises.

    """
    folder = folder_of(register)
    try:
        finish_restore(register)
        shutil.rmtree(folder, ignore_errors=True)  # what another attempt left
        register.parent.mkdir(parents=True, exist_ok=True)
        require_room(2 * backup.stat().st_size + SPARE, register.parent)
        folder.mkdir(0o700)
        made = folder / register.name
        keys = key_file_of(made)
        manifest, key = yield from take_out(backup, made, keys, unlock)
        require_known_shape(manifest)
        known = _known_deletions(backup, register, manifest, unlock, key)
        seq, moment = manifest.trail_seq, manifest.made_at
        deletions = deleted_after(known, seq, moment, manifest.restores)
        yield Progress(95, 100, "Sletter igjen det som er slettet siden")
        prepare(made, key, manifest, deletions)
        _require_at_rest(made)
        keep_on_disk(folder)
        begin_again(register, key, known, seq, now.astimezone())
        before = swap(register, f"{now:%Y-%m-%d %H%M%S}")
    except OSError as error:
        raise cannot_save(error, register) from error
    finally:
        if not swapping.journal_of(register).exists():
            shutil.rmtree(folder, ignore_errors=True)
    return Restored(manifest, before, len(deletions))


def _known_deletions(
    backup: Path, register: Path, manifest: Manifest, unlock: Unlock, key: MasterKey
) -> tuple[DeletedRow, ...]:
    """Return what is known to have been deleted, from the copy that tells most."""
    copy = copy_in(backup.parent, manifest.register)
    found = (
        _read(each, register, unlock, key) for each in (journal_of(register), copy)
    )
    return max(found, key=len)


def _read(
    journal: Path, register: Path, unlock: Unlock, key: MasterKey
) -> tuple[DeletedRow, ...]:
    try:
        return read_journal(journal, key)
    except CannotOpenError:
        # Sealed with a newer master key: that of the register which is in use.
        if not key_file_of(register).exists():
            raise
        return read_journal(journal, unlock(key_file_of(register)))


def _require_at_rest(made: Path) -> None:
    """See that nothing of the new register still lies in a log beside it."""
    log = beside(made, "-wal")
    if log.exists() and log.stat().st_size:
        raise BadBackupError(
            "Registeret i sikkerhetskopien ble ikke lagt helt på plass.",
            "Prøv en gang til. Ingenting er endret.",
        )
    for ending in ("-wal", "-shm"):
        beside(made, ending).unlink(missing_ok=True)
    with made.open("rb+") as stream:  # Windows flushes what may be written only
        os.fsync(stream.fileno())
