"""Innstillinger as a page: its groups, its keys, and leaving it."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser

from stkdesk.resources import resource
from stkdesk.ui.office.page import OfficePage
from tests import person
from tests.ui.office.settings import office, open_group


def test_the_licences_can_be_read_to_the_last(qtbot, page):
    open_group(qtbot, page, "Om stkdesk")
    person.press(qtbot, page, "Les om: Lisenser")
    [browser] = [b for b in page.findChildren(QTextBrowser) if b.isVisible()]
    text = browser.toPlainText()
    assert "fra Bring, under Norsk lisens for offentlige data (NLOD)" in text
    for file in resource("licences").iterdir():
        assert file.name in text
    assert "SIL OPEN FONT LICENSE" in text


def test_the_group_last_used_opens_the_next_time(qtbot, page, workspace):
    open_group(qtbot, page, "Satser")
    again = OfficePage(workspace)
    qtbot.addWidget(again)
    again.show()
    assert person.says(again, "Det som er ført, beholder satsen")


def test_f6_goes_between_the_groups_and_the_settings(qtbot, page):
    page.shown()
    page.next_pane()
    assert QApplication.focusWidget() is person.field(page, "Kommune")
    page.next_pane()
    assert QApplication.focusWidget().accessibleName() == "Grupper av innstillinger"


def test_leaving_saves_what_is_being_typed(qtbot, page):
    person.write(qtbot, page, "Leder", "Marit Hægstad")
    assert page.may_leave()
    assert office(page).leader == "Marit Hægstad"


def test_the_next_setting_does_not_move_when_the_last_one_is_saved(qtbot, page):
    below = person.field(page, "Organisasjonsnummer")
    place = below.mapTo(page, below.rect().topLeft())
    person.write(qtbot, page, "Kommunenummer", "1234")
    person.key(qtbot, page, "Tab")
    saved = next(
        each
        for each in page.findChildren(QLabel)
        if each.text() == "Lagret" and each.isVisible()
    )
    qtbot.waitUntil(lambda: saved.width() > 0 and saved.parentWidget().height() > 0)
    assert office(page).municipality_number == "1234"
    assert below.mapTo(page, below.rect().topLeft()) == place


def test_ctrl_z_takes_back_what_was_saved_from_the_next_field(qtbot, page):
    undo = QShortcut(QKeySequence("Ctrl+Z"), page, page.workspace.undo)
    person.write(qtbot, page, "Kommunenummer", "1234")
    person.key(qtbot, page, "Tab")
    assert office(page).municipality_number == "1234"
    assert QApplication.focusWidget() is person.field(page, "Organisasjonsnummer")
    person.write(qtbot, page, "Organisasjonsnummer", "9")
    person.key(qtbot, page, "Ctrl+Z")
    assert person.field(page, "Organisasjonsnummer").text() == ""
    person.key(qtbot, page, "Ctrl+Z")
    assert office(page).municipality_number == ""
    undo.setEnabled(False)


def test_leaving_asks_about_what_cannot_be_saved(qtbot, page):
    person.write(qtbot, page, "Kommune", " ")
    assert not page.may_leave()
    question = person.window("1 innstilling er ikke lagret")
    person.press(qtbot, question, "Forkast og lukk")
    assert not page.isVisible()
    assert person.field(page, "Kommune").text() == "Fjordvik kommune"


def test_a_narrow_window_has_the_groups_above(qtbot, page):
    page.resize(640, 700)
    person.press(qtbot, page, "Gruppe: Utseende")
    assert person.says(page, "Gjelder deg på denne maskinen.")
