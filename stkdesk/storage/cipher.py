"""One encrypted connection, set up the one way that is safe and fast.

Knows no SQLAlchemy, so that the first rows on screen need not wait for it.
"""

from __future__ import annotations

from pathlib import Path
from shutil import disk_usage
from typing import Any

from sqlcipher3 import dbapi2 as driver

from stkdesk.domain.errors import CannotOpenError

PLAIN_HEADER = b"SQLite format 3\x00"
# Before it, WAL with two connections could lose commits.
OLDEST_SAFE_SQLITE = (3, 51, 3)
WAIT = 5  # seconds for another writer to finish
CACHE_KIB = 64 * 1024
ROOM = 256 * 1024  # bytes; for the shared memory and the first page of the log


class NotThisKeyError(CannotOpenError):
    """The file does not open with the key: another key's, or damaged."""


def connect(file: Path, key: str, *, foreign_keys: bool = True) -> Any:
    """Return a connection to the encrypted ``file``, creating it if need be.

    Raises:
        NotThisKeyError: if the file is not readable with ``key``.
        CannotOpenError: if somebody holds it, or the folder does not let it be opened.
        RuntimeError: if the library does not encrypt.

    """
    require_cipher()
    try:
        connection = driver.connect(
            str(file), isolation_level=None, check_same_thread=False, timeout=WAIT
        )
        # No key in SQL text, and no errors written past the program's own log.
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.set_key(f"x'{key}'".encode())
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        for pragma in (
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "trusted_schema = OFF",
            "recursive_triggers = ON",
            f"cache_size = -{CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except driver.DatabaseError as error:
        raise _why_not(file, str(error)) from None
    return connection


def require_cipher() -> None:
    """Refuse to go on if the library would write plain text.

    A library without SQLCipher ignores the key without a word and writes
    everything readable; an old one may lose what was saved.
    """
    if driver.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise RuntimeError("the SQLite library is too old to be trusted")
    probe = driver.connect(":memory:")
    try:
        if not probe.execute("PRAGMA cipher_version").fetchone():
            raise RuntimeError("the database library does not encrypt")
    finally:
        probe.close()


def _why_not(file: Path, text: str) -> CannotOpenError:
    if "not a database" in text or "malformed" in text:
        return NotThisKeyError(
            "Registeret er skadet, eller hører til en annen nøkkelfil.",
            "Hent den siste sikkerhetskopien. Filen er ikke rørt.",
        )
    if "locked" in text:
        return CannotOpenError(
            "Et annet program holder registeret.", "Lukk det og prøv igjen."
        )
    if "readonly" in text or "read-only" in text:
        return CannotOpenError(
            "Mappen kan ikke skrives til.", "Be IT om skrivetilgang til mappen."
        )
    if not file.parent.is_dir():
        return CannotOpenError("Mappen finnes ikke.", "Velg en annen mappe.")
    # SQLite needs a little room only to open, and does not say when it lacks it.
    if "full" in text or disk_usage(file.parent).free < ROOM:
        return CannotOpenError("Disken er full.", "Rydd plass og prøv igjen.")
    return CannotOpenError(
        "Registeret kan ikke åpnes.", "Se etter at du har tilgang til mappen."
    )
