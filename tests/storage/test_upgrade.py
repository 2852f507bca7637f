"""The steps of the register end where the program begins."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from stkdesk.storage import revision
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.source import engine_for
from stkdesk.storage.tables import Base
from stkdesk.storage.upgrade import STEPS
from tests.conftest import PASSWORD


@pytest.fixture
def key(register_file):
    return open_key_file(key_file_of(register_file), PASSWORD).key.database_key


def test_the_steps_end_at_the_tables_of_the_program(register_file, key):
    engine = engine_for(register_file, key)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_newest_shape_is_the_last_step():
    steps = ScriptDirectory(str(STEPS))
    assert steps.get_current_head() == revision.NEWEST
    walked = [step.revision for step in steps.walk_revisions()]
    assert list(revision.KNOWN) == walked[::-1]


def test_every_table_is_strict_and_every_rule_has_a_name(register_file, key):
    engine = engine_for(register_file, key)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("PRAGMA table_list").all()
        written = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'"
        ).all()
    engine.dispose()
    ours = {
        row.name: row.strict
        for row in tables
        if row.type == "table" and not row.name.startswith("sqlite")
    }
    ours.pop("alembic_version")
    assert set(ours) == set(Base.metadata.tables)
    assert set(ours.values()) == {1}
    for (sql,) in written:
        assert sql.count("CONSTRAINT ck_") == sql.count("CHECK (")
