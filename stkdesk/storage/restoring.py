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
    copy_in,
    deletions_after,
    journal_of,
)
from stkdesk.storage.files import cannot_save, keep_on_disk
from stkdesk.storage.keys import MasterKey, key_file_of
from stkdesk.storage.swapping import beside, finish_restore, folder_of, swap
from stkdesk.storage.verifying import Unlock, require_known_shape, take_out

#: Deletes again, in the register at this path with this key, what was deleted since.
Replay = Callable[[Path, MasterKey, Sequence[DeletedRow]], None]


class Restored(NamedTuple):
    """What came of it: what was restored, and where the files before it lie now."""

    manifest: Manifest
    before: tuple[Path, ...]
    deleted_again: int


def restore(
    backup: Path, register: Path, unlock: Unlock, replay: Replay, *, now: datetime
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
        deletions = _deletions(backup, register, manifest, unlock, key)
        if deletions:
            yield Progress(95, 100, "Sletter igjen det som er slettet siden")
            replay(made, key, deletions)
        _require_at_rest(made)
        keep_on_disk(folder)
        before = swap(register, f"{now:%Y-%m-%d %H%M%S}")
    except OSError as error:
        raise cannot_save(error, register) from error
    finally:
        if not swapping.journal_of(register).exists():
            shutil.rmtree(folder, ignore_errors=True)
    return Restored(manifest, before, len(deletions))


def _deletions(
    backup: Path, register: Path, manifest: Manifest, unlock: Unlock, key: MasterKey
) -> tuple[DeletedRow, ...]:
    """Return what was deleted after the backup, from the copy that tells most."""
    found: tuple[DeletedRow, ...] = ()
    copy = copy_in(backup.parent, manifest.register)
    for journal in (journal_of(register), copy):
        if journal.exists():
            rows = _rows_after(journal, manifest, register, unlock, key)
            found = max(found, rows, key=len)
    return found


def _rows_after(
    journal: Path, manifest: Manifest, register: Path, unlock: Unlock, key: MasterKey
) -> tuple[DeletedRow, ...]:
    seq, moment = manifest.trail_seq, manifest.made_at
    try:
        return deletions_after(journal, key, seq, moment)
    except CannotOpenError:
        # Sealed with a newer master key: that of the register which is in use.
        if not key_file_of(register).exists():
            raise
        return deletions_after(journal, unlock(key_file_of(register)), seq, moment)


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
    with made.open("rb") as stream:
        os.fsync(stream.fileno())
