"""Opening the register an errand is about, with a password nobody can look over."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stkdesk.domain.errors import CannotOpenError, WrongPasswordError

if TYPE_CHECKING:
    from stkdesk.storage.database import Database

VARIABLE = "STKDESK_PASSPHRASE"


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


@contextmanager
def opened(asked: Namespace) -> Iterator[Database]:
    """Open the register ``asked`` is about, and close it again.

    Raises:
        CannotOpenError: if it is missing, damaged, foreign or newer.
        WrongPasswordError: if the password is missing or opens nothing.

    """
    from stkdesk.storage.opening import open_register

    database = open_register(asked.db, passphrase_of(asked), asked.login)
    try:
        yield database
    finally:
        database.close()
