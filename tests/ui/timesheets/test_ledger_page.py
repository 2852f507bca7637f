"""Post og purring, used the way a caseworker uses it."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.sheet_course import SheetKey, mark_arrived
from stkdesk.storage.tables import SheetReminder, SheetReturn, Timesheet
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.timesheets.ledger_page import LedgerPage
from tests import person
from tests.services.writing import an_office
from tests.ui.timesheets.conftest import TODAY

Key = Qt.Key


@pytest.fixture
def page(qtbot, workspace, office, database):
    with database.transaction() as session:
        an_office(session, TODAY)
    page = LedgerPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    person.show(qtbot, page)
    page.refresh(frozenset())
    person.wait_for_rows(qtbot, page.table, 3)
    page.shown()
    return page


def contacts(page):
    return [row[0] for row in person.rows(page.table)]


def read(page, question):
    return page.workspace.read(lambda session: session.scalars(question).all())


def papers(qtbot, page):
    """Wait for the window of the letters and return it."""

    def _shown():
        return [w for w in page.findChildren(PaperWindow) if w.isVisible()]

    qtbot.waitUntil(lambda: len(_shown()) == 1, timeout=person.WAIT)
    return _shown()[0]


def test_all_who_are_missing_are_reminded_with_two_keys(qtbot, page):
    assert contacts(page) == ["Filip Brekke", "Kari Nes", "Håkon Solheim"]
    page.print_current()  # Ctrl+P of the window
    question = person.wait_for_window(qtbot, "Hvem skal purres?")
    assert person.button(question, "Første purring (3)")
    qtbot.keyClick(question.focusWidget(), Key.Key_Return)
    window = papers(qtbot, page)
    assert len(window.pile.sheets) == 3
    assert read(page, select(SheetReminder.step)) == [ReminderStep.FIRST] * 3
    window.reject()
    qtbot.waitUntil(
        lambda: "Første purring 16.11.2026" in str(person.rows(page.table)),
        timeout=person.WAIT,
    )


def test_the_marked_have_arrived_with_one_key_and_it_is_undone(qtbot, page):
    page.table.selectAll()
    assert person.says(page, "3 timelister er merket")
    person.key(qtbot, page, "F9")
    qtbot.waitUntil(lambda: not page.rows.rowCount(), timeout=person.WAIT)
    assert read(page, select(Timesheet.state)) == [SheetState.ARRIVED] * 3
    page.workspace.undo()
    person.wait_for_rows(qtbot, page.table, 3)
    assert read(page, select(Timesheet.state)) == []


def test_a_sheet_in_the_tray_is_sent_back_with_a_reason_and_a_letter(
    qtbot, page, office
):
    periods, assignments = office
    key = SheetKey(assignments["Oskar Moen"], periods["2026-10"])
    page.workspace.do(lambda session: mark_arrived(session, [key], today=TODAY))
    person.press(qtbot, page, "Mottatt, ikke ført")
    person.wait_for_rows(qtbot, page.table, 1)
    page.table.setFocus()
    page.table.selectRow(0)
    person.key(qtbot, page, "Ctrl+R")
    form = person.wait_for_window(qtbot, "Send tilbake 1 timeliste")
    qtbot.waitUntil(form.isActiveWindow, timeout=person.WAIT)
    assert person.says(form, f"oppdrag O-{assignments['Oskar Moen']}")
    person.key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Velg minst én grunn.")
    person.press(qtbot, form, "Kvittering mangler")
    person.key(qtbot, form, "Ctrl+S")
    question = person.wait_for_window(qtbot, "Lage brevet nå?")
    qtbot.keyClick(question.focusWidget(), Key.Key_Return)
    window = papers(qtbot, page)
    assert len(window.pile.sheets) == 1
    window.reject()
    [paper] = read(page, select(SheetReturn.paper_number))
    assert paper is not None
