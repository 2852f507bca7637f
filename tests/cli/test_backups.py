"""Backups from the console: for a script at night, and for the day all else fails."""

import re
import shutil
import signal
import subprocess
import sys

import pytest

from stkdesk.storage.lock import lock_file_of, take_lock
from stkdesk.storage.opening import open_register
from tests.conftest import PASSWORD
from tests.needs import STOP
from tests.storage.backups import NOON


@pytest.fixture
def made(console, office):
    answer = console("backup", "--db", office)
    assert answer.code == 0
    [file] = (office.parent / "Sikkerhetskopier").glob("*.stkbackup")
    return file


def test_a_backup_says_what_it_holds_and_no_name(console, office, made):
    answer = console("verify", made)
    assert answer.code == 0
    assert f"{made}: tatt " in answer.out
    assert "30 brukere" in answer.out
    assert "kontrollert." in answer.out


def test_quiet_says_nothing_when_all_is_well(console, office, tmp_path):
    folder = tmp_path / "natt"
    answer = console("backup", "--db", office, "--to", folder, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    [file] = folder.iterdir()
    answer = console("verify", file, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_a_folder_that_is_away_is_one_line_and_2(console, office, tmp_path):
    answer = console("backup", "--db", office, "--to", tmp_path / "a" / "b", "--quiet")
    assert answer.code == 2
    assert answer.err == "stkdesk-cli: Mappen finnes ikke. Velg en annen mappe.\n"


def test_a_damaged_backup_is_found_and_1(console, made):
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    answer = console("verify", made, "--quiet")
    assert answer.code == 1
    assert answer.out == f"{made}: Sikkerhetskopien er skadet.\n"


def test_a_backup_needs_its_password(console, new_office, tmp_path, monkeypatch):
    folder = tmp_path / "kopier"
    assert console("backup", "--db", new_office, "--to", folder).code == 0
    [file] = folder.iterdir()
    assert console("verify", file).code == 0
    monkeypatch.delenv("STKDESK_PASSPHRASE")
    answer = console("verify", file)
    assert answer.code == 2
    assert "Passordet stemmer ikke" in answer.err


def test_the_register_comes_back_and_the_old_one_is_kept(console, office, made):
    office.write_bytes(b"tull" * 9000)
    answer = console("restore", made, "--db", office)
    assert answer.code == 0
    assert f"{office}: tatt " in answer.out
    kept = list(office.parent.glob("oving før gjenoppretting *.db"))
    assert [each.read_bytes()[:4] for each in kept] == [b"tull"]
    assert str(kept[0]) in answer.out
    assert console("check", "--db", office).code == 0


def test_it_comes_back_on_a_machine_that_has_nothing(console, made, tmp_path):
    file = tmp_path / "ny" / "stkdesk.db"
    assert console("restore", made, "--db", file, "--quiet").out == ""
    assert console("check", "--db", file).code == 0


def test_nothing_is_restored_into_a_folder_that_goes_to_the_cloud(
    console, made, tmp_path
):
    answer = console("restore", made, "--db", tmp_path / "Dropbox" / "stkdesk.db")
    assert answer.code == 2
    assert "nettskyen" in answer.err
    assert "Feilnummer: STK-103." in answer.err
    assert not (tmp_path / "Dropbox").exists()


def test_nothing_is_restored_over_a_register_somebody_has_open(console, office, made):
    lock = take_lock(office, now=NOON)
    before = office.read_bytes()
    answer = console("restore", made, "--db", office)
    lock.release()
    assert answer.code == 2
    assert "Registeret er åpent hos" in answer.err
    assert office.read_bytes() == before


def test_a_lock_left_behind_is_let_go_of_by_a_person(console, office, made):
    lock_file_of(office).write_text("{}", "utf-8")
    refused = console("restore", made, "--db", office)
    assert re.search("ikke lukket ordentlig|på en annen maskin", refused.err)
    assert refused.err.endswith("check --db FIL --release-lock.\n")
    assert console("check", "--db", office, "--release-lock").code == 0
    assert console("restore", made, "--db", office).code == 0


@pytest.mark.needs_linux(STOP)
def test_a_stopped_restore_leaves_the_register_as_it_was(made, office):
    before = office.read_bytes()
    words = [sys.executable, "-m", "stkdesk.cli", "restore", made, "--db", office]
    program = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    making = office.with_name("oving.gjenopprettes")
    while not making.exists() and program.poll() is None:
        pass
    program.send_signal(signal.SIGTERM)
    told = program.communicate()[1]
    assert program.returncode == 130
    assert "Ingen halve filer" in told
    assert office.read_bytes() == before
    assert not making.exists()


def test_the_register_somebody_works_in_can_be_backed_up(console, new_office, tmp_path):
    database = open_register(new_office, PASSWORD)
    lock = take_lock(new_office, now=NOON)
    assert console("backup", "--db", new_office, "--to", tmp_path / "kopi").code == 0
    lock.release()
    database.close()


def test_a_practice_backup_needs_no_password(console, made, tmp_path):
    shutil.copy(made, tmp_path / "kopi.stkbackup")
    assert console("verify", tmp_path / "kopi.stkbackup").code == 0
