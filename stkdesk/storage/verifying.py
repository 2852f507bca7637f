"""Proving a backup: taking it out again, and looking through what comes out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from stkdesk.domain.backup import BadBackupError, Manifest
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.progress import Progress
from stkdesk.storage.backup import SPARE, require_room
from stkdesk.storage.backup_file import (
    DAMAGED,
    KEYS,
    NEWER,
    REGISTER,
    Opened,
    bad,
    read_manifest,
    unpack,
    whole,
)
from stkdesk.storage.files import cannot_save
from stkdesk.storage.key_file import read_key_file
from stkdesk.storage.keys import MasterKey
from stkdesk.storage.revision import KNOWN
from stkdesk.storage.snapshot import sound_facts

Unlock = Callable[[Path], MasterKey]  # the key file in the backup → its master key


def check_backup(
    file: Path, unlock: Unlock, scratch: Path | None = None
) -> Generator[Progress, None, Manifest]:
    """Restore ``file`` into a scratch folder, compare all of it, and throw that away.

    ``scratch`` is where there is room for it, on this machine; None: where programs
    put such things. ``unlock`` is given the key file of the backup.

    Raises:
        BadBackupError: if anything in it is not what was backed up.
        CannotSaveError: if there is no room to try it.
        OfficeError: what ``unlock`` raises.

    """
    try:
        with _room_for(file, scratch) as folder:
            taken = yield from take_out(file, folder / REGISTER, folder / KEYS, unlock)
    except OSError as error:
        raise cannot_save(error, file) from error
    return taken.manifest


class Taken(NamedTuple):
    """What a backup was found to hold, and its master key."""

    manifest: Manifest
    key: MasterKey


def take_out(
    file: Path, register: Path, keys: Path, unlock: Unlock
) -> Generator[Progress, None, Taken]:
    """Write the register and the key file in ``file`` out, and prove them.

    Raises as ``check_backup``, and ``OSError`` if the disk does not take them.
    """
    opened = read_manifest(file)
    for step in whole(file):
        yield Progress(30 * step.done // step.total, 100, "Leser")
    for _step in unpack(file, {KEYS: keys}, opened.digests):
        yield Progress(30, 100, "Pakker ut")
    key = unlock(keys)
    _require_own(opened, keys, key)
    for step in unpack(file, {REGISTER: register}, opened.digests):
        yield Progress(30 + 30 * step.done // step.total, 100, "Pakker ut")
    looking = sound_facts(register, key)
    while True:
        yield Progress(60, 100, "Kontrollerer")
        try:
            next(looking)
        except StopIteration as end:
            facts = end.value
            break
    if facts.counts != dict(opened.manifest.counts):
        raise bad(DAMAGED)
    if (facts.trail_seq, facts.trail_hash) != (
        opened.manifest.trail_seq,
        opened.manifest.trail_hash,
    ):
        raise bad(DAMAGED)
    yield Progress(100, 100)
    return Taken(opened.manifest, key)


def require_known_shape(manifest: Manifest) -> None:
    """Refuse a backup of a newer program's register.

    Raises:
        BadBackupError: if this program cannot read it.

    """
    if manifest.revision not in KNOWN:
        raise bad(NEWER)


def _require_own(opened: Opened, keys: Path, key: MasterKey) -> None:
    """Refuse a backup that is put together of two, or changed by hand."""
    opened.require_seal(key)
    try:
        content = read_key_file(keys)
        content.check(key)
    except OfficeError as error:
        raise bad(DAMAGED) from error
    if content.office.register != opened.manifest.register:
        raise BadBackupError(
            "Registeret og nøkkelfilen i sikkerhetskopien hører ikke sammen.",
            "Velg en annen sikkerhetskopi. Ingenting er endret.",
        )


@contextmanager
def _room_for(file: Path, scratch: Path | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(".lages", "stkdesk-", scratch))
    try:
        require_room(2 * file.stat().st_size + SPARE, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
