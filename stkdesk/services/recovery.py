"""Casework on the recovery code: the paper that opens the register for all.

1. ``new_code`` (domain) makes one; nothing has changed yet.
2. ``recovery_sheet`` prints it.
3. The office types two groups back from the paper.
4. ``keep_recovery_code`` lets it open the register, and no earlier one any more.

Source: eForvaltningsforskriften § 24 (who encrypts keeps a copy of the key that opens
it, so that the information is not lost); the paper is that copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from stkdesk.documents import recovery_sheet
from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.login import fold_login
from stkdesk.domain.password import password_problems
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.recovery_code import code_problems, is_group
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.services.office import open_office
from stkdesk.services.passwords import give, note_change, register_file_of
from stkdesk.storage.database import Database
from stkdesk.storage.generation import require_newest
from stkdesk.storage.key_changes import set_recovery
from stkdesk.storage.keys import key_file_of, recovery_made_on, short_id
from stkdesk.storage.opening import unlock_with_code
from stkdesk.storage.source import FileRegister
from stkdesk.storage.tables import Staff

TO_TYPE_BACK = 2  # groups
MADE, USED = "recovery_made", "recovery_used"


class Known(NamedTuple):
    """A member of the staff who may be let in with the paper."""

    login: str
    name: str


@needs(Right.KEEP_REGISTER)
def recovery_sheet_of(database: Database, code: str, *, today: date) -> bytes:
    """Return the sheet to print ``code`` on, as a PDF. It is kept nowhere.

    Raises:
        NotFoundError: if the office has not been set up.
        CannotPrintError: if a letter of its name will not print.

    """
    register = register_file_of(database)
    with database.reading() as session:
        office = open_office(session, today=today)
    return recovery_sheet.build(
        recovery_sheet.RecoverySheet(
            code=code,
            sender=office.draft,
            register_id=short_id(key_file_of(register.file)),
            made_on=today,
            practice=office.practice,
        )
    )


@needs(Right.KEEP_REGISTER)
def keep_recovery_code(
    database: Database, code: str, typed_back: Mapping[int, str]
) -> None:
    """Let ``code`` open the register, and no earlier one any more.

    ``typed_back`` holds what the office typed from the paper, by number of group.

    Raises:
        InvalidInputError: if a group is not as on the paper; field ``group_3``…
        CannotOpenError: if an older key file has been put back.
        CannotSaveError: if the key file cannot be written; the earlier code holds.

    """
    register = register_file_of(database)
    assert len(typed_back) >= TO_TYPE_BACK
    refuse_blocking(
        Problem(
            f"group_{number}", f"Gruppe {number} er ikke som på arket. Se en gang til."
        )
        for number, typed in typed_back.items()
        if not is_group(typed, code, number)
    )
    require_newest(register.file, register.key)
    opened = set_recovery(key_file_of(register.file), register.key, code)
    note_change(opened, MADE, database)


@needs()
def recovery_code_made_on(database: Database) -> date | None:
    """Return when the recovery code in force was made; None if there is none.

    Raises:
        CannotOpenError: if the key file cannot be read.

    """
    if not isinstance(database.register, FileRegister):
        return None
    return recovery_made_on(key_file_of(database.register.file))


def who_can_be_let_in(file: Path, code: str) -> tuple[Known, ...]:
    """Return the administrators in the register that ``code`` opens, by name.

    Where there is none any more, everybody on the staff list.

    Raises:
        InvalidInputError: if it is not the recovery code in force; field ``code``.
        CannotOpenError: if the register is missing, damaged, foreign or newer.

    """
    refuse_blocking(code_problems(code))
    database = unlock_with_code(file, code).database()
    try:
        with database.reading() as session:
            everybody = session.execute(
                select(Staff.login, Staff.name, Staff.administrator).order_by(
                    Staff.name, Staff.number
                )
            ).all()
            chosen = [row for row in everybody if row.administrator] or everybody
            return tuple(Known(row.login, row.name) for row in chosen)
    finally:
        database.close()


def recover(
    file: Path, code: str, login: str, new: str, again: str, *, today: date
) -> Steps:
    """Let ``new`` open the register in ``file`` for ``login``, by the recovery code.

    Whoever is let in so is an administrator from then on, also if the time the office
    had given them is over, and can let the others in. The code still holds; a new one
    is wise when the paper has been in many hands.

    Raises:
        InvalidInputError: if the code is not the one in force, nobody has that user
            name, or the password is too short; field ``code``, ``login``,
            ``password`` or ``again``.
        CannotOpenError: if the register is missing, damaged, foreign or newer.
        CannotSaveError: if the key file cannot be written; nothing has changed.

    """
    refuse_blocking([*code_problems(code), *password_problems(new, again)])
    yield Progress(0, 2, "Åpner registeret med gjenopprettingskoden")
    database = unlock_with_code(file, code).database()
    try:
        with database.reading() as session:
            same = Staff.login == fold_login(login)
            if session.scalar(select(Staff.number).where(same)) is None:
                told = "Ingen ansatte har dette brukernavnet."
                raise InvalidInputError((Problem("login", told),))
        yield Progress(1, 2, "Låser registeret med det nye passordet")
        opened = give(register_file_of(database), login, new)
        with database.transaction() as session:
            found = session.scalar(select(Staff).where(same))
            if found is None:
                raise NotFoundError("Den ansatte finnes ikke lenger i registeret.")
            found.slot, found.administrator = opened.slot, True
            first, last = found.authorised_from, found.authorised_to
            if (first and first > today) or (last and last < today):
                found.authorised_from = found.authorised_to = None
        note_change(opened, USED, database)
    finally:
        database.close()
    yield Progress(2, 2, "Passordet er laget")
