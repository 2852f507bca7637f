"""Opening the register an errand is about, with a password nobody can look over."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stkdesk.domain.errors import CannotOpenError, WrongPasswordError
from stkdesk.storage.address import Address, read_address

if TYPE_CHECKING:
    from stkdesk.storage.database import Database
    from stkdesk.storage.opening import Unlocked

VARIABLE = "STKDESK_PASSPHRASE"
USER_VARIABLE = "STKDESK_USER"


def given_passphrase(asked: Namespace) -> str | None:
    """Return the password from the file or the environment, or None.

    Of the file only its first line counts, without what ends it.

    Raises:
        CannotOpenError: if the file cannot be read.

    """
    if asked.passphrase_file is not None:
        return first_line(asked.passphrase_file, "Passordfilen")
    return os.environ.get(VARIABLE) or None


def first_line(file: Path, called: str) -> str:
    """Return the first line of ``file``, which the person knows as ``called``.

    Raises:
        CannotOpenError: if the file cannot be read.

    """
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotOpenError(
            f"{called} kan ikke leses.", f"Se etter filen {file}."
        ) from error
    return lines[0] if lines else ""


def passphrase_of(asked: Namespace) -> str:
    """Return the password to try on the register ``asked`` is about.

    Raises:
        WrongPasswordError: if none is given and the register needs one.
        CannotOpenError: if the password or key file cannot be read.

    """
    from stkdesk.storage.keys import PRACTICE_PASSWORD, is_practice, key_file_of

    given = given_passphrase(asked)
    if given is not None:
        return given
    if not asked.db.exists() or is_practice(key_file_of(asked.db)):
        return PRACTICE_PASSWORD  # opening tells it when nothing is there
    raise WrongPasswordError(
        "Registeret trenger et passord.",
        f"Oppgi --passphrase-file FIL, eller sett miljøvariabelen {VARIABLE}.",
    )


def login_of(asked: Namespace) -> str:
    """Return whose password it is, from the command line or the environment, or ""."""
    return asked.login or os.environ.get(USER_VARIABLE, "")


def unlocked(asked: Namespace) -> Unlocked:
    """Return the register ``asked`` is about, open for whoever the password is of.

    Raises:
        CannotOpenError: if it is missing, damaged, foreign or newer, or several have
            a password and nobody is named.
        WrongPasswordError: if the password is missing or opens nothing.
        TooSoonError: after some wrong ones, before a while has gone.
        NotAllowedError: if the office does not let that person in today.

    """
    from stkdesk.domain.errors import InvalidInputError
    from stkdesk.services.signing_in import sign_in

    password = passphrase_of(asked)
    try:
        return sign_in(asked.db, login_of(asked), password, today=asked.today)
    except InvalidInputError as unnamed:
        raise CannotOpenError(
            "Flere har hvert sitt passord til registeret.",
            f"Oppgi --login NAVN, eller sett miljøvariabelen {USER_VARIABLE}.",
        ) from unnamed


def server_of(asked: Namespace) -> tuple[Address, str]:
    """Return the address of the register ``asked`` is about, and who signs in there.

    Raises:
        CannotOpenError: if the address is none, or nobody is named.

    """
    address, named = read_address(asked.db)
    if login := login_of(asked) or named:
        return address, login
    raise CannotOpenError(
        "Hvem skal logge inn på serveren?",
        f"Oppgi --login NAVN, eller sett miljøvariabelen {USER_VARIABLE}.",
    )


@contextmanager
def opened(asked: Namespace) -> Iterator[Database]:
    """Open the register ``asked`` is about, and close it again.

    On a server it is opened for whoever ``--login`` says, as in the window.

    Raises what ``unlocked`` raises, and CannotOpenError when there is no server.
    """
    if isinstance(asked.db, str):
        from stkdesk.storage.server_opening import open_on_server

        address, login = server_of(asked)
        password = given_passphrase(asked) or ""
        database = open_on_server(address, login, password, today=asked.today)
    else:
        database = unlocked(asked).database()
    try:
        yield database
    finally:
        database.close()
