"""Lønnsfil in the settings: codes typed in, a layout made and tried, by keyboard."""

from datetime import date

from PySide6.QtWidgets import QListWidget, QPushButton, QTableView

from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import PayCodeRow
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import PayrollField
from stkdesk.services.pay_codes import list_pay_codes, set_pay_code
from stkdesk.services.payroll_layouts import list_layouts
from stkdesk.ui.payroll_file.compare_window import CompareWindow
from tests import person
from tests.ui.office.settings import open_group

HOURS = PayCodeRow(PayKind.HOURS, date(2026, 1, 1), "0150", "10500-234")


def codes(page):
    return page.workspace.read(list_pay_codes)


def layouts(page):
    return page.workspace.read(list_layouts)


def opened(qtbot, title):
    """The window when it has opened and the keys go to it."""
    found = person.wait_for_window(qtbot, title)
    qtbot.waitUntil(found.isActiveWindow, timeout=person.WAIT)
    return found


def layout_called(qtbot, page, said):
    """The line of a layout that is read out so, when it is there."""

    def _found():
        buttons = page.findChildren(QPushButton)
        return [each for each in buttons if each.accessibleName().startswith(said)]

    qtbot.waitUntil(lambda: len(_found()) == 1, timeout=person.WAIT)
    return _found()[0]


def saying(qtbot, where, text):
    qtbot.waitUntil(lambda: person.says(where, text), timeout=person.WAIT)


def test_a_code_is_typed_put_right_taken_away_and_taken_back(qtbot, page):
    page.workspace.do(lambda session: set_pay_code(session, HOURS))
    open_group(qtbot, page, "Lønnsfil")
    saying(qtbot, page, "0150")
    person.press(qtbot, page, "Legg til lønnsart")
    assert person.says(page, "Skriv lønnsarten lønnskontoret bruker.")
    assert person.says(page, "Skriv fra hvilken dag den gjelder.")
    person.choose(page, "Hva", "Honorar")
    person.choose(page, "Tilknytning", "Arbeidstaker")
    person.write(qtbot, page, "Lønnsart", "0160")
    person.write(qtbot, page, "Gjelder fra", "010127")
    assert not page.groups["payroll_file"].may_leave()
    person.key(qtbot, page, "Return")
    saying(qtbot, page, "Arbeidstaker · uten kontering")
    assert person.says(page, "Kommer")
    assert page.groups["payroll_file"].may_leave()
    assert [(each.pay_code, each.whom) for each in codes(page)] == [
        ("0150", "alle"),
        ("0160", "arbeidstaker"),
    ]
    person.press(qtbot, page, "Fjern: Honorar, alle: 0150 fra 1. januar 2026")
    qtbot.waitUntil(lambda: len(codes(page)) == 1, timeout=person.WAIT)
    page.workspace.undo()
    qtbot.waitUntil(lambda: HOURS in codes(page), timeout=person.WAIT)


def test_a_layout_is_made_seen_compared_and_saved(qtbot, page, tmp_path):
    open_group(qtbot, page, "Lønnsfil")
    saying(qtbot, page, "Standardoppsett")
    person.press(qtbot, page, "Nytt oppsett")
    form = opened(qtbot, "Oppsett av lønnsfil")
    sample = form.findChild(QTableView)
    columns = form.findChild(QListWidget)
    assert sample.model().index(0, 0).data() == "00417"
    assert sample.model().index(5, 7).data() == "-362,03"
    person.write(qtbot, form, "Navn", "Lønn 2027")
    person.write(qtbot, form, "Gjelder fra", "010127")
    person.choose(form, "Format", "Faste kolonner")
    assert sample.model().index(0, 0).data() == "00417·······"
    columns.setFocus()
    person.key(qtbot, form, "Ctrl+Down")
    assert columns.item(1).text() == "Ansattnummer, 12 tegn"
    person.write(qtbot, form, "Bredde, tegn", "6")
    assert columns.item(1).text() == "Ansattnummer, 6 tegn"
    assert sample.model().index(0, 1).data() == "00417·"
    columns.setCurrentRow(9)
    columns.setFocus()
    person.key(qtbot, form, "Delete")
    person.choose(form, "Ny kolonne", "Lønnskjøring")
    person.press(qtbot, form, "Legg til kolonne")

    person.press(qtbot, form, "Sammenlign med et eksempel …")
    window = opened(qtbot, "Sammenlign med et eksempel")
    person.write(qtbot, window, "Eksempel fra lønn", "00417;12,50")
    saying(qtbot, window, "Linjen er 11 tegn lang, i oppsettet 134.")
    theirs = tmp_path / "fra lønn.txt"
    theirs.write_bytes(b"")
    window.show_file(str(theirs))
    saying(qtbot, window, "Eksempelet er tomt.")
    window.show_file(str(tmp_path / "finnes ikke.txt"))
    saying(qtbot, window, "Filen kan ikke leses.")
    person.press(qtbot, window, "Lukk")

    dialog = form.save_sample()
    target = tmp_path / "prøve.txt"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    assert target.read_bytes().startswith("Prøve, Ærlig".encode())
    form.activateWindow()
    person.key(qtbot, opened(qtbot, "Oppsett av lønnsfil"), "Ctrl+S")
    saying(qtbot, page, "Lønn 2027")
    [stored] = layouts(page)
    assert stored.valid_from == date(2027, 1, 1)
    assert stored.layout.format is LayoutFormat.FIXED
    found = [each.field for each in stored.layout.columns]
    assert found[:2] == [PayrollField.CONTACT_NAME, PayrollField.EMPLOYEE_NUMBER]
    assert found[-1] is PayrollField.RUN
    assert not stored.layout.has_header
    assert not page.findChildren(CompareWindow)


def test_what_cannot_be_used_is_said_and_what_is_deleted_comes_back(qtbot, page):
    open_group(qtbot, page, "Lønnsfil")
    saying(qtbot, page, "Standardoppsett")
    person.press(qtbot, page, "Nytt oppsett")
    form = opened(qtbot, "Oppsett av lønnsfil")
    person.write(qtbot, form, "Navn", "Prøve")
    columns = form.findChild(QListWidget)
    columns.setCurrentRow(7)
    person.write(qtbot, form, "Desimaler", "1")
    person.key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Skriv fra hvilken dag det gjelder.")
    assert person.says(form, "Kolonne 8, «Beløp»: skriv fra 2 til 4 desimaler")
    person.write(qtbot, form, "Desimaler", "2")
    person.write(qtbot, form, "Gjelder fra", "010126")
    person.key(qtbot, form, "Ctrl+S")
    qtbot.waitUntil(lambda: len(layouts(page)) == 1, timeout=person.WAIT)
    [stored] = layouts(page)
    line = layout_called(qtbot, page, "Prøve, CSV")
    line.click()
    again = opened(qtbot, "Oppsett av lønnsfil")
    person.press(qtbot, again, "Slett oppsettet")
    qtbot.waitUntil(lambda: not layouts(page), timeout=person.WAIT)
    page.workspace.undo()
    qtbot.waitUntil(lambda: len(layouts(page)) == 1, timeout=person.WAIT)
    assert layouts(page)[0].draft == stored.draft
