"""After a restore the register is what the backup held; and at any moment of it, the
one or the other."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from stkdesk.domain.backup import BadBackupError
from stkdesk.domain.errors import CannotOpenError, CannotSaveError, WrongPasswordError
from stkdesk.storage import restoring
from stkdesk.storage.backup import make_backup
from stkdesk.storage.backup_file import MANIFEST
from stkdesk.storage.cipher import connect
from stkdesk.storage.deletion_journal import (
    DeletedRow,
    copy_journal,
    journal_of,
    note_deletion,
    read_journal,
)
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.restoring import restore
from stkdesk.storage.swapping import finish_restore
from tests.needs import DISK
from tests.small_disk import small_disk
from tests.storage.backups import NOON, check, driven, unlock

NOW = datetime(2026, 11, 22, 14, 5, 9)  # noqa: DTZ001 - the clock of the office
BEFORE = "register før gjenoppretting 2026-11-22 140509"


def nothing_to_delete(_file, _key, _manifest, deletions):
    assert not deletions


@pytest.fixture
def backup(register_file, tmp_path):
    """A backup of the register as it was, with counter «før»; now it has «etter»."""
    key = unlock(key_file_of(register_file))
    change(register_file, "INSERT INTO counters VALUES ('før', 1)")
    folder = tmp_path / "kopier"
    made = driven(make_backup(register_file, key, folder, now=NOON))
    change(register_file, "UPDATE counters SET name = 'etter'")
    return made


def change(file, sql):
    connection = connect(file, unlock(key_file_of(file)).database_key)
    connection.execute(sql)
    connection.close()


def counters(file):
    connection = connect(file, unlock(key_file_of(file)).database_key)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {
            name
            for (name,) in connection.execute("SELECT name FROM counters")
            if name in ("før", "etter")
        }
    finally:
        connection.close()


def put_back(backup, register, prepare=nothing_to_delete, unlock=unlock):
    return driven(restore(backup, register, unlock, prepare, now=NOW))


def test_a_restored_register_is_what_the_backup_held(backup, register_file):
    restored = put_back(backup, register_file)
    assert counters(register_file) == {"før"}
    assert restored.manifest.made_at == NOON


@pytest.mark.needs_linux("a file that tells how it was opened; Windows itself refuses")
def test_what_is_flushed_to_disk_was_opened_for_writing(
    backup, register_file, monkeypatch
):
    """Windows flushes nothing else: every restore there ended in a refusal."""
    import fcntl

    flush = os.fsync

    def as_on_windows(handle):
        opened = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE
        if opened == os.O_RDONLY and not stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flush(handle)

    monkeypatch.setattr(os, "fsync", as_on_windows)
    put_back(backup, register_file)
    assert counters(register_file) == {"før"}


def test_what_was_there_is_kept_and_opens(backup, register_file):
    put_back(backup, register_file)
    kept = register_file.with_name(f"{BEFORE}.db")
    assert counters(kept) == {"etter"}


def test_a_register_that_is_gone_is_made_anew(backup, register_file, tmp_path):
    elsewhere = tmp_path / "ny maskin" / "stkdesk.db"
    restored = put_back(backup, elsewhere)
    assert counters(elsewhere) == {"før"}
    assert restored.before == ()


def test_a_damaged_register_is_no_hindrance(backup, register_file):
    register_file.write_bytes(b"tull" * 5000)
    key_file_of(register_file).write_bytes(b"")
    put_back(backup, register_file)
    assert counters(register_file) == {"før"}
    assert register_file.with_name(f"{BEFORE}.db").read_bytes()[:4] == b"tull"


def test_what_had_not_been_moved_into_the_file_is_kept_with_it(backup, register_file):
    """A machine that died left its last saves in the log beside the register."""
    holder = connect(register_file, unlock(key_file_of(register_file)).database_key)
    holder.execute("UPDATE counters SET name = 'før' WHERE name = 'etter'")
    holder.execute("UPDATE counters SET name = 'etter' WHERE name = 'før'")
    crashed = register_file.with_name("crashed")
    crashed.mkdir()
    for each in register_file.parent.glob("register.*"):
        shutil.copy(each, crashed / each.name)
    holder.close()
    register = crashed / register_file.name
    assert (crashed / "register.db-wal").stat().st_size
    put_back(backup, register)
    assert counters(register) == {"før"}
    assert counters(crashed / f"{BEFORE}.db") == {"etter"}


def test_every_backup_is_still_there_afterwards(backup, register_file):
    old = backup.with_name("stkdesk-20010101-000000.stkbackup")
    shutil.copy(backup, old)
    put_back(backup, register_file)
    assert {each.name for each in backup.parent.iterdir()} == {old.name, backup.name}
    check(backup)


def test_nothing_else_is_left_beside_the_register(backup, register_file):
    put_back(backup, register_file)
    left = {each.name for each in register_file.parent.iterdir()}
    assert left - {"register.db-wal", "register.db-shm"} == {
        "kopier",
        "register.db",
        "register.keys",
        "register.deleted",
        f"{BEFORE}.db",
        f"{BEFORE}.keys",
    }


# What stands in the way, before anything is touched.


def untouched(register_file, act, error, match):
    files = {
        each: each.read_bytes()
        for each in register_file.parent.glob("register.*")
        if each.is_file()
    }
    with pytest.raises(error, match=match):
        act()
    after = [each for each in register_file.parent.glob("register*") if each.is_file()]
    assert {each: each.read_bytes() for each in after} == files
    assert not register_file.with_name("register.gjenopprettes").exists()


def test_a_wrong_password_touches_nothing(backup, register_file):
    def wrong(keys):
        return open_key_file(keys, "gjettet helt feil").key

    untouched(
        register_file,
        lambda: put_back(backup, register_file, unlock=wrong),
        WrongPasswordError,
        "Passordet",
    )


def test_a_damaged_backup_touches_nothing(backup, register_file):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    untouched(
        register_file, lambda: put_back(backup, register_file), BadBackupError, "skadet"
    )


def test_a_backup_of_a_newer_program_touches_nothing(
    backup, register_file, monkeypatch
):
    monkeypatch.setattr("stkdesk.storage.verifying.KNOWN", ())
    untouched(
        register_file,
        lambda: put_back(backup, register_file),
        BadBackupError,
        "nyere versjon",
    )


def test_too_little_room_touches_nothing(backup, register_file, monkeypatch):
    monkeypatch.setattr(restoring, "SPARE", 1 << 60)
    untouched(
        register_file, lambda: put_back(backup, register_file), CannotSaveError, "plass"
    )


@pytest.mark.needs_linux(DISK)
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_one(
    backup, register_file, tmp_path, monkeypatch
):
    monkeypatch.setattr(restoring, "SPARE", -(1 << 40))
    small = tmp_path / "liten disk"
    small.mkdir()
    size = register_file.stat().st_size
    with small_disk(small, size + size // 2):
        register = small / register_file.name
        for ending in (".db", ".keys"):
            shutil.copy(register_file.with_suffix(ending), register.with_suffix(ending))
        with pytest.raises(CannotSaveError):
            put_back(backup, register)
        assert register.read_bytes() == register_file.read_bytes()
        assert not (small / "register.gjenopprettes").exists()


def test_a_restore_that_is_stopped_touches_nothing(backup, register_file):
    steps = restore(backup, register_file, unlock, nothing_to_delete, now=NOW)
    for progress in steps:
        if progress.doing == "Kontrollerer":
            steps.close()
    assert counters(register_file) == {"etter"}
    assert not register_file.with_name("register.gjenopprettes").exists()


# What was deleted since.


def erased(seq, number):
    return DeletedRow(seq, NOON.replace(hour=13), "counters", number)


def test_what_was_deleted_since_is_deleted_again_before_anybody_sees_it(
    backup, register_file
):
    key = unlock(key_file_of(register_file))
    note_deletion(register_file, key, [erased(10_000, 4)])
    seen = []

    def prepare(file, key, _manifest, deletions):
        seen.extend(deletions)
        connection = connect(file, key.database_key)
        connection.execute("DELETE FROM counters WHERE name = 'før'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()

    restored = put_back(backup, register_file, prepare)
    assert seen == [erased(10_000, 4)]
    assert restored.deleted_again == 1
    assert counters(register_file) == set()


def test_on_a_new_machine_the_list_among_the_backups_counts(
    backup, register_file, tmp_path
):
    key = unlock(key_file_of(register_file))
    note_deletion(register_file, key, [erased(10_000, 4)])
    copy_journal(register_file, key, backup.parent, _register_id(backup))
    seen = []
    new = tmp_path / "ny" / "stkdesk.db"
    put_back(backup, new, lambda _f, _k, _m, rows: seen.extend(rows))
    assert seen == [erased(10_000, 4)]
    assert read_journal(journal_of(new), key)[0] == erased(10_000, 4)


def test_with_the_clock_set_back_who_was_deleted_does_not_come_back(
    backup, register_file
):
    key, seen = unlock(key_file_of(register_file)), []
    note_deletion(register_file, key, [erased(10_000, 4)])
    for times in range(2):
        yesterday = NOW - timedelta(days=1, minutes=-times)
        steps = restore(
            backup,
            register_file,
            unlock,
            lambda _f, _k, _m, rows: seen.extend(rows),
            now=yesterday,
        )
        driven(steps)
    assert seen == [erased(10_000, 4)] * 2


def test_with_the_clock_set_back_a_backup_of_after_a_restore_loses_nobody(
    backup, register_file
):
    """Somebody new may have the number of who was deleted before the restore."""
    key = unlock(key_file_of(register_file))
    note_deletion(register_file, key, [erased(10_000, 4)])
    put_back(backup, register_file, lambda _f, _k, _m, _rows: None)
    yesterday = NOON - timedelta(days=1)
    after = driven(make_backup(register_file, key, backup.parent, now=yesterday))
    put_back(after, register_file, nothing_to_delete)


def test_a_list_somebody_has_changed_stops_the_restore(backup, register_file):
    key = unlock(key_file_of(register_file))
    note_deletion(register_file, key, [erased(10_000, 4)])
    journal = journal_of(register_file)
    journal.write_bytes(journal.read_bytes().replace(b'"number": 4', b'"number": 5'))
    with pytest.raises(CannotOpenError, match="Listen over det som er slettet"):
        put_back(backup, register_file)
    assert counters(register_file) == {"etter"}


def _register_id(backup):
    import json
    import zipfile

    with zipfile.ZipFile(backup) as archive:
        return json.loads(archive.read(MANIFEST))["register"]


# Killed at any moment.

DEAD = signal.SIGTERM if sys.platform == "win32" else -signal.SIGKILL
KILLED = """
import os, signal, sys
from datetime import datetime, timedelta
from pathlib import Path
from stkdesk.storage.restoring import restore
from tests.storage.backups import driven, unlock
backup, register, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
changes = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"}
seen = 0
def hook(event, values):
    global seen
    writes = event == "open" and values[0] and str(register.parent) in str(values[0])
    if event in changes or (writes and values[2] & (os.O_WRONLY | os.O_RDWR)):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
sys.addaudithook(hook)
driven(restore(backup, register, unlock, lambda *_: None, now=datetime(2026, 11, 22)))
"""


def test_killed_before_any_change_to_the_disk_it_is_the_one_or_the_other(
    backup, register_file, tmp_path
):
    outcomes, at = [], 0
    while True:
        at += 1
        here = tmp_path / f"drept {at}"
        here.mkdir()
        for each in register_file.parent.glob("register.*"):
            shutil.copy(each, here / each.name)
        register = here / register_file.name
        words = [sys.executable, "-c", KILLED, backup, register, str(at)]
        code = subprocess.run(words, check=False).returncode
        carried_through = finish_restore(register)
        outcomes.append(counters(register))
        kept = list(here.glob("*før gjenoppretting*.db"))
        assert len(kept) == (outcomes[-1] == {"før"})
        assert all(counters(file) == {"etter"} for file in kept)
        assert not (carried_through and outcomes[-1] == {"etter"})
        shutil.rmtree(here)
        if code == 0:
            break
        assert code == DEAD
    assert at > 12  # there were that many moments to die at
    turn = outcomes.index({"før"})
    assert turn > 1
    assert outcomes == [{"etter"}] * turn + [{"før"}] * (at - turn)


def test_a_restore_that_cannot_be_finished_says_that_both_are_there(
    backup, register_file
):
    register_file.with_name("register.gjenoppretting").write_text("tull", "utf-8")
    with pytest.raises(CannotOpenError, match="er i behold"):
        finish_restore(register_file)
    assert counters(register_file) == {"etter"}


def test_where_none_was_cut_off_there_is_nothing_to_finish(register_file):
    assert not finish_restore(register_file)
    assert os.listdir(register_file.parent)
