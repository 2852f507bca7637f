"""Making a new register, and opening one that is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.domain.staff import FIRST_STAFF, PROGRAM, Actor, StaffDraft
from stkdesk.storage import keys
from stkdesk.storage.cipher import PLAIN_HEADER, connect
from stkdesk.storage.files import PRIVATE, cannot_save
from stkdesk.storage.generation import (
    heal,
    note_generation,
    noted_generation,
    refuse_put_back,
)
from stkdesk.storage.key_changes import accept_older, modernise, set_recovery
from stkdesk.storage.places import require_local, require_place_for
from stkdesk.storage.revision import Shape, shape_of
from stkdesk.storage.rotation import settled
from stkdesk.storage.swapping import finish_restore
from stkdesk.storage.who import Authorised, add_first_staff, authorised

if TYPE_CHECKING:
    from stkdesk.storage.database import Database


def create_register(
    file: Path,
    password: str,
    *,
    practice: bool = False,
    effort: keys.Effort | None = None,
    staff: StaffDraft = FIRST_STAFF,
) -> keys.MasterKey:
    """Make an empty register in ``file`` and its key file beside it; return its key.

    Raises:
        CannotSaveError: if something lies there already, or the folder or the disk
            does not take it.

    """
    with new_register(
        file, password, practice=practice, effort=effort, staff=staff
    ) as made:
        return made.key


class Unlocked(NamedTuple):
    """A register that a password has opened: where it lies, its key, and for whom.

    ``slot`` is the one in the key file that was opened; "" when none was. ``access``
    tells whose it is, and on which days they are let in.
    """

    file: Path
    key: keys.MasterKey
    actor: Actor = PROGRAM
    slot: str = ""
    access: Authorised | None = None

    def database(self) -> Database:
        """Open it to work in; loads SQLAlchemy."""
        from stkdesk.storage.database import Database
        from stkdesk.storage.source import FileRegister

        return Database(FileRegister(self.file, self.key), self.actor)


@contextmanager
def new_register(
    file: Path,
    password: str,
    *,
    practice: bool = False,
    effort: keys.Effort | None = None,
    staff: StaffDraft = FIRST_STAFF,
    register_id: str = "",
    code: str = "",
) -> Iterator[Unlocked]:
    """Give an empty register to fill, and put it and its key file in place.

    ``staff`` is the one who signs in with ``password``. ``code`` is a recovery code
    that opens it too, and ``register_id`` what stands on its paper. Filling the
    register is the program's own work, on nobody's behalf.

    Until then it lies in a folder of its own, so that a program that is killed, or a
    machine that loses power, leaves nothing in the way of the next attempt. Whoever
    fills it closes it too.

    Raises:
        CannotSaveError: if something lies there already, or the folder or the disk
            does not take it.

    """
    from stkdesk.storage.upgrade import build_new  # Alembic: only when it is needed

    require_place_for(file)
    _require_free(file)
    folder = file.with_name(f"{file.stem}.lages")
    made = folder / file.name
    try:
        shutil.rmtree(folder, ignore_errors=True)  # what another attempt left
        folder.mkdir(parents=True)
        opened = keys.create_key_file(
            keys.key_file_of(made),
            password,
            login=staff.login,
            practice=practice,
            effort=effort,
            register_id=register_id,
        )
        if code:
            sealed = set_recovery(keys.key_file_of(made), opened.key, code)
            opened = replace(opened, generation=sealed.generation)
        build_new(made, opened.key.database_key, practice=practice)
        with _connected(made, opened.key) as connection:
            note_generation(connection, opened.generation)
            add_first_staff(connection, opened.slot, staff)
        yield Unlocked(made, opened.key)
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


def unlock_register(file: Path, password: str, login: str = "") -> Unlocked:
    """Return the key of the register in ``file``, after a look at its shape.

    ``login`` may be left out while only one password opens it. An older register is
    brought up to date first, a copy of it kept. Loads neither SQLAlchemy nor Alembic
    for a register that is up to date.

    Raises:
        CannotOpenError: if it is missing, damaged, foreign or newer; it is untouched.
        WrongPasswordError: if the password is not that of ``login``.
        InvalidInputError: if several have a password and no ``login`` is given.

    """
    _require_register(file)
    key_file = keys.key_file_of(file)
    opened = settled(file, keys.open_key_file(key_file, password, login))
    with _connected(file, opened.key) as connection:
        shape = _known_shape(connection)
        refuse_put_back(connection, opened.generation)
        if shape is Shape.CURRENT and not keys.is_first_version(key_file):
            return _unlocked(connection, file, opened)
    if shape is Shape.OLDER:
        from stkdesk.storage.upgrade import upgrade_register

        upgrade_register(file, opened.key)
    if keys.is_first_version(key_file):
        opened = modernise(key_file, password, FIRST_STAFF.login)
    with _connected(file, opened.key) as connection:
        return _unlocked(connection, file, opened)


def _unlocked(connection: Any, file: Path, opened: keys.Opened) -> Unlocked:
    heal(connection, opened.generation)
    add_first_staff(connection, opened.slot)  # of before there were any
    access = authorised(connection, opened.slot)
    return Unlocked(file, opened.key, access.actor, opened.slot, access)


def unlock_with_code(file: Path, code: str) -> Unlocked:
    """Return the key of the register in ``file``, opened with the recovery code.

    An older key file than the one the register knows of is taken for the one in force:
    whoever has the paper may do without the newest.

    Raises:
        InvalidInputError: if it is not the recovery code in force; field ``code``.
        CannotOpenError: if the register is missing, damaged, foreign or newer, or has
            no recovery code; it is untouched.

    """
    _require_register(file)
    key_file = keys.key_file_of(file)
    opened = settled(file, keys.open_with_code(key_file, code))
    with _connected(file, opened.key) as connection:
        if _known_shape(connection) is Shape.OLDER:
            raise CannotOpenError(
                "Registeret må oppgraderes først.", "Åpne det med et passord én gang."
            )
        generation, noted = opened.generation, noted_generation(connection)
        if generation < noted:
            generation = accept_older(key_file, opened.key, noted).generation
        heal(connection, generation)
    return Unlocked(file, opened.key)


def open_register(file: Path, password: str, login: str = "") -> Database:
    """Open the register in ``file``.

    Raises:
        CannotOpenError: if it is missing, damaged, foreign or newer; it is untouched.
        WrongPasswordError: if the password is not that of ``login``.
        InvalidInputError: if several have a password and no ``login`` is given.

    """
    return unlock_register(file, password, login).database()


def _known_shape(connection: Any) -> Shape:
    """Return CURRENT or OLDER, and refuse every other shape."""
    shape = shape_of(connection)
    if shape is Shape.NEWER:
        raise CannotOpenError(
            "Registeret er lagret av en nyere versjon av stkdesk.",
            "Oppdater programmet på denne maskinen. Registeret er ikke rørt.",
        )
    if shape in (Shape.FOREIGN, Shape.EMPTY):
        raise CannotOpenError(
            "Filen er ikke et stkdesk-register.",
            "Velg en annen fil. Filen er ikke rørt.",
        )
    return shape


@contextmanager
def _connected(file: Path, key: keys.MasterKey) -> Iterator[Any]:
    connection = connect(file, key.database_key)
    try:
        yield connection
    finally:
        connection.close()


def _require_register(file: Path) -> None:
    require_local(file)
    finish_restore(file)
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
