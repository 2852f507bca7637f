"""Opening a register from the console: passwords, damage, and what is not ours."""

from contextlib import closing

import pytest

from stkdesk.cli.access import USER_VARIABLE, VARIABLE
from stkdesk.storage.cipher import connect
from stkdesk.storage.key_changes import add_user
from stkdesk.storage.keys import LIGHT, key_file_of, open_key_file
from stkdesk.storage.opening import unlock_register
from tests.conftest import PASSWORD

PER = "lapskaus på lørdag"


def test_the_password_comes_from_the_environment(console, new_office):
    assert console("check", "--db", new_office).code == 0


def test_the_password_comes_from_the_first_line_of_a_file(
    console, new_office, tmp_path, monkeypatch
):
    monkeypatch.setenv(VARIABLE, "feil")
    secret = tmp_path / "passord.txt"
    secret.write_text(f"{PASSWORD}\r\nandre linje\n", encoding="utf-8-sig")
    words = ("check", "--db", new_office, "--passphrase-file", secret)
    assert console(*words).code == 0


def test_a_password_is_never_taken_from_the_command_line(console, new_office):
    answer = console("check", "--db", new_office, "--passphrase", PASSWORD)
    assert answer.code == 2
    assert "Ukjent: --passphrase" in answer.err


def test_a_wrong_password_is_told(console, new_office, monkeypatch):
    monkeypatch.setenv(VARIABLE, "feil")
    answer = console("check", "--db", new_office)
    assert answer.code == 2
    assert answer.err.startswith("stkdesk-cli: Passordet stemmer ikke.")
    assert answer.out == ""


def test_a_password_that_is_missing_is_asked_for(console, new_office, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    answer = console("check", "--db", new_office)
    assert answer.code == 2
    assert "--passphrase-file FIL" in answer.err
    assert VARIABLE in answer.err


def test_a_password_file_that_cannot_be_read_is_told(console, new_office, tmp_path):
    for file in (tmp_path / "borte.txt", tmp_path):
        answer = console("check", "--db", new_office, "--passphrase-file", file)
        assert answer.code == 2
        assert "Passordfilen kan ikke leses." in answer.err


def test_the_practice_office_needs_no_password_but_refuses_a_wrong_one(
    console, office, monkeypatch
):
    assert console("check", "--db", office).code == 0
    monkeypatch.setenv(VARIABLE, "feil")
    assert console("check", "--db", office).code == 2


def test_a_practice_office_may_have_a_password_of_its_own(
    console, tmp_path, monkeypatch
):
    file = tmp_path / "oving.db"
    monkeypatch.setenv(VARIABLE, "Vårt eget")
    assert console("practice", "--db", file, "--clients", 2, "--years", 1).code == 0
    assert console("check", "--db", file).code == 0
    monkeypatch.delenv(VARIABLE)
    assert console("check", "--db", file).code == 2


def test_a_register_that_is_missing_is_told(console, tmp_path):
    answer = console("check", "--db", tmp_path / "borte.db")
    assert answer.code == 2
    assert "Registeret finnes ikke." in answer.err


def test_a_key_file_that_is_missing_is_told(console, office):
    key_file_of(office).unlink()
    answer = console("check", "--db", office)
    assert answer.code == 2
    assert "Nøkkelfilen mangler." in answer.err


def test_a_damaged_register_is_told_and_not_touched(console, office):
    damaged = b"\x00" * office.stat().st_size
    office.write_bytes(damaged)
    answer = console("check", "--db", office)
    assert answer.code == 2
    assert "Registeret er skadet" in answer.err
    assert office.read_bytes() == damaged


def test_a_register_of_a_newer_program_is_told(console, new_office):
    key = unlock_register(new_office, PASSWORD).key.database_key
    connection = connect(new_office, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    answer = console("check", "--db", new_office)
    assert answer.code == 2
    assert "nyere versjon" in answer.err


def test_a_file_of_another_kind_is_told(console, office):
    office.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    answer = console("check", "--db", office)
    assert answer.code == 2
    assert "ikke et stkdesk-register" in answer.err


@pytest.fixture
def with_payroll(new_office):
    """The office, and Per, who only sees the hours."""
    keys = key_file_of(new_office)
    key = open_key_file(keys, PASSWORD).key
    slot = add_user(keys, key, "per", PER, effort=LIGHT).slot
    with closing(connect(new_office, key.database_key)) as connection:
        connection.execute(
            "INSERT INTO staff (name, login, slot, caseworker, payroll, leader, reader,"
            " administrator, sees_protected, authorised_to, version, changed_at)"
            " VALUES ('Per', 'per', ?, 0, 1, 0, 0, 0, 0, '2026-11-22', 1, ?)",
            (slot, "2026-11-01T08:00:00.000000Z"),
        )
    return new_office


def test_with_several_passwords_the_console_must_know_whose_it_is(
    console, with_payroll
):
    answer = console("check", "--db", with_payroll)
    assert answer.code == 2
    assert "Oppgi --login NAVN" in answer.err
    assert console("check", "--db", with_payroll, "--login", "kontoret").code == 0


def test_whose_it_is_may_stand_in_the_environment(console, with_payroll, monkeypatch):
    monkeypatch.setenv(USER_VARIABLE, "Kontoret")
    assert console("check", "--db", with_payroll).code == 0


def test_an_errand_may_do_what_the_one_it_is_for_may_do(
    console, with_payroll, monkeypatch
):
    monkeypatch.setenv(USER_VARIABLE, "per")
    monkeypatch.setenv(VARIABLE, PER)
    answer = console("users", "list", "--db", with_payroll)
    assert answer.code == 2
    assert "Rollen din gir ikke tilgang til dette." in answer.err


def test_the_console_lets_nobody_in_whose_time_is_over(
    console, with_payroll, monkeypatch
):
    monkeypatch.setenv(USER_VARIABLE, "per")
    monkeypatch.setenv(VARIABLE, PER)
    key = open_key_file(key_file_of(with_payroll), PER, "per").key
    with closing(connect(with_payroll, key.database_key)) as connection:
        connection.execute("UPDATE staff SET authorised_to = '2026-11-21' WHERE 1")
    answer = console("check", "--db", with_payroll)
    assert (answer.code, "gikk ut 21.11.2026" in answer.err) == (2, True)


def test_a_script_that_guesses_waits_like_everybody_else(
    console, new_office, monkeypatch
):
    monkeypatch.setenv(VARIABLE, "helt feil passord")
    for _ in range(3):
        assert "stemmer ikke" in console("check", "--db", new_office).err
    monkeypatch.setenv(VARIABLE, PASSWORD)
    answer = console("check", "--db", new_office)
    assert (answer.code, "før du prøver igjen" in answer.err) == (2, True)
