"""Dokumenter, used the way a caseworker uses it."""

from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from stkdesk import settings
from stkdesk.domain.paper import PaperState
from stkdesk.domain.progress import drive
from stkdesk.services.papers import open_paper
from stkdesk.services.printing import print_month
from stkdesk.ui.papers.page import PapersPage
from stkdesk.ui.papers.page_view import PageView
from tests import person
from tests.ui.papers.conftest import TODAY

WAIT = 8000


@pytest.fixture
def page(qtbot, workspace, database, run):
    """The page with the three sheets of November, just made."""
    drive(print_month(database, run, BytesIO(), today=TODAY), Event(), lambda _: None)
    page = PapersPage(workspace)
    qtbot.addWidget(page)
    page.resize(1300, 820)
    page.show()
    person.wait_for_rows(qtbot, page.table, 3)
    return page


def seen(qtbot, page):
    """Return the preview when its first page is drawn."""
    qtbot.waitUntil(lambda: page.findChildren(PageView) != [], timeout=WAIT)
    view = page.findChildren(PageView)[-1]
    qtbot.waitUntil(lambda: view.pages > 0 and view.is_ready, timeout=WAIT)
    return view


def states(database):
    with database.reading() as session:
        return [open_paper(session, number).state for number in (1, 2, 3)]


def chips(page):
    return {chip.text() for chip in page.filter.findChildren(QAbstractButton)}


def about(page):
    return [row[1] for row in person.rows(page.table)]


def test_papers_are_listed_with_where_they_are(qtbot, page):
    assert [row[0] for row in person.rows(page.table)] == ["Timeliste"] * 3
    assert about(page) == ["Håkon Solheim", "Kari Nes", "Filip Brekke"]
    assert all(row[-1].startswith("Laget") for row in person.rows(page.table))


def test_the_paper_under_the_cursor_is_shown(qtbot, page):
    view = seen(qtbot, page)
    assert view.pages == 2
    assert person.says(page, "Timeliste – Håkon Solheim")
    assert person.says(page, "2 sider")


def test_a_paper_is_found_by_the_number_on_the_sheet(qtbot, page):
    number = page.rows.row(1).reference.split("-")[2].lstrip("0")
    qtbot.keyClicks(page.search, number)
    person.wait_for_rows(qtbot, page.table, 1)
    assert about(page) == ["Kari Nes"]


def test_one_key_says_that_a_paper_came_out(qtbot, page, database):
    page.table.setFocus()
    person.key(qtbot, page.table, "F7")
    qtbot.waitUntil(lambda: states(database)[2] is PaperState.PRINTED, timeout=WAIT)
    assert states(database)[:2] == [PaperState.MADE] * 2
    assert person.says(page.window(), "1 papir merket som skrevet ut")


def test_several_marked_papers_are_posted_with_one_key_and_taken_back(
    qtbot, page, database, workspace
):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert person.says(page, "3 papirer er merket")
    person.key(qtbot, page.table, "F7")
    assert states(database) == [PaperState.PRINTED] * 3

    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=WAIT)
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.key(qtbot, page.table, "F8")
    assert states(database) == [PaperState.MAILED] * 3

    workspace.undo()
    assert states(database) == [PaperState.PRINTED] * 3
    workspace.undo()
    assert states(database) == [PaperState.MADE] * 3


def test_a_paper_that_is_still_being_read_does_not_hide_how_many_are_marked(
    qtbot, page, workspace
):
    seen(qtbot, page)
    page.open_record(page.rows.row(1).number)
    assert workspace.is_reading
    page.table.selectAll()
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=WAIT)
    assert person.says(page, "3 papirer er merket")

    page.table.selectRow(2)
    qtbot.waitUntil(lambda: person.says(page, "Timeliste – Filip Brekke"), timeout=WAIT)


def test_posting_what_nobody_saw_printed_is_asked_about(qtbot, page, database):
    page.table.setFocus()
    person.key(qtbot, page.table, "F8")
    question = person.wait_for_window(qtbot, "1 papir er ikke merket som skrevet ut.")
    assert states(database) == [PaperState.MADE] * 3
    person.press(qtbot, question, "Ja, merk som skrevet ut og sendt")
    assert states(database)[2] is PaperState.MAILED


def test_a_mark_can_be_taken_away_again(qtbot, page, database):
    seen(qtbot, page)
    page.note(page_act("RETURNED"))
    qtbot.waitUntil(lambda: states(database)[2] is PaperState.RETURNED, timeout=WAIT)
    page._take_away(page_act("RETURNED"))
    assert states(database)[2] is PaperState.MADE


def page_act(name):
    from stkdesk.services.paper_acts import PaperAct

    return PaperAct[name]


def test_chips_count_and_filter(qtbot, page, database):
    page.table.setFocus()
    person.key(qtbot, page.table, "F7")
    qtbot.waitUntil(lambda: "Skrevet ut  1" in chips(page), timeout=WAIT)
    page.filter.choose("printed")
    person.wait_for_rows(qtbot, page.table, 1)
    assert about(page) == ["Håkon Solheim"]


def test_the_paper_is_printed_again_from_a_window_of_its_own(qtbot, page):
    seen(qtbot, page)
    page.print_current()
    reference = page.rows.row(0).reference
    window = person.wait_for_window(qtbot, f"Papirer {reference}")
    qtbot.waitUntil(lambda: window.preview.view.pages == 2, timeout=WAIT)
    window.reject()


def test_several_papers_are_printed_again_as_one_pile(qtbot, page):
    page.table.selectAll()
    page.print_current()
    window = person.wait_for_window(qtbot, "Papirer")
    qtbot.waitUntil(lambda: window.preview.view.pages == 6, timeout=WAIT)
    window.reject()


def test_a_paper_is_saved_under_a_name_that_says_nothing(qtbot, page, tmp_path):
    seen(qtbot, page)
    person.press(qtbot, page, "Lagre som PDF …")
    dialog = page.window().findChild(QFileDialog)
    line = dialog.findChild(QLineEdit)
    reference = page.rows.row(0).reference
    assert line.text() == f"timeliste {reference}.pdf"
    line.setText(str(tmp_path / line.text()))
    dialog.accept()

    saved = tmp_path / f"timeliste {reference}.pdf"
    assert "Håkon Solheim" in PdfReader(saved).pages[0].extract_text()
    assert person.says(page.window(), f"Lagret: {saved.name}")


def test_the_folder_of_a_saved_paper_is_used_again_but_not_written_down(
    qtbot, page, tmp_path
):
    folder = tmp_path / "Håkon Solheim"
    folder.mkdir()
    seen(qtbot, page)
    person.press(qtbot, page, "Lagre som PDF …")
    dialog = page.window().findChild(QFileDialog)
    dialog.setDirectory(str(folder))
    dialog.accept()

    person.press(qtbot, page, "Lagre som PDF …")
    again = page.window().findChildren(QFileDialog)[-1]
    assert Path(again.directory().path()) == folder
    again.reject()
    for file in settings.data_folder().rglob("*.*"):
        assert "Solheim" not in file.read_text("utf-8", "replace")


def test_the_list_hears_of_papers_made_elsewhere(qtbot, page, workspace, office):
    from stkdesk.services.declarations import print_declaration

    workspace.do(lambda s: print_declaration(s, 1, today=TODAY))
    person.wait_for_rows(qtbot, page.table, 4)
    assert person.rows(page.table)[0][0] == "Taushetserklæring"
