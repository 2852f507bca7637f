"""Letting a member of the staff in to the register, and out of it for good.

Two places are written, the staff list and the key file, and the program may stop
between them. The order is such that nobody is let in by half: a row on the list opens
nothing, and a key without its row is refused at the door. What was left half done is
seen in the list and done again with the same button.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.password import password_problems
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.staff import Right, StaffDraft
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.services.passwords import give_password, take_away_password
from stkdesk.services.staff import (
    add_staff,
    find_staff,
    refuse_without_administrator,
)
from stkdesk.storage.database import Database
from stkdesk.storage.keys import is_practice, key_file_of
from stkdesk.storage.source import FileRegister


@needs(Right.MANAGE_STAFF)
def hire(database: Database, draft: StaffDraft, password: str, again: str) -> Steps:
    """Put somebody on the staff list and let ``password`` open the register.

    Returns the number. On a server there is no password to give.

    Raises:
        InvalidInputError: if something is missing, the user name is taken, or the
            password is too short; nothing is written.
        CannotSaveError: if the key file cannot be written; the row stands, and
            ``renew_password`` does the rest.

    """
    with_key = has_passwords(database)
    if with_key:
        refuse_blocking(password_problems(password, again))
    yield Progress(0, 2, "Skriver inn den ansatte")
    with database.transaction() as session:
        number = add_staff(session, draft)
    if with_key:
        yield from renew_password(database, number, password, again)
    return number


@needs(Right.MANAGE_STAFF)
def renew_password(database: Database, number: int, password: str, again: str) -> Steps:
    """Let ``password`` open the register for somebody, instead of any earlier one.

    Raises:
        NotFoundError: if nobody has this number.
        InvalidInputError: if the password is too short; field ``password``, ``again``.
        NotAllowedError: where passwords are not given here.
        CannotSaveError: if the key file cannot be written; nothing has changed.

    """
    if not has_passwords(database):
        raise NotAllowedError("Dette registeret har ingen passord å gi.")
    with database.reading() as session:
        login = _login_of(session, number)
    slot = yield from give_password(database, login, password, again)
    with database.transaction() as session:
        _set_slot(session, number, slot)
    return number


@needs(Right.MANAGE_STAFF)
def end_access(database: Database, number: int, *, today: date) -> Steps:
    """End somebody's access at once, and let their password open nothing any more.

    Yesterday is the last day of it, so that a window they have open is signed out.

    Raises:
        NotFoundError: if nobody has this number.
        NotAllowedError: if it is the only administrator.
        CannotSaveError: if the key file cannot be written; the end stands on the
            list, and the same errand does the rest.

    """
    yield Progress(0, 1, "Avslutter tilgangen")
    with database.transaction() as session:
        slot = _end(session, number, today)
    if slot and has_passwords(database):
        take_away_password(database, slot)
        with database.transaction() as session:
            _set_slot(session, number, "")
    yield Progress(1, 1, "Tilgangen er avsluttet")


@needs()
def has_passwords(database: Database) -> bool:
    """Tell whether passwords are given here: not on a server, nor to practise."""
    is_file = isinstance(database.register, FileRegister)
    return is_file and not is_for_practice(database)


@needs()
def is_for_practice(database: Database) -> bool:
    """Tell whether this is a practice office, which nobody signs in to."""
    register = database.register
    return isinstance(register, FileRegister) and is_practice(
        key_file_of(register.file)
    )


@needs(Right.MANAGE_STAFF)
def _login_of(session: Session, number: int) -> str:
    return find_staff(session, number).login


@needs(Right.MANAGE_STAFF)
def _set_slot(session: Session, number: int, slot: str) -> None:
    find_staff(session, number).slot = slot
    session.flush()


@needs(Right.MANAGE_STAFF)
def _end(session: Session, number: int, today: date) -> str:
    """Let yesterday be the last day, unless an earlier one is; return their slot."""
    refuse_without_administrator(session, number, today=today)
    member = find_staff(session, number)
    last, yesterday = member.authorised_to, today - timedelta(days=1)
    if last is None or last > yesterday:
        first = member.authorised_from
        if first is not None and first > yesterday:
            member.authorised_from = yesterday
        member.authorised_to = yesterday
    session.flush()
    return member.slot
