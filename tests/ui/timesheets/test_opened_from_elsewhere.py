"""Another room of the window leads to one sheet."""

import pytest

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.office import set_up_office
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.ui.main_window import MainWindow
from tests import builders as make
from tests import person
from tests.ui.timesheets.conftest import TODAY


@pytest.fixture
def window(qtbot, workspace, database, office):
    """The window of an office where one sheet of October is 5 hours over."""
    periods, assignments = office
    with database.transaction() as session:
        set_up_office(session, OfficeDraft("Fjordvik kommune"), today=TODAY)
        visits = [make.a_visit(day, minutes=300) for day in range(1, 6)]
        make.a_sheet(session, assignments["Oskar Moen"], periods["2026-10"], *visits)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 880)
    person.show(qtbot, window)
    window.open_office(workspace, name="Fjordvik", place="Her", practice=False)
    yield window
    window.workspace = None  # its owner closes it


def test_a_task_of_today_opens_the_sheet_that_is_missing(qtbot, window):
    today = window.open("today")
    name = "Registrer: Timeliste for oktober mangler: Kari Nes"
    qtbot.waitUntil(lambda: person.says(today, "mangler: Kari Nes"))
    person.press(qtbot, today, name)
    page = window.page
    qtbot.waitUntil(lambda: page.room == "timesheets" and page.is_entering)
    assert page.entry.head.who.startswith("Åse Ødegård")
    assert page.entry.line.edit.hasFocus()


def test_a_sheet_over_the_agreed_is_opened_judged_and_found_in_the_grid(
    qtbot, window, workspace, office
):
    today = window.open("today")
    name = "Vurder: Timeliste over avtalt tid: Håkon Solheim"
    qtbot.waitUntil(lambda: person.says(today, "over avtalt tid: Håkon Solheim"))
    person.press(qtbot, today, name)
    page = window.page
    qtbot.waitUntil(lambda: page.room == "timesheets" and page.is_entering)
    assert person.says(page.entry, "5 besøk · 5 t over det avtalte")
    person.press(qtbot, page.entry, "Attester")
    qtbot.waitUntil(lambda: person.says(page.entry, "Timelisten er attestert."))
    person.press(qtbot, page.entry, "Godkjenn")
    place = office[1]["Oskar Moen"], office[0]["2026-10"]
    state = workspace.read(lambda s: open_sheet(s, *place)).state
    assert state is SheetState.APPROVED
    qtbot.waitUntil(lambda: person.says(page.entry, "Timelisten er godkjent."))
    person.key(qtbot, window, "Escape")
    rows = page.board.rows
    qtbot.waitUntil(lambda: rows.rowCount() == 1 and not workspace.is_reading)
    here = page.board.grid.currentIndex()
    assert rows.row(here.row()).client == "Oskar Moen"
    assert rows.period_at(here.column()).code == "2026-10"


def test_a_sheet_of_the_post_is_entered_and_the_post_is_there_again(
    qtbot, window, office
):
    post = window.open("sheet_post")
    person.wait_for_rows(qtbot, post.table, 2)
    post.table.setFocus()
    post.table.selectRow(0)
    qtbot.waitUntil(lambda: post.record is not None)
    person.key(qtbot, window, "Return")
    qtbot.waitUntil(lambda: window.page.room == "timesheets")
    sheets = window.page
    qtbot.waitUntil(lambda: sheets.is_entering)
    person.key(qtbot, window, "Escape")
    qtbot.waitUntil(lambda: window.page is post)
    assert sheets.board.head.search.text() == ""


def test_a_month_of_the_card_of_an_assignment_opens_its_sheet(qtbot, window, office):
    assignment = office[1]["Signe Foss"]
    card = window.open("assignments", assignment)
    month = "Oktober 2026: mangler"
    qtbot.waitUntil(lambda: card.record is not None and _has(card, month))
    person.press(qtbot, card, month)
    page = window.page
    qtbot.waitUntil(lambda: page.room == "timesheets" and page.is_entering)
    assert page.entry.head.who.startswith("Signe Foss")
    assert person.says(page.entry, "Oktober 2026")


def test_a_sheet_of_another_year_has_the_grid_show_that_year(qtbot, window, office):
    page = window.open("timesheets")
    qtbot.waitUntil(lambda: page.board.rows.is_loaded)
    assignment = office[1]["Signe Foss"]
    [december] = [
        each.number
        for each in window.workspace.read(_periods_of_2025)
        if each.code == "2025-12"
    ]
    window.open("timesheets", (assignment, december))
    qtbot.waitUntil(lambda: page.is_entering)
    assert person.says(page.entry, "Desember 2025")
    person.key(qtbot, window, "Escape")
    qtbot.waitUntil(lambda: page.subtitle.endswith("2025"))


def test_what_is_half_typed_is_kept_when_another_sheet_is_opened(
    qtbot, window, office, workspace
):
    periods, assignments = office
    first, second = assignments["Signe Foss"], assignments["Åse Ødegård"]
    page = window.open("timesheets", (first, periods["2026-10"]))
    qtbot.waitUntil(lambda: page.is_entering)
    qtbot.keyClicks(page.focusWidget(), "14 16")
    window.open("timesheets", (second, periods["2026-10"]))
    qtbot.waitUntil(lambda: page.entry.head.who.startswith("Åse Ødegård"))
    assert page.entry.line.edit.text() == ""
    window.open("timesheets", (first, periods["2026-10"]))
    qtbot.waitUntil(lambda: page.entry.head.who.startswith("Signe Foss"))
    assert page.entry.line.edit.text() == "14 16"


def _periods_of_2025(session):
    from stkdesk.services.periods import list_periods

    return list_periods(session, 2025)


def _has(where, name):
    from PySide6.QtWidgets import QAbstractButton

    found = where.findChildren(QAbstractButton)
    return any(each.accessibleName() == name and each.isVisible() for each in found)
