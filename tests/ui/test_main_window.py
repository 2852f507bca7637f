"""The window around the rooms: rail, keys, toasts, undo, size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit

from stkdesk.ui import theme
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.page import Page
from stkdesk.ui.rooms import ROOMS, Room
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.tokens import Tone
from stkdesk.ui.top_bar import Mark
from stkdesk.ui.widgets.boxes import column
from tests import person


class Desk(Page):
    """A page that notes what the window asks of it."""

    def __init__(self, workspace):
        super().__init__(workspace)
        self.did, self.field = [], QLineEdit()
        self.setLayout(column(QLabel(f"Rom {self.title}"), self.field, None))

    def shown(self):
        self.did.append("shown")

    def new_record(self):
        self.did.append("new")

    def focus_search(self):
        self.did.append("search")
        self.field.setFocus()

    def print_current(self):
        self.did.append("print")

    def next_pane(self):
        self.did.append("pane")

    def open_record(self, number):
        self.did.append(number)


class First(Desk):
    room, title, help_topic = "first", "Første", "first"


class Second(Desk):
    room, title = "second", "Andre"
    stays = False

    def may_leave(self):
        return not self.stays


TWO = (
    Room("first", "Første", "House", f"{__name__}:First"),
    Room("second", "Andre", "Person", f"{__name__}:Second"),
)


@pytest.fixture
def window(qtbot, workspace):
    window = MainWindow(TWO)
    qtbot.addWidget(window)
    window.resize(1300, 800)
    person.show(qtbot, window)
    window.open_office(workspace, name="Fjordvik kommune", place="Her", practice=False)
    window.open("first")
    return window


def test_the_rail_is_read_out_as_page_tabs(window):
    reader = QAccessible.queryAccessibleInterface(window.rail)
    assert reader.role() is QAccessible.Role.PageTabList
    tabs = [reader.child(at) for at in range(2)]
    assert [tab.role() for tab in tabs] == [QAccessible.Role.PageTab] * 2
    assert [tab.text(QAccessible.Text.Name) for tab in tabs] == ["Første", "Andre"]
    assert tabs[0].state().selected
    assert not tabs[1].state().selected


def test_what_there_is_to_do_is_read_out_with_the_tab(window):
    window.show_count("second", 4, Tone.BAD)
    tab = QAccessible.queryAccessibleInterface(window.rail).child(1)
    assert tab.text(QAccessible.Text.Name) == "Andre, 4 å gjøre"


def test_the_rooms_are_those_of_the_office():
    assert [room.title for room in ROOMS] == [
        "I dag",
        "Brukere",
        "Støttekontakter",
        "Oppdrag",
        "Månedsrapporter",
        "Dokumenter",
        "Innstillinger",
        "Logg",
        "Lønn",  # under Månedsrapporter
        "Post og purring",
        "Journal",  # under Dokumenter
        "Mangler noe",
        "Rapporter",  # under Månedsrapporter
        "Venteliste",  # under Oppdrag
        "Rekruttering",  # under Støttekontakter
        "Grupper",
        "Gruppeledere",
        "Organisasjoner",
    ]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_every_room_has_the_page_it_names(room, qapp):
    page = room.page_class()
    assert issubclass(page, Page)
    assert page.title == room.title
    assert page.help_topic


def test_a_page_is_built_when_it_is_first_visited(qtbot, window):
    assert set(window.pages) == {"first"}
    person.key(qtbot, window, "Ctrl+2")
    assert set(window.pages) == {"first", "second"}
    assert window.page is window.pages["second"]
    assert person.says(window.top, "Andre")
    first = window.pages["first"]
    person.key(qtbot, window, "Ctrl+1")
    assert window.page is first


def test_arrows_move_along_the_rail_without_leaving_it(qtbot, window):
    window.rail.setFocus()
    qtbot.keyClick(window.rail, Qt.Key.Key_Down)
    assert window.page.title == "Andre"
    assert window.rail.hasFocus()
    qtbot.keyClick(window.rail, Qt.Key.Key_Home)
    assert window.page.title == "Første"


@pytest.mark.parametrize(
    ("keys", "what"),
    [("Ctrl+N", "new"), ("Ctrl+F", "search"), ("Ctrl+P", "print"), ("F6", "pane")],
)
def test_the_keys_of_the_window_reach_the_page_in_front(qtbot, window, keys, what):
    person.key(qtbot, window, keys)
    assert window.page.did[-1] == what


def test_a_page_can_send_the_person_to_a_record_elsewhere(window):
    window.page.goto.emit("second", 12)
    assert window.page.title == "Andre"
    assert window.page.did[-1] == 12


def test_an_unknown_room_leads_nowhere(window):
    assert window.open("cellar") is None
    assert window.page.title == "Første"


def test_the_rail_shows_icons_only_on_a_narrow_window(window):
    wide = window.rail.width()
    assert person.says(window.brand, "Fjordvik kommune")
    window.resize(900, 600)
    assert window.rail.width() < wide / 2
    assert not person.says(window.brand, "Fjordvik kommune")
    window.resize(1300, 800)
    assert window.rail.width() == wide


def test_the_title_of_the_window_names_nobody(window):
    assert window.windowTitle() == "stkdesk"


def test_the_practice_office_is_framed_and_says_so(qtbot, workspace):
    window = MainWindow(TWO)
    qtbot.addWidget(window)
    person.show(qtbot, window)
    assert not person.says(window, "ØVING")
    window.open_office(workspace, name="Fjordvik kommune", place="Her", practice=True)
    window.open("first")
    assert person.says(window, "ØVING")
    edge = window.grab().toImage().pixelColor(2, window.height() // 2)
    assert edge.name().upper() == theme.now().practice


def test_ctrl_z_takes_back_the_last_thing_done(qtbot, window):
    taken_back = []
    window.page.toast("Besøket er slettet", lambda: taken_back.append("besøk"))
    assert person.says(window, "Besøket er slettet")
    person.key(qtbot, window, "Ctrl+Z")
    assert taken_back == ["besøk"]
    assert person.says(window, "Angret: Besøket er slettet")
    person.key(qtbot, window, "Ctrl+Z")
    assert taken_back == ["besøk"]
    assert person.says(window, "Det er ikke noe å angre.")


def test_ctrl_z_in_a_text_field_belongs_to_the_text(qtbot, window):
    taken_back = []
    window.page.toast("Slettet", lambda: taken_back.append(1))
    window.page.field.setFocus()
    qtbot.keyClicks(window.page.field, "ab")
    person.key(qtbot, window, "Ctrl+Z")
    assert taken_back == []


def test_only_one_toast_is_shown_at_a_time(window):
    window.toast("Den første")
    window.toast("Den andre")
    assert person.says(window, "Den andre")
    assert not person.says(window, "Den første")


def test_a_page_with_unsaved_work_keeps_the_window_open(qtbot, window):
    window.open("second")
    window.page.stays = True
    assert not window.close()
    assert window.isVisible()
    window.page.stays = False


def test_larger_text_rebuilds_the_window_where_it_stood(qtbot, qapp, window):
    window.resize(1700, 800)
    window.open("second")
    before = window.rail.width()
    theme.apply(qapp, Look(Scheme.LIGHT, points=13))
    try:
        assert window.page.title == "Andre"
        assert window.rail.width() > before
        qtbot.waitUntil(lambda: person.says(window.brand, "Fjordvik kommune"))
    finally:
        theme.apply(qapp, Look(Scheme.LIGHT))


def test_the_window_comes_back_in_the_size_it_had(qtbot, window):
    window.resize(711, 577)
    window.workspace = None  # the register outlives this window
    window.close()
    again = MainWindow(TWO)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (711, 577)


def test_before_a_register_is_open_nothing_can_be_visited(qtbot):
    window = MainWindow(TWO)
    qtbot.addWidget(window)
    person.show(qtbot, window)
    person.key(qtbot, window, "Ctrl+2")
    person.key(qtbot, window, "Ctrl+K")
    assert window.page is None
    assert window.palette_shown is None
    assert not window.rail.isEnabled()


def test_the_mark_stands_in_the_middle_of_a_slim_rail(qtbot, window):
    window.resize(960, 520)
    qtbot.waitUntil(lambda: window.rail.width() < 100, timeout=person.WAIT)
    mark = window.findChild(Mark)
    qtbot.waitUntil(
        lambda: abs(2 * mark.geometry().center().x() - window.brand.width()) <= 3,
        timeout=person.WAIT,
    )


def test_after_reading_the_help_one_goes_on_typing(qtbot, window):
    field = window.page.field
    field.setFocus()
    person.key(qtbot, window, "F1")
    assert not field.hasFocus()
    person.key(qtbot, window, "Escape")
    assert field.hasFocus()
    person.key(qtbot, window, "F1")
    person.key(qtbot, window, "Ctrl+2")
    window.page.did.clear()
    person.key(qtbot, window, "F1")
    person.key(qtbot, window, "F1")
    assert window.page.did[-1] == "shown"


def test_help_opens_beside_the_page_and_closes_again(qtbot, window):
    person.key(qtbot, window, "F1")
    assert window.help.isVisible()
    assert "Ctrl+K" in window.help.text()  # no text of its own: the keys
    person.key(qtbot, window, "Escape")
    assert not window.help.isVisible()
    person.press(qtbot, window, "Hjelp (F1)")
    assert window.help.isVisible()
    person.key(qtbot, window, "F1")
    assert not window.help.isVisible()
