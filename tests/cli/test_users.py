"""Ansatte, one person's data and a new key from the console."""

import io
import json
import zipfile
from datetime import date

import pytest

from stkdesk.cli.access import VARIABLE
from stkdesk.cli.people import NEW_PASSWORD
from stkdesk.domain.errors import WrongPasswordError
from stkdesk.storage.opening import open_register, unlock_register
from stkdesk.storage.tables import Staff
from tests.builders import a_client
from tests.conftest import PASSWORD

OTHER = "Hav og himmel 34"


@pytest.fixture
def register(file_database, register_file, monkeypatch):
    """A register with one client, closed; the console knows the password."""
    with file_database.transaction() as session:
        a_client(session, "Oskar Moen")
    file_database.close()
    monkeypatch.setenv(VARIABLE, PASSWORD)
    return register_file


@pytest.fixture
def with_kari(register, console, monkeypatch):
    """The same register after Kari has got access."""
    monkeypatch.setenv(NEW_PASSWORD, OTHER)
    answer = add(console, register)
    assert (answer.code, answer.err) == (0, "")
    return register


def add(console, register, *more):
    return console(
        *("users", "add", "--db", register, "--user", "Kari", "--name", "Kari Lunde"),
        *("--roles", "saksbehandler,leder"),
        *more,
    )


def listed(console, register):
    words = ("users", "list", "--db", register, "--login", "kontoret")
    answer = console(*words)
    assert (answer.code, answer.err) == (0, "")
    return answer.out.splitlines()


def test_a_new_user_is_listed_and_comes_in(console, with_kari):
    assert listed(console, with_kari) == [
        "kari: saksbehandler, leder",
        "kontoret: saksbehandler, leder, administrator, ser graderte",
    ]
    open_register(with_kari, OTHER, "kari").close()


def test_the_new_password_may_lie_in_a_file(console, register, tmp_path):
    file = tmp_path / "passord.txt"
    file.write_text(f"{OTHER}\n", encoding="utf-8")
    answer = add(console, register, "--new-passphrase-file", file)
    assert (answer.code, answer.out) == (0, "kari har fått tilgang.\n")
    open_register(register, OTHER, "kari").close()


def test_the_new_password_may_be_typed(console, register, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{OTHER}\n"))
    assert add(console, register).code == 0
    open_register(register, OTHER, "kari").close()


def test_a_short_password_lets_nobody_in(console, register, monkeypatch):
    monkeypatch.setenv(NEW_PASSWORD, "kort")
    answer = add(console, register)
    assert answer.code == 2
    assert "kort" not in answer.err
    assert listed(console, register)[0].startswith("kontoret")


def test_the_password_of_who_is_ended_opens_nothing(console, with_kari):
    words = ("--db", with_kari, "--login", "kontoret", "--user", "kari")
    answer = console("users", "end", *words)
    assert (answer.code, answer.out) == (0, "Tilgangen til kari er avsluttet.\n")
    with pytest.raises(WrongPasswordError):
        unlock_register(with_kari, OTHER, "kari")
    assert listed(console, with_kari)[-1] == (
        "kari: saksbehandler, leder, uten passord, tilgangen er slutt"
    )


def test_a_forgotten_password_is_replaced(console, with_kari, monkeypatch):
    monkeypatch.setenv(NEW_PASSWORD, "Skog og stille vann 5")
    words = ("--db", with_kari, "--login", "kontoret", "--user", "kari")
    assert console("users", "reset", *words, "--quiet").out == ""
    open_register(with_kari, "Skog og stille vann 5", "kari").close()
    with pytest.raises(WrongPasswordError):
        unlock_register(with_kari, OTHER, "kari")


def test_nobody_unknown_is_ended(console, register):
    answer = console("users", "end", "--db", register, "--user", "ola")
    assert answer.code == 2
    assert "Ingen ansatte har dette brukernavnet." in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("users",),
        ("users", "add", "--user", "a", "--name", "b", "--roles", "sjef"),
        ("users", "end"),
        ("export-person", "--id", "1"),
        ("export-person", "--id", "1", "--out", "x", "--kind", "hund"),
    ],
)
def test_what_is_missing_is_told_in_one_line(console, register, words):
    answer = console(*words, "--db", register)
    assert answer.code == 2
    assert answer.err.count("\n") == 1


def test_one_person_is_written_to_a_file(console, register, tmp_path):
    out = tmp_path / "ut.zip"
    answer = console("export-person", "--db", register, "--id", 1, "--out", out)
    assert (answer.code, answer.err) == (0, "")
    assert "Filen er ikke beskyttet." in answer.out
    assert "Moen" not in answer.out
    with zipfile.ZipFile(out) as archive:
        told = json.loads(archive.read("opplysninger.json"))
    assert told["tables"]["people"]["rows"][0]["family_name"] == "Moen"


def test_nobody_is_written_to_no_file(console, register, tmp_path):
    out = tmp_path / "ut.zip"
    for words in (("--id", 99), ("--id", 1, "--kind", "stottekontakt")):
        answer = console("export-person", "--db", register, *words, "--out", out)
        assert answer.code == 2
        assert "finnes ikke" in answer.err
    assert not out.exists()


def test_a_new_key_keeps_passwords_and_contents(console, with_kari):
    before = unlock_register(with_kari, OTHER, "kari").key.database_key
    answer = console("rotate-key", "--db", with_kari, "--login", "kontoret")
    assert (answer.code, answer.err) == (0, "")
    assert unlock_register(with_kari, OTHER, "kari").key.database_key != before
    assert len(listed(console, with_kari)) == 2


@pytest.mark.parametrize(
    ("login", "password", "why"),
    [
        ("kari", OTHER, "Rollen din gir ikke tilgang til dette."),
        ("ny", PASSWORD, "stemmer ikke"),
    ],
)
def test_only_who_keeps_the_register_moves_it(
    console, with_kari, monkeypatch, login, password, why
):
    before = with_kari.read_bytes()
    monkeypatch.setenv(VARIABLE, password)
    to = ("--to", "postgresql://localhost/stkdesk", "--login", "stkdesk_owner")
    answer = console("move", "--db", with_kari, *to, "--user", login)
    assert answer.code == 2
    assert why in answer.err
    assert with_kari.read_bytes() == before


def test_nobody_whose_time_is_over_moves_the_register(console, with_kari, monkeypatch):
    database = open_register(with_kari, OTHER, "kari")
    with database.transaction() as session:
        kari = session.query(Staff).filter_by(login="kari").one()
        kari.administrator, kari.authorised_to = True, date(2026, 11, 21)
    database.close()
    monkeypatch.setenv(VARIABLE, OTHER)
    to = ("--to", "postgresql://localhost/stkdesk", "--login", "stkdesk_owner")
    answer = console("move", "--db", with_kari, *to, "--user", "kari")
    assert answer.code == 2
    assert "21.11.2026" in answer.err
