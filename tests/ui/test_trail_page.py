"""Logg on the screen, and what the window tells the log."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QTableView

from stkdesk.domain.trail import Action
from stkdesk.services.clients import open_client
from stkdesk.storage import trail_sitting
from stkdesk.storage.tables import Staff
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.papers.logging_first import printed, saved
from stkdesk.ui.timesheets.month_page import MonthPage
from stkdesk.ui.trail.page import TrailPage
from tests import person
from tests.builders import a_client, an_assignment, periods
from tests.log import log_of
from tests.ui.registers import shown, wait_for

OPENED, CLOSED = Action.OPENED, Action.CLOSED


@pytest.fixture
def clients(workspace):
    """Two clients, by name."""
    return {
        name: workspace.do(lambda s, name=name: a_client(s, name))
        for name in ("Mia Berg", "Oskar Moen")
    }


def records(database, *actions, table="clients"):
    return [e.record for e in log_of(database, *actions) if e.table == table]


def quiet(qtbot, workspace):
    """Wait until everything asked for has been done."""
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=person.WAIT)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=person.WAIT)


# What the window tells the log.


def test_the_client_in_the_card_is_opened_and_put_away_for_the_next(
    qtbot, workspace, database, clients
):
    page = shown(qtbot, ClientsPage(workspace))
    wait_for(qtbot, page, "Mia Berg")
    quiet(qtbot, workspace)
    page.open_record(clients["Oskar Moen"])
    quiet(qtbot, workspace)

    assert records(database, OPENED) == [clients["Mia Berg"], clients["Oskar Moen"]]
    assert records(database, CLOSED) == [clients["Mia Berg"]]


def test_what_is_read_again_because_it_changed_is_not_opened_again(
    qtbot, workspace, database, clients
):
    page = shown(qtbot, ClientsPage(workspace))
    quiet(qtbot, workspace)
    page.refresh(frozenset({"clients"}))
    quiet(qtbot, workspace)
    assert len(records(database, OPENED)) == 1


def test_a_page_that_is_left_puts_its_client_away_and_opens_it_when_seen_again(
    qtbot, workspace, database, clients
):
    page = shown(qtbot, ClientsPage(workspace))
    quiet(qtbot, workspace)
    page.hide()
    quiet(qtbot, workspace)
    assert records(database, CLOSED) == records(database, OPENED)
    page.show()
    quiet(qtbot, workspace)
    assert len(records(database, OPENED)) == 2
    assert len(records(database, CLOSED)) == 1


def test_typing_a_search_never_waits_for_the_log(qtbot, workspace, database, clients):
    page = shown(qtbot, ClientsPage(workspace))
    quiet(qtbot, workspace)
    page.focus_search()
    qtbot.keyClicks(page.search, "oskar")
    quiet(qtbot, workspace)
    database.put_away()
    told = [e for e in log_of(database, Action.SEARCHED) if e.table == "clients"]
    assert [e.detail["words"] for e in told] == ["oskar"]


def test_a_search_nobody_types_on_is_written_by_itself(
    qtbot, workspace, database, clients, monkeypatch
):
    workspace._settling.setInterval(20)
    monkeypatch.setattr(trail_sitting, "SETTLES", timedelta(0))
    page = shown(qtbot, ClientsPage(workspace))
    qtbot.waitUntil(lambda: bool(log_of(database, Action.LISTED)), timeout=person.WAIT)
    assert page.isVisible()


def test_the_sheet_in_the_panel_is_opened_with_its_period(
    qtbot, workspace, database, today
):
    def _made(session):
        periods(session)
        return an_assignment(session)

    assignment = workspace.do(_made)
    page = MonthPage(workspace)
    qtbot.addWidget(page)
    page.resize(1240, 780)
    person.show(qtbot, page)
    page.shown()
    qtbot.waitUntil(lambda: page.board.rows.is_loaded, timeout=person.WAIT)
    qtbot.waitUntil(
        lambda: records(database, OPENED, table="assignments") == [assignment],
        timeout=person.WAIT,
    )
    page.hide()
    quiet(qtbot, workspace)
    opened, closed = log_of(database, OPENED, CLOSED)
    assert closed.reference == opened.seq
    assert closed.detail["period"] == opened.detail["period"]


@pytest.mark.parametrize(
    ("first", "action"), [(printed, Action.PRINTED), (saved, Action.EXPORTED)]
)
def test_a_paper_is_in_the_log_before_it_leaves_the_window(
    qtbot, qapp, workspace, database, first, action
):
    seen = []
    first(None, workspace, [7])(lambda: seen.append(log_of(database, action)))
    qtbot.waitUntil(lambda: bool(seen), timeout=person.WAIT)
    assert [each.record for each in seen[0]] == [7]


# The log on the screen.


@pytest.fixture
def page(qtbot, workspace, database, clients):
    def _work(session):
        session.add(Staff(name="Bo Berg", login="bo"))

    workspace.do(_work)
    for number in clients.values():
        workspace.read(lambda s, number=number: open_client(s, number))
    return shown(qtbot, TrailPage(workspace))


def column_of(page, heading):
    at = [each.heading for each in page.columns].index(heading)
    return [row[at] for row in person.rows(page.findChild(QTableView))]


def test_the_log_shows_who_did_what_newest_first(qtbot, page):
    wait_for(qtbot, page, "Bruker B-2")
    assert column_of(page, "Gjorde")[:2] == ["Åpnet", "Åpnet"]
    assert column_of(page, "Gjelder")[:2] == ["Oskar Moen", "Mia Berg"]
    assert set(column_of(page, "Hvem")) == {page.workspace.actor.name}


def test_a_name_finds_what_was_done_with_that_person(qtbot, page):
    page.focus_search()
    qtbot.keyClicks(page.search, "mia")
    qtbot.waitUntil(
        lambda: set(column_of(page, "Gjelder")) == {"Mia Berg"}, timeout=person.WAIT
    )


def test_the_filters_narrow_the_list(qtbot, page):
    person.press(qtbot, page, "Lest")
    qtbot.waitUntil(
        lambda: set(column_of(page, "Gjorde")) == {"Åpnet"}, timeout=person.WAIT
    )
    [staff] = [
        each
        for each in page.findChildren(QComboBox)
        if each.accessibleName() == "Ansatt"
    ]
    qtbot.waitUntil(lambda: staff.findText("Bo Berg") > 0, timeout=person.WAIT)
    staff.setFocus()
    qtbot.keyClicks(staff, "Bo")
    staff.activated.emit(staff.currentIndex())
    wait_for(qtbot, page, "Ingen treff")


def test_the_card_tells_the_fields_before_and_after(qtbot, page):
    person.press(qtbot, page, "Endret")
    page.focus_search()
    qtbot.keyClicks(page.search, "mia")
    for text in ("Hva som ble endret", "Etternavn", "Berg"):
        wait_for(qtbot, page, text)


def test_the_keys_go_from_search_to_list_to_card(qtbot, page):
    quiet(qtbot, page.workspace)
    page.focus_search()
    page.next_pane()
    assert page.table.hasFocus()
