"""Signing in: from a closed register to one that is open for somebody.

Nothing here loads SQLAlchemy: the first rows are on the screen before it comes. What
is noted once the register is open is in ``services.sitting``.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from stkdesk.domain.errors import OfficeError, WrongPasswordError
from stkdesk.domain.sign_in import TooSoonError, require_authorised
from stkdesk.storage import attempts
from stkdesk.storage.cipher import connect
from stkdesk.storage.generation import require_newest
from stkdesk.storage.keys import (
    MasterKey,
    is_practice,
    key_file_of,
    knows,
    open_key_file,
    password_slots,
    recovery_made_on,
)
from stkdesk.storage.opening import Unlocked, unlock_register
from stkdesk.storage.who import authorised


class Door(NamedTuple):
    """What can be told of a register that nobody has opened yet."""

    is_there: bool = True
    is_practice: bool = False
    has_several: bool = False  # passwords open it: a user name is needed
    login: str = ""  # of the account of this machine, when it has a password here
    has_code: bool = False  # a recovery code on paper opens it


def look_at(file: Path) -> Door:
    """Return what can be told of the register in ``file`` before it is open.

    What is damaged is told when somebody tries to open it.
    """
    keys = key_file_of(file)
    if not file.exists() and not keys.exists():
        return Door(is_there=False)
    try:
        if is_practice(keys):
            return Door(is_practice=True)
        several = password_slots(keys) > 1
        account = account_name() if several else ""
        login = account if account and knows(keys, account) else ""
        return Door(
            has_several=several,
            login=login,
            has_code=recovery_made_on(keys) is not None,
        )
    except OfficeError:
        return Door()


def account_name() -> str:
    """Return the name of the account of this machine, "" when it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, or no way to ask
        return ""


def seconds_to_wait(file: Path, now: datetime | None = None) -> int:
    """Return how long to wait before another password is tried on ``file``."""
    return attempts.seconds_to_wait(file, now or datetime.now(UTC))


def sign_in(
    file: Path,
    login: str,
    password: str,
    *,
    today: date,
    now: datetime | None = None,
) -> Unlocked:
    """Open the register in ``file`` for the member of the staff called ``login``.

    ``login`` may be "" while only one password opens it. A wrong password is noted,
    and after some of them the next is not tried before a while has gone.

    Raises:
        TooSoonError: before that while has gone; nothing was tried.
        WrongPasswordError: if the password is not that of ``login``.
        NotAllowedError: if the office does not let that person in today.
        InvalidInputError: if several have a password and no ``login`` is given.
        CannotOpenError: if it is missing, damaged, foreign or newer.

    """
    with _guarded(file, now):
        unlocked = unlock_register(file, password, login)
    assert unlocked.access is not None  # a password always belongs to somebody
    require_authorised(unlocked.access.first, unlocked.access.last, today)
    return unlocked


def prove_password(
    file: Path,
    login: str,
    password: str,
    *,
    today: date,
    now: datetime | None = None,
) -> int | None:
    """Return the number of whose password it is; the register stays as it is.

    For a window that was locked. Raises what ``sign_in`` raises.
    """
    with _guarded(file, now):
        opened = open_key_file(key_file_of(file), password, login)
    require_newest(file, opened.key)
    return _require_authorised(file, opened.key, opened.slot, today)


@contextmanager
def _guarded(file: Path, now: datetime | None) -> Iterator[None]:
    """Slow down who guesses: note what is wrong, refuse what comes too soon."""
    now = now or datetime.now(UTC)
    if seconds := attempts.seconds_to_wait(file, now):
        raise TooSoonError(seconds)
    try:
        yield
    except WrongPasswordError:
        attempts.note_attempt(file, now)
        raise


def _require_authorised(
    file: Path, key: MasterKey, slot: str, today: date
) -> int | None:
    with closing(connect(file, key.database_key)) as connection:
        found = authorised(connection, slot)
    require_authorised(found.first, found.last, today)
    return found.actor.number
