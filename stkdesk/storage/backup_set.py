"""The backups in a folder: which there are, and throwing away the old ones."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from stkdesk.domain.backup import BadBackupError, FoundBackup, Kept, to_prune
from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.backup_file import ENDING, read_manifest, whole
from stkdesk.storage.keys import MasterKey

USUAL_FOLDER = "Sikkerhetskopier"
FOLDER_FACT = "backup_folder"  # in the register: where the office wants its backups


def usual_folder(register: Path) -> Path:
    """Return where backups go until the office names a folder: the same disk."""
    return register.parent / USUAL_FOLDER


def is_same_disk(register: Path, folder: Path) -> bool:
    """Tell whether ``folder`` is lost together with the register."""
    there = folder if folder.exists() else folder.parent
    try:
        return bool(register.parent.stat().st_dev == there.stat().st_dev)
    except OSError:  # a disk that is away is another one
        return False


def found_in(folder: Path) -> tuple[FoundBackup, ...]:
    """Return what lies in ``folder``, the newest first; damaged ones too.

    Raises:
        CannotOpenError: if the folder is not there, or may not be read.

    """
    try:
        files = [each for each in folder.iterdir() if each.suffix == ENDING]
    except OSError as error:
        raise CannotOpenError(
            "Mappen med sikkerhetskopier kan ikke leses.",
            "Se etter at disken eller nettverket er koblet til.",
        ) from error
    return tuple(sorted(map(_looked_at, files), key=_age, reverse=True))


def prune(
    folder: Path, key: MasterKey, register: str, *, now: datetime, days: int
) -> tuple[str, ...]:
    """Throw away backups of ``register`` (its id) that are not kept any longer.

    Returns their names. What is not ours, is of another register or cannot be read
    stays where it is; and while none is whole, everything does.

    Raises:
        CannotOpenError: if the folder cannot be read.

    """
    ours = [
        Kept(each.name, each.manifest.made_at, each.manifest.kind)
        for each in found_in(folder)
        if each.manifest is not None and each.manifest.register == register
    ]
    for at, each in enumerate(ours):  # the newest first
        if _is_whole(folder / each.name, key):
            ours[at] = Kept(each.name, each.made_at, each.kind, is_verified=True)
            break
    gone = []
    for name in sorted(to_prune(ours, now, days=days)):
        with suppress(OSError):  # open in another program: next time
            (folder / name).unlink()
            gone.append(name)
    return tuple(gone)


def _is_whole(file: Path, key: MasterKey) -> bool:
    try:
        read_manifest(file).require_seal(key)
        for _step in whole(file):
            pass
    except (BadBackupError, OSError):
        return False
    return True


def _looked_at(file: Path) -> FoundBackup:
    try:
        size = file.stat().st_size
    except OSError:  # gone since the folder was read
        size = 0
    try:
        return FoundBackup(file.name, size, read_manifest(file).manifest)
    except BadBackupError as error:
        return FoundBackup(file.name, size, None, error.title)


def _age(backup: FoundBackup) -> tuple[str, str]:
    made = backup.manifest.made_at.isoformat() if backup.manifest else ""
    return made, backup.name
