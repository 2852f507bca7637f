"""Signing in to a register on a server, in the window."""

import pytest

from stkdesk import settings
from stkdesk.storage.tables import Staff
from stkdesk.ui.app import Start
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.arguments import read_arguments
from tests import person
from tests.server.cluster import PASSWORD
from tests.ui.registers import wait_for

LONG = 20_000  # milliseconds: everything a window needs is loaded


@pytest.fixture
def kari(cluster, server_database):
    """A member of the staff with a login on the server."""
    with server_database.transaction() as session:
        session.add(Staff(name="Kari Vik", login="karivik", caseworker=True))
    cluster.ask("DROP ROLE IF EXISTS karivik")
    role = f"LOGIN PASSWORD '{PASSWORD}' IN ROLE stkdesk_caseworker"
    cluster.ask(f"CREATE ROLE karivik {role}")
    yield "karivik"
    cluster.ask("REASSIGN OWNED BY karivik TO stkdesk_owner")
    cluster.ask("DROP ROLE karivik")


@pytest.fixture
def url(cluster, server_name):
    """The address as IT gives it: over the network of this machine, with a password."""
    return f"postgresql://127.0.0.1:{cluster.port}/{server_name}?sslmode=disable"


@pytest.fixture
def window(qtbot, tmp_path, today, url):
    window = MainWindow()
    qtbot.addWidget(window)
    file = tmp_path / "no.db"
    start = Start(window, file, practice=False, server=url, clock=lambda: today)
    person.show(qtbot, window)
    start.begin()
    qtbot.waitUntil(lambda: person.says(window, "Åpne registeret"), timeout=LONG)
    yield window
    start.close()
    window.close()


def enter(qtbot, window, login, password):
    person.write(qtbot, window, "Brukernavn", login)
    person.write(qtbot, window, "Passord", password)
    person.press(qtbot, window, "Åpne registeret")


def test_who_stands_in_the_staff_list_comes_in(qtbot, window, kari):
    assert not any("Glemt" in text for text in person.texts(window))
    enter(qtbot, window, "KariVik", PASSWORD)
    qtbot.waitUntil(lambda: window.page is not None, timeout=LONG)
    assert window.workspace.actor.name == "Kari Vik"
    wait_for(qtbot, window, "på 127.0.0.1")
    qtbot.waitUntil(lambda: window.workspace.is_listening, timeout=LONG)


def test_a_wrong_password_is_told_by_the_field(qtbot, window, kari):
    enter(qtbot, window, kari, "feil passord")
    qtbot.waitUntil(
        lambda: person.says(window, "passordet er ikke riktig"), timeout=LONG
    )
    enter(qtbot, window, kari, PASSWORD)
    qtbot.waitUntil(lambda: window.page is not None, timeout=LONG)


def test_a_login_the_office_does_not_know_is_told_what_to_do(
    qtbot, window, kari, server_database
):
    with server_database.transaction() as session:
        session.query(Staff).filter_by(login="karivik").one().login = "en annen"
    enter(qtbot, window, kari, PASSWORD)
    qtbot.waitUntil(
        lambda: person.says(window, "Du står ikke i listen over ansatte."),
        timeout=LONG,
    )


def test_a_newer_register_is_refused_in_its_own_words(
    qtbot, window, kari, cluster, server_name
):
    cluster.ask("UPDATE alembic_version SET version_num = '9999'", server_name)
    enter(qtbot, window, kari, PASSWORD)
    qtbot.waitUntil(lambda: person.says(window, "nyere versjon"), timeout=LONG)


@pytest.mark.parametrize("url", ["postgresql://127.0.0.1:1/x?sslmode=disable"])
def test_a_server_that_is_not_there_is_told(qtbot, window, url):
    enter(qtbot, window, "kari", PASSWORD)
    qtbot.waitUntil(
        lambda: person.says(window, "Får ikke kontakt med serveren."), timeout=LONG
    )


def test_the_address_is_remembered_and_can_be_given_at_the_start(url):
    settings.remember_server(url)
    assert settings.chosen_server() == url
    assert read_arguments(["--db", url]).server == url
    assert read_arguments(["--db", "her.db"]).server == ""
