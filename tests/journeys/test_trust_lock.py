"""Out for coffee: the window is locked, and everything stands as it was behind it.

Kari is in the middle of a word about a client. She locks with Ctrl+L, and later just
leaves; either way whoever passes sees nothing of it, and a wrong password changes
nothing. With the right one she goes on in the same field, where the cursor was.
"""

import pytest
from PySide6.QtWidgets import QApplication

from stkdesk.domain.trail import Action
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen
from tests.log import log_of

WRITTEN = ("Ødegård", "Gudrun")
HALF = "Liker å svømme, men ikke al"
REST = "ene"


@pytest.fixture
def form(desk, office):
    """A new client, half written, in front of the list."""
    desk.begin(office)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    desk.type("<Ctrl+2>", "<Ctrl+N>")
    form = person.wait_for_window(desk.qtbot, "Ny bruker")
    desk.type("Gudrun", "<Tab>", "Ødegård", "<Tab>", "240212", where=form)
    person.write(desk.qtbot, form, "Ønsker", HALF)
    desk.type("<Left>", "<Left>", where=form)
    return form


def test_what_is_half_written_waits_behind_the_lock(desk, form):
    desk.key("Ctrl+L", form)
    nothing_can_be_seen(desk)
    stays_locked_with_a_wrong_password(desk)
    unlock(desk)
    stands_as_it_was(desk, form)

    goes_for_a_coffee(desk)
    nothing_can_be_seen(desk)
    unlock(desk)
    stands_as_it_was(desk, form)

    desk.type("<Right>", "<Right>", REST, where=form)
    assert person.field(form, "Ønsker").toPlainText() == HALF + REST
    desk.type("<Ctrl+S>", where=form)
    desk.wait_for("Gudrun Ødegård er registrert")
    the_log_tells_when(desk)


def nothing_can_be_seen(desk):
    window = desk.window
    desk.qtbot.waitUntil(lambda: desk.sitting.lock.is_locked, timeout=SLOW)
    seen = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert seen == [window]
    assert window.windowTitle() == "stkdesk er låst"
    assert person.says(window, "Låst")
    for word in (*WRITTEN, HALF, "Fjordvik", "Brukere"):
        assert word not in on_screen()
    for keys in ("Ctrl+2", "Ctrl+K", "Ctrl+N", "F1", "Esc"):
        desk.key(keys)
    assert desk.sitting.lock.is_locked
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == seen


def stays_locked_with_a_wrong_password(desk):
    unlock(desk, "helt feil passord")
    desk.wait_for("Passordet stemmer ikke.")
    assert desk.sitting.lock.is_locked
    assert not any(word in on_screen() for word in WRITTEN)
    field = person.field(desk.window, "Passord")
    desk.qtbot.waitUntil(lambda: not field.isReadOnly(), timeout=SLOW)


def unlock(desk, password=PASSWORD):
    person.write(desk.qtbot, desk.window, "Passord", password)
    desk.key("Return")


def stands_as_it_was(desk, form):
    desk.qtbot.waitUntil(lambda: not desk.sitting.lock.is_locked, timeout=SLOW)
    assert form.isVisible()
    assert desk.window.windowTitle() == "stkdesk"
    assert person.field(form, "Fornavn").text() == "Gudrun"
    wishes = person.field(form, "Ønsker")
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is wishes, timeout=SLOW)
    assert wishes.toPlainText() == HALF
    assert wishes.textCursor().position() == len(HALF) - len("al")


def goes_for_a_coffee(desk):
    """Nobody touches anything for as long as the office has chosen, here a blink."""
    minutes = desk.sitting.lock.watch.limit
    desk.sitting.lock.watch.set_limit(0.05)
    desk.qtbot.waitUntil(lambda: desk.sitting.lock.is_locked, timeout=SLOW)
    desk.sitting.lock.watch.set_limit(minutes)


def the_log_tells_when(desk):
    both = [Action.LOCKED, Action.UNLOCKED]
    database = desk.window.workspace.database
    desk.qtbot.waitUntil(
        lambda: [each.action for each in log_of(database, *both)] == both * 2,
        timeout=SLOW,
    )
    assert {each.staff for each in log_of(database, *both)} == {1}
