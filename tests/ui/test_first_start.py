"""The first start: from no register to an open one, with the keyboard alone."""

import sys
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from stkdesk import settings
from stkdesk.domain.staff import FIRST_ROLES
from stkdesk.services.office import open_office
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.ui.code_fields import GroupField
from stkdesk.ui.start.first_start import FirstStart
from tests import person
from tests.needs import KEYS
from tests.ui.first_start import (
    PASSWORD,
    SLOW,
    code_on,
    fill_in,
    keys,
    shown,
    tell_who,
    type_back,
)

TODAY = date(2026, 11, 16)
HOME = "C:/Users" if sys.platform == "win32" else "/home"  # a whole path begins so


@pytest.fixture
def front(qtbot):
    """The first start, in front of a person with a keyboard."""
    return shown(qtbot, FirstStart(settings.register_file(), clock=lambda: TODAY))


def test_an_office_is_made_without_touching_the_mouse(qtbot, front):
    keys(qtbot, "Return", "Fjordvik kommune", "Tab", "Right", "Return")
    person.field(front, "Navn på kommunen").setFocus()
    keys(qtbot, "Return")
    keys(qtbot, "Kari Nordmann", "Return")
    person.field(front, "Brukernavn").selectAll()
    keys(qtbot, "kari", "Return", PASSWORD, "Return", PASSWORD, "Return")
    first, second = (f for f in front.findChildren(GroupField) if f.isVisible())
    code = code_on(front)
    keys(qtbot, "Tab", "Tab")
    assert QApplication.focusWidget() is first
    for field in (first, second):
        number = int(field.accessibleName().removeprefix("Gruppe "))
        keys(qtbot, *code[number - 1])
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        keys(qtbot, "Return")
    file, password = ready.args
    assert (file, password) == (settings.register_file(), PASSWORD)
    database = open_register(file, password)
    with database.reading() as session:
        office = open_office(session, today=TODAY)
    assert database.actor.name == "Kari Nordmann"
    assert database.actor.roles == FIRST_ROLES
    database.close()
    assert office.draft.municipality == "Fjordvik kommune"
    assert office.period_start_day == 21
    assert settings.chosen_register() is None


def test_the_user_name_of_the_machine_is_suggested(qtbot, monkeypatch):
    monkeypatch.setenv("LOGNAME", "kari.nordmann")
    front = shown(qtbot, FirstStart(settings.register_file(), clock=lambda: TODAY))
    fill_in(qtbot, front)
    person.press(qtbot, front, "Neste")
    assert person.field(front, "Brukernavn").text() == "kari.nordmann"


def test_nothing_but_the_window_itself_is_shown_on_the_desktop(qtbot, qapp):
    class Desktop(QObject):
        windows: list[QWidget] = []

        def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                self.windows += [watched] if watched.isWindow() else []
            return False

    desktop = Desktop()
    qapp.installEventFilter(desktop)
    front = shown(qtbot, FirstStart(settings.register_file()))
    qapp.removeEventFilter(desktop)
    assert desktop.windows == [front]


def test_arrows_move_between_the_choices(qtbot, front):
    keys(qtbot, "Down")
    assert QApplication.focusWidget().accessibleName().startswith("Åpne øvingskontoret")
    keys(qtbot, "Down", "Down")
    assert QApplication.focusWidget().accessibleName().startswith("Åpne et register")
    keys(qtbot, "Up", "Up", "Up")
    assert QApplication.focusWidget().accessibleName().startswith("Start tomt kontor")


def test_esc_goes_back_and_what_was_typed_is_still_there(qtbot, front):
    keys(qtbot, "Return", "Fjordvik", "Escape")
    assert person.says(front, "Velkommen!")
    keys(qtbot, "Return")
    assert person.field(front, "Navn på kommunen").text() == "Fjordvik"


def test_what_is_missing_is_told_by_its_field_and_nothing_is_made(qtbot, front):
    keys(qtbot, "Return")
    person.press(qtbot, front, "Neste")
    assert person.says(front, "Skriv navnet på kommunen.")
    assert person.says(front, "1 felt må rettes")
    assert QApplication.focusWidget() is person.field(front, "Navn på kommunen")
    keys(qtbot, "Fjordvik", "Return")
    person.field(front, "Brukernavn").clear()
    person.press(qtbot, front, "Neste")
    assert person.says(front, "Skriv navnet på den ansatte.")
    assert person.says(front, "Bruk minst 10 tegn.")
    assert person.says(front, "3 felt må rettes")
    assert QApplication.focusWidget() is person.field(front, "Navnet ditt")
    assert not settings.register_file().exists()


def test_a_complaint_goes_as_soon_as_the_field_is_right(qtbot, front):
    keys(qtbot, "Return")
    person.press(qtbot, front, "Neste")
    keys(qtbot, "Fjordvik")
    assert not person.says(front, "Skriv navnet på kommunen.")


def test_two_passwords_that_differ_are_told_when_the_field_is_left(qtbot, front):
    fill_in(qtbot, front)
    tell_who(qtbot, front, again="ullgenser med te")
    person.field(front, "Navnet ditt").setFocus()
    assert person.says(front, "Passordene er ikke like.")


def test_the_password_is_judged_while_it_is_typed_and_can_be_shown(qtbot, front):
    fill_in(qtbot, front)
    tell_who(qtbot, front, password="passord123")
    assert person.says(front, "Lett å gjette.")
    edit = person.field(front, "Passord")
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClick(edit, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert edit.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.needs_linux(KEYS)
def test_capitals_without_shift_give_a_hint_of_caps_lock(qtbot, front):
    fill_in(qtbot, front)
    person.press(qtbot, front, "Neste")
    edit = person.field(front, "Passord")
    edit.setFocus()
    qtbot.keyClick(edit, "A")
    assert person.says(front, "Caps Lock er på.")
    qtbot.keyClick(edit, "a")
    assert not person.says(front, "Caps Lock er på.")


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("//server/stk", "nettverket"),
        (f"{HOME}/kari/OneDrive/stk", "nettskyen"),
        ("stk", "hele navnet"),
    ],
)
def test_a_place_where_a_register_would_be_harmed_is_refused(
    qtbot, front, folder, said
):
    fill_in(qtbot, front)
    person.write(qtbot, front, "Mappe for registeret", folder)
    person.press(qtbot, front, "Neste")
    assert person.says(front, said)
    assert person.field(front, "Navn på kommunen").text() == "Fjordvik kommune"


def test_another_folder_is_chosen_and_remembered(qtbot, front, tmp_path):
    fill_in(qtbot, front)
    person.press(qtbot, front, "Velg en annen mappe …")
    [dialog] = front.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "arkiv"))
    dialog.close()
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    type_back(qtbot, front)
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        person.press(qtbot, front, "Lag kontoret")
    assert ready.args[0] == tmp_path / "arkiv" / "stkdesk.db"
    assert settings.register_file() == ready.args[0]


def test_a_register_that_is_there_is_told_before_anything_else_is_asked(qtbot, front):
    file = settings.register_file()
    file.parent.mkdir()
    file.write_bytes(b"old")
    fill_in(qtbot, front)
    person.press(qtbot, front, "Neste")
    assert person.says(front, "Det ligger et register der fra før.")
    assert file.read_bytes() == b"old"


def test_a_register_that_turns_up_meanwhile_is_not_written_over(qtbot, front):
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    type_back(qtbot, front)
    file = settings.register_file()
    file.parent.mkdir()
    file.write_bytes(b"old")
    person.press(qtbot, front, "Lag kontoret")
    qtbot.waitUntil(
        lambda: person.says(front, "Det ligger et register der fra før."), timeout=SLOW
    )
    assert person.field(front, "Navn på kommunen").text() == "Fjordvik kommune"
    assert file.read_bytes() == b"old"


def test_a_folder_that_takes_nothing_is_told_before_the_rest_is_asked(
    qtbot, front, tmp_path
):
    (tmp_path / "fil").write_text("")
    fill_in(qtbot, front)
    person.write(qtbot, front, "Mappe for registeret", str(tmp_path / "fil" / "stk"))
    person.press(qtbot, front, "Neste")
    folder = person.field(front, "Mappe for registeret")
    assert "STK-112" in folder.accessibleDescription()


def test_a_folder_that_cannot_be_made_is_told_by_a_banner(qtbot, front, tmp_path):
    fill_in(qtbot, front)
    person.write(qtbot, front, "Mappe for registeret", str(tmp_path / "fil" / "stk"))
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    (tmp_path / "fil").write_text("")
    type_back(qtbot, front)
    person.press(qtbot, front, "Lag kontoret")
    qtbot.waitUntil(
        lambda: person.says(front, "Filen kunne ikke skrives."), timeout=SLOW
    )
    assert person.field(front, "Navn på kommunen").text() == "Fjordvik kommune"


def test_a_register_that_was_moved_is_shown_to_the_program(qtbot, front, tmp_path):
    with qtbot.waitSignal(front.found) as found:
        keys(qtbot, "Up", "Return")
        [dialog] = front.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "stkdesk.db"))
        dialog.close()
    assert found.args == [tmp_path / "stkdesk.db"]


def test_the_practice_office_is_made_and_its_register_opens(qtbot, front):
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        keys(qtbot, "Down", "Return")
    assert ready.args == [settings.practice_file(), PRACTICE_PASSWORD]
    open_register(*ready.args).close()


def test_giving_up_the_practice_office_leads_back_and_leaves_no_file(qtbot, front):
    keys(qtbot, "Down", "Return")
    assert person.says(front, "Lager øvingskontoret")
    keys(qtbot, "Return")
    qtbot.waitUntil(lambda: person.says(front, "Velkommen!"), timeout=SLOW)
    assert not settings.practice_file().exists()


def test_asked_for_from_the_command_line_it_is_made_at_once(qtbot, tmp_path):
    file = tmp_path / "prøve.db"
    front = FirstStart(file, practice=True, clock=lambda: TODAY)
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        shown(qtbot, front)
    assert ready.args == [file, PRACTICE_PASSWORD]


def test_a_practice_office_that_is_there_opens_at_once(qtbot, front):
    settings.practice_file().parent.mkdir()
    settings.practice_file().write_bytes(b"made yesterday")
    with qtbot.waitSignal(front.ready) as ready:
        keys(qtbot, "Down", "Space")
    assert ready.args == [settings.practice_file(), PRACTICE_PASSWORD]


def test_a_register_that_has_gone_is_told_before_a_new_one_is_offered(qtbot, tmp_path):
    gone = tmp_path / "minnepinne" / "stkdesk.db"
    settings.remember_register(gone)
    front = shown(qtbot, FirstStart(settings.register_file()))
    assert person.says(front, "Registeret dere brukte sist, finnes ikke.")
    assert person.says(front, str(gone))
