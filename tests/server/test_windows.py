"""Two windows on one server: seen by one another, and both alive when it is gone."""

from datetime import date

import pytest

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.services.clients import open_client, register_client
from stkdesk.storage.database import Database
from stkdesk.storage.server_building import build_on_server
from stkdesk.storage.tables import Client, Staff
from stkdesk.ui import line, listening, saving
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.line_bar import BACK, LOST
from stkdesk.ui.workspace import Workspace
from tests import person
from tests.benchmarks.stall import StallMeter
from tests.server.cluster import OWNER, PASSWORD, start_cluster
from tests.server.engines import open_as_owner
from tests.ui.registers import close_forms, closed, is_open, key, shown, wait_for

LONG = 30_000  # milliseconds: a server that starts again takes its time
MOST = 400  # ms of a window standing still on a busy machine
ÅSE = ClientDraft(
    person=PersonDraft("Åse", "Ødegård", date(2012, 2, 1)), wishes="Svømme"
)


@pytest.fixture(scope="module")
def own_server():
    """A server that a test may stop, and starts again."""
    cluster = start_cluster()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="module")
def own_template(own_server):
    name = own_server.new_database()
    build_on_server(own_server.address(name), OWNER, PASSWORD, practice=False)
    return name


@pytest.fixture
def own_address(own_server, own_template):
    return own_server.address(own_server.new_database(template=own_template))


@pytest.fixture
def in_a_hurry(qapp, monkeypatch):
    """The window waits and tries as the program does, only more often."""
    monkeypatch.setattr(saving, "PATIENCE", 0.04)
    monkeypatch.setattr(line, "TRY_MS", 200)
    monkeypatch.setattr(listening, "AGAIN", 0.2)


class Desk:
    """Somebody at a window of their own."""

    def __init__(self, qtbot, address, today, name="", login=""):
        database = open_as_owner(address)
        if login:
            database = as_another(database, name, login)
        self.workspace = Workspace(lambda: database, lambda: today)
        self.page = shown(qtbot, ClientsPage(self.workspace))
        self.workspace.listen()
        qtbot.waitUntil(lambda: self.workspace.is_listening, timeout=person.WAIT)

    def edit(self, qtbot, number):
        card = self.workspace.read(lambda s: open_client(s, number))
        form = ClientForm(self.page, card)
        form.open()
        qtbot.waitUntil(form.isVisible, timeout=person.WAIT)
        return form

    def close(self):
        self.page.close()
        self.workspace.close()


def as_another(database, name, login):
    with database.transaction() as session:
        session.add(one := Staff(name=name, login=login, caseworker=True))
        session.flush()
        number = one.number
    actor = type(database.actor)(number, name, database.actor.roles)
    database.close()
    return Database(database.register, actor)


@pytest.fixture
def desk(qtbot, server_address, today):
    desk = Desk(qtbot, server_address, today)
    yield desk
    close_forms()
    desk.close()


@pytest.fixture
def karis(qtbot, desk, server_address, today):
    desk = Desk(qtbot, server_address, today, "Kari Vik", "kari")
    yield desk
    close_forms()
    desk.close()


@pytest.fixture
def client(desk, today):
    return desk.workspace.do(lambda s: register_client(s, ÅSE, today=today))


def test_what_one_saves_shows_in_the_window_of_the_other(qtbot, desk, karis, client):
    wait_for(qtbot, karis.page, "Svømme")
    form = desk.edit(qtbot, client)
    person.write(qtbot, form, "Ønsker", "Kino")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    wait_for(qtbot, karis.page, "Kino")


def test_who_has_the_record_open_is_told_until_it_is_put_away(
    qtbot, desk, karis, client
):
    wait_for(qtbot, desk.page, "Svømme")
    hers = karis.edit(qtbot, client)
    wait_for(qtbot, desk.page, "Åpnet av Kari Vik siden")
    mine = desk.edit(qtbot, client)
    wait_for(qtbot, mine, "Åpnet av Kari Vik siden")
    wait_for(qtbot, hers, "Åpnet av Kontoret siden")
    mine.reject()
    qtbot.waitUntil(lambda: not person.says(hers, "Åpnet av"), timeout=person.WAIT)
    hers.reject()
    qtbot.waitUntil(lambda: not person.says(desk.page, "Åpnet av"), timeout=person.WAIT)


def test_nobody_is_said_to_sit_at_a_locked_window(qtbot, desk, karis, client):
    wait_for(qtbot, desk.page, "Svømme")
    karis.edit(qtbot, client)
    wait_for(qtbot, desk.page, "Åpnet av Kari Vik siden")
    karis.workspace.away.emit(True)
    qtbot.waitUntil(lambda: not person.says(desk.page, "Åpnet av"), timeout=person.WAIT)
    karis.workspace.away.emit(False)
    wait_for(qtbot, desk.page, "Åpnet av Kari Vik siden")


def test_a_server_that_goes_and_comes_back_loses_nothing_and_saves_once(
    qtbot, own_server, own_address, today, in_a_hurry
):
    desk = Desk(qtbot, own_address, today)
    try:
        number = desk.workspace.do(lambda s: register_client(s, ÅSE, today=today))
        form = desk.edit(qtbot, number)
        person.write(qtbot, form, "Ønsker", "Kino")
        own_server.stop("immediate")
        meter = StallMeter()
        wait_for(qtbot, form, LOST[0])  # heard without anybody asking
        key(qtbot, form, "Ctrl+S")
        wait_for(qtbot, form, "Lagrer …")
        meter.stop()
        assert meter.worst < MOST, meter.over
        assert form.isVisible()
        own_server.start()
        qtbot.waitUntil(lambda: not is_open(form), timeout=LONG)
        versions = desk.workspace.read(lambda s: s.get(Client, number).version)
        assert desk.workspace.read(lambda s: open_client(s, number)).draft == (
            type(ÅSE)(person=ÅSE.person, wishes="Kino")
        )
        assert versions <= 3  # registered, and saved once
    finally:
        close_forms()
        desk.close()


def test_a_new_record_is_there_once_when_the_line_is_back(
    qtbot, own_server, own_address, today, in_a_hurry
):
    desk = Desk(qtbot, own_address, today)
    try:
        desk.page.new_record()
        form = person.wait_for_window(qtbot, "Ny bruker")
        person.write(qtbot, form, "Fornavn", "Ida")
        person.write(qtbot, form, "Etternavn", "Berg")
        person.write(qtbot, form, "Fødselsdato", "24.11.2012")
        own_server.stop("immediate")
        key(qtbot, form, "Ctrl+S")
        wait_for(qtbot, form, LOST[0])
        own_server.start()
        qtbot.waitUntil(lambda: not is_open(form), timeout=LONG)
        found = desk.workspace.read(lambda s: s.query(Client).count())
        assert found == 1
    finally:
        close_forms()
        desk.close()


def test_when_it_takes_too_long_one_may_go_on_typing_and_save_later(
    qtbot, own_server, own_address, today, in_a_hurry, monkeypatch
):
    monkeypatch.setattr(line, "GIVE_UP", 0.5)
    desk = Desk(qtbot, own_address, today)
    try:
        number = desk.workspace.do(lambda s: register_client(s, ÅSE, today=today))
        form = desk.edit(qtbot, number)
        person.write(qtbot, form, "Ønsker", "Kino")
        own_server.stop("immediate")
        key(qtbot, form, "Ctrl+S")
        wait_for(qtbot, form, "Det siste ble ikke lagret.")
        person.write(qtbot, form, "Ønsker", "Kino og dans")
        own_server.start()
        qtbot.waitUntil(lambda: person.says(form, BACK), timeout=LONG)
        key(qtbot, form, "Ctrl+S")
        closed(qtbot, form)
        saved = desk.workspace.read(lambda s: open_client(s, number)).draft
        assert saved.wishes == "Kino og dans"
    finally:
        close_forms()
        desk.close()
