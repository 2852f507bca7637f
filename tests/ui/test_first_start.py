"""The first start: from no register to an open one, with the keyboard alone."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from stkdesk import settings
from stkdesk.services.office import open_office
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.ui.start.first_start import FirstStart
from tests import person

TODAY = date(2026, 11, 16)
PASSWORD = "ullgenser med kaffe"
SLOW = 30_000  # milliseconds; the password is stretched for some seconds


@pytest.fixture
def front(qtbot):
    """The first start, in front of a person with a keyboard."""
    return shown(qtbot, FirstStart(settings.register_file(), clock=lambda: TODAY))


def shown(qtbot, front):
    qtbot.addWidget(front)
    front.resize(1000, 900)
    person.show(qtbot, front)
    front.setFocus()
    return front


def keys(qtbot, *presses):
    """Press keys where the cursor is; what is no name of a key is typed."""
    for press in presses:
        focus = QApplication.focusWidget()
        if hasattr(Qt.Key, f"Key_{press}"):
            qtbot.keyClick(focus, getattr(Qt.Key, f"Key_{press}"))
        else:
            qtbot.keyClicks(focus, press)


def fill_in(qtbot, front, *, name="Fjordvik kommune", password=PASSWORD, again=None):
    keys(qtbot, "Return")
    person.write(qtbot, front, "Navn på kommunen", name)
    person.write(qtbot, front, "Passord", password)
    person.write(qtbot, front, "Passordet en gang til", again or password)


def test_an_office_is_made_without_touching_the_mouse(qtbot, front):
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        keys(qtbot, "Return", "Fjordvik kommune", "Tab", "Right", "Tab")
        keys(qtbot, "Tab", "Tab", PASSWORD, "Return", PASSWORD, "Return")
    file, password = ready.args
    assert (file, password) == (settings.register_file(), PASSWORD)
    database = open_register(file, password)
    with database.reading() as session:
        office = open_office(session, today=TODAY)
    database.close()
    assert office.draft.municipality == "Fjordvik kommune"
    assert office.period_start_day == 21
    assert settings.chosen_register() is None


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


def test_arrows_move_between_the_two_choices(qtbot, front):
    keys(qtbot, "Down")
    assert QApplication.focusWidget().accessibleName().startswith("Åpne øvingskontoret")
    keys(qtbot, "Up")
    assert QApplication.focusWidget().accessibleName().startswith("Start tomt kontor")


def test_esc_goes_back_and_what_was_typed_is_still_there(qtbot, front):
    keys(qtbot, "Return", "Fjordvik", "Escape")
    assert person.says(front, "Velkommen!")
    keys(qtbot, "Return")
    assert person.field(front, "Navn på kommunen").text() == "Fjordvik"


def test_what_is_missing_is_told_by_its_field_and_nothing_is_made(qtbot, front):
    keys(qtbot, "Return")
    person.press(qtbot, front, "Lag kontoret")
    assert person.says(front, "Skriv navnet på kommunen.")
    assert person.says(front, "Bruk minst 10 tegn.")
    assert person.says(front, "2 felt må rettes")
    assert QApplication.focusWidget() is person.field(front, "Navn på kommunen")
    assert not settings.register_file().exists()


def test_a_complaint_goes_as_soon_as_the_field_is_right(qtbot, front):
    keys(qtbot, "Return")
    person.press(qtbot, front, "Lag kontoret")
    keys(qtbot, "Fjordvik")
    assert not person.says(front, "Skriv navnet på kommunen.")


def test_two_passwords_that_differ_are_told_when_the_field_is_left(qtbot, front):
    fill_in(qtbot, front, again="ullgenser med te")
    person.field(front, "Navn på kommunen").setFocus()
    assert person.says(front, "Passordene er ikke like.")


def test_the_password_is_judged_while_it_is_typed_and_can_be_shown(qtbot, front):
    keys(qtbot, "Return")
    person.write(qtbot, front, "Passord", "passord123")
    assert person.says(front, "Lett å gjette.")
    edit = person.field(front, "Passord")
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClick(edit, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert edit.echoMode() is QLineEdit.EchoMode.Normal


def test_capitals_without_shift_give_a_hint_of_caps_lock(qtbot, front):
    keys(qtbot, "Return")
    edit = person.field(front, "Passord")
    edit.setFocus()
    qtbot.keyClick(edit, "A")
    assert person.says(front, "Caps Lock er på.")
    qtbot.keyClick(edit, "a")
    assert not person.says(front, "Caps Lock er på.")


def test_what_is_lost_with_the_password_is_said_before_it_is_chosen(qtbot, front):
    keys(qtbot, "Return")
    assert person.says(front, "Mister dere passordet, kan ingen åpne det")


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("//server/stk", "nettverket"),
        ("/home/kari/OneDrive/stk", "nettskyen"),
        ("stk", "hele navnet"),
    ],
)
def test_a_place_where_a_register_would_be_harmed_is_refused(
    qtbot, front, folder, said
):
    fill_in(qtbot, front)
    person.write(qtbot, front, "Mappe for registeret", folder)
    person.press(qtbot, front, "Lag kontoret")
    assert person.says(front, said)
    assert person.field(front, "Passord").text() == PASSWORD


def test_another_folder_is_chosen_and_remembered(qtbot, front, tmp_path):
    fill_in(qtbot, front)
    person.press(qtbot, front, "Velg en annen mappe …")
    [dialog] = front.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "arkiv"))
    dialog.close()
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        person.press(qtbot, front, "Lag kontoret")
    assert ready.args[0] == tmp_path / "arkiv" / "stkdesk.db"
    assert settings.register_file() == ready.args[0]


def test_a_register_that_is_there_is_told_and_everything_typed_stays(qtbot, front):
    file = settings.register_file()
    file.parent.mkdir()
    file.write_bytes(b"old")
    fill_in(qtbot, front)
    person.press(qtbot, front, "Lag kontoret")
    qtbot.waitUntil(
        lambda: person.says(front, "Det ligger et register der fra før."), timeout=SLOW
    )
    assert person.field(front, "Navn på kommunen").text() == "Fjordvik kommune"
    assert person.field(front, "Passord").text() == PASSWORD
    assert file.read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_is_told_by_a_banner(qtbot, front, tmp_path):
    (tmp_path / "fil").write_text("")
    fill_in(qtbot, front)
    person.write(qtbot, front, "Mappe for registeret", str(tmp_path / "fil" / "stk"))
    person.press(qtbot, front, "Lag kontoret")
    qtbot.waitUntil(
        lambda: person.says(front, "Filen kunne ikke skrives."), timeout=SLOW
    )
    assert person.field(front, "Passord").text() == PASSWORD


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
