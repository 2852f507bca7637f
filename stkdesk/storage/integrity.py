"""Looking whether a register is whole: its pages, its shape, its references."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from stkdesk.storage.cipher import connect
from stkdesk.storage.source import engine_for
from stkdesk.storage.tables import Base

FINE = "ok"


def damaged_pages(file: Path, key: str) -> int:
    """Return how many pages of ``file`` are not what was written.

    What lies in the write-ahead log is moved into the file first: the check reads
    the file only, and would call pages damaged that are merely old.
    """
    connection = connect(file, key)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def broken_tables(file: Path, key: str) -> tuple[str, ...]:
    """Return the names of tables and indexes that do not hang together.

    "" stands for a fault that names none.
    """
    connection = connect(file, key)
    try:
        told = connection.execute("PRAGMA integrity_check").fetchall()
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema")
            if any(name in text for (text,) in told)
        ]
    finally:
        connection.close()
    if told == [(FINE,)]:
        return ()
    return tuple(names) or ("",)


def dangling_references(file: Path, key: str) -> dict[str, int]:
    """Return how many rows point to what is not there, by table."""
    found: dict[str, int] = {}
    connection = connect(file, key)
    try:
        for table, *_ in connection.execute("PRAGMA foreign_key_check"):
            found[table] = found.get(table, 0) + 1
    finally:
        connection.close()
    return found


def differs_from_program(file: Path, key: str) -> bool:
    """Tell whether the tables are other than the program's own."""
    engine = engine_for(file, key)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection)
            return bool(compare_metadata(context, Base.metadata))
    finally:
        engine.dispose()
