"""A register is no secret format: another program reads it, when it has the key.

SQLite3 Multiple Ciphers is written by other people than SQLCipher and ours. An office
that no longer has stkdesk gets at what is its own, and a file without its key tells
nobody anything.
"""

from contextlib import closing

import apsw
import pytest
from sqlalchemy import func, select

from stkdesk.storage.tables import Base
from tests import builders


@pytest.fixture
def file(file_database):
    """A register with people in it, open; where it lies."""
    with file_database.transaction() as session:
        builders.rates(session)
        period = builders.periods(session)["2026-10"]
        for client, contact in (
            ("Åse Ødegård", "Håkon Solheim"),
            ("Per Ås", "Eli Vik"),
        ):
            assignment = builders.an_assignment(session, client, contact)
            builders.a_sheet(session, assignment, period.number)
    return file_database.register.file


def opened_elsewhere(file, key):
    """Open ``file`` with SQLite3 Multiple Ciphers, as SQLCipher 4 lays it out."""
    connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    connection.pragma("cipher", "sqlcipher")
    connection.pragma("legacy", 4)
    connection.pragma("key", f"x'{key}'")
    return connection


def test_another_program_counts_the_same_with_the_key(file, file_database):
    with file_database.reading() as session:
        ours = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    key = file_database.register.key.database_key
    with closing(opened_elsewhere(file, key)) as other:
        theirs = {
            name: other.execute(f"SELECT count(*) FROM {name}").get for name in ours
        }
        assert theirs == ours
        assert ours["clients"] == 2
        assert ours["timesheet_lines"] == 2
        names = other.execute("SELECT family_name FROM people ORDER BY number")
        assert ("Ødegård",) in names.fetchall()
        assert other.execute("PRAGMA integrity_check").get == "ok"


@pytest.mark.parametrize("wrong", ["00" * 32, None])
def test_without_the_key_another_program_reads_nothing(file, file_database, wrong):
    file_database.close()  # and all of it is in the file
    if wrong is None:
        opening = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    else:
        opening = opened_elsewhere(file, wrong)
    with closing(opening) as other, pytest.raises(apsw.NotADBError):
        other.execute("SELECT count(*) FROM sqlite_schema").fetchall()
