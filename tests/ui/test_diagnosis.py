"""The diagnosis in front of a person: seen, chosen, saved, and never sent."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from stkdesk import logs
from stkdesk.domain.errors import OfficeError
from stkdesk.logs import crashes
from stkdesk.storage.answering import NoAnswerError
from stkdesk.ui import errors
from stkdesk.ui.diagnosis.diagnosis_window import DiagnosisWindow, open_diagnosis
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.held import HeldFront
from tests import person
from tests.desk import SLOW


@pytest.fixture
def opened(qtbot, workspace):
    """The package about the register that is open, gathered, with a log in it."""
    logs.begin()
    logs.note(ValueError("Åse Østby"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.workspace = workspace
    made = open_diagnosis(window)
    qtbot.waitUntil(lambda: made.files.count() > 0, timeout=SLOW)
    yield made
    made.close()
    window.workspace = None
    logs.end()


def read_through(shown):
    """Return what a person sees who looks at every file."""
    seen = {}
    for at, part in enumerate(shown.chosen):
        shown.files.setCurrentRow(at)
        seen[part.name] = shown.text.toPlainText()
    return seen


def test_what_is_saved_is_what_was_seen_byte_for_byte(qtbot, opened, tmp_path):
    seen = read_through(opened)
    person.press(qtbot, opened, "Lagre som …")
    [dialog] = opened.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".zip")
    dialog.fileSelected.emit(str(tmp_path / "pakke.zip"))
    with zipfile.ZipFile(tmp_path / "pakke.zip") as package:
        saved = {name: package.read(name) for name in package.namelist()}
    assert saved == {name: text.encode() for name, text in seen.items()}
    assert {"program.txt", "vindu.txt", "innstillinger.txt", "register.txt"} < {*saved}
    assert b"<5  staff" in saved["register.txt"]  # of the register that is open
    assert person.says(opened, "Lagret som pakke.zip. Den er ikke sendt.")
    dialog.close()


def test_what_is_unticked_stays_at_home(opened, tmp_path):
    for at in range(1, opened.files.count()):
        opened.files.item(at).setCheckState(Qt.CheckState.Unchecked)
    opened.save_in(str(tmp_path / "pakke.zip"))
    with zipfile.ZipFile(tmp_path / "pakke.zip") as package:
        assert package.namelist() == ["program.txt"]
    opened.files.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert person.says(opened, "Kryss av for minst én fil.")


def test_it_is_made_on_a_machine_with_no_register_at_all(qtbot):
    made = DiagnosisWindow(None, None, None)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.files.count() > 0, timeout=SLOW)
    assert "kan ikke ses" in read_through(made)["register.txt"]


def test_a_register_that_fails_is_told_of_and_stops_nothing(qtbot):
    def broken():
        raise RuntimeError("Åse Østby")

    made = DiagnosisWindow(None, broken, None)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.files.count() > 0, timeout=SLOW)
    told = read_through(made)["register.txt"]
    assert "nei, RuntimeError" in told
    assert "Åse" not in told


def test_a_fault_offers_the_package_and_an_office_error_does_not(qtbot):
    desk, other = QWidget(), QWidget()
    qtbot.addWidget(desk)
    qtbot.addWidget(other)
    errors.show(other, OfficeError("Måneden er lukket.", "Velg en annen."))
    [told] = other.findChildren(errors.Message)
    assert [each.text() for each in told.findChildren(QAbstractButton)] == ["OK"]
    told.close()
    errors.show(desk, ValueError())
    [box] = desk.findChildren(errors.Message)
    person.press(qtbot, box, "Lag diagnosepakke")
    [made] = desk.findChildren(DiagnosisWindow)
    qtbot.waitUntil(lambda: made.files.count() > 0, timeout=SLOW)
    made.close()


def test_it_is_offered_where_the_register_cannot_be_opened(qtbot):
    front = HeldFront(NoAnswerError("Disken svarer ikke.", ""), lambda: None)
    qtbot.addWidget(front)
    front.show()
    person.press(qtbot, front, "Lag diagnosepakke")
    [made] = front.findChildren(DiagnosisWindow)
    qtbot.waitUntil(lambda: made.files.count() > 0, timeout=SLOW)
    made.close()


def test_after_a_crash_the_window_says_so_once_and_takes_no_focus(qtbot):
    traces = crashes.folder_of_traces() / "oppe-vindu-20261122-170000-1.txt"
    traces.parent.mkdir(parents=True)
    traces.write_text("Fatal Python error: Segmentation fault\n")
    window = MainWindow()
    qtbot.addWidget(window)
    person.show(qtbot, window)
    before = window.focusWidget()
    errors.tell_of_crash(window)
    qtbot.waitUntil(lambda: person.says(window, "Programmet stoppet uventet sist."))
    assert person.says(window, "Alt som var lagret, er i behold.")
    assert window.focusWidget() is before
    person.press(qtbot, window, "Lukk")
    qtbot.waitUntil(lambda: not person.says(window, "Programmet stoppet uventet sist."))
    errors.tell_of_crash(window)
    assert not person.says(window, "Programmet stoppet uventet sist.")
