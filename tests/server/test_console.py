"""The console on a register on a server: each with the login of whoever asks."""

import zipfile
from datetime import date

import pytest

from stkdesk.cli.access import USER_VARIABLE, VARIABLE
from stkdesk.cli.main import main
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.office import set_up_office
from stkdesk.services.staff import list_staff
from tests import builders
from tests.server.cluster import OWNER, PASSWORD
from tests.server.logins import with_login
from tests.staff import hire

TODAY = date(2026, 11, 16)


@pytest.fixture
def office(server_database):
    """An office with hours in October."""
    with server_database.transaction() as session:
        office = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, office, today=TODAY)
        assignment = builders.an_assignment(session, "Oskar Moen", "Siv Lie")
        builders.rates(session)
        october = builders.periods(session)["2026-10"].number
        builders.a_sheet(session, assignment, october, builders.a_visit(5))


@pytest.fixture
def console(capsys, monkeypatch, server_database, server_address):
    """The console, and a login for each part in the office."""
    for name, role in (("Kari", Role.CASEWORKER), ("Ada", Role.ADMINISTRATOR)):
        with_login(server_database, hire(server_database, name, role))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(USER_VARIABLE, raising=False)

    def type_in(login, *words):
        said = [*map(str, words), "--db", server_address.url]
        code = main(said + ["--login", login] * bool(login), clock=lambda: TODAY)
        return code, *capsys.readouterr()

    return type_in


@pytest.mark.usefixtures("office")
def test_a_month_is_printed_with_the_rights_of_a_caseworker(console, tmp_path):
    out = tmp_path / "ut.pdf"
    month = ("print", "month", "--period", "2026-11", "--out", out)
    code, told, wrong = console("kari", *month)
    assert (code, wrong) == (0, "")
    assert "1 timeliste" in told
    assert out.read_bytes().startswith(b"%PDF")
    code, _, wrong = console("ada", *month)
    assert (code, "Rollen din gir ikke tilgang" in wrong) == (2, True)


@pytest.mark.usefixtures("office")
def test_a_person_is_exported_to_whoever_may(console, tmp_path):
    out = tmp_path / "ut.zip"
    code, _, wrong = console("kari", "export-person", "--id", 1, "--out", out)
    assert (code, wrong) == (0, "")
    assert zipfile.is_zipfile(out)


def test_an_administrator_lets_somebody_in_and_it_gives_the_login(
    console, server_database
):
    adding = ("users", "add", "--user", "liv", "--name", "Liv Ås", "--roles", "leder")
    code, told, wrong = console("ada", *adding)
    assert (code, wrong) == (0, "")
    assert "IT må gi liv innlogging på serveren" in told
    code, told, _ = console("ada", "users", "list")
    assert "liv: leder\n" in told
    code, _, wrong = console("ada", "users", "reset", "--user", "liv")
    assert (code, "ingen passord å gi" in wrong) == (2, True)
    assert console("ada", "users", "end", "--user", "liv")[0] == 0
    with server_database.reading() as session:
        last = {
            c.draft.login: c.draft.authorised_to
            for c in list_staff(session, today=TODAY)
        }
    assert last["liv"] == date(2026, 11, 15)


def test_the_owner_checks_the_register_and_nobody_else(
    console, monkeypatch, server_database
):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    with server_database.transaction() as session:
        office = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, office, today=TODAY)
    code, told, wrong = console(OWNER, "check")
    assert (code, wrong) == (0, ""), told
    code, _, wrong = console("kari", "check")
    assert (code, "Bare den som eier databasen" in wrong) == (2, True)


@pytest.mark.usefixtures("office")
def test_what_does_not_add_up_on_a_server_is_found(console, server_database):
    with server_database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE timesheets SET minutes = 7")
    code, told, _ = console(OWNER, "check")
    assert code == 1
    assert "Timeliste" in told


def test_somebody_must_be_named(console):
    code, _, wrong = console("", "users", "list")
    assert (code, "Hvem skal logge inn" in wrong) == (2, True)


@pytest.mark.parametrize(
    "words", [("backup",), ("rotate-key",), ("practice",), ("restore", "kopi.stkdesk")]
)
def test_what_is_done_with_a_file_says_so(console, words):
    code, _, wrong = console("kari", *words)
    assert (code, "gjelder bare et register i en fil" in wrong) == (2, True)
