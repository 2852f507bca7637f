"""Long lists are read along an index, not sorted."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from stkdesk.storage.tables import Client, Person
from stkdesk.storage.walking import walk


def _asked(condition):
    return (
        select(Client.number)
        .join(Person, Person.number == Client.person_number)
        .where(condition)
        .order_by(Person.sort_key)
        .limit(300)
    )


def test_a_list_by_name_walks_the_index_of_names(database):
    with database.reading() as session:
        asked = _asked(walk(Person.sort_key >= ""))
        text = asked.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")
        steps = [row[3] for row in plan]
    assert "ix_people_sort_key" in steps[0]
    assert not any("TEMP B-TREE" in step for step in steps)


def test_the_hint_stands_alone_beside_other_conditions(database):
    with database.reading() as session:
        asked = _asked(walk(Person.sort_key >= "")).where(Client.number > 3)
        text = str(asked.compile(session.get_bind()))
    assert "likelihood(people.sort_key >= ?, 0.001) AND clients.number > ?" in text


def test_the_hint_is_for_sqlite_only():
    text = str(
        _asked(walk(Person.sort_key >= "")).compile(dialect=postgresql.dialect())
    )
    assert "likelihood" not in text
    assert "people.sort_key >= " in text
