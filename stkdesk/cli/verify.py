"""Trying whether a backup can be restored, without restoring it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from stkdesk.cli.access import first_line, given_passphrase, login_of
from stkdesk.cli.arguments import say
from stkdesk.cli.following import follow
from stkdesk.domain.backup import BadBackupError, Manifest
from stkdesk.domain.formats import count

if TYPE_CHECKING:
    from stkdesk.storage.verifying import Unlock

FINE, FOUND = 0, 1


def verify(asked: Namespace, _today: date) -> int:
    """Say what the backup holds; 1 if it cannot be restored."""
    from stkdesk.services.restoring import verify_backup

    try:
        manifest = follow(verify_backup(asked.file, unlock_with(asked)))
    except BadBackupError as error:
        print(f"{asked.file}: {error.title}")
        return FOUND
    say(asked, f"{asked.file}: {contents(manifest)}")
    return FINE


def contents(manifest: Manifest) -> str:
    """Return what a backup holds, in one line; counts and never a name."""
    made = manifest.made_at.astimezone()
    held = (
        count(manifest.clients, "bruker", "brukere"),
        count(manifest.assignments, "oppdrag", "oppdrag"),
        count(manifest.rows, "rad", "rader"),
    )
    return f"tatt {made:%d.%m.%Y %H.%M}, {', '.join(held)}, kontrollert."


def unlock_with(asked: Namespace) -> Unlock:
    """Return what opens the backup: the recovery code if it is given, or the password.

    Raises:
        CannotOpenError: if the file with the code or the password cannot be read.

    """
    from stkdesk.services.restoring import by_code, by_password

    code: Path | None = asked.code_file
    if code is not None:
        return by_code(first_line(code, "Filen med gjenopprettingskoden"))
    return by_password(given_passphrase(asked) or "", login_of(asked))
