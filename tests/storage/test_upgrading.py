"""An older register is brought up to date whole, with a backup first; or not at all."""

import shutil
import subprocess
import sys

import pytest

from stkdesk.domain.backup import BackupKind
from stkdesk.domain.errors import CannotSaveError
from stkdesk.storage import backup as making
from stkdesk.storage.backup_set import FOLDER_FACT
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.revision import NEWEST
from stkdesk.storage.upgrade import STEPS, upgrade_register
from tests.configured import say
from tests.needs import DISK
from tests.small_disk import small_disk
from tests.storage.backups import check, unlock

NEXT = '''"""A step of tomorrow."""

from alembic import op
import sqlalchemy as sa

revision, down_revision = "9999", "{before}"
branch_labels = depends_on = None


def upgrade():
    op.create_table("tomorrow", sa.Column("number", sa.Integer, primary_key=True))
    op.execute("INSERT INTO counters VALUES ('i morgen', 1)")
    {rest}
'''


@pytest.fixture
def key(register_file):
    return unlock(key_file_of(register_file))


def steps_with(folder, rest):
    """Return the steps of the program and one more."""
    shutil.copytree(STEPS, folder / "steps")
    text = NEXT.format(before=NEWEST, rest=rest)
    (folder / "steps" / "versions" / "v9999_tomorrow.py").write_text(text, "utf-8")
    return folder / "steps"


def state(file, key):
    """Return the revision, the tables and the counters of a register."""
    connection = connect(file, key.database_key)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        return (
            connection.execute("SELECT version_num FROM alembic_version").fetchall(),
            connection.execute(tables).fetchall(),
            connection.execute("SELECT * FROM counters ORDER BY name").fetchall(),
        )
    finally:
        connection.close()


def test_a_verified_backup_of_the_old_one_is_made_first(register_file, key, tmp_path):
    backup = upgrade_register(register_file, key, steps=steps_with(tmp_path, "pass"))
    manifest = check(backup)
    assert (manifest.revision, manifest.kind) == (NEWEST, BackupKind.PRE_UPGRADE)
    assert "tomorrow" not in manifest.counts
    assert backup.parent == register_file.parent / "Sikkerhetskopier"
    revision, tables, _counters = state(register_file, key)
    assert revision == [("9999",)]
    assert ("tomorrow",) in tables


@pytest.mark.parametrize("by_it", [{}, {"BackupFolder": "IT sitt område"}])
def test_it_goes_where_the_office_wants_its_backups_or_where_it_does(
    register_file, key, tmp_path, by_it
):
    name_folder(register_file, key, tmp_path / "fellesområde")
    say({name: str(tmp_path / folder) for name, folder in by_it.items()})
    backup = upgrade_register(register_file, key, steps=steps_with(tmp_path, "pass"))
    assert backup.parent == tmp_path / by_it.get("BackupFolder", "fellesområde")


def test_a_share_that_is_away_does_not_stop_the_office(register_file, key, tmp_path):
    name_folder(register_file, key, tmp_path / "borte" / "kopier")
    backup = upgrade_register(register_file, key, steps=steps_with(tmp_path, "pass"))
    assert backup.parent == register_file.parent / "Sikkerhetskopier"


def test_a_step_that_fails_leaves_the_register_as_it_was(register_file, key, tmp_path):
    before = state(register_file, key)
    steps = steps_with(tmp_path, "raise RuntimeError('midt i')")
    with pytest.raises(RuntimeError, match="midt i"):
        upgrade_register(register_file, key, steps=steps)
    assert state(register_file, key) == before
    [backup] = (register_file.parent / "Sikkerhetskopier").iterdir()
    check(backup)


def test_a_step_that_leaves_a_dangling_reference_is_undone(
    register_file, key, tmp_path
):
    before = state(register_file, key)
    steps = steps_with(
        tmp_path,
        'op.execute("INSERT INTO presence (table_name, record, staff_number, '
        "sitting, since, seen_at) VALUES ('x', 1, 4711, 's', 'a', 'a')\")",
    )
    with pytest.raises(RuntimeError, match="references"):
        upgrade_register(register_file, key, steps=steps)
    assert state(register_file, key) == before


def test_without_room_for_the_backup_nothing_is_begun(
    register_file, key, tmp_path, monkeypatch
):
    before = state(register_file, key)
    monkeypatch.setattr(making, "SPARE", 1 << 60)
    with pytest.raises(CannotSaveError, match="Det er ikke plass"):
        upgrade_register(register_file, key, steps=steps_with(tmp_path, "pass"))
    assert state(register_file, key) == before


@pytest.mark.needs_linux(DISK)
def test_a_disk_that_fills_up_in_the_middle_leaves_it_as_it_was(
    register_file, key, tmp_path, monkeypatch
):
    monkeypatch.setattr(making, "SPARE", -(1 << 40))
    small, kept = tmp_path / "liten", tmp_path / "kopier"
    small.mkdir()
    name_folder(register_file, key, kept)
    steps = steps_with(
        tmp_path,
        "op.execute(\"INSERT INTO drafts VALUES ('f', printf('%.9000000c', "
        "'x'), '2026-11-22T00:00:00.000000Z')\")",
    )
    with small_disk(small, 3 * register_file.stat().st_size):
        register = small / register_file.name
        shutil.copy(register_file, register)
        shutil.copy(key_file_of(register_file), key_file_of(register))
        before = state(register, key)
        with pytest.raises(CannotSaveError, match=r"[Dd]isken"):
            upgrade_register(register, key, steps=steps)
        assert state(register, key) == before


KILLED = """
import sys
from pathlib import Path
from stkdesk.storage.upgrade import upgrade_register
from tests.storage.backups import unlock
file = Path(sys.argv[1])
upgrade_register(file, unlock(file.with_suffix(".keys")), steps=Path(sys.argv[2]))
"""


def test_killed_in_the_middle_it_is_the_old_one(register_file, key, tmp_path):
    before = state(register_file, key)
    wait = "print('now', flush=True); import time; time.sleep(60)"
    steps = steps_with(tmp_path, wait)
    words = [sys.executable, "-c", KILLED, register_file, steps]
    program = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert program.stdout.readline() == "now\n"
    program.kill()
    program.wait()
    program.stdout.close()
    assert state(register_file, key) == before


def name_folder(register, key, folder):
    connection = connect(register, key.database_key)
    connection.execute(
        "INSERT INTO register_facts VALUES (?, ?)", (FOLDER_FACT, str(folder))
    )
    connection.close()
