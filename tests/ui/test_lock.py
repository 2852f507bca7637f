"""The lock: nothing of the office on the screen, and everything as it was behind it."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from sqlalchemy import select

from stkdesk.domain.identity import format_identity, synthetic_identity
from stkdesk.domain.progress import Progress
from stkdesk.domain.trail import Action
from stkdesk.storage.tables import Event
from stkdesk.ui.idle import IdleWatch
from stkdesk.ui.jobs import Job
from stkdesk.ui.progress import JobDialog
from tests import builders, person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen

SECRET = "Nordmann"


@pytest.fixture
def window(desk, office):
    """The office open at Brukere, with one client on the screen."""
    window = desk.begin(office)
    desk.sign_in(PASSWORD)
    desk.wait_for("Fjordvik kommune")
    desk.wait_for_sitting()
    window.workspace.do(lambda s: builders.a_client(s, f"Kari {SECRET}"))
    page = window.open("clients")
    desk.qtbot.waitUntil(lambda: person.rows(page.table) != [], timeout=SLOW)
    return window


def lock(desk):
    desk.key("Ctrl+L")
    desk.qtbot.waitUntil(lambda: desk.sitting.lock.is_locked, timeout=person.WAIT)


def unlock(desk, password=PASSWORD):
    person.write(desk.qtbot, desk.window, "Passord", password)
    person.key(desk.qtbot, desk.window, "Return")


def wait_until_open(desk):
    desk.qtbot.waitUntil(lambda: not desk.sitting.lock.is_locked, timeout=SLOW)


def actions(window, *kinds):
    def _read(session):
        found = session.scalars(select(Event.action).order_by(Event.seq))
        return [each for each in found if each in kinds]

    return window.workspace.read(_read)


def a_form(desk, given="Åse"):
    """Begin a new client and write half a name."""
    desk.key("Ctrl+N")
    form = person.wait_for_window(desk.qtbot, "Ny bruker")
    person.write(desk.qtbot, form, "Fornavn", given)
    return form


def test_locked_the_window_shows_the_same_whatever_was_in_it(desk, window):
    lock(desk)
    with_client = window.grab().toImage()
    unlock(desk)
    wait_until_open(desk)
    window.open("today")
    lock(desk)
    assert window.grab().toImage() == with_client
    assert SECRET not in on_screen()
    assert window.windowTitle() == "stkdesk er låst"


def test_every_other_window_is_gone_until_it_is_opened_again(desk, window):
    form = a_form(desk)
    desk.key("Ctrl+L", form)
    desk.qtbot.waitUntil(lambda: desk.sitting.lock.is_locked, timeout=person.WAIT)
    seen = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert seen == [window]
    unlock(desk)
    wait_until_open(desk)
    assert form.isVisible()
    assert person.field(form, "Fornavn").text() == "Åse"
    assert form.windowModality() is Qt.WindowModality.WindowModal
    assert form.focusWidget() is person.field(form, "Fornavn")


def test_what_was_half_written_can_be_finished_and_saved(desk, window):
    form = a_form(desk)
    desk.key("Ctrl+L", form)
    unlock(desk)
    wait_until_open(desk)
    person.write(desk.qtbot, form, "Etternavn", "Moe")
    assert person.field(form, "Fornavn").text() == "Åse"


def test_the_palette_the_message_and_the_tool_tip_go_too(desk, window):
    window.toast(f"{SECRET} er lagret")
    QToolTip.showText(window.mapToGlobal(QPoint(9, 9)), SECRET, window)
    window.show_palette()
    desk.qtbot.keyClicks(window.palette_shown.field, SECRET)
    desk.sitting.lock.lock()
    desk.qtbot.waitUntil(lambda: SECRET not in on_screen(), timeout=person.WAIT)
    assert not QToolTip.isVisible()
    unlock(desk)
    wait_until_open(desk)
    assert person.rows(window.pages["clients"].table) != []


def test_no_key_of_the_window_does_anything_while_it_is_locked(desk, window):
    lock(desk)
    for keys in ("Ctrl+2", "Ctrl+K", "Ctrl+N", "F1", "Ctrl+P"):
        person.key(desk.qtbot, window, keys)
    QApplication.processEvents()
    assert SECRET not in on_screen()
    assert person.says(window, "Låst")
    assert len([w for w in QApplication.topLevelWidgets() if w.isVisible()]) == 1


def test_a_wrong_password_does_not_open_and_after_three_one_waits(desk, window):
    lock(desk)
    for _ in range(3):
        unlock(desk, "helt feil passord")
        desk.wait_for("Passordet stemmer ikke.")
        field = person.field(window, "Passord")
        desk.qtbot.waitUntil(lambda f=field: not f.isReadOnly(), timeout=SLOW)
    assert person.says(window, "Vent 5 sekunder …")
    person.write(desk.qtbot, window, "Passord", PASSWORD)
    assert person.field(window, "Passord").text() == PASSWORD
    assert not person.button(window, "Lås opp").isEnabled()
    assert SECRET not in on_screen()


def test_the_log_says_that_it_was_locked_and_opened(desk, window):
    lock(desk)
    unlock(desk)
    wait_until_open(desk)
    both = Action.LOCKED, Action.UNLOCKED
    desk.qtbot.waitUntil(
        lambda: actions(window, *both) == list(both), timeout=person.WAIT
    )


def test_a_long_task_goes_on_behind_the_lock_and_its_end_is_not_shown(desk, window):
    lock(desk)
    ran = []

    def _steps():
        for step in range(20):
            ran.append(step)
            yield Progress(step, 20, SECRET)

    job = Job(_steps(), window)
    dialog = JobDialog(window, job, "Lager timelister")
    dialog.open()
    with desk.qtbot.waitSignal(job.done, timeout=SLOW):
        assert SECRET not in on_screen()
    assert len(ran) == 20
    unlock(desk)
    wait_until_open(desk)
    QApplication.processEvents()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [window]


def test_a_window_that_opens_while_it_is_locked_is_seen_when_it_is_opened(desk, window):
    lock(desk)
    window.pages["clients"].new_record()
    QApplication.processEvents()
    assert "Fornavn" not in on_screen()
    unlock(desk)
    wait_until_open(desk)
    assert person.window("Ny bruker").isVisible()


def test_a_number_copied_from_here_leaves_the_clipboard(desk, window):
    clipboard = QGuiApplication.clipboard()
    number = synthetic_identity(date(1990, 1, 1), 3)
    clipboard.setText(f"Født {format_identity(number)}")
    lock(desk)
    assert clipboard.text() == ""
    unlock(desk)
    wait_until_open(desk)
    clipboard.setText("Ring 22334455 kl. 10, sak 20261116 12345")
    lock(desk)
    assert clipboard.text() == "Ring 22334455 kl. 10, sak 20261116 12345"


def test_another_may_sign_in_instead_and_what_was_typed_is_offered_later(desk, window):
    form = a_form(desk)
    desk.key("Ctrl+L", form)
    desk.press("Logg inn som en annen …")
    desk.wait_for("Glemt passordet?")
    assert SECRET not in on_screen()
    assert window.windowTitle() == "stkdesk"
    assert window.workspace is None
    desk.sign_in(PASSWORD)
    desk.wait_for("Fjordvik kommune")
    window.open("clients")
    window.pages["clients"].new_record()
    form = person.wait_for_window(desk.qtbot, "Ny bruker")
    desk.wait_for("Du har et skjema du ikke ble ferdig med", form)
    desk.press("Fortsett", form)
    assert person.field(form, "Fornavn").text() == "Åse"
    form.discard()


def test_the_practice_office_is_opened_with_enter(desk, practice_offices, tmp_path):
    (folder := tmp_path / "data").mkdir()
    file = practice_offices.copy(folder, clients=20, years=1)
    window = desk.begin(file, practice=True)
    desk.wait_for("ØVING")
    desk.wait_for_sitting()
    lock(desk)
    assert person.says(window, "Trykk Enter for å låse opp.")
    person.key(desk.qtbot, window, "Return")
    assert not desk.sitting.lock.is_locked


def test_it_locks_by_itself_when_nobody_is_there_also_when_minimised(desk, window):
    window.showMinimized()
    desk.sitting.lock.watch.set_limit(0.05)
    desk.qtbot.waitUntil(lambda: desk.sitting.lock.is_locked, timeout=person.WAIT)
    window.showNormal()
    assert SECRET not in on_screen()


def test_each_key_and_each_move_of_the_mouse_counts_as_being_there(qtbot, qapp):
    field = QLineEdit()
    qtbot.addWidget(field)
    person.show(qtbot, field)
    clock = [0.0]
    watch = IdleWatch(600, field, lambda: (clock[0], clock[0]))
    gone = []
    watch.idle.connect(lambda: gone.append(clock[0]))
    handle = field.windowHandle()
    for _ in range(3):
        clock[0] += 599
        QTest.keyClick(handle, Qt.Key.Key_A)
        clock[0] += 599
        QTest.mouseMove(handle, QPoint(3 + int(clock[0]) % 7, 5))
    assert gone == []
    assert "a" in field.text()
    clock[0] += 600
    QTest.keyClick(handle, Qt.Key.Key_B)
    assert gone == [clock[0]]
    assert "b" not in field.text()


def test_a_machine_that_slept_is_locked_by_the_first_key(qtbot, qapp):
    field = QLineEdit()
    qtbot.addWidget(field)
    person.show(qtbot, field)
    steady, wall = [0.0], [datetime(2026, 11, 16, 8, tzinfo=UTC).timestamp()]
    watch = IdleWatch(600, field, lambda: (steady[0], wall[0]))
    with qtbot.waitSignal(watch.idle):
        wall[0] += 3600
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert field.text() == ""
