"""Looking through a copy of a register that nobody writes to: is it sound, what is in.

Opened read-only and as it lies, also on a network drive: nothing is written beside it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from stkdesk.domain.backup import BadBackupError
from stkdesk.storage.backup_file import DAMAGED, bad
from stkdesk.storage.cipher import require_cipher
from stkdesk.storage.keys import MasterKey
from stkdesk.storage.patience import patiently

FINE = [("ok",)]
TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "ORDER BY name"
)


class Facts(NamedTuple):
    """What a register holds: its shape, its rows by table, where its trail ends."""

    revision: str
    counts: dict[str, int]
    trail_seq: int
    trail_hash: str


def sound_facts(file: Path, key: MasterKey) -> Generator[None, None, Facts]:
    """Return what the copy ``file`` holds; yield while it is looked through.

    Raises:
        BadBackupError: if a page, a table or a reference in it is not sound.

    """
    try:
        with _reading(file, key) as connection:
            if (yield from patiently(connection, "PRAGMA cipher_integrity_check")):
                raise bad(DAMAGED)
            if (yield from patiently(connection, "PRAGMA quick_check")) != FINE:
                raise bad(DAMAGED)
            if (yield from patiently(connection, "PRAGMA foreign_key_check")):
                raise BadBackupError(
                    "Noe i registeret viser til noe som ikke finnes.",
                    "Kjør stkdesk-cli check på registeret, og vis svaret til IT.",
                )
            return (yield from facts_in(connection))
    except driver.DatabaseError as error:
        raise bad(DAMAGED) from error


def facts_in(connection: Any) -> Generator[None, None, Facts]:
    """Return what the register behind ``connection`` holds; yield while it counts."""
    counts = {}
    for (name,) in connection.execute(TABLES).fetchall():
        quoted = name.replace('"', '""')
        [(rows,)] = yield from patiently(connection, f'SELECT count(*) FROM "{quoted}"')
        counts[name] = rows
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    seq, tip = 0, b""
    if "event_head" in counts:
        head = connection.execute("SELECT seq, hash FROM event_head").fetchone()
        seq, tip = head or (0, b"")
    return Facts(revision[0] if revision else "", counts, seq, bytes(tip).hex())


@contextmanager
def _reading(file: Path, key: MasterKey) -> Iterator[Any]:
    require_cipher()
    path = file.absolute().as_posix()
    slash = "" if path.startswith("/") else "/"  # a drive; a share has its own
    connection = driver.connect(
        f"file://{slash}{quote(path)}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.set_key(f"x'{key.database_key}'".encode())
        yield connection
    finally:
        connection.close()
