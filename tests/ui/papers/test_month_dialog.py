"""Skriv ut måneden: who is in, one PDF, and the question afterwards."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.paper import PaperState
from stkdesk.domain.person import Protection
from stkdesk.services.papers import open_paper
from stkdesk.storage.tables import Assignment, Contact, Person
from stkdesk.ui.papers.month_dialog import MonthDialog
from stkdesk.ui.papers.page import PapersPage
from stkdesk.ui.progress import JobDialog
from tests import builders as make
from tests import person

WAIT = 15_000


@pytest.fixture
def page(qtbot, workspace, office):
    page = PapersPage(workspace)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=WAIT)
    return page


def opened(qtbot, page):
    """Press the button on the page; return the dialog when it has read the month."""
    person.press(qtbot, page, "Skriv ut måneden")
    [dialog] = [d for d in page.findChildren(MonthDialog) if d.isVisible()]
    qtbot.waitUntil(lambda: dialog.run is not None, timeout=WAIT)
    return dialog


def made(qtbot, dialog):
    """Make the sheets; return the window with the pile."""
    person.press(qtbot, dialog, "Lag timelistene")
    window = person.wait_for_window(qtbot, "Timelister 2026-11")
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    qtbot.waitUntil(lambda: window.preview.view.pages > 0, timeout=WAIT)
    return window


def states(database, *numbers):
    with database.reading() as session:
        return [open_paper(session, number).state for number in numbers]


def test_the_month_is_shown_with_who_is_in_and_why_others_are_not(
    qtbot, page, database, office
):
    with database.transaction() as session:
        session.get(Assignment, office[2]).status = AssignmentStatus.PAUSED
    dialog = opened(qtbot, page)
    assert person.says(dialog, "Med (2)")
    assert person.says(dialog, "Ikke med (1)")
    assert person.says(dialog, "2 timelister i 2 konvolutter")
    [row] = person.rows(dialog._left_out.table)
    assert row[:2] == ["Kari Nes", "Oppdraget er satt på pause"]


def test_the_whole_job_from_choosing_to_the_post(qtbot, page, database, workspace):
    window = made(qtbot, opened(qtbot, page))
    assert window.preview.view.pages == 6
    assert states(database, 1, 2, 3) == [PaperState.MADE] * 3

    window._ask_after()
    assert person.says(window, "Kom alt riktig ut av skriveren?")
    person.press(qtbot, window, "Ja")
    assert states(database, 1, 2, 3) == [PaperState.PRINTED] * 3
    person.press(qtbot, window, "Alt er sendt i dag")
    assert states(database, 1, 2, 3) == [PaperState.MAILED] * 3

    person.key(qtbot, window, "Ctrl+Z")
    assert states(database, 1, 2, 3) == [PaperState.PRINTED] * 3
    person.key(qtbot, window, "Ctrl+Z")
    assert states(database, 1, 2, 3) == [PaperState.MADE] * 3


def test_one_paper_is_spoken_of_as_one(qtbot, page, database, office):
    with database.transaction() as session:
        for number in office[1:]:
            session.get(Assignment, number).status = AssignmentStatus.PAUSED
    window = made(qtbot, opened(qtbot, page))
    window._ask_after()
    assert person.says(window, "1 papir, 2 sider. Det merkes som skrevet ut først")


def test_only_the_sheets_that_came_out_are_marked(qtbot, page, database):
    window = made(qtbot, opened(qtbot, page))
    window._ask_after()
    person.press(qtbot, window, "Bare noen sider …")
    typed = person.field(window, "Hvilke sider kom riktig ut?")
    qtbot.keyClicks(typed, "9")
    person.press(qtbot, window, "Merk dem")
    assert person.says(window, "Skriv sidene som tall fra 1 til 6.")
    assert states(database, 1, 2, 3) == [PaperState.MADE] * 3

    typed.clear()
    qtbot.keyClicks(typed, "1-4, 5")
    person.press(qtbot, window, "Merk dem")
    came_out = [PaperState.PRINTED, PaperState.PRINTED, PaperState.MADE]
    assert states(database, 1, 2, 3) == came_out
    assert person.says(window, "1 papir står igjen")


def test_a_print_that_went_wrong_marks_nothing(qtbot, page, database):
    window = made(qtbot, opened(qtbot, page))
    window._ask_after()
    person.press(qtbot, window, "Nei")
    assert states(database, 1, 2, 3) == [PaperState.MADE] * 3
    assert person.says(window, "Ingen papirer er merket.")


def test_only_those_not_printed_can_be_chosen(qtbot, page, workspace):
    window = made(qtbot, opened(qtbot, page))
    window._ask_after()
    person.press(qtbot, window, "Ja")
    window.reject()
    dialog = opened(qtbot, page)
    dialog.fresh.setChecked(True)
    qtbot.waitUntil(lambda: person.says(dialog, "Ikke med (3)"), timeout=WAIT)
    make_button = person.button(dialog, "Lag timelistene")
    assert not make_button.isEnabled()
    assert make_button.toolTip() == "Ingen i denne perioden skal ha timeliste."


def test_a_month_without_assignments_says_what_to_do(qtbot, page, database):
    dialog = opened(qtbot, page)
    with database.transaction() as session:
        for assignment in session.query(Assignment):
            assignment.status = AssignmentStatus.ENDED
            assignment.end_on = assignment.start_on
    at = dialog.period.findText("Desember 2026")
    dialog.period.setCurrentIndex(at)
    qtbot.waitUntil(
        lambda: person.says(dialog, "Ingen oppdrag varer i desember 2026."),
        timeout=WAIT,
    )
    assert person.says(dialog, "Velg en annen periode")
    assert not person.button(dialog, "Lag timelistene").isEnabled()


def test_protected_addresses_are_listed_and_printed_apart(qtbot, page, database):
    with database.transaction() as session:
        one = session.get(Person, session.get(Contact, 1).person_number)
        one.protection = Protection.STRICT
    dialog = opened(qtbot, page)
    assert person.says(dialog, "Med (2)")
    [row] = person.rows(dialog._left_out.table)
    assert row[:2] == ["Filip Brekke", "Adressen er fortrolig"]

    person.press(qtbot, dialog, "Lag de fortrolige (1)")
    window = person.wait_for_window(qtbot, "Timelister 2026-11")
    text = PdfReader(BytesIO(window.data)).pages[0].extract_text()
    assert "Filip Brekke" in text
    assert "Fjordgata" not in text


def test_a_run_can_be_stopped_and_wastes_nothing(qtbot, page, database):
    with database.transaction() as session:
        contact = make.a_contact(session, "Travel Person")
        for n in range(400):
            make.an_assignment(session, f"Klient {n}", contact)
    dialog = opened(qtbot, page)
    person.press(qtbot, dialog, "Lag timelistene")
    follower = dialog.findChild(JobDialog)
    qtbot.waitUntil(lambda: follower.value() >= 3, timeout=WAIT)
    with qtbot.waitSignal(dialog.job.stopped, timeout=WAIT):
        follower.findChild(QPushButton).click()

    assert dialog.isVisible()
    assert person.says(dialog, "Utskriften ble stoppet.")
    window = made(qtbot, dialog)
    references = {sheet.reference for sheet in window.pile.sheets}
    assert len(references) == 403
    assert {int(ref.split("-")[2]) for ref in references} == set(range(1, 404))


def test_no_printer_is_told_with_the_way_on(qtbot, page):
    window = made(qtbot, opened(qtbot, page))
    person.press(qtbot, window, "Skriv ut")
    message = person.wait_for_window(qtbot, "stkdesk")
    assert message.title == "Det er ingen skriver på denne maskinen."
    assert "Lagre som PDF" in message.advice
    message.accept()
    assert window.isVisible()


def test_a_file_that_is_open_elsewhere_is_told_and_nothing_is_lost(
    qtbot, page, tmp_path, monkeypatch
):
    window = made(qtbot, opened(qtbot, page))
    target = tmp_path / "timelister 2026-11.pdf"
    target.write_bytes(b"%PDF held by another program")

    def _held(self, _target):
        raise PermissionError(13, "in use by another process")

    with monkeypatch.context() as broken:
        broken.setattr("pathlib.Path.replace", _held)
        save(qtbot, window, target)
        message = person.wait_for_window(qtbot, "stkdesk")
        assert "åpen i et annet program" in message.title
        message.accept()
    assert target.read_bytes() == b"%PDF held by another program"

    save(qtbot, window, target)
    assert len(PdfReader(target).pages) == 6
    assert person.says(window, "Lagret: timelister 2026-11.pdf")


def save(qtbot, window, target):
    """Choose ``target`` in the dialog, as a person does who types the name."""
    person.press(qtbot, window, "Lagre som PDF …")
    dialog = window.findChildren(QFileDialog)[-1]
    assert dialog.findChild(QLineEdit).text() == "timelister 2026-11.pdf"
    dialog.findChild(QLineEdit).setText(str(target))
    # A file that is there already is asked about in a loop of Qt's own.
    QTimer.singleShot(0, dialog, lambda: press_yes(dialog))
    dialog.accept()


def press_yes(dialog):
    from PySide6.QtWidgets import QMessageBox

    for box in dialog.findChildren(QMessageBox):
        box.button(QMessageBox.StandardButton.Yes).click()
