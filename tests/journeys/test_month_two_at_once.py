"""The busiest day of the month: Kari and Ola type from one tray, on a server.

They take the same sheet; the second to save sees what the first has typed, and both
are there in the end. Then Ola closes September while Kari types a sheet of it: she is
told by whom, what she can do, and what she typed is kept.
"""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.services.sheet_drafts import load_draft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.storage.tables import Staff
from stkdesk.ui.app import Start
from stkdesk.ui.errors import Message
from stkdesk.ui.main_window import MainWindow
from tests import builders as make
from tests import person
from tests.server.cluster import PASSWORD
from tests.ui.registers import active, close_forms, key

LONG = 20_000  # milliseconds
DAY = date(2026, 11, 16)
PEOPLE = {"karivik": "Kari Vik", "olaberg": "Ola Berg"}  # logins of the server


@pytest.fixture
def tray(cluster, server_database):
    """One assignment, with nothing come in; the numbers of it and its periods."""
    with server_database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=DAY)
        make.rates(session)
        periods = {code: row.number for code, row in make.periods(session).items()}
        contact = make.a_ready_contact(session)
        assignment = make.an_assignment(session, "Oskar Moen", contact)
        make.make_ready(session, assignment)
        for login, name in PEOPLE.items():
            session.add(Staff(name=name, login=login, caseworker=True))
    role = f"LOGIN PASSWORD '{PASSWORD}' IN ROLE stkdesk_caseworker"
    for login in PEOPLE:
        cluster.ask(f"CREATE ROLE {login} {role}")
    yield assignment, periods
    for login in PEOPLE:
        cluster.ask(f"DROP ROLE {login}")


@pytest.fixture
def windows(qtbot, cluster, server_name, tray, tmp_path):
    """Both have signed in, and have the month before them."""
    url = f"postgresql://127.0.0.1:{cluster.port}/{server_name}?sslmode=disable"
    windows, starts = {}, []
    for login in PEOPLE:
        window = windows[login] = MainWindow()
        qtbot.addWidget(window)
        window.resize(1300, 820)
        file = tmp_path / f"{login}.db"
        start = Start(window, file, practice=False, server=url, clock=lambda: DAY)
        starts.append(start)
        signs_in(qtbot, window, start, login)
    yield windows
    close_forms()
    for start, window in zip(starts, windows.values(), strict=True):
        window.close()
        start.close()


def signs_in(qtbot, window, start, login):
    person.show(qtbot, window)
    start.begin()
    reads(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Brukernavn", login)
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    qtbot.waitUntil(lambda: window.page is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.workspace.is_listening, timeout=LONG)
    at = [room.key for room in window.rooms].index("timesheets")
    key(qtbot, window, f"Ctrl+{at + 1}")
    qtbot.waitUntil(lambda: window.page.room == "timesheets", timeout=LONG)


def reads(qtbot, where, text):
    qtbot.waitUntil(lambda: person.says(where, text), timeout=LONG)


def opens(qtbot, window, assignment, period):
    """Open a sheet to type it, and return the page of it."""
    active(qtbot, window)
    window.page.open_part(assignment, period)
    page = window.page
    qtbot.waitUntil(
        lambda: page.is_entering and page.entry.typed.place == (assignment, period),
        timeout=LONG,
    )
    return page.entry


def types(qtbot, window, *typed):
    """Type in the quick line of ``window``, with it in front."""
    line = window.page.entry.line.edit

    def _ready():
        active(qtbot, window)
        return line.isEnabled() and not line.isReadOnly() and line.hasFocus()

    for each in typed:
        qtbot.waitUntil(_ready, timeout=LONG)
        qtbot.keyClicks(line, each)
        person.key(qtbot, window, "Return")


def test_two_who_type_from_one_tray_lose_nothing(qtbot, windows, tray, server_database):
    kari, ola = windows["karivik"], windows["olaberg"]
    assignment, periods = tray
    october, september = periods["2026-10"], periods["2026-09"]

    hers, his = (opens(qtbot, each, assignment, october) for each in (kari, ola))
    reads(qtbot, his, "Kari Vik")  # each sees that the other is here
    types(qtbot, kari, "6 16 19", "13 16 18")
    types(qtbot, ola, "6 16 19", "27 17 20")
    key(qtbot, ola, "Ctrl+S")
    reads(qtbot, hers, "Ola Berg registrerte timelisten")  # heard while she types
    assert len(hers.typed.visits) == 2
    key(qtbot, kari, "Ctrl+S")
    reads(qtbot, hers, "Bare hos deg: 13.10.2026 16:00–18:00.")
    key(qtbot, kari, "Alt+S")  # Slå sammen
    qtbot.waitUntil(lambda: len(hers.typed.visits) == 3, timeout=LONG)
    key(qtbot, kari, "Ctrl+S")
    qtbot.waitUntil(lambda: not hers.isVisible(), timeout=LONG)
    with server_database.reading() as session:
        stored = open_sheet(session, assignment, october).draft
    assert [visit.work_on.day for visit in stored.visits] == [6, 13, 27]

    hers = opens(qtbot, kari, assignment, september)
    types(qtbot, kari, "8 16 1930")
    closes_september(qtbot, ola)
    key(qtbot, kari, "Ctrl+Return")
    told = message(qtbot, kari)
    assert told.title.startswith("September 2026 ble lukket")
    assert "Ola Berg" in told.title
    person.key(qtbot, told, "Return")
    assert [visit.minutes for visit in hers.typed.visits] == [210]
    with kari.workspace.database.reading() as session:
        kept = load_draft(session, assignment, september).draft
        assert open_sheet(session, assignment, september).sheet_number is None
    assert [visit.minutes for visit in kept.visits] == [210]


def message(qtbot, window):
    """Wait for what ``window`` has to say, and return it."""

    def _shown():
        return [each for each in window.findChildren(Message) if each.isVisible()]

    qtbot.waitUntil(lambda: len(_shown()) == 1, timeout=LONG)
    return _shown()[0]


def closes_september(qtbot, window):
    active(qtbot, window)
    page = window.page
    qtbot.waitUntil(lambda: not page.is_entering, timeout=LONG)
    if page._front is not page.steps:
        key(qtbot, window, "F4")
    qtbot.waitUntil(lambda: page.steps.isVisible(), timeout=LONG)
    person.press(qtbot, window, "Perioder …")
    shown = person.wait_for_window(qtbot, "Perioder")
    reads(qtbot, shown, "September 2026")
    person.press(qtbot, shown, "Gjør noe med september 2026")
    menu = QApplication.activePopupWidget()
    [line] = [each for each in menu.actions() if each.text() == "Lukk …"]
    menu.close()
    line.trigger()
    person.key(qtbot, person.wait_for_window(qtbot, "Lukke september 2026?"), "Return")
    reads(qtbot, shown, "Lukket")
    shown.reject()
