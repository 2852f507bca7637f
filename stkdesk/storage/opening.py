"""Making a new register, and opening one that is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.storage import keys
from stkdesk.storage.cipher import PLAIN_HEADER, connect
from stkdesk.storage.files import PRIVATE, cannot_save
from stkdesk.storage.revision import Shape, shape_of

if TYPE_CHECKING:
    from stkdesk.storage.database import Database


def create_register(
    file: Path,
    password: str,
    *,
    practice: bool = False,
    effort: keys.Effort | None = None,
) -> str:
    """Make an empty register in ``file`` and its key file beside it; return its key.

    Raises:
        CannotSaveError: if something lies there already, or the folder or the disk
            does not take it.

    """
    with new_register(file, password, practice=practice, effort=effort) as made:
        return made.key


class Made(NamedTuple):
    """A register under way: where it lies until it is put in place, and its key."""

    file: Path
    key: str


@contextmanager
def new_register(
    file: Path,
    password: str,
    *,
    practice: bool = False,
    effort: keys.Effort | None = None,
) -> Iterator[Made]:
    """Give an empty register to fill, and put it and its key file in place.

    Until then it lies in a folder of its own, so that a program that is killed, or a
    machine that loses power, leaves nothing in the way of the next attempt. Whoever
    fills it closes it too.

    Raises:
        CannotSaveError: if something lies there already, or the folder or the disk
            does not take it.

    """
    from stkdesk.storage.upgrade import build_new  # Alembic: only when it is needed

    _require_free(file)
    folder = file.with_name(f"{file.stem}.lages")
    made = folder / file.name
    try:
        shutil.rmtree(folder, ignore_errors=True)  # what another attempt left
        folder.mkdir(parents=True)
        key = keys.create_key_file(
            keys.key_file_of(made), password, practice=practice, effort=effort
        )
        build_new(made, key.database_key, practice=practice)
        yield Made(made, key.database_key)
        _require_free(file)
        for each in sorted(folder.iterdir(), key=made.__eq__):  # the register last
            each.chmod(PRIVATE)
            each.replace(file.with_name(each.name))
    except OSError as error:
        raise cannot_save(error, file) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _require_free(file: Path) -> None:
    try:
        taken = file.exists() or keys.key_file_of(file).exists()
    except OSError as error:  # a folder nobody may look into
        raise cannot_save(error, file) from error
    if taken:
        raise CannotSaveError(
            "Det ligger et register der fra før.",
            "Velg en annen mappe eller et annet navn.",
        )


def unlock_register(file: Path, password: str) -> str:
    """Return the raw key of the register in ``file``, after a look at its shape.

    An older register is brought up to date first, a copy of it kept. Loads
    neither SQLAlchemy nor Alembic for a register that is up to date.

    Raises:
        CannotOpenError: if it is missing, damaged, foreign or newer; it is untouched.
        WrongPasswordError: if the password opens nothing.

    """
    _require_register(file)
    key = keys.open_key_file(keys.key_file_of(file), password).database_key
    connection = connect(file, key)
    try:
        shape = shape_of(connection)
    finally:
        connection.close()
    if shape is Shape.NEWER:
        raise CannotOpenError(
            "Registeret er lagret av en nyere utgave av stkdesk.",
            "Oppdater programmet på denne maskinen. Registeret er ikke rørt.",
        )
    if shape in (Shape.FOREIGN, Shape.EMPTY):
        raise CannotOpenError(
            "Filen er ikke et stkdesk-register.",
            "Velg en annen fil. Filen er ikke rørt.",
        )
    if shape is Shape.OLDER:
        from stkdesk.storage.upgrade import upgrade_register

        upgrade_register(file, key)
    return key


def open_register(file: Path, password: str) -> Database:
    """Open the register in ``file``.

    Raises:
        CannotOpenError: if it is missing, damaged, foreign or newer; it is untouched.
        WrongPasswordError: if the password opens nothing.

    """
    from stkdesk.storage.database import Database

    return Database(file, unlock_register(file, password))


def _require_register(file: Path) -> None:
    try:
        with file.open("rb") as stream:
            header = stream.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        raise CannotOpenError(
            "Registeret finnes ikke.", f"Se etter filen {file.name} i {file.parent}."
        ) from None
    except OSError as error:
        raise CannotOpenError(
            "Registeret kan ikke leses.", "Be IT om lesetilgang til mappen."
        ) from error
    if header == PLAIN_HEADER:
        raise CannotOpenError(
            "Filen er ikke et stkdesk-register.",
            "Et register er kryptert; denne filen er ikke det. Filen er ikke rørt.",
        )
    if len(header) < len(PLAIN_HEADER):
        raise CannotOpenError(
            "Registeret er skadet: filen er tom.", "Hent den siste sikkerhetskopien."
        )
