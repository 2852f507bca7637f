"""A new master key: the old one dies, and nobody is shut out, whatever stops it."""

import subprocess
import sys
from contextlib import contextmanager
from threading import Event

import pytest

from stkdesk.domain.errors import CannotOpenError, CannotSaveError, WrongPasswordError
from stkdesk.domain.progress import drive
from stkdesk.domain.recovery_code import new_code
from stkdesk.storage import key_changes, rotation
from stkdesk.storage.cipher import NotThisKeyError, connect
from stkdesk.storage.effort import LIGHT
from stkdesk.storage.generation import noted_generation
from stkdesk.storage.keys import (
    create_key_file,
    key_file_of,
    open_key_file,
    open_with_code,
)
from stkdesk.storage.opening import open_register, unlock_register, unlock_with_code
from stkdesk.storage.tables import RegisterFact, Staff
from tests.conftest import PASSWORD
from tests.needs import DISK

OLE, CODE = "ull og kaffe", new_code()
HEARD = "Åse ringte, og alt var bra"

# Drives a change of the key and dies at the file that is the Nth to take its place.
KILLED = """
import os, sys
from pathlib import Path
from stkdesk.storage import keys, rotation

file, password, at, after = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
key = keys.open_key_file(keys.key_file_of(Path(file)), password, "kontoret").key
replace, count = Path.replace, 0

def dying(self, target):
    global count
    count += 1
    if count == at and after == "before":
        os._exit(9)
    replace(self, target)
    if count == at:
        os._exit(9)

Path.replace = dying
for step in rotation.rotate(Path(file), key):
    pass
"""
PLACES = (
    5  # copy and key file when it begins, the register, copy and key file at the end
)


@pytest.fixture
def office(register_file):
    """A register with two of the staff, a paper, and something in it."""
    file, keys = register_file, key_file_of(register_file)
    unlocked = unlock_register(file, PASSWORD)
    ole = key_changes.add_user(keys, unlocked.key, "ole", OLE, effort=LIGHT)
    key_changes.set_recovery(keys, unlocked.key, CODE)
    database = unlocked.database()
    with database.transaction() as session:
        session.add(RegisterFact(name="heard", value=HEARD))
        session.add(Staff(name="Ole", login="ole", slot=ole.slot, caseworker=True))
    database.close()
    return file


def key_of(file):
    return open_key_file(key_file_of(file), PASSWORD, "kontoret").key


def fact_in(unlocked, name):
    database = unlocked.database()
    try:
        with database.reading() as session:
            return session.get(RegisterFact, name).value
    finally:
        database.close()


def heard_in(unlocked):
    return fact_in(unlocked, "heard")


@contextmanager
def files_no_longer_than(size):
    """Let no file grow past ``size`` bytes, as on a disk that is full."""
    import resource  # there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rotate(file, key):
    return drive(rotation.rotate(file, key), Event(), lambda _progress: None)


def everybody_opens(file):
    """Tell whether both of the staff and the paper open it, one after another."""
    return [
        heard_in(unlock_register(file, PASSWORD, "kontoret")),
        heard_in(unlock_register(file, OLE, "ole")),
        heard_in(unlock_with_code(file, CODE)),
    ] == [HEARD] * 3


def files_beside(file):
    return {one.name for one in file.parent.iterdir() if one.is_file()}


def test_everybody_still_opens_it_and_the_old_key_is_dead(office):
    old = key_of(office)
    copied = key_file_of(office).read_bytes()
    new = rotate(office, old)
    assert new != old
    assert everybody_opens(office)
    with pytest.raises(NotThisKeyError):
        connect(office, old.database_key)
    for kept in office.parent.glob("register.keys*"):  # nor does any file hold it
        opened = open_key_file(kept, PASSWORD, "kontoret")
        assert (opened.key, opened.upcoming) == (new, None)
    key_file_of(office).write_bytes(copied)  # who kept a copy opens nothing with it
    with pytest.raises(CannotOpenError):
        unlock_register(office, PASSWORD, "kontoret")


def test_the_register_knows_the_key_file_it_then_has(office):
    new = rotate(office, key_of(office))
    opened = open_key_file(key_file_of(office), PASSWORD, "kontoret")
    connection = connect(office, new.database_key)
    assert noted_generation(connection) == opened.generation
    connection.close()


def test_one_who_has_left_and_kept_the_key_does_not_get_the_new_one(office):
    key = key_of(office)
    ole = open_key_file(key_file_of(office), OLE, "ole")
    key_changes.remove_slot(key_file_of(office), key, ole.slot)
    rotate(office, key)
    with pytest.raises(NotThisKeyError):
        connect(office, ole.key.database_key)
    with pytest.raises(WrongPasswordError):
        unlock_register(office, OLE, "ole")
    assert heard_in(unlock_register(office, PASSWORD, "kontoret")) == HEARD


def test_the_trail_goes_on_with_its_own_key(office):
    before = fact_in(unlock_with_code(office, CODE), "trail_key")
    rotate(office, key_of(office))
    assert fact_in(unlock_with_code(office, CODE), "trail_key") == before
    assert len(before) == 64


def test_the_settings_of_the_file_come_along(office):
    def asked():
        connection = connect(office, key_of(office).database_key)
        names = ("user_version", "application_id", "journal_mode")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
        schema = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        connection.close()
        return [*found, schema]

    before = asked()
    rotate(office, key_of(office))
    assert asked() == before


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("at", range(1, PLACES + 1))
def test_killed_anywhere_everybody_opens_it_and_one_key_is_left(office, at, when):
    old = key_of(office)
    died = subprocess.run(
        [sys.executable, "-c", KILLED, str(office), PASSWORD, str(at), when],
        check=False,
        capture_output=True,
    )
    assert died.returncode == 9, died.stderr.decode()
    assert everybody_opens(office)
    opened = open_key_file(key_file_of(office), PASSWORD, "kontoret")
    assert opened.upcoming is None
    swapped = at > 3 or (at, when) == (3, "after")
    assert (opened.key != old) == swapped
    if swapped:
        with pytest.raises(NotThisKeyError):
            connect(office, old.database_key)
    assert not any("nynokkel" in name for name in files_beside(office))


def test_killed_while_it_writes_the_copy_nothing_is_left_of_it(office):
    copy = office.with_name("register.nynokkel.db")
    for ending in ("", "-journal", "-wal", "-shm"):
        copy.with_name(copy.name + ending).write_bytes(b"half")
    rotate(office, key_of(office))
    assert everybody_opens(office)
    copy.with_name(copy.name + "-journal").write_bytes(b"half")
    unlock_register(office, PASSWORD, "kontoret")
    assert not any("nynokkel" in name for name in files_beside(office))


def test_given_up_on_the_way_nothing_has_changed(office):
    old = key_of(office)
    for taken in range(1, 4):
        steps = rotation.rotate(office, old)
        for _ in range(taken):
            next(steps)
        steps.close()
        assert key_of(office) == old
        assert open_with_code(key_file_of(office), CODE).upcoming is None
        assert everybody_opens(office)
        assert not any("nynokkel" in name for name in files_beside(office))


def test_it_is_refused_while_somebody_has_the_register_open(office):
    database = open_register(office, PASSWORD, "kontoret")
    before = key_file_of(office).read_bytes()
    with database.reading() as session:
        session.get(RegisterFact, "heard")
        with pytest.raises(CannotSaveError, match="åpent et annet sted"):
            rotate(office, key_of(office))
    database.close()
    assert key_file_of(office).read_bytes() == before
    assert everybody_opens(office)


def test_nobody_opens_it_while_the_key_is_being_changed(office, monkeypatch):
    monkeypatch.setattr("stkdesk.storage.cipher.WAIT", 0.05)
    steps = rotation.rotate(office, key_of(office))
    next(steps)
    next(steps)
    with pytest.raises(CannotOpenError, match="holder registeret"):
        unlock_register(office, OLE, "ole")
    next(steps)
    for _ in steps:
        continue
    assert everybody_opens(office)


def test_a_full_disk_is_told_before_anything_is_touched(office, monkeypatch):
    before = key_file_of(office).read_bytes()
    usage = rotation.disk_usage(office.parent)
    monkeypatch.setattr(rotation, "disk_usage", lambda _folder: usage._replace(free=9))
    with pytest.raises(CannotSaveError, match="ikke plass"):
        rotate(office, key_of(office))
    assert key_file_of(office).read_bytes() == before


@pytest.mark.needs_linux(DISK)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_disk_that_fills_up_in_the_middle_changes_nothing(office, part):
    old = key_of(office)
    with files_no_longer_than(int(office.stat().st_size * part)):
        with pytest.raises(CannotSaveError, match="ikke lages"):
            rotate(office, old)
        assert open_key_file(key_file_of(office), OLE, "ole").upcoming is None
    assert key_of(office) == old
    assert everybody_opens(office)
    assert not any("nynokkel" in name for name in files_beside(office))


def test_a_copy_that_is_not_whole_never_takes_the_registers_place(office, monkeypatch):
    old, copy = key_of(office), rotation._copy

    def lossy(connection, target, key):
        copy(connection, target, key)
        made = connect(target, key.database_key)
        made.execute("DELETE FROM register_facts WHERE name = 'heard'")
        made.close()

    monkeypatch.setattr(rotation, "_copy", lossy)
    with pytest.raises(CannotOpenError, match="ikke hel"):
        rotate(office, old)
    assert key_of(office) == old
    assert everybody_opens(office)


def test_another_registers_key_changes_nothing(office, tmp_path):
    other = create_key_file(tmp_path / "andre.keys", PASSWORD, effort=LIGHT)
    before = key_file_of(office).read_bytes()
    with pytest.raises(CannotOpenError, match="utenfor programmet"):
        rotate(office, other.key)
    assert key_file_of(office).read_bytes() == before


def test_nobody_is_let_in_halfway(office):
    key = key_of(office)
    steps = rotation.rotate(office, key)
    next(steps)
    next(steps)
    with pytest.raises(CannotSaveError, match="byttes nå"):
        key_changes.add_user(key_file_of(office), key, "per", "x", effort=LIGHT)
    steps.close()
