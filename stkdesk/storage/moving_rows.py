"""Rows on their way from one engine to the other, and proof that they arrived.

In between they are what SQLCipher holds: whole numbers, text, bytes. Days and moments
are text, yes and no are 1 and 0; PostgreSQL reads all of that as its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table

from stkdesk.storage.tables import Base
from stkdesk.storage.who import MOMENT

AT_A_TIME = 2000
Rows = list[tuple[Any, ...]]


def tables() -> list[Table]:
    """Return every table, each after those it points to."""
    return Base.metadata.sorted_tables


def rows_of(connection: Connection, table: Table) -> Iterator[Rows]:
    """Give all rows of ``table`` in the order of its key, some at a time."""
    on_server = connection.dialect.name == "postgresql"
    order = ", ".join(
        f'{column.name} COLLATE "C"'
        if on_server and isinstance(column.type, sa.String)
        else column.name
        for column in table.primary_key.columns
    )
    found = connection.exec_driver_sql(
        f"SELECT {_columns(table)} FROM {table.name} ORDER BY {order}",
        execution_options={"stream_results": True, "max_row_buffer": AT_A_TIME},
    )
    with closing(found):  # also when whoever reads stops in the middle
        for rows in found.partitions(AT_A_TIME):
            if on_server:
                yield [tuple(_plain(value) for value in row) for row in rows]
            else:
                yield [tuple(row) for row in rows]


def count_rows(connection: Connection, table: Table) -> int:
    """Return how many rows ``table`` has."""
    counted = connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}")
    return int(counted.scalar_one())


class Digest:
    """What all rows of a table come to: how many, and their SHA-256."""

    def __init__(self) -> None:
        """Begin with none."""
        self.rows = 0
        self._hash = sha256()

    def add(self, rows: Rows) -> None:
        """Count in ``rows``, which follow those before in the order of the key."""
        self.rows += len(rows)
        for row in rows:
            self._hash.update(repr(row).encode())

    def __eq__(self, other: object) -> bool:
        """Tell whether they are the same rows."""
        return isinstance(other, Digest) and self.value == other.value

    __hash__ = None  # type: ignore[assignment] # it changes while rows are added

    @property
    def value(self) -> tuple[int, str]:
        """The number of rows, and the hash of them all."""
        return self.rows, self._hash.hexdigest()


def put_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Add ``rows`` to ``table``, in the fastest way the engine has."""
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({_columns(table)}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({_columns(table)}) VALUES ({places})", rows
    )


def empty_tables(connection: Connection) -> None:
    """Take out what building a new register put into it; triggers must rest."""
    for table in reversed(tables()):
        connection.exec_driver_sql(f"DELETE FROM {table.name}")


def rest_triggers(connection: Connection) -> list[str]:
    """Let nothing happen by itself while rows are put in; return how to undo it."""
    if connection.dialect.name == "postgresql":
        names = [table.name for table in tables()]
        for name in names:
            connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        return [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names]
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
    ).all()
    for name, _sql in found:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


def count_on(connection: Connection) -> None:
    """Let new records on a server get the number after the highest there is."""
    for table in tables():
        column = table.autoincrement_column
        if column is None:
            continue
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'),"
            f" coalesce(max({column.name}), 1), max({column.name}) IS NOT NULL)"
            f" FROM {table.name}"
        )


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _plain(value: Any) -> Any:
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).strftime(MOMENT)
        case date():
            return value.isoformat()
        case memoryview():
            return bytes(value)
        case _:
            return value
