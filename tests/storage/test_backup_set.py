"""Old backups are thrown away; what is not ours, and what is needed, never is."""

import shutil
from datetime import timedelta

import pytest

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.backup import make_backup
from stkdesk.storage.backup_file import read_manifest
from stkdesk.storage.backup_set import found_in, is_same_disk, prune, usual_folder
from stkdesk.storage.keys import LIGHT, key_file_of
from stkdesk.storage.opening import create_register
from tests.conftest import PASSWORD
from tests.storage.backups import NOON, driven, unlock


@pytest.fixture
def key(register_file):
    return unlock(key_file_of(register_file))


@pytest.fixture
def folder(register_file, key, tmp_path):
    """Twelve days of backups, and files of other people."""
    folder = tmp_path / "kopier"
    for days in range(12):
        now = NOON - timedelta(days=days)
        driven(make_backup(register_file, key, folder, now=now))
    (folder / "brev.pdf").write_bytes(b"%PDF")
    (folder / "stkdesk-20200101-000000.stkbackup").write_bytes(b"noe annet")
    return folder


def thrown_away(folder, key, register_file, days=400):
    register = found_in(folder)[0].manifest.register
    return prune(folder, key, register, now=NOON, days=days)


def test_the_newest_comes_first_and_damaged_ones_last(folder):
    found = found_in(folder)
    assert [each.name[:16] for each in found[:2]] == [
        "stkdesk-20261122",
        "stkdesk-20261121",
    ]
    assert found[-1].manifest is None
    assert found[-1].problem == "Filen er ikke en sikkerhetskopi fra stkdesk."


def test_old_ones_are_thrown_away_and_the_rest_is_left(folder, key, register_file):
    before = {each.name for each in folder.iterdir()}
    gone = thrown_away(folder, key, register_file)
    # Of 22 to 11 November: seven days, and the Sunday of the week before them.
    assert sorted(each[8:16] for each in gone) == [
        "20261111",
        "20261112",
        "20261113",
        "20261114",
    ]
    assert {each.name for each in folder.iterdir()} == before - set(gone)
    assert {"brev.pdf", "stkdesk-20200101-000000.stkbackup"} <= before - set(gone)


def test_a_backup_of_another_register_is_not_ours_to_throw_away(
    folder, key, register_file, tmp_path
):
    other = tmp_path / "other.db"
    others_key = create_register(other, PASSWORD, effort=LIGHT)
    old = NOON - timedelta(days=900)
    theirs = driven(make_backup(other, others_key, folder, now=old))
    thrown_away(folder, key, register_file)
    assert theirs.exists()


def test_the_newest_whole_one_stays_when_newer_ones_are_damaged(
    folder, key, register_file
):
    newest_first = [each.name for each in found_in(folder) if each.manifest]
    for name in newest_first[:9]:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)
    gone = thrown_away(folder, key, register_file, days=5)
    assert newest_first[9] not in gone
    assert newest_first[10] in gone


def test_while_none_is_whole_nothing_is_thrown_away(folder, key, register_file):
    for each in found_in(folder):
        if each.manifest:
            content = (folder / each.name).read_bytes()
            (folder / each.name).write_bytes(content[:-1] + b"x")
    assert thrown_away(folder, key, register_file) == ()


def test_a_folder_that_is_away_is_told(tmp_path):
    with pytest.raises(CannotOpenError, match="koblet til"):
        found_in(tmp_path / "borte")


def test_the_usual_folder_is_lost_with_the_disk(register_file, tmp_path):
    assert is_same_disk(register_file, usual_folder(register_file))
    assert not is_same_disk(register_file, tmp_path / "borte" / "dypt")


def test_a_backup_that_was_carried_elsewhere_says_the_same(folder, tmp_path):
    name = found_in(folder)[0].name
    shutil.copy(folder / name, tmp_path / "kopi.stkbackup")
    assert read_manifest(tmp_path / "kopi.stkbackup").manifest.made_at == NOON
