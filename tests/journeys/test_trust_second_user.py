"""Somebody more: the administrator lets Siri in to do the payroll, and she comes.

She sees the hours and nobody's case, is let in nowhere else, waits when the password
is wrong too often, and is told when she was here before.
"""

import pytest

from stkdesk.storage.opening import open_register
from tests import builders, person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen
from tests.journeys.ansatte import let_in, open_staff, sign_out

SIRI = "havregryn og kanel"
CASE = "angst for heiser"  # what is written of a client, and of a visit
HOURS = {"Oppdrag": "24 t per måned", "Månedsrapporter": "16:00–19:00"}
SINCE = "på å åpne registeret siden noen sist logget inn."


@pytest.fixture
def casework(office):
    """Oskar has an assignment, and October's hours, and a case about his fear."""
    database = open_register(office, PASSWORD)
    with database.transaction() as session:
        client = builders.a_client(session, "Oskar Moen", wishes=CASE)
        assignment = builders.an_assignment(session, client, goal=CASE)
        visit = builders.a_visit(8, activity=CASE)
        period = builders.periods(session)["2026-10"].number
        builders.a_sheet(session, assignment, period, visit)
    database.close()
    return office


def test_payroll_is_let_in_and_sees_the_hours_and_no_case(desk, casework):
    window = desk.begin(casework)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    reads_the_case(desk)
    open_staff(desk)
    let_in(desk, "Siri Dahl", "Lønn", SIRI)
    sign_out(desk)

    desk.sign_in(SIRI, "siri.dahl")
    desk.wait_for_sitting()
    assert person.says(window.foot, "Siri Dahl")
    assert person.says(window.foot, "Lønn")
    desk.wait_for("Første gang du er logget inn")
    reads_the_hours_and_no_case(desk)
    is_let_in_nowhere_else(desk)
    sign_out(desk)

    wait_after_wrong_passwords(desk)
    desk.wait_for(f"3 mislykkede forsøk {SINCE}")
    assert last_time(desk).startswith("Sist innlogget ")


def goes_to(desk, title, text):
    """Go to the room ``title`` by its key, and wait until ``text`` has been read."""
    titles = rooms(desk)
    desk.key(f"Ctrl+{titles.index(title) + 1}")
    desk.wait_for(text)


def rooms(desk):
    rail = desk.window.rail
    return [rail.tabText(at) for at in range(rail.count())]


def reads_the_case(desk):
    goes_to(desk, "Oppdrag", HOURS["Oppdrag"])
    assert CASE in on_screen()


def reads_the_hours_and_no_case(desk):
    for title, text in HOURS.items():
        goes_to(desk, title, text)
        assert CASE not in on_screen()


def is_let_in_nowhere_else(desk):
    """No tab, no key, no link and no search leads to the clients."""
    assert not {"Brukere", "Dokumenter", "Logg"} & set(rooms(desk))
    assert desk.window.open("clients", 1) is None
    desk.key("Ctrl+K")
    palette = desk.window.palette_shown
    desk.type("solheim")
    desk.qtbot.waitUntil(lambda: "Håkon Solheim" in palette.texts(), timeout=SLOW)
    for words in ("moen", "brukere", "ny bruker", "ansatte"):
        palette.field.clear()
        desk.type(words)
        desk.wait_for(f"Ingen treff på «{words}».")
    desk.type("<Esc>")


def wait_after_wrong_passwords(desk):
    window = desk.window
    for _ in range(3):
        desk.sign_in("helt feil passord", "siri.dahl")
        desk.qtbot.waitUntil(
            lambda: not person.field(window, "Passord").isReadOnly(), timeout=SLOW
        )
    assert person.says(window, "Vent 5 sekunder …")
    person.write(desk.qtbot, window, "Passord", SIRI)
    desk.key("Return")
    assert window.workspace is None
    open_it = person.button(window, "Åpne registeret")
    desk.qtbot.waitUntil(open_it.isEnabled, timeout=SLOW)
    desk.key("Return")
    desk.wait_for_sitting()


def last_time(desk):
    """Open the menu of who is signed in, and read its first line."""
    foot = desk.window.foot
    foot.open_menu()
    told = foot.menu.actions()[0].text()
    foot.menu.close()
    return told
