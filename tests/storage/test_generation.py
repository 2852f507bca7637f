"""An older key file put back is refused; a change that was cut short is not."""

import shutil

import pytest

from stkdesk.domain.errors import CannotOpenError, WrongPasswordError
from stkdesk.domain.recovery_code import new_code
from stkdesk.storage import key_changes
from stkdesk.storage.cipher import connect
from stkdesk.storage.effort import LIGHT
from stkdesk.storage.generation import note_in, noted_generation
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.opening import unlock_register, unlock_with_code
from tests.conftest import PASSWORD

NEW = "ullgenser med kaffe"


@pytest.fixture
def keys(register_file):
    return key_file_of(register_file)


def noted(file, key):
    connection = connect(file, key.database_key)
    try:
        return noted_generation(connection)
    finally:
        connection.close()


def test_a_new_register_knows_its_key_file(register_file, keys):
    opened = open_key_file(keys, PASSWORD)
    assert noted(register_file, opened.key) == opened.generation == 1


def test_an_older_key_file_put_back_lets_nobody_in(register_file, keys, tmp_path):
    shutil.copy(keys, tmp_path / "gammel")
    changed = key_changes.change_password(keys, PASSWORD, NEW, effort=LIGHT)
    note_in(register_file, changed.key, changed.generation)
    newest = keys.read_bytes()

    shutil.copy(tmp_path / "gammel", keys)
    with pytest.raises(CannotOpenError, match="eldre enn registeret"):
        unlock_register(register_file, PASSWORD)
    assert noted(register_file, changed.key) == 2

    keys.write_bytes(newest)
    unlock_register(register_file, NEW)


def test_a_change_that_was_cut_short_is_put_right(register_file, keys):
    changed = key_changes.change_password(keys, PASSWORD, NEW, effort=LIGHT)
    assert noted(register_file, changed.key) == 1  # the program stopped here
    unlock_register(register_file, NEW)
    assert noted(register_file, changed.key) == 2


def test_the_copy_beside_it_is_as_new_and_opens_when_the_file_is_damaged(
    register_file, keys
):
    key_changes.change_password(keys, PASSWORD, NEW, effort=LIGHT)
    unlock_register(register_file, NEW)
    keys.write_bytes(keys.read_bytes()[:200])
    with pytest.raises(CannotOpenError, match=r"uten \.bak"):
        unlock_register(register_file, NEW)
    keys.with_name(keys.name + ".bak").replace(keys)
    unlock_register(register_file, NEW)


def test_the_paper_opens_it_when_only_an_older_key_file_is_left(
    register_file, keys, tmp_path
):
    code, key = new_code(), open_key_file(keys, PASSWORD).key
    key_changes.set_recovery(keys, key, code)
    shutil.copy(keys, tmp_path / "gammel")
    key_changes.change_password(keys, PASSWORD, NEW, effort=LIGHT)
    unlock_register(register_file, NEW)
    shutil.copy(tmp_path / "gammel", keys)

    with pytest.raises(CannotOpenError, match="eldre"):
        unlock_register(register_file, PASSWORD)
    assert unlock_with_code(register_file, code).key == key
    unlock_register(register_file, PASSWORD)  # taken for the one in force from now on
    assert noted(register_file, key) == open_key_file(keys, PASSWORD).generation == 4


def test_a_register_somebody_holds_is_noted_another_time(
    register_file, keys, monkeypatch
):
    monkeypatch.setattr("stkdesk.storage.cipher.WAIT", 0.05)
    changed = key_changes.change_password(keys, PASSWORD, NEW, effort=LIGHT)
    holder = connect(register_file, changed.key.database_key)
    holder.execute("BEGIN IMMEDIATE")
    note_in(register_file, changed.key, changed.generation)
    unlock_register(register_file, NEW)  # reading is not in the way of who writes
    holder.execute("ROLLBACK")
    holder.close()
    assert noted(register_file, changed.key) == 1
    with pytest.raises(WrongPasswordError):
        unlock_register(register_file, PASSWORD)
