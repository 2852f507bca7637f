"""Every room as a screen reader, a keyboard and weak eyes meet it."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.ui import theme
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.office.page import GROUPS
from stkdesk.ui.rooms import ROOMS
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.meter import Meter, Stack
from stkdesk.ui.widgets.record import linked
from tests import builders, person
from tests.ui.reading import findings, rendered_contrasts, spoken, tab_stops
from tests.ui.test_norwegian import english_in, words_in


@pytest.fixture
def window(qtbot, workspace, today):
    """The whole window on an office with one assignment and one sheet."""

    def _fill(session):
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        builders.rates(session)
        period = builders.periods(session)["2026-10"]
        number = builders.an_assignment(session, "Åse Østby", "Håkon Solheim")
        builders.a_sheet(session, number, period.number, builders.a_visit(8))

    workspace.do(_fill)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 880)
    person.show(qtbot, window)
    window.open_office(workspace, name="Fjordvik", place="Her", practice=True)
    return window


def visit(qtbot, window, key):
    window.open(key)
    settle(qtbot, window)


def settle(qtbot, window):
    """Wait until everything asked for has come and found its place."""
    for _ in range(3):  # a list brings a card, and a card may bring more
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not window.workspace.is_reading, timeout=person.WAIT)
    QApplication.processEvents()


def views(qtbot, window, room):
    """Go to a room, and in the settings from group to group."""
    visit(qtbot, window, room.key)
    yield room.title
    for place in GROUPS if room.key == "office" else ():
        window.page.open_group(place.key)
        settle(qtbot, window)
        yield place.title


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
@pytest.mark.parametrize("size", [(1440, 880), (960, 600)], ids=["wide", "narrow"])
def test_every_room_can_be_read_and_reached(qtbot, window, room, size):
    window.resize(*size)
    for view in views(qtbot, window, room):
        assert findings(window) == [], view


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_text_painted_can_be_read(qapp, qtbot, window, room, scheme):
    theme.apply(qapp, Look(scheme))
    try:
        for view in views(qtbot, window, room):
            low = [each for each in rendered_contrasts(window) if each[0] < 4.5]
            assert low == [], view
    finally:
        theme.apply(qapp, Look(Scheme.LIGHT))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.key)
def test_every_room_speaks_norwegian(qtbot, window, room):
    for view in views(qtbot, window, room):
        assert english_in(words_in(window)) == set(), view


def test_tab_goes_through_the_window_and_comes_round(qtbot, window):
    visit(qtbot, window, "clients")
    stops = tab_stops(window)
    assert window.rail in stops
    assert window.page.search in stops
    assert window.page.table in stops
    assert stops.index(window.page.search) < stops.index(window.page.table)


@pytest.fixture
def sampler(qtbot):
    """The shared widgets by themselves."""
    root = QWidget()
    meter, stack = Meter(90, 120), Stack()
    stack.show_parts([("Godkjent", 3, "chart_good"), ("Mangler", 1, "chart_bad")])
    off = button("Start oppdrag")
    enable(off, False, "Politiattest mangler.")
    badge = Badge(Mark("Aktiv", Tone.GOOD, "Checkmark"))
    link = linked("Person", "Åse", "B-1", Mark("Aktiv", Tone.GOOD), on=root.close)
    root.setLayout(column(meter, stack, off, badge, link, None))
    qtbot.addWidget(root)
    person.show(qtbot, root)
    return root


def test_a_badge_is_read_as_text(sampler):
    badge = sampler.findChild(Badge)
    reader = QAccessible.queryAccessibleInterface(badge)
    assert reader.role() is QAccessible.Role.StaticText
    assert spoken(badge) == "Aktiv"


def test_a_meter_says_how_much_is_used(sampler):
    assert spoken(sampler.findChild(Meter)) == "75 prosent brukt"
    assert spoken(sampler.findChild(Stack)) == "Godkjent 3, Mangler 1"


def test_a_button_that_is_off_says_why(sampler):
    off = person.button(sampler, "Start oppdrag")
    assert off.toolTip() == off.accessibleDescription() == "Politiattest mangler."


def test_a_linked_record_is_one_button_with_everything_in_its_name(sampler):
    link = person.button(sampler, "Åse, B-1, Aktiv")
    assert link.height() >= 40


def test_the_walk_finds_what_is_wrong(qtbot):
    root, nameless, cut = (
        QWidget(),
        QPushButton(),
        QLabel("En lang tekst som er kuttet"),
    )
    nameless.setFixedSize(10, 10)
    cut.setFixedWidth(20)
    root.setLayout(column(nameless, cut))
    qtbot.addWidget(root)
    person.show(qtbot, root)
    assert len(findings(root)) == 3
