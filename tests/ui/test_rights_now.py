"""Rights that bite at once: a window that is open follows what the office decides."""

import json
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.drafts import kept_draft
from stkdesk.services.office import set_up_office
from stkdesk.services.staff_keys import end_access
from stkdesk.storage.tables import Staff
from stkdesk.ui.errors import Message
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.sitting import Sitting
from stkdesk.ui.together import Together
from stkdesk.ui.workspace import Workspace
from tests import builders, person
from tests.staff import at_work, hire
from tests.ui.registers import close_forms

pytestmark = pytest.mark.on_both
LONG = 20_000  # milliseconds; on a file it is looked for every other second


class Open:
    """Kari's window, as it stands on her desk, and the day it is there."""

    def __init__(self, qtbot, own, kari, today):
        self.qtbot, self.today = qtbot, today
        self.workspace = Workspace(lambda: own, lambda: self.today, actor=kari)
        self.window = window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1400, 900)
        person.show(qtbot, window)
        window.open_office(self.workspace, name="Fjordvik", place="", practice=False)
        window.open("clients")
        Together(window, self.workspace)
        self.sitting = Sitting(
            window, self.workspace, lambda *_typed: None, lambda: 0, practice=False
        )
        self.has_left = False
        self.sitting.ended.connect(self._leave)
        qtbot.waitUntil(lambda: self.sitting.is_begun, timeout=LONG)
        qtbot.waitUntil(lambda: self.workspace.is_listening, timeout=LONG)

    def rooms(self):
        rail = self.window.rail
        return {rail.tabText(at) for at in range(rail.count())}

    def wait(self, until):
        self.qtbot.waitUntil(until, timeout=LONG)

    def told(self):
        """Return what a message says, and close it."""
        shown = QApplication.topLevelWidgets
        self.wait(
            lambda: any(isinstance(w, Message) and w.isVisible() for w in shown())
        )
        [message] = [w for w in shown() if isinstance(w, Message) and w.isVisible()]
        message.accept()
        return message.title

    def _leave(self):
        self.has_left = True
        self.sitting.close()
        self.window.close_office()


@pytest.fixture
def kari(database, today):
    with database.transaction() as session:
        office = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, office, today=today)
        builders.a_client(session, "Oskar Moen")
    return hire(database, "Kari Lunde", Role.CASEWORKER)


@pytest.fixture
def at_desk(qtbot, database, kari, today):
    with at_work(database, kari) as own:
        desk = Open(qtbot, own, kari, today)
        yield desk
        close_forms()
        if not desk.has_left:
            desk.sitting.close()
            desk.window.close_office()
        desk.window.close()


def change(database, kari, **fields):
    with database.transaction() as session:
        member = session.get(Staff, kari.number)
        for field, value in fields.items():
            setattr(member, field, value)


def test_a_window_follows_another_role(at_desk, database, kari):
    assert {"Brukere", "Dokumenter"} <= at_desk.rooms()
    change(database, kari, caseworker=False, payroll=True)
    at_desk.wait(lambda: "Brukere" not in at_desk.rooms())
    assert at_desk.window.open("clients", 1) is None
    assert not person.says(at_desk.window, "Oskar Moen")
    at_desk.wait(lambda: person.says(at_desk.window.foot, "Lønn"))
    at_desk.wait(lambda: person.says(at_desk.window, "Rollene dine er endret: Lønn."))


def test_one_more_role_is_one_more_room(at_desk, database, kari):
    assert "Logg" not in at_desk.rooms()
    change(database, kari, leader=True)
    at_desk.wait(lambda: "Logg" in at_desk.rooms())
    at_desk.wait(lambda: at_desk.window.page is at_desk.window.pages.get("clients"))


def test_another_name_is_shown_and_nothing_is_closed(at_desk, database, kari):
    page = at_desk.window.page
    change(database, kari, name="Kari Vik")
    at_desk.wait(lambda: person.says(at_desk.window.foot, "Kari Vik"))
    assert at_desk.window.page is page


def test_whose_access_is_ended_is_signed_out_and_loses_nothing(
    qtbot, at_desk, database, kari, today
):
    at_desk.window.page.new_record()
    form = person.wait_for_window(qtbot, "Ny bruker")
    person.write(qtbot, form, "Fornavn", "Åse")
    for _ in end_access(database, kari.number, today=today):
        pass
    at_desk.wait(lambda: at_desk.has_left)
    assert at_desk.told() == "Tilgangen din gikk ut 15.11.2026."
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert "Ny bruker" not in [each.windowTitle() for each in shown]
    with at_work(database, kari) as own, own.reading() as session:
        kept = json.loads(kept_draft(session, "client/new").body)
    assert kept["texts"] == {"given_name": "Åse"}


def test_the_day_after_the_last_one_the_window_is_signed_out(
    at_desk, database, kari, today
):
    change(database, kari, authorised_to=today)
    at_desk.wait(lambda: at_desk.workspace.actor == kari)
    assert not at_desk.has_left
    at_desk.today = today + timedelta(days=1)
    at_desk.sitting.watch_day(every=50)
    at_desk.wait(lambda: at_desk.has_left)
    assert at_desk.told() == "Tilgangen din gikk ut 16.11.2026."


def test_behind_the_lock_nothing_is_forgotten(at_desk, database, kari, today):
    at_desk.sitting.lock.lock()
    at_desk.today = today + timedelta(days=1)
    change(database, kari, authorised_to=today)
    at_desk.wait(lambda: at_desk.has_left)
    assert at_desk.told() == "Tilgangen din gikk ut 16.11.2026."
    assert at_desk.window.windowTitle() == "stkdesk"
