"""Saving never stops the window, however long another one writes."""

import threading
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QLineEdit

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.person import PersonDraft
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.drafts import kept_draft
from stkdesk.storage.tables import Client
from stkdesk.ui import saving
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.saving import Saver
from tests import builders, person
from tests.benchmarks.stall import StallMeter
from tests.ui.registers import close_forms, closed, key, shown, wait_for

MOST = 400  # ms of a window standing still: far from the seconds a writer may hold it


@pytest.fixture
def in_a_hurry(qapp, monkeypatch):
    """The window waits no longer than the program's own blink."""
    monkeypatch.setattr(saving, "PATIENCE", 0.04)


@pytest.fixture
def saver(qapp):
    saver = Saver()
    yield saver
    saver.close()


@contextmanager
def another_writer(database, act=builders.a_client):
    """Somebody else is in the middle of saving."""
    begun, done = threading.Event(), threading.Event()

    def _write():
        with database.transaction() as session:
            act(session)
            begun.set()
            done.wait(10)

    thread = threading.Thread(target=_write)
    thread.start()
    assert begun.wait(5)
    try:
        yield done.set
    finally:
        done.set()
        thread.join()


def test_a_quick_save_is_done_when_the_call_returns(saver):
    ends = []
    saver.save(lambda: 1, ends.append, ends.append)
    assert ends == [1]
    assert not saver.is_busy


def test_what_takes_its_time_is_told_later_and_in_order(qtbot, saver, in_a_hurry):
    gate, ends, slow = threading.Event(), [], []
    saver.slow.connect(slow.append)
    error = NotFoundError("Finnes ikke.")

    def _refuse():
        raise error

    saver.save(lambda: gate.wait(5), ends.append, ends.append)
    saver.save(_refuse, ends.append, ends.append)
    saver.save(lambda: 3, ends.append, ends.append)
    assert ends == []
    qtbot.waitUntil(lambda: slow == [True], timeout=person.WAIT)
    gate.set()
    qtbot.waitUntil(lambda: not saver.is_busy, timeout=person.WAIT)
    assert ends == [True, error, 3]
    assert slow == [True, False]


def test_nothing_on_its_way_is_dropped_when_the_window_closes(saver, in_a_hurry):
    gate, done = threading.Event(), []
    saver.save(lambda: gate.wait(5), done.append, done.append)
    for number in range(3):
        saver.save(lambda n=number: done.append(n), lambda _n: None, done.append)
    gate.set()
    saver.close()
    assert done == [0, 1, 2]


def test_a_window_that_is_gone_is_not_told(qtbot, saver, in_a_hurry):
    gate, field = threading.Event(), QLineEdit()
    saver.save(lambda: gate.wait(5) and "for sent", field.setText, field.setText)
    field.deleteLater()
    qtbot.wait(1)
    del field
    gate.set()
    qtbot.waitUntil(lambda: not saver.is_busy, timeout=person.WAIT)


def test_the_window_lives_while_somebody_else_saves(
    qtbot, workspace, database, in_a_hurry
):
    page = shown(qtbot, ClientsPage(workspace))
    today = workspace.today()
    draft = ClientDraft(person=PersonDraft("Åse", "Ødegård", today))
    number = workspace.do(lambda s: register_client(s, draft, today=today))
    form = ClientForm(page, workspace.read(lambda s: open_client(s, number)))
    form.open()
    person.write(qtbot, form, "Ønsker", "Kino")
    with another_writer(database) as let_go:
        meter = StallMeter()
        key(qtbot, form, "Ctrl+S")
        wait_for(qtbot, form, "Lagrer …")
        assert not person.field(form, "Ønsker").isEnabled()
        key(qtbot, form, "Esc")  # it is too late to change one's mind
        assert form.isVisible()
        meter.stop()
        assert meter.worst < MOST, meter.over
        let_go()
    closed(qtbot, form)
    assert workspace.read(lambda s: open_client(s, number)).draft.wishes == "Kino"
    close_forms()


def test_what_is_refused_after_a_wait_can_be_typed_on(
    qtbot, workspace, database, in_a_hurry
):
    page = shown(qtbot, ClientsPage(workspace))
    number = workspace.do(builders.a_client)
    form = ClientForm(page, workspace.read(lambda s: open_client(s, number)))
    form.open()
    person.write(qtbot, form, "Ønsker", "Kino")

    def _first(session):
        session.get(Client, number).wishes = "Sjakk"
        session.flush()

    with another_writer(database, _first) as let_go:
        key(qtbot, form, "Ctrl+S")
        wait_for(qtbot, form, "Lagrer …")
        let_go()
    key(qtbot, person.wait_for_window(qtbot, "To har endret det samme"), "Esc")
    qtbot.waitUntil(lambda: person.field(form, "Ønsker").isEnabled())
    assert person.says(form, "Ulagrede endringer")
    person.write(qtbot, form, "Ønsker", "Kino og dans")
    close_forms()


def test_a_draft_that_is_kept_after_its_form_has_gone_tells_nobody(
    qtbot, workspace, database, in_a_hurry
):
    page = shown(qtbot, ClientsPage(workspace))
    number = workspace.do(builders.a_client)
    form = ClientForm(page, workspace.read(lambda s: open_client(s, number)))
    form.open()
    with another_writer(database) as let_go:
        person.write(qtbot, form, "Ønsker", "Kino")
        qtbot.waitUntil(lambda: workspace.is_saving, timeout=person.WAIT)
        form.put_aside()
        closed(qtbot, form)
        let_go()
    qtbot.waitUntil(lambda: not workspace.is_saving, timeout=person.WAIT)
    assert workspace.read(lambda s: kept_draft(s, f"client/{number}")) is not None


def test_everybody_hears_of_a_save_that_took_its_time(
    qtbot, workspace, database, in_a_hurry
):
    with (
        another_writer(database) as let_go,
        qtbot.waitSignal(workspace.changed, timeout=person.WAIT) as told,
    ):
        workspace.save(builders.a_client)
        let_go()
    assert "clients" in told.args[0]
    assert workspace.read(lambda s: s.query(Client).count()) == 2
