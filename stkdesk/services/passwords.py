"""Casework on the password that opens the register."""

from __future__ import annotations

from pathlib import Path

from stkdesk.domain.errors import InvalidInputError, Problem, WrongPasswordError
from stkdesk.domain.password import password_problems
from stkdesk.domain.progress import Progress, Steps
from stkdesk.services.accepting import refuse_blocking
from stkdesk.storage.key_changes import change_password
from stkdesk.storage.keys import key_file_of


def replace_password(file: Path, old: str, new: str, again: str) -> Steps:
    """Let ``new`` open the register in ``file`` from now on, instead of ``old``.

    The register itself is not touched and may be open. Takes a few seconds, because
    a guess at a password shall.

    Raises:
        InvalidInputError: if ``old`` does not open it, or ``new`` is too short.
        CannotSaveError: if the key file cannot be written; ``old`` still holds.

    """
    refuse_blocking(password_problems(new, again))
    if new == old:
        raise InvalidInputError(
            (Problem("password", "Det nye passordet er det samme som det gamle."),)
        )
    yield Progress(0, 1, "Låser registeret med det nye passordet")
    try:
        change_password(key_file_of(file), old, new)
    except WrongPasswordError as wrong:
        raise InvalidInputError(
            (Problem("old", f"{wrong.title} {wrong.advice}"),)
        ) from wrong
    yield Progress(1, 1, "Passordet er endret")
