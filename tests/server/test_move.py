"""A whole register moves to a server and back, every row the same, or not at all."""

import subprocess
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, insert, select

from stkdesk import settings
from stkdesk.cli.access import VARIABLE
from stkdesk.cli.main import main
from stkdesk.cli.server import VARIABLE as SERVER_VARIABLE
from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.domain.listing import ListQuery
from stkdesk.services.client_list import list_clients
from stkdesk.services.register_check import check_register
from stkdesk.storage import moving
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import LIGHT, PRACTICE_PASSWORD
from stkdesk.storage.moving import move_to_file, move_to_server
from stkdesk.storage.moving_rows import tables
from stkdesk.storage.opening import open_register, unlock_register
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.tables import Base, Event, Person
from stkdesk.storage.tables.base import now
from tests import builders
from tests.configured import NOBODY, say
from tests.server.cluster import OWNER, PASSWORD, binaries
from tests.server.engines import open_as_owner

TODAY = date(2026, 11, 22)
NEW = "Et nytt passord 56"


@pytest.fixture
def file(practice_offices, tmp_path):
    """A register full of invented people, in a file."""
    return practice_offices.copy(tmp_path, clients=20, years=1)


@pytest.fixture
def empty(cluster):
    """The name of an empty database on the server."""
    name = cluster.new_database()
    yield name
    cluster.drop(name)


@pytest.fixture
def server(cluster, empty):
    return ServerRegister(cluster.address(empty), OWNER, PASSWORD)


@pytest.fixture
def console(monkeypatch, capsys):
    monkeypatch.setenv(VARIABLE, PRACTICE_PASSWORD)
    monkeypatch.setenv(SERVER_VARIABLE, PASSWORD)

    def type_in(*words):
        code = main([str(word) for word in words], clock=lambda: TODAY)
        return code, *capsys.readouterr()

    return type_in


def driven(steps):
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def counts_in_file(file, password=PRACTICE_PASSWORD):
    connection = connect(file, unlock_register(file, password).key.database_key)
    found = {
        table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[
            0
        ]
        for table in tables()
    }
    connection.close()
    return found


def told_by_psql(cluster, name):
    """The counts as PostgreSQL's own shell tells them."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {table}" for table in Base.metadata.tables
    )
    told = subprocess.run(
        [
            binaries() / "psql",
            f"--dbname=postgresql:///{name}?host={cluster.folder}&port={cluster.port}",
            f"--username={OWNER}",
            "--no-psqlrc",
            "--tuples-only",
            "--no-align",
            f"--command={asked}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {
        table: int(rows) for table, rows in (row.split("|") for row in told.split())
    }


def table_count(cluster, name):
    [(tables_there,)] = cluster.ask(
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name
    )
    return tables_there


def test_psql_shows_the_same_counts_after_the_move(cluster, file, server, empty):
    before = counts_in_file(file)
    moved = driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    after = told_by_psql(cluster, empty)
    assert moved.rows == before
    assert after.pop("events") == before.pop("events") + 1  # that it was moved
    assert after.pop("event_details") == before.pop("event_details") + 1
    assert after == before
    assert sum(before.values()) > 1000


def test_the_office_goes_on_where_it_was(cluster, file, server, empty):
    with_file = open_register(file, PRACTICE_PASSWORD)
    with with_file.reading() as session:
        listed = list_clients(session, ListQuery())
        highest = session.scalar(select(func.max(Person.number)))
    with_file.close()
    driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    database = open_as_owner(cluster.address(empty))
    with database.transaction() as session:
        assert list_clients(session, ListQuery()) == listed
        assert driven(check_register(session)) == ()
        builders.a_client(session, "Ola Nordmann")  # the next number, and found by name
    with database.reading() as session:
        assert session.scalar(select(func.max(Person.number))) == highest + 1
        [found] = list_clients(session, ListQuery(search="nordmann ola")).rows
    assert found.name == "Ola Nordmann"
    database.close()


def test_there_and_back_again_is_the_same_register(file, server, tmp_path):
    before = counts_in_file(file)
    driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    back = tmp_path / "tilbake.db"
    driven(move_to_file(server, back, "kontoret", NEW, effort=LIGHT))
    assert Counter(counts_in_file(back, NEW)) - Counter(before) == {
        "events": 2,  # that it was moved, twice
        "event_details": 2,
    }
    database = open_register(back, NEW, "kontoret")
    with database.reading() as session:
        assert driven(check_register(session)) == ()
        session.scalar(select(Event.seq))
    database.close()


def test_names_are_still_kept_by_themselves_after_the_way_back(file, server, tmp_path):
    driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    back = tmp_path / "tilbake.db"
    driven(move_to_file(server, back, "kontoret", NEW, effort=LIGHT))
    database = open_register(back, NEW)
    with database.transaction() as session:
        builders.a_client(session, "Ola Nordmann")
        assert list_clients(session, ListQuery(search="nordmann")).total == 1
    database.close()


def test_a_database_with_something_in_it_is_not_touched(cluster, file, server, empty):
    cluster.ask("CREATE TABLE somebodys (thing text)", empty, OWNER)
    with pytest.raises(CannotOpenError, match="ikke tom"):
        driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    assert table_count(cluster, empty) == 1


@pytest.mark.parametrize("steps", [1, 5, 20])
def test_a_stopped_move_leaves_both_sides_as_they_were(
    cluster, file, server, empty, steps
):
    before = counts_in_file(file)
    moving_there = move_to_server(unlock_register(file, PRACTICE_PASSWORD), server)
    for _ in range(steps):
        next(moving_there)
    moving_there.close()
    assert table_count(cluster, empty) == 0
    assert counts_in_file(file) == before


def test_a_stopped_move_back_leaves_no_file(file, server, tmp_path):
    driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    here = {each.name for each in tmp_path.iterdir()}
    back = move_to_file(server, tmp_path / "tilbake.db", "kontoret", NEW, effort=LIGHT)
    next(back)
    back.close()
    assert {each.name for each in tmp_path.iterdir()} == here


def test_a_copy_that_is_not_the_same_is_thrown_away(
    cluster, file, server, empty, monkeypatch
):
    put = moving.put_rows

    def lose_one(target, table, rows):
        put(target, table, rows[1:] if table.name == "timesheet_lines" else rows)

    monkeypatch.setattr(moving, "put_rows", lose_one)
    with pytest.raises(CannotSaveError, match=r"ikke lik originalen.*timesheet_lines"):
        driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    assert table_count(cluster, empty) == 0


def test_nobody_saves_in_the_file_while_it_is_moved(file, server):
    moving_there = move_to_server(unlock_register(file, PRACTICE_PASSWORD), server)
    next(moving_there)
    other = connect(file, unlock_register(file, PRACTICE_PASSWORD).key.database_key)
    other.execute("PRAGMA busy_timeout = 0").fetchall()
    with pytest.raises(Exception, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()
    moving_there.close()


def test_only_somebody_in_the_staff_list_can_open_the_file(file, server, tmp_path):
    driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    back = tmp_path / "tilbake.db"
    with pytest.raises(CannotOpenError, match="ansatte"):
        driven(move_to_file(server, back, "en fremmed", NEW, effort=LIGHT))
    assert not back.exists()


def test_the_console_moves_the_register_in_use_and_switches(
    cluster, file, empty, console
):
    settings.remember_register(file)
    url = cluster.address(empty).url
    code, out, err = console("move", "--db", file, "--to", url, "--login", OWNER)
    assert (code, err) == (0, "")
    assert "sammenlignet" in out
    assert settings.chosen_server() == url
    assert not file.exists()
    kept = file.with_name("oving flyttet 2026-11-22.db")
    unlock_register(kept, PRACTICE_PASSWORD)


def test_the_console_moves_it_back_and_closes_the_server(
    cluster, file, empty, console, tmp_path
):
    settings.remember_register(file)
    url = cluster.address(empty).url
    console("move", "--db", file, "--to", url, "--login", OWNER)
    back = tmp_path / "tilbake.db"
    words = ["move", "--db", url, "--to", back, "--login", OWNER]
    code, out, err = console(*words, "--user", "kontoret")
    assert (code, err) == (0, "")
    assert "stengt for ansatte" in out
    assert (settings.chosen_register(), settings.chosen_server()) == (back, None)


def test_where_it_names_another_server_the_console_says_so_and_remembers_nothing(
    cluster, file, empty, console, monkeypatch
):
    monkeypatch.setenv("STKDESK_DATA", str(file.parent))
    file.rename(file.with_name("stkdesk.db"))
    file.with_suffix(".keys").rename(file.with_name("stkdesk.keys"))
    say({"DatabaseUrl": "postgresql://felles/stk"})
    words = ["--db", settings.register_file(), "--to", cluster.address(empty).url]
    code, out, err = console("move", *words, "--login", OWNER)
    assert (code, err) == (0, "")
    assert "Adressen er styrt av IT (maskinpolicy) og er en annen." in out
    assert settings.chosen_server() == "postgresql://felles/stk"
    say()
    assert settings.chosen_server() is None


def test_nothing_is_moved_to_where_it_does_not_let_it_be_opened(console, tmp_path):
    folder = str(tmp_path / "av IT")
    say({"DataFolder": folder}, variables=NOBODY)
    url = "postgresql://felles:5432/stk?sslmode=verify-full&sslrootcert=system"
    settings.remember_server(url)
    words = ["move", "--db", url, "--to", tmp_path / "annet.db", "--login", OWNER]
    code, out, err = console(*words)
    assert (code, out) == (2, "")
    assert f"styrt av IT. Oppgi --to {folder}" in err


def test_a_register_that_is_not_in_use_is_moved_without_switching(
    cluster, file, empty, console
):
    url = cluster.address(empty).url
    assert console("move", "--db", file, "--to", url, "--login", OWNER)[0] == 0
    assert settings.chosen_server() is None


def test_a_failed_move_switches_nothing(cluster, file, empty, console):
    cluster.ask("CREATE TABLE somebodys (thing text)", empty, OWNER)
    settings.remember_register(file)
    url = cluster.address(empty).url
    code, _, err = console("move", "--db", file, "--to", url, "--login", OWNER)
    assert (code, "ikke tom" in err) == (2, True)
    assert settings.chosen_register() == file
    assert file.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--db", "a.db", "--to", "b.db"], "en fil og en server"),
        (["--db", "postgresql://h/n", "--to", "postgresql://h/m"], "en fil og en"),
        (["--db", "a.db", "--to", "postgresql://h/n"], "--login"),
        (["--db", "a.db", "--to", "postgresql://u:p@h/n"], "inneholder et passord"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_line(console, words, told):
    code, out, err = console("move", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_letters_of_every_language_arrive(cluster, file, server, empty):
    names = ["Ødegård Čáhppesjávri", "李小龙", "🦌", "a\tb\\N\n", "'; DROP TABLE x; --"]
    database = open_register(file, PRACTICE_PASSWORD)
    with database.transaction() as session:
        for number, name in enumerate(names):
            row = {"form": f"x/{number}", "body": name, "saved_at": now()}
            session.connection().execute(
                insert(Base.metadata.tables["drafts"]).values(**row)
            )
    database.close()
    driven(move_to_server(unlock_register(file, PRACTICE_PASSWORD), server))
    told = cluster.ask("SELECT body FROM drafts ORDER BY form", empty)
    assert [body for (body,) in told] == names
