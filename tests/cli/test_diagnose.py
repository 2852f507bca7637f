"""The console makes the package too, without a window and without a password."""

import zipfile

from stkdesk.logs import crashes
from tests.conftest import PASSWORD


def test_it_is_made_and_told_what_is_in_it(console, tmp_path):
    made = tmp_path / "pakke.zip"
    answer = console("diagnose", "--out", made)
    assert (answer.code, answer.err) == (0, "")
    assert "Ingenting er sendt." in answer.out
    with zipfile.ZipFile(made) as package:
        assert all(name in answer.out for name in package.namelist())
        assert "register.txt" in package.namelist()
        assert "vindu.txt" not in package.namelist()


def test_the_rows_go_along_when_the_register_is_opened(
    console, register_file, tmp_path
):
    made, secret = tmp_path / "pakke.zip", tmp_path / "passord.txt"
    secret.write_text(PASSWORD, "utf-8")
    console(
        "diagnose", "--out", made, "--db", register_file, "--passphrase-file", secret
    )
    with zipfile.ZipFile(made) as package:
        assert b"<5  register_facts" in package.read("register.txt")


def test_a_register_that_does_not_open_is_no_hindrance(
    console, register_file, tmp_path
):
    made = tmp_path / "pakke.zip"
    answer = console("diagnose", "--out", made, "--db", register_file)
    assert answer.code == 0
    assert "Registeret ble ikke åpnet: Registeret trenger et passord." in answer.out
    with zipfile.ZipFile(made) as package:
        assert b"nei, WrongPasswordError" in package.read("register.txt")


def test_what_it_makes_never_replaces_a_register_or_its_keys(console, register_file):
    for file in (register_file, register_file.with_suffix(".keys")):
        before = file.read_bytes()
        answer = console("diagnose", "--out", file)
        assert answer.code == 2
        assert "er et register, nøklene eller en kopi" in answer.err
        assert file.read_bytes() == before


def test_an_errand_leaves_no_trace_that_looks_like_a_crash(console, tmp_path):
    console("version")
    assert not (tmp_path / "data").exists()
    assert not crashes.told_of_crashes()
