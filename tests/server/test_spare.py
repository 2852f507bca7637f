"""A register that another test used is as a new one, or it is not used again."""

from contextlib import closing

import psycopg
import pytest

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.office import set_up_office
from tests import builders
from tests.server.engines import open_as_owner
from tests.server.spare import NAMED, Spares
from tests.staff import hire

ROWS = "SELECT to_jsonb(each)::text FROM public.{} AS each"


@pytest.fixture
def own(cluster, template):
    """Spares of this test alone: what it gives back is what it takes next."""
    spares = Spares(cluster, template)
    yield spares
    spares.close()


def everything(cluster, name):
    """Return the rows of every table in the order they lie, and every number."""
    tables = [table for (table,) in cluster.ask(NAMED.format("r"), name)]
    numbers = [number for (number,) in cluster.ask(NAMED.format("S"), name)]
    asked = "SELECT last_value, is_called FROM public.{}"
    return {
        **{table: cluster.ask(ROWS.format(table), name) for table in tables},
        **{number: cluster.ask(asked.format(number), name) for number in numbers},
    }


def a_days_work(cluster, name, today):
    with closing(open_as_owner(cluster.address(name))) as database:
        _saved(database, today)


def _saved(database, today):
    with database.transaction() as session:
        office = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, office, today=today)
        periods = builders.periods(session)
        assignment = builders.an_assignment(session, "Oskar Moen", "Håkon Solheim")
        builders.a_sheet(session, assignment, periods["2026-10"].number)
    with database.transaction() as session:
        builders.a_client(session, "Selma Dahl")
    hire(database, "Kari", Role.CASEWORKER)


def test_after_a_days_work_it_is_as_new(cluster, template, own, today):
    name = own.take()
    a_days_work(cluster, name, today)
    worked_in = everything(cluster, name)
    own.give_back(name)
    assert own.take() == name
    new = everything(cluster, template)
    assert everything(cluster, name) == new
    changed = {each for each in new if worked_in[each] != new[each]}
    assert {"clients", "clients_number_seq", "events", "staff"} <= changed


def test_the_next_rows_lie_and_are_numbered_as_in_a_new_one(cluster, own, today):
    found = []
    name = own.take()
    for _ in range(2):
        a_days_work(cluster, name, today)
        found.append(cluster.ask("SELECT number, family_name FROM people", name))
        own.give_back(name)
        assert own.take() == name
    assert found[0] == found[1] != []


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE clients ADD COLUMN colour text",
        "ALTER TABLE clients ALTER COLUMN number SET DEFAULT 7",
        "ALTER TABLE clients DISABLE TRIGGER ALL",
        "ALTER TABLE clients NO FORCE ROW LEVEL SECURITY",
        "ALTER DATABASE {name} SET lock_timeout = 7",
        "ALTER ROLE stkdesk_owner IN DATABASE {name} SET lock_timeout = 7",
        "CREATE FUNCTION seven() RETURNS int LANGUAGE sql AS 'SELECT 7'",
        "CREATE SCHEMA others",
        "CREATE TABLE others (number int)",
        "CREATE POLICY everyone ON clients USING (true)",
        "DROP INDEX {index}",
        "DROP TABLE drafts CASCADE",
        "GRANT ALL ON DATABASE {name} TO stkdesk_payroll",
        "GRANT SELECT ON clients TO stkdesk_payroll",
        "REVOKE ALL ON clients FROM stkdesk_caseworker",
        "TRUNCATE drafts",
    ],
)
def test_with_anything_but_rows_touched_it_is_thrown_away(cluster, own, sql):
    name = own.take()
    [(index,)] = cluster.ask(
        "SELECT indexname FROM pg_indexes WHERE indexname LIKE 'ix_%' LIMIT 1", name
    )
    cluster.ask(sql.format(name=name, index=index), name)
    own.give_back(name)
    assert own.take() != name
    assert not cluster.ask(f"SELECT FROM pg_database WHERE datname = '{name}'")


def test_one_whose_indexes_have_grown_is_thrown_away(cluster, own):
    name = own.take()
    rows = "SELECT md5(each::text), now() FROM generate_series(1, 2000) AS each"
    cluster.ask(f"INSERT INTO commits (id, at) {rows}", name)
    own.give_back(name)
    assert own.take() != name


def test_who_is_still_in_it_is_put_out(cluster, own, today):
    name = own.take()
    with cluster.connect(name) as left_open:
        left_open.execute("BEGIN")
        left_open.execute("LOCK TABLE clients")
        own.give_back(name)
        assert own.take() == name
        with pytest.raises(psycopg.OperationalError):
            left_open.execute("SELECT FROM clients")


def test_one_whose_line_was_cut_is_thrown_away(cluster, own):
    name = own.take()
    cluster.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{name}'"
    )
    own.give_back(name)
    assert own.take() != name


def test_two_at_once_are_never_given_the_same(own):
    first, second = own.take(), own.take()
    assert first != second
    own.give_back(first)
    assert own.take() == first
