"""Casework on the passwords that open the register, one for each of the staff.

Only their secret side: who works here, and as what, is in the staff list.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from stkdesk.domain.errors import (
    InvalidInputError,
    NotAllowedError,
    Problem,
    WrongPasswordError,
)
from stkdesk.domain.login import fold_login
from stkdesk.domain.password import password_problems
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.storage import key_changes
from stkdesk.storage.database import Database
from stkdesk.storage.generation import (
    note_generation,
    note_in,
    require_newest,
)
from stkdesk.storage.key_file import read_key_file
from stkdesk.storage.keys import Opened, key_file_of
from stkdesk.storage.source import FileRegister
from stkdesk.storage.tables import Staff
from stkdesk.storage.trail import note

OWN, GIVEN, TAKEN = "own_password", "password_given", "password_taken"


def replace_password(
    file: Path, old: str, new: str, again: str, *, login: str = ""
) -> Steps:
    """Let ``new`` open the register in ``file`` from now on, instead of ``old``.

    ``login`` may be left out while only one password opens it. The register itself is
    not touched and may be open. Takes a few seconds, because a guess at a password
    shall.

    Raises:
        InvalidInputError: if ``old`` does not open it, or ``new`` is too short; field
            ``old``, ``password``, ``again`` or ``login``.
        CannotSaveError: if the key file cannot be written; ``old`` still holds.

    """
    refuse_blocking(password_problems(new, again))
    if new == old:
        raise InvalidInputError(
            (Problem("password", "Det nye passordet er det samme som det gamle."),)
        )
    yield Progress(0, 1, "Låser registeret med det nye passordet")
    try:
        changed = key_changes.change_password(key_file_of(file), old, new, login=login)
    except WrongPasswordError as wrong:
        told = "Passordet stemmer ikke. Se etter Caps Lock og prøv en gang til."
        raise InvalidInputError((Problem("old", told),)) from wrong
    note_in(file, changed.key, changed.generation)
    yield Progress(1, 1, "Passordet er endret")


@needs()
def replace_own_password(database: Database, old: str, new: str, again: str) -> Steps:
    """Let ``new`` open the register for whoever is at work, instead of ``old``.

    Raises:
        InvalidInputError: if ``old`` is not the password in use, or ``new`` is too
            short; field ``old``, ``password`` or ``again``.
        CannotOpenError: if an older key file has been put back.
        CannotSaveError: if the key file cannot be written; ``old`` still holds.

    """
    register, number = register_file_of(database), database.actor.number
    with database.reading() as session:
        login = session.scalar(select(Staff.login).where(Staff.number == number))
    require_newest(register.file, register.key)
    yield from replace_password(register.file, old, new, again, login=login or "")
    with database.transaction() as session:
        note(session, Action.KEYS_CHANGED, "staff", number, detail={"what": OWN})


@needs(Right.MANAGE_STAFF)
def give_password(database: Database, login: str, new: str, again: str) -> Steps:
    """Let ``new`` open the register for ``login``, also when another was forgotten.

    Returns the id of the slot, to stand in the staff list. It is the administrator
    who has the key; whose password it is, types it at this machine.

    Raises:
        InvalidInputError: if ``new`` is too short; field ``password``, ``again`` or
            ``login``.
        CannotOpenError: if an older key file has been put back.
        CannotSaveError: if the key file cannot be written; nothing has changed.

    """
    register = register_file_of(database)
    refuse_blocking([*_login_problems(login), *password_problems(new, again)])
    yield Progress(0, 1, "Låser registeret med passordet")
    opened = give(register, login, new)
    note_change(opened, GIVEN, database, login)
    yield Progress(1, 1, "Passordet er laget")
    return opened.slot


@needs(Right.MANAGE_STAFF)
def take_away_password(database: Database, slot: str) -> None:
    """Let nobody open the register with the password of ``slot`` any more.

    Somebody who may have kept a copy of the register and the key file is shut out of
    what is written later by a new key only (``services.key_change``).

    Raises:
        CannotOpenError: if an older key file has been put back.
        CannotSaveError: if it is the last that opens the register, or the key file
            cannot be written; nothing has changed.

    """
    register = register_file_of(database)
    key_file = key_file_of(register.file)
    require_newest(register.file, register.key)
    opened = key_changes.remove_slot(key_file, register.key, slot)
    note_change(opened, TAKEN, database)


def give(register: FileRegister, login: str, password: str) -> Opened:
    """Seal the slot of ``login`` anew, or make one; nothing is noted anywhere."""
    key_file = key_file_of(register.file)
    require_newest(register.file, register.key)
    slot = read_key_file(key_file).slot_of(login)
    if slot is None:
        return key_changes.add_user(key_file, register.key, login, password)
    return key_changes.reset_password(key_file, register.key, slot["id"], password)


def note_change(opened: Opened, what: str, database: Database, login: str = "") -> None:
    """Note a change of the keys in the register and in its trail."""
    with database.transaction() as session:
        driver: Any = session.connection().connection.driver_connection
        note_generation(driver, opened.generation)
        number = session.scalar(select(Staff.number).where(Staff.slot == opened.slot))
        if number is None and login:
            same = Staff.login == fold_login(login)
            number = session.scalar(select(Staff.number).where(same))
        note(session, Action.KEYS_CHANGED, "staff", number, detail={"what": what})


@needs()
def register_file_of(database: Database) -> FileRegister:
    """Return the register, if it is one that keys open.

    Raises:
        NotAllowedError: if it lies on a server, which has its own passwords.

    """
    if not isinstance(database.register, FileRegister):
        raise NotAllowedError(
            "Registeret ligger på en server.",
            "Passordene styres der. Snakk med IT.",
        )
    return database.register


def _login_problems(login: str) -> tuple[Problem, ...]:
    if login.strip():
        return ()
    return (Problem("login", "Skriv brukernavnet den ansatte skal logge inn med."),)
