"""Making a register, opening it, and refusing what is not one."""

import shutil
import sqlite3
import sys

import pytest
import sqlcipher3

from stkdesk.domain.errors import CannotOpenError, CannotSaveError, WrongPasswordError
from stkdesk.domain.staff import FIRST_ROLES, StaffDraft
from stkdesk.storage.cipher import PLAIN_HEADER, connect
from stkdesk.storage.key_changes import change_password
from stkdesk.storage.keys import LIGHT, key_file_of, open_key_file
from stkdesk.storage.opening import create_register, new_register, open_register
from stkdesk.storage.tables import RegisterFact
from tests.conftest import PASSWORD


def everything_in(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def raw(file):
    key = open_key_file(key_file_of(file), PASSWORD).key.database_key
    return connect(file, key)


def test_a_new_register_opens_with_its_password(database):
    with database.reading() as session:
        assert session.get(RegisterFact, "practice").value == "no"


def test_nothing_in_the_file_can_be_read_without_the_key(database, register_file):
    with database.transaction() as session:
        session.add(RegisterFact(name="hemmelighet", value="Åse Ødegård"))
    for file in register_file.parent.glob("register.db*"):
        content = file.read_bytes()
        assert b"SQLite format 3" not in content
        assert b"hemmelighet" not in content
        assert "Ødegård".encode() not in content
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(register_file).execute("SELECT * FROM register_facts")


def test_nobodys_name_stands_in_any_file_of_a_new_register(tmp_path):
    file = tmp_path / "register.db"
    kari = StaffDraft(name="Kari Ødegård", login="Kari.Moen", roles=FIRST_ROLES)
    create_register(file, PASSWORD, effort=LIGHT, staff=kari)
    database = open_register(file, PASSWORD, "kari.moen")
    assert database.actor.name == "Kari Ødegård"
    with database.transaction() as session:
        session.add(RegisterFact(name="sagt", value="Kari Ødegård ringte"))
    change_password(key_file_of(file), PASSWORD, "et annet passord", effort=LIGHT)
    found = list(tmp_path.iterdir())
    assert len(found) > 3  # also the log beside the open register, and the key copy
    for each in found:
        content = each.read_bytes()
        assert not content.startswith(PLAIN_HEADER)
        for said in ("Kari", "Ødegård", "moen", "et annet passord", PASSWORD):
            for spelt in (said, said.casefold(), said.upper()):
                assert spelt.encode() not in content, each.name
    database.close()


def test_the_settings_that_keep_data_safe_are_on(register_file):
    connection = raw(register_file)
    asked = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("foreign_keys", "journal_mode", "synchronous", "secure_delete")
    }
    connection.close()
    assert asked == {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
    }


def test_a_wrong_password_is_told_and_nothing_is_touched(register_file):
    before = everything_in(register_file.parent)
    with pytest.raises(WrongPasswordError):
        open_register(register_file, "feil")
    assert everything_in(register_file.parent) == before


def test_a_missing_register_is_told(tmp_path):
    with pytest.raises(CannotOpenError, match="finnes ikke"):
        open_register(tmp_path / "borte.db", PASSWORD)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda content: b"", "tom"),
        (lambda content: b"\x00" * len(content), "skadet"),
        (lambda content: content[:100] + b"\xff" + content[101:], "skadet"),
        (lambda content: b"SQLite format 3\x00" + content[16:], "ikke et stkdesk"),
    ],
    ids=["empty", "zeroes", "one byte", "plain"],
)
def test_a_damaged_register_is_told_and_not_touched(register_file, harm, told):
    register_file.write_bytes(harm(register_file.read_bytes()))
    before = everything_in(register_file.parent)

    with pytest.raises(CannotOpenError, match=told):
        open_register(register_file, PASSWORD)
    assert everything_in(register_file.parent) == before


def test_a_register_of_another_office_does_not_open_with_our_key(
    register_file, tmp_path
):
    other = tmp_path / "annen" / "register.db"
    create_register(other, PASSWORD, effort=LIGHT)
    shutil.copy(other, register_file)

    with pytest.raises(CannotOpenError, match="annen nøkkelfil"):
        open_register(register_file, PASSWORD)


def test_a_newer_register_is_refused_and_not_touched(register_file):
    connection = raw(register_file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = everything_in(register_file.parent)

    with pytest.raises(CannotOpenError, match="nyere versjon"):
        open_register(register_file, PASSWORD)
    assert everything_in(register_file.parent) == before


def test_an_encrypted_file_of_another_program_is_refused(register_file):
    key = open_key_file(key_file_of(register_file), PASSWORD).key.database_key
    register_file.unlink()
    connection = connect(register_file, key)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()

    with pytest.raises(CannotOpenError, match="ikke et stkdesk"):
        open_register(register_file, PASSWORD)
    connection = connect(register_file, key)
    tables = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    connection.close()
    assert tables == [("songs",)]


def test_a_register_is_not_made_on_top_of_another(register_file):
    before = everything_in(register_file.parent)
    with pytest.raises(CannotSaveError, match="fra før"):
        create_register(register_file, PASSWORD, effort=LIGHT)
    assert everything_in(register_file.parent) == before


def test_half_a_register_is_never_left_behind(tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise CannotSaveError("Disken er full.")

    monkeypatch.setattr("stkdesk.storage.upgrade.build_new", full)
    file = tmp_path / "nytt" / "register.db"
    with pytest.raises(CannotSaveError, match="full"):
        create_register(file, PASSWORD, effort=LIGHT)
    assert list(file.parent.iterdir()) == []


def test_a_register_is_not_in_its_place_before_it_is_whole(tmp_path):
    file = tmp_path / "register.db"
    with new_register(file, PASSWORD, effort=LIGHT):
        assert not file.exists()
        assert not key_file_of(file).exists()
    open_register(file, PASSWORD).close()
    assert {each.name for each in tmp_path.iterdir()} == {file.name, "register.keys"}


def test_what_a_killed_program_left_is_not_in_the_way(tmp_path):
    file = tmp_path / "register.db"
    left = tmp_path / "register.lages"
    left.mkdir()
    (left / "register.db").write_bytes(b"half")
    (left / "register.keys").write_bytes(b"half")

    create_register(file, PASSWORD, effort=LIGHT)
    open_register(file, PASSWORD).close()
    assert not left.exists()


def test_a_register_somebody_else_made_meanwhile_is_not_written_over(tmp_path):
    file = tmp_path / "register.db"
    with (
        pytest.raises(CannotSaveError, match="fra før"),
        new_register(file, PASSWORD, effort=LIGHT),
    ):
        file.write_bytes(b"theirs")
    assert file.read_bytes() == b"theirs"
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("room", "told"), [(0, "Disken er full"), (10**9, "kan ikke åpnes")]
)
def test_a_disk_without_room_to_open_is_told_apart(tmp_path, monkeypatch, room, told):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(
        "stkdesk.storage.cipher.disk_usage", lambda _folder: usage._replace(free=room)
    )
    (tmp_path / "register.db").mkdir()  # something that does not open
    with pytest.raises(CannotOpenError, match=told):
        connect(tmp_path / "register.db", "00" * 32)


def test_letters_of_every_kind_may_stand_in_folder_and_password(tmp_path):
    folder = "Øvre Årdal – 你好 🦊 #%" + ("" if sys.platform == "win32" else "?")
    file = tmp_path / folder / "æøå.db"
    create_register(file, "Blåbær 🫐 og «rømme»", effort=LIGHT)
    open_register(file, "Blåbær 🫐 og «rømme»").close()


def test_a_library_that_does_not_encrypt_is_never_used(tmp_path, monkeypatch):
    monkeypatch.setattr("stkdesk.storage.cipher.driver", sqlite3)
    monkeypatch.setattr("stkdesk.storage.cipher.OLDEST_SAFE_SQLITE", (3, 0, 0))
    with pytest.raises(RuntimeError, match="does not encrypt"):
        connect(tmp_path / "klartekst.db", "00" * 32)
    assert not (tmp_path / "klartekst.db").exists()


def test_the_library_here_is_one_that_encrypts_and_is_new_enough():
    assert sqlcipher3.dbapi2.sqlite_version_info >= (3, 51, 3)


@pytest.mark.needs_linux("rights on a file as Linux keeps them")
def test_nobody_else_on_the_machine_reads_the_register_or_its_keys(tmp_path):
    file = tmp_path / "register.db"
    create_register(file, PASSWORD, effort=LIGHT)
    change_password(key_file_of(file), PASSWORD, "et annet passord", effort=LIGHT)
    rights = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    assert set(rights.values()) == {0o600}
    assert {"register.db", "register.keys"} <= set(rights)
