"""A backup holds everything, whole or not at all, and any damage to it is found."""

import os
import random
import subprocess
import sys
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from stkdesk.domain.backup import BackupKind, BadBackupError
from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.storage import backup as making
from stkdesk.storage.backup import make_backup
from stkdesk.storage.backup_file import KEYS, MANIFEST, read_manifest
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import LIGHT, key_file_of
from stkdesk.storage.opening import create_register
from stkdesk.storage.tables import Counter
from stkdesk.storage.verifying import check_backup
from tests.conftest import PASSWORD
from tests.needs import DISK
from tests.small_disk import small_disk
from tests.storage.backups import NOON, check, driven, unlock

TODAY = NOON.date()
PAGE = 4096  # bytes


@pytest.fixture
def key(register_file):
    return unlock(key_file_of(register_file))


@pytest.fixture
def office(database):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=TODAY)
    return database


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kopier"


@pytest.fixture
def backup(office, register_file, key, folder):
    return driven(make_backup(register_file, key, folder, now=NOON))


def test_a_backup_holds_every_row_and_the_key_file(backup, register_file, key):
    manifest = check(backup)
    assert manifest.counts["office"] == 1
    assert manifest.counts["staff"] == _rows(register_file, key, "staff") == 1
    assert manifest.made_at == NOON
    assert backup.name == "stkdesk-20261122-120000.stkbackup"


def test_a_backup_is_taken_while_others_save(office, register_file, key, folder):
    saved = 0
    steps = make_backup(register_file, key, folder, now=NOON)
    while (step := next(steps, None)) is not None:
        if step.doing != "Pakker":
            saved += 1
            with office.transaction() as session:
                session.add(Counter(name=f"midt i {saved}"))
    [file] = folder.iterdir()
    assert 0 < check(file).counts["counters"] < saved


def test_nothing_but_the_backup_is_left_in_the_folder(backup, folder):
    assert [each.name for each in folder.iterdir()] == [backup.name]


def test_the_file_tells_nobodys_name(backup):
    content = backup.read_bytes()
    assert b"Fjordvik" not in content
    with zipfile.ZipFile(backup) as archive:
        assert b"jordvik" not in archive.read(MANIFEST)
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_two_backups_in_the_same_second_are_both_kept(
    office, register_file, key, folder
):
    made = {driven(make_backup(register_file, key, folder, now=NOON)) for _ in "ab"}
    assert len(made) == len(list(folder.iterdir())) == 2


def test_a_backup_that_is_stopped_leaves_nothing(office, register_file, key, folder):
    steps = make_backup(register_file, key, folder, now=NOON)
    for progress in steps:
        if progress.doing == "Pakker":
            steps.close()
            break
    assert list(folder.iterdir()) == []


def test_a_folder_on_a_disk_that_is_away_is_told_and_not_made(
    register_file, key, tmp_path
):
    with pytest.raises(CannotSaveError, match="Mappen finnes ikke"):
        driven(make_backup(register_file, key, tmp_path / "borte" / "kopier", now=NOON))
    assert not (tmp_path / "borte").exists()


def test_too_little_room_is_told_before_anything_is_written(
    office, register_file, key, folder, monkeypatch
):
    monkeypatch.setattr(making, "SPARE", 1 << 60)
    with pytest.raises(CannotSaveError, match="Det er ikke plass"):
        driven(make_backup(register_file, key, folder, now=NOON))
    assert list(folder.iterdir()) == []


@pytest.mark.needs_linux(DISK)
def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(
    office, register_file, key, folder, monkeypatch
):
    folder.mkdir()
    monkeypatch.setattr(making, "SPARE", -(1 << 40))
    size = register_file.stat().st_size
    for room in (size // 2, size + size // 2):  # while copying, while packing
        with small_disk(folder, room):
            with pytest.raises(CannotSaveError):
                driven(make_backup(register_file, key, folder, now=NOON))
            assert list(folder.iterdir()) == []


KILLED = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path
from stkdesk.storage.backup import make_backup
from tests.storage.backups import unlock
file, folder, after = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
key = unlock(file.with_suffix(".keys"))
steps = make_backup(file, key, folder, now=datetime.now(UTC))
for step in steps:
    if step.doing == after:
        print("now", flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("after", ["Teller", "Kopierer", "Kontrollerer", "Pakker"])
def test_a_program_that_is_killed_leaves_no_half_backup(
    office, register_file, key, folder, after
):
    words = [sys.executable, "-c", KILLED, register_file, folder, after]
    program = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert program.stdout.readline() == "now\n"
    program.kill()
    program.wait()
    program.stdout.close()

    assert [each for each in folder.iterdir() if each.suffix == ".stkbackup"] == []
    [left] = folder.iterdir()
    long_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(left, (long_ago, long_ago))
    check(driven(make_backup(register_file, key, folder, now=NOON)))
    assert not left.exists()


# Damage.


def test_an_empty_backup_is_told_as_empty(backup):
    backup.write_bytes(b"")
    with pytest.raises(BadBackupError, match="er tom"):
        check(backup)


@pytest.mark.parametrize("part", [0.001, 0.5, 0.9999])
def test_a_backup_that_is_cut_short_is_told_as_cut(backup, part):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(BadBackupError, match="Bare en del"):
        check(backup)


def test_any_bit_that_is_turned_is_found(backup):
    content = backup.read_bytes()
    rest = len(content) - 4000
    places = [*range(0, 2000, 9), *range(rest, len(content), 9)]
    chance = random.Random(11)
    for at in [*places, *(chance.randrange(len(content)) for _ in range(20))]:
        turned = bytearray(content)
        turned[at] ^= 1 << chance.randrange(8)
        backup.write_bytes(turned)
        with pytest.raises(BadBackupError):
            check(backup)


def test_a_file_from_another_program_is_told_as_foreign(folder, backup):
    other = folder / "stkdesk-1.stkbackup"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("bilde.png", b"x")
    for content in (other.read_bytes(), b"%PDF-1.7 et brev"):
        other.write_bytes(content)
        with pytest.raises(BadBackupError, match="ikke en sikkerhetskopi fra stkdesk"):
            check(other)


def test_a_backup_without_its_key_file_is_told_so(backup):
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(KEYS)
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BadBackupError, match="Nøkkelfilen mangler"):
        check(backup)


@pytest.mark.parametrize("trick", ["packed", "twice", "huge"])
def test_a_file_made_to_choke_the_program_is_refused_unread(backup, trick):
    with zipfile.ZipFile(backup) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    if trick == "huge":
        parts[MANIFEST] += b" " * (2 << 20)
    packing = zipfile.ZIP_DEFLATED if trick == "packed" else zipfile.ZIP_STORED
    with zipfile.ZipFile(backup, "w", packing) as forged, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, data in [*parts.items(), *([*parts.items()] * (trick == "twice"))]:
            forged.writestr(name, data)
    with pytest.raises(BadBackupError, match="skadet"):
        read_manifest(backup)


def test_a_backup_of_another_register_is_not_taken_for_ours(backup, tmp_path):
    other = tmp_path / "other.db"
    key = create_register(other, PASSWORD, effort=LIGHT)
    with pytest.raises(BadBackupError, match="et annet register"):
        driven(check_backup(backup, lambda _keys: key))


def test_a_backup_from_a_newer_program_is_told_so(backup):
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MANIFEST] = parts[MANIFEST].replace(b'"version": 1', b'"version": 2')
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(BadBackupError, match="nyere versjon"):
        read_manifest(backup)


def test_a_damaged_register_makes_no_backup(office, register_file, key, folder):
    """Of a damaged page that is free, or of an index, the backup needs nothing."""
    office.close()
    content = bytearray(register_file.read_bytes())
    for page in range(PAGE, len(content), PAGE):
        content[page + PAGE // 2] ^= 4
    register_file.write_bytes(content)
    with pytest.raises((BadBackupError, CannotOpenError)):
        driven(make_backup(register_file, key, folder, now=NOON))
    assert not folder.exists() or list(folder.iterdir()) == []


def test_what_it_was_made_for_stands_in_the_backup(office, register_file, key, folder):
    kind = BackupKind.PRE_UPGRADE
    file = driven(make_backup(register_file, key, folder, now=NOON, kind=kind))
    assert read_manifest(file).manifest.kind is kind


def _rows(file: Path, key, table: str) -> int:
    connection = connect(file, key.database_key)
    try:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        connection.close()
