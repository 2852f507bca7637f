"""Writing files so that they are whole or not there, and saying why they are not."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from stkdesk.domain.errors import CannotSaveError

PRIVATE = 0o600  # on Linux: nobody else on the machine reads it; Windows has its own
IRREPLACEABLE = (".db", ".keys", ".stkbackup")  # registers and what brings them back
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_whole(file: Path, content: bytes) -> None:
    """Put ``content`` in ``file``, whole or not at all.

    Raises:
        CannotSaveError: if the disk or the folder does not take it.

    """
    with whole_file(file) as stream:
        stream.write(content)


def write_chosen(file: Path, content: bytes) -> None:
    """Put ``content`` in the file a person has chosen, whole or not at all.

    Raises:
        CannotSaveError: as ``write_whole``, and if a register, its keys or a backup
            would be replaced.

    """
    if is_irreplaceable(file):
        raise CannotSaveError(
            "Der ligger et register, nøklene eller en sikkerhetskopi.",
            "Velg et annet navn. Ingenting er endret.",
        )
    write_whole(file, content)


def is_irreplaceable(file: Path) -> bool:
    """Tell whether ``file`` is there and must not be replaced by anything else."""
    return file.suffix.casefold() in IRREPLACEABLE and file.exists()


@contextmanager
def whole_file(file: Path) -> Iterator[BinaryIO]:
    """Give a stream to write ``file`` with; it is put in place when all went well.

    Until then, and for good when something fails or the task is stopped, what lay
    there stays as it was.

    Raises:
        CannotSaveError: if the disk or the folder does not take it.

    """
    part = file.with_name(file.name + ".part")
    try:
        part.unlink(missing_ok=True)  # what another attempt left
        part.touch(PRIVATE)
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        _forget(part)
        raise cannot_save(error, file) from error
    except BaseException:
        _forget(part)
        raise


def put_in_place(file: Path, place: Path) -> None:
    """Rename ``file`` to ``place``, over what lies there.

    Windows renames no file that is open, and who scans for viruses or indexes for a
    search opens what has just been written. They are soon done.
    """
    for pause in PAUSES if sys.platform == "win32" else ():
        with suppress(PermissionError):
            file.replace(place)
            return
        time.sleep(pause)
    file.replace(place)


def keep_on_disk(folder: Path) -> None:
    """Let a new name in ``folder`` outlive a power cut; Windows does so by itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_save(error: OSError, file: Path) -> CannotSaveError:
    """Return what to tell about ``error`` when ``file`` was to be written."""
    if error.errno in _FULL:
        return CannotSaveError(
            "Disken er full.",
            "Rydd plass og prøv igjen. Det du hadde fra før, er i behold.",
        )
    if isinstance(error, PermissionError) and file.exists():
        return CannotSaveError(
            "Filen er åpen i et annet program, eller skrivebeskyttet.",
            "Lukk den der den er åpen, eller velg et annet navn.",
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return CannotSaveError(
            "Mappen kan ikke skrives til.",
            "Velg en annen mappe, eller be IT om tilgang.",
        )
    if isinstance(error, FileNotFoundError):
        return CannotSaveError("Mappen finnes ikke.", "Velg en annen mappe.")
    return CannotSaveError("Filen kunne ikke skrives.", "Prøv en annen mappe.")


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the folder refuses; there is nothing left to do
        return
