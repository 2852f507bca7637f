"""A morning with two at work in one register on a server: Kari and Ola, one client.

Both sign in with passwords of their own, in windows of their own, and open the same
client. Each sees that the other is there; both change what she wishes for. The second
to save sees both, chooses, and nothing either of them wrote is lost.
"""

from datetime import date

import pytest

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Staff
from stkdesk.ui.app import Start
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.main_window import MainWindow
from tests import person
from tests.server.cluster import PASSWORD
from tests.ui.registers import active, close_forms, closed, key, wait_for
from tests.ui.test_conflict import pick

LONG = 20_000  # milliseconds
DAY = date(2026, 11, 16)
ÅSE = ClientDraft(
    person=PersonDraft("Åse", "Ødegård", date(2012, 2, 1)), wishes="Svømme"
)
PEOPLE = {"karivik": "Kari Vik", "olaberg": "Ola Berg"}  # logins of the server


@pytest.fixture
def client(cluster, server_database):
    """Åse is registered, and two caseworkers may sign in on the server."""
    with server_database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=DAY)
        for login, name in PEOPLE.items():
            session.add(Staff(name=name, login=login, caseworker=True))
        number = register_client(session, ÅSE, today=DAY)
    role = f"LOGIN PASSWORD '{PASSWORD}' IN ROLE stkdesk_caseworker"
    for login in PEOPLE:
        cluster.ask(f"CREATE ROLE {login} {role}")
    yield number
    for login in PEOPLE:
        cluster.ask(f"DROP ROLE {login}")


@pytest.fixture
def windows(qtbot, cluster, server_name, client, tmp_path):
    """Both have signed in and have the clients before them."""
    url = f"postgresql://127.0.0.1:{cluster.port}/{server_name}?sslmode=disable"
    windows, starts = {}, []
    for login in PEOPLE:
        window = windows[login] = MainWindow()
        qtbot.addWidget(window)
        window.resize(1240, 780)
        file = tmp_path / f"{login}.db"
        start = Start(window, file, practice=False, server=url, clock=lambda: DAY)
        starts.append(start)
        sign_in(qtbot, window, start, login)
    yield windows
    close_forms()
    for start, window in zip(starts, windows.values(), strict=True):
        window.close()
        start.close()


def sign_in(qtbot, window, start, login):
    """Come in by name and password, and go to the clients."""
    person.show(qtbot, window)
    start.begin()
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Brukernavn", login)
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    qtbot.waitUntil(lambda: window.page is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.workspace.is_listening, timeout=LONG)
    key(qtbot, window, "Ctrl+2")
    wait_for(qtbot, window, "Åse Ødegård")


def edit(qtbot, window, client):
    """Open Åse for change, by the keys, and return the form."""
    active(qtbot, window)
    window.page.open_record(client)
    wait_for(qtbot, window, "B-1")
    window.page.table.setFocus()
    key(qtbot, window, "F2")
    qtbot.waitUntil(lambda: window.findChild(ClientForm) is not None, timeout=LONG)
    return window.findChild(ClientForm)


def test_two_people_in_one_client_lose_nothing(qtbot, windows, client, server_database):
    kari, ola = windows["karivik"], windows["olaberg"]
    hers, his = edit(qtbot, kari, client), edit(qtbot, ola, client)
    wait_for(qtbot, hers, "Åpnet av Ola Berg siden")
    wait_for(qtbot, his, "Åpnet av Kari Vik siden")

    person.write(qtbot, his, "Ønsker", "Kino")
    person.write(qtbot, his, "Telefon", "41234567")
    person.write(qtbot, hers, "Ønsker", "Sjakk")
    person.write(qtbot, hers, "Saksnummer", "2026/7")
    key(qtbot, hers, "Ctrl+S")
    closed(qtbot, hers)
    wait_for(qtbot, kari, "Sjakk")

    wait_for(qtbot, his, "Kari Vik lagret dette kl.")  # heard while he is typing
    assert person.field(his, "Ønsker").toPlainText() == "Kino"
    key(qtbot, his, "Ctrl+S")
    both = person.wait_for_window(qtbot, "To har endret det samme")
    for text in ("Kari Vik lagret dette kl.", "Før: Svømme", "Kino", "Sjakk"):
        assert person.says(both, text)
    assert person.says(both, "tomt → 2026/7")
    pick(qtbot, both, "Ønsker. Du skrev: Kino")
    key(qtbot, both, "Ctrl+S")
    closed(qtbot, his)

    wait_for(qtbot, kari, "Kino")  # her card follows
    with server_database.reading() as session:
        stored = open_client(session, client).draft
    assert (stored.wishes, stored.case_number) == ("Kino", "2026/7")
    assert stored.person.phone == "41 23 45 67"

    key(qtbot, ola, "Ctrl+Z")  # and his save alone can be taken back
    wait_for(qtbot, kari, "Sjakk")
    with server_database.reading() as session:
        assert open_client(session, client).draft.case_number == "2026/7"
    qtbot.waitUntil(lambda: not person.says(kari, "Åpnet av"), timeout=LONG)
