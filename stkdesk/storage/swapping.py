"""Carrying a restore through: old files renamed, new ones put in their place.

Apart from the rest of restoring, because every start looks whether one was cut off.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.files import keep_on_disk, put_in_place, write_whole
from stkdesk.storage.keys import key_file_of


def finish_restore(register: Path) -> bool:
    """Carry through a restore that was cut off; True if there was one.

    To be called before a register is opened.

    Raises:
        CannotOpenError: if the folder does not let it be finished.

    """
    journal = journal_of(register)
    try:
        text = journal.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unfinished() from error
    try:
        _carry_through(register, str(json.loads(text)["before"]))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _unfinished() from error
    return True


def swap(register: Path, stamp: str) -> tuple[Path, ...]:
    """Put the new files in place; from the journal on there is no way back."""
    suffix = f"før gjenoppretting {stamp}"
    write_whole(journal_of(register), json.dumps({"before": suffix}).encode())
    keep_on_disk(register.parent)
    return _carry_through(register, suffix)


def _carry_through(register: Path, suffix: str) -> tuple[Path, ...]:
    """Rename what is old, put in what is new; may be begun again at any point.

    What still lies in the folder beside has not been put in, so what stands in its
    place is the old one. The write-ahead log goes before the register it belongs to.
    """
    folder = folder_of(register)
    kept = register.with_name(f"{register.stem} {suffix}{register.suffix}")
    if (folder / register.name).exists():
        for ending in ("-wal", "-shm", ""):
            _put_aside(beside(register, ending), beside(kept, ending))
        put_in_place(folder / register.name, register)
        keep_on_disk(register.parent)
    keys = key_file_of(register)
    if (folder / keys.name).exists():
        for ending in (".bak", ""):
            _put_aside(beside(keys, ending), beside(key_file_of(kept), ending))
        put_in_place(folder / keys.name, keys)
        keep_on_disk(register.parent)
    shutil.rmtree(folder, ignore_errors=True)
    journal_of(register).unlink()
    keep_on_disk(register.parent)
    return tuple(each for each in (kept, key_file_of(kept)) if each.exists())


def _put_aside(file: Path, kept: Path) -> None:
    if file.exists():
        put_in_place(file, kept)


def beside(file: Path, ending: str) -> Path:
    """Return what SQLite or the keys keep beside ``file``, by its ending."""
    return file.with_name(file.name + ending)


def folder_of(register: Path) -> Path:
    """Return where a restore is made ready."""
    return register.with_name(f"{register.stem}.gjenopprettes")


def journal_of(register: Path) -> Path:
    """Return what stands there while a restore is carried through."""
    return register.with_name(f"{register.stem}.gjenoppretting")


def _unfinished() -> CannotOpenError:
    return CannotOpenError(
        "En gjenoppretting ble avbrutt og kan ikke fullføres.",
        "Se etter at disken har plass og kan skrives til, og start igjen. Både det "
        "gamle og det nye registeret er i behold.",
    )
