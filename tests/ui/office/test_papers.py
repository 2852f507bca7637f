"""Papirene: what shows through the window, and how much the papers tell."""

from datetime import date

from PySide6.QtWidgets import QFileDialog

from stkdesk.domain.office import NameMode
from tests import person
from tests.ui.office.settings import office, open_group

SHIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<path d="M0 0h9v9z"/></svg>'
)


def test_a_return_address_that_gives_a_client_away_is_warned_about(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.write(qtbot, page, "Returadresse", "Fjordvik, Bo og habilitering")
    person.key(qtbot, page, "Return")
    assert office(page).return_address == "Fjordvik, Bo og habilitering"
    assert person.says(page, "La den bare nevne kommunen.")


def test_the_name_on_the_sheet_is_shown_before_it_is_printed(qtbot, page):
    open_group(qtbot, page, "Papirene")
    assert person.says(page, "Ola Nordmann står som «ON».")
    person.press(qtbot, page, "Navn på timelisten: Bare saksnummer")
    assert person.says(page, "Ola Nordmann står som «2026/1234».")
    assert office(page).name_mode is NameMode.CASE_NUMBER
    page.workspace.undo()
    qtbot.waitUntil(lambda: person.says(page, "«ON»"), timeout=person.WAIT)


def test_the_other_choices_of_the_papers_are_saved(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Brettemerker: Nei")
    person.press(qtbot, page, "Unntatt offentlighet: Nei")
    person.write(qtbot, page, "Forvaltningsloven 2025 gjelder fra", "1.7.2027")
    person.key(qtbot, page, "Return")
    saved = office(page)
    assert not saved.fold_marks
    assert not saved.withheld_line
    assert saved.new_act_from == date(2027, 7, 1)


def pick_file(page, file):
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()


def test_a_coat_of_arms_is_taken_from_a_file_and_given_back(qtbot, page, tmp_path):
    file = tmp_path / "våpen.svg"
    file.write_text(SHIELD, "utf-8")
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Velg fil …")
    pick_file(page, file)
    assert office(page).coat_of_arms == SHIELD
    person.press(qtbot, page, "Standardskjold")
    assert office(page).coat_of_arms == ""


def test_a_file_that_is_no_drawing_is_told_and_the_old_arms_stay(qtbot, page, tmp_path):
    file = tmp_path / "brev.svg"
    file.write_text("Kjære innbygger", "utf-8")
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Velg fil …")
    pick_file(page, file)
    assert person.says(page, "Filen er ikke en SVG-tegning.")
    assert office(page).coat_of_arms == ""
