"""Ctrl+K: everything by name."""

import pytest

from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.office.page import GROUPS
from stkdesk.ui.palette import Entry, Palette
from stkdesk.ui.rooms import PLACES
from tests import builders, person
from tests.ui.test_main_window import TWO


@pytest.fixture
def window(qtbot, workspace):
    workspace.do(lambda s: builders.an_assignment(s, "Åse Østby", "Håkon Solheim"))
    window = MainWindow(TWO)
    qtbot.addWidget(window)
    window.resize(1300, 800)
    person.show(qtbot, window)
    window.open_office(workspace, name="Fjordvik", place="Her", practice=False)
    window.open("first")
    return window


@pytest.fixture
def palette(qtbot, window):
    person.key(qtbot, window, "Ctrl+K")
    return window.palette_shown


def test_it_lists_rooms_and_actions_from_the_start(palette):
    assert palette.texts()[:2] == ["Første", "Andre"]
    assert "Ny bruker" in palette.texts()
    assert "Hjelp" in palette.texts()


def test_enter_goes_to_the_room_typed(qtbot, window, palette):
    qtbot.keyClicks(palette.field, "andr")
    person.key(qtbot, window, "Return")
    assert window.page.title == "Andre"
    assert not palette.isVisible()


def test_people_are_found_typed_any_way(qtbot, window, palette):
    qtbot.keyClicks(palette.field, "oestby")
    qtbot.waitUntil(lambda: "Åse Østby" in palette.texts(), timeout=person.WAIT)


def test_an_assignment_is_found_by_its_number(qtbot, window, palette):
    qtbot.keyClicks(palette.field, "O-1")
    qtbot.waitUntil(lambda: "O-1" in palette.texts(), timeout=person.WAIT)


def test_what_is_not_there_is_told_and_another_word_may_be_tried(
    qtbot, window, palette
):
    none = "Ingen treff på «xyzzy». Søk på navn, nummer eller kommando."
    qtbot.keyClicks(palette.field, "xyzz")
    qtbot.keyClicks(palette.field, "y")
    qtbot.waitUntil(lambda: person.says(window, none), timeout=person.WAIT)
    assert not person.says(window, "«xyzz».")
    palette.field.clear()
    assert palette.texts()[:1] == ["Første"]
    assert not person.says(window, "Ingen treff")


def test_settings_are_found_by_the_name_of_their_group(qtbot, workspace, qapp):
    window = MainWindow()
    qtbot.addWidget(window)
    person.show(qtbot, window)
    window.open_office(workspace, name="Fjordvik", place="Her", practice=False)
    person.key(qtbot, window, "Ctrl+K")
    qtbot.keyClicks(window.palette_shown.field, "brevtekst")
    assert window.palette_shown.texts() == ["Brevtekster"]
    person.key(qtbot, window, "Return")
    assert window.page.title == "Innstillinger"
    assert window.page.groups["letter_texts"].isVisible()


def test_the_palette_knows_every_group_of_settings():
    assert [each[:2] for each in PLACES] == [(each.key, each.title) for each in GROUPS]
    assert [each.rights for each in PLACES] == [each.rights for each in GROUPS]


def test_the_arrows_choose(qtbot, window, palette):
    person.key(qtbot, window, "Down")
    person.key(qtbot, window, "Return")
    assert window.page.title == "Andre"


def test_escape_gives_the_focus_back(qtbot, window):
    window.page.field.setFocus()
    person.key(qtbot, window, "Ctrl+K")
    qtbot.keyClicks(window.palette_shown.field, "x")
    person.key(qtbot, window, "Escape")
    assert not window.palette_shown.isVisible()
    assert window.page.field.hasFocus()


def test_a_click_beside_it_closes_it(qtbot, window, palette):
    qtbot.mouseClick(
        palette, person.Qt.MouseButton.LeftButton, pos=palette.rect().topLeft()
    )
    assert not palette.isVisible()


def test_it_covers_the_window_also_when_that_grows(window, palette):
    window.resize(1000, 600)
    assert palette.geometry() == window.rect()


def test_an_answer_to_other_words_is_not_shown(qtbot, window):
    asked = []
    palette = Palette(window, (), lambda words, deliver: asked.append((words, deliver)))
    qtbot.keyClicks(palette.field, "åse")
    qtbot.waitUntil(lambda: len(asked) == 1)
    qtbot.keyClicks(palette.field, " m")
    [(words, deliver)] = asked
    assert words == "åse"
    deliver([Entry("Åse Østby", "Bruker", "Person", palette.dismiss)])
    assert palette.texts() == []
