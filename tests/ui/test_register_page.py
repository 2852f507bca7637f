"""A list with a card beside it: search, filter, cursor, narrow windows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.texts import label
from tests import person
from tests.ui.conftest import Shelf
from tests.ui.test_table import COLUMNS


class ThingsPage(RegisterPage):
    room, title, tables = "things", "Ting", frozenset({"clients"})
    columns = COLUMNS
    chips = (("", "Alle"), ("Sted 1", "På sted 1"))
    search_hint, new_text = "Søk i ting", "Ny ting"
    nothing = ("Files", "Ingen ting ennå", "Her kommer tingene.")
    shelf: Shelf

    def reading_rows(self, query):
        shelf = self.shelf
        return lambda _session: shelf.page(query)

    def reading_record(self, number):
        shelf = self.shelf
        return lambda _session: shelf.things[number - 1]

    def card(self, record):
        inside = QWidget()
        heading = label(f"Kort: {record.name}", "h2")
        inside.setLayout(column(heading, button("Rediger"), None))
        return inside

    def new_record(self):
        self.toast("Ny ting er laget", lambda: self.toast("Borte igjen"))

    def edit_record(self, record):
        self.edited = record.number


@pytest.fixture
def page(qtbot, workspace, shelf):
    page = ThingsPage(workspace)
    page.shelf = shelf
    qtbot.addWidget(page)
    page.resize(1200, 700)
    person.show(qtbot, page)
    wait_for(qtbot, page, "Kort: Navn 00001")
    return page


def wait_for(qtbot, page, text):
    qtbot.waitUntil(lambda: person.says(page, text), timeout=person.WAIT)


def test_the_first_record_stands_open_beside_the_list(page):
    assert person.says(page, "Viser 1\u00a0000 av 1\u00a0000  ·  sortert på navn")
    assert person.button(page, "Filter: Alle, 1000").isChecked()


def test_what_is_typed_in_the_list_searches(qtbot, page):
    page.table.setFocus()
    qtbot.keyClicks(page.table, "n")
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "avn 00042")
    person.wait_for_rows(qtbot, page.table, 1)
    wait_for(qtbot, page, "Kort: Navn 00042")
    assert person.says(page, "Viser 1 av 1")


def test_down_leads_from_the_search_into_the_list(qtbot, page):
    person.key(qtbot, page, "F6")
    page.focus_search()
    assert page.search.hasFocus()
    person.key(qtbot, page, "Down")
    assert page.table.hasFocus()
    person.key(qtbot, page, "Down")
    wait_for(qtbot, page, "Kort: Navn 00002")


def test_escape_empties_the_search(qtbot, page):
    qtbot.keyClicks(page.search, "00042")
    person.wait_for_rows(qtbot, page.table, 1)
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1000)


def test_a_filter_chip_narrows_the_list(qtbot, page):
    person.press(qtbot, page, "På sted 1")
    qtbot.waitUntil(lambda: page.rows.rowCount() < 1000)
    assert {row[1] for row in person.rows(page.table)} == {"Sted 1"}


def test_nothing_found_offers_the_way_back(qtbot, page):
    qtbot.keyClicks(page.search, "finnes ikke")
    wait_for(qtbot, page, "Ingen treff")
    person.press(qtbot, page, "Vis alle")
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1000)
    assert page.search.text() == ""
    assert not person.says(page, "Ingen treff")


def test_an_empty_register_offers_the_next_step(qtbot, workspace):
    page = ThingsPage(workspace)
    page.shelf = Shelf(0)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    wait_for(qtbot, page, "Ingen ting ennå")
    assert person.says(page, "Her kommer tingene.")
    buttons = [b for b in page.findChildren(QWidget) if b.isVisible()]
    offers = [b for b in buttons if getattr(b, "text", str)() == "Ny ting"]
    assert len(offers) == 2  # above the list, and where the list would be


def test_the_cursor_stays_on_the_page_when_the_list_fills_and_empties(
    qtbot, workspace, shelf
):
    things, shelf.things = shelf.things, []
    page = ThingsPage(workspace)
    page.shelf = shelf
    qtbot.addWidget(page)
    page.resize(1200, 700)
    person.show(qtbot, page)
    page.shown()
    wait_for(qtbot, page, "Ingen ting ennå")
    assert page.search.hasFocus()
    [offer] = [
        each
        for each in page.findChildren(Empty)
        if person.says(each, "Ingen ting ennå")
    ]
    offer.findChild(QPushButton).setFocus()
    shelf.things = things
    workspace.changed.emit(frozenset({"clients"}))
    wait_for(qtbot, page, "Kort: Navn 00001")
    assert page.table.hasFocus()
    page.rows.reload(chip="Sted 9")
    wait_for(qtbot, page, "Ingen treff")
    assert page.search.hasFocus()


def test_a_change_elsewhere_is_seen_at_once(qtbot, page, workspace):
    page.shelf.things[0] = type(page.shelf.things[0])(1, "Nytt navn")
    workspace.changed.emit(frozenset({"clients"}))
    wait_for(qtbot, page, "Kort: Nytt navn")


def test_a_change_that_does_not_concern_the_page_is_ignored(qtbot, page, workspace):
    asked = len(page.shelf.asked)
    workspace.changed.emit(frozenset({"rates"}))
    workspace.ask(lambda _s: None, lambda _a: None, key="what was asked before")
    qtbot.waitUntil(lambda: not workspace.is_reading)
    assert len(page.shelf.asked) == asked


def test_a_hidden_page_reads_again_when_it_is_shown(qtbot, page, workspace):
    page.hide()
    asked = len(page.shelf.asked)
    workspace.changed.emit(frozenset({"clients"}))
    workspace.ask(lambda _s: None, lambda _a: None, key="what was asked before")
    qtbot.waitUntil(lambda: not workspace.is_reading)
    assert len(page.shelf.asked) == asked
    page.show()
    qtbot.waitUntil(lambda: len(page.shelf.asked) > asked)


def test_f6_goes_round_search_list_and_card(qtbot, page):
    page.search.setFocus()
    page.next_pane()
    assert page.table.hasFocus()
    page.next_pane()
    assert person.button(page, "Rediger").hasFocus()
    page.next_pane()
    assert page.search.hasFocus()


def test_enter_in_the_list_edits_the_open_record(qtbot, page):
    page.table.setFocus()
    person.key(qtbot, page, "Return")
    assert page.edited == 1


def test_a_record_from_elsewhere_is_shown_even_if_the_list_has_not_read_it(qtbot, page):
    page.open_record(950)
    wait_for(qtbot, page, "Kort: Navn 00950")


def test_a_record_just_made_is_open_and_found_in_the_list(qtbot, page, workspace):
    made = type(page.shelf.things[0])(1001, "Navn 00000")
    page.shelf.things.append(made)
    workspace.changed.emit(frozenset({"clients"}))
    page.open_record(1001)
    qtbot.waitUntil(lambda: page.table.current == made, timeout=person.WAIT)
    wait_for(qtbot, page, "Kort: Navn 00000")


def test_a_record_the_list_lacks_stays_open_when_something_changes(
    qtbot, page, workspace
):
    page.open_record(950)
    wait_for(qtbot, page, "Kort: Navn 00950")
    for _ in range(2):
        with qtbot.waitSignal(page.rows.arrived, timeout=person.WAIT):
            workspace.changed.emit(frozenset({"clients"}))
        qtbot.waitUntil(lambda: not workspace.is_reading)
        assert person.says(page, "Kort: Navn 00950")
    first = page.table.visualRect(page.rows.index(0, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=first)
    wait_for(qtbot, page, "Kort: Navn 00001")


def test_a_search_shows_its_first_hit_whatever_was_open(qtbot, page):
    page.open_record(950)
    wait_for(qtbot, page, "Kort: Navn 00950")
    page.search.setText("00007")
    wait_for(qtbot, page, "Kort: Navn 00007")


def test_on_a_narrow_window_enter_opens_the_card_and_escape_goes_back(qtbot, page):
    page.resize(620, 600)
    assert not person.says(page, "Kort: Navn 00001")
    page.table.setFocus()
    person.key(qtbot, page, "Return")
    assert person.says(page, "Kort: Navn 00001")
    assert not page.table.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.hasFocus()
    page.resize(1200, 700)
    assert page.table.isVisible()
    assert person.says(page, "Kort: Navn 00001")


def test_what_was_done_can_be_undone_from_the_toast(qtbot, page):
    person.press(qtbot, page, "Ny ting")
    assert person.says(page, "Ny ting er laget")
    person.press(qtbot, page, "Angre")
    assert person.says(page, "Borte igjen")
