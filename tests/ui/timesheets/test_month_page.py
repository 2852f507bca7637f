"""Månedsrapporter, used the way a caseworker uses it."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from stkdesk.domain.standing import Standing
from stkdesk.services.period_rules import cut_from_year
from stkdesk.services.sheet_course import approve_sheets, check_sheets
from stkdesk.services.sheet_drafts import load_draft
from stkdesk.ui.timesheets.month_page import MonthPage
from tests import builders as make
from tests import person
from tests.ui.timesheets.conftest import TODAY

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
OCTOBER, NOVEMBER = 10, 11  # columns


@pytest.fixture
def received(database, office):
    """Two sheets of October have come in: 20,5 and 3 hours."""
    periods, assignments = office
    october = periods["2026-10"]
    with database.transaction() as session:
        long = [make.a_visit(day, minutes=205) for day in range(1, 7)]
        make.a_sheet(session, assignments["Oskar Moen"], october, *long)
        make.a_sheet(session, assignments["Signe Foss"], october, make.a_visit(5))


@pytest.fixture
def page(qtbot, workspace, office, received):
    page = MonthPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    person.show(qtbot, page)
    settle(qtbot, page)
    page.shown()
    return page


def settle(qtbot, page):
    qtbot.waitUntil(lambda: page.board.rows.is_loaded and not page.workspace.is_reading)


def go_to(page, client, column=OCTOBER):
    board = page.board
    board.grid.setCurrentIndex(board.rows.index(clients(page).index(client), column))
    board.grid.setFocus()


def enter(qtbot, page, client):
    """Open the sheet of October and return where the cursor is."""
    go_to(page, client)
    qtbot.keyClick(page.board.grid, Key.Key_Return)
    qtbot.waitUntil(lambda: page.is_entering)
    return page.focusWidget()


def visible_buttons(widget):
    found = widget.findChildren(QPushButton)
    return [each.text().replace("&", "") for each in found if each.isVisible()]


def texts(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def clients(page):
    return [page.board.rows.row(at).client for at in range(page.board.rows.rowCount())]


def standing(page, client, column=OCTOBER):
    rows = page.board.rows
    at = next(n for n in range(rows.rowCount()) if rows.row(n).client == client)
    return rows.cell(rows.index(at, column)).standing


def press_button(qtbot, where, text):
    [match] = [
        each
        for each in where.findChildren(QPushButton)
        if each.text().replace("&", "") == text and each.isVisible()
    ]
    qtbot.mouseClick(match, Qt.MouseButton.LeftButton)


def test_the_cursor_begins_in_the_period_whose_sheets_come_in(page):
    assert clients(page) == ["Signe Foss", "Oskar Moen", "Åse Ødegård"]
    assert page.board.grid.currentIndex().column() == OCTOBER
    assert page.subtitle == "timelister for alle oppdrag i 2026"


def test_the_keys_of_the_grid_work_the_first_time_the_page_is_shown(
    qtbot, workspace, office, received
):
    page = MonthPage(workspace)
    qtbot.addWidget(page)
    person.show(qtbot, page)
    page.shown()
    settle(qtbot, page)
    go = page.board.rows.index(clients(page).index("Oskar Moen"), OCTOBER)
    page.board.grid.setCurrentIndex(go)
    qtbot.keyClick(page.focusWidget(), Key.Key_E, Control)
    qtbot.waitUntil(lambda: standing(page, "Oskar Moen") is Standing.CHECKED)


def test_a_cell_says_who_which_month_and_where_it_stands(page):
    rows = page.board.rows
    said = Qt.ItemDataRole.AccessibleTextRole
    row = clients(page).index("Oskar Moen")
    assert rows.index(row, OCTOBER).data(said) == (
        "Oskar Moen, oktober: Ført, 20,5 timer"
    )
    assert rows.index(row, NOVEMBER).data(said) == "Oskar Moen, november: Ventet"
    row = clients(page).index("Åse Ødegård")
    assert rows.index(row, OCTOBER).data(said) == "Åse Ødegård, oktober: Mangler"
    assert rows.headerData(OCTOBER, Qt.Orientation.Horizontal) == "okt"


def test_ctrl_e_attests_ctrl_g_approves_and_undo_takes_each_back(qtbot, page):
    go_to(page, "Oskar Moen")
    for key, there in ((Key.Key_E, Standing.CHECKED), (Key.Key_G, Standing.APPROVED)):
        qtbot.keyClick(page.board.grid, key, Control)
        settle(qtbot, page)
        assert standing(page, "Oskar Moen") is there
    assert any("Godkjent: Oskar Moen, oktober 2026" in t for t in texts(page.window()))
    for there in (Standing.CHECKED, Standing.RECEIVED):
        page.workspace.undo()
        settle(qtbot, page)
        assert standing(page, "Oskar Moen") is there


def test_a_sheet_that_has_not_come_cannot_be_approved_and_it_says_so(qtbot, page):
    go_to(page, "Åse Ødegård")
    qtbot.keyClick(page.board.grid, Key.Key_G, Control)
    assert "Timelisten er ikke kommet inn." in texts(page.window())
    go_to(page, "Oskar Moen")
    qtbot.keyClick(page.board.grid, Key.Key_G, Control)  # not attested
    settle(qtbot, page)
    assert standing(page, "Oskar Moen") is Standing.RECEIVED


def test_ctrl_enter_attests_and_goes_to_the_next_that_is_entered(qtbot, page):
    go_to(page, "Signe Foss")
    qtbot.keyClick(page.board.grid, Key.Key_Return, Control)
    settle(qtbot, page)
    index = page.board.grid.currentIndex()
    assert page.board.rows.row(index.row()).client == "Oskar Moen"
    qtbot.keyClick(page.board.grid, Key.Key_Return, Control)
    settle(qtbot, page)
    assert standing(page, "Signe Foss") is Standing.CHECKED
    assert standing(page, "Oskar Moen") is Standing.CHECKED


def test_what_is_typed_in_the_grid_is_looked_for(qtbot, page):
    go_to(page, "Oskar Moen")
    qtbot.keyClicks(page.board.grid, "s")
    qtbot.keyClicks(page.focusWidget(), "ign")
    settle(qtbot, page)
    assert page.board.head.search.text() == "sign"
    assert clients(page) == ["Signe Foss"]


def test_delete_takes_a_received_sheet_away_and_undo_puts_it_back(qtbot, page):
    go_to(page, "Oskar Moen")
    qtbot.keyClick(page.board.grid, Key.Key_Delete)
    settle(qtbot, page)
    assert standing(page, "Oskar Moen") is Standing.MISSING
    page.workspace.undo()
    settle(qtbot, page)
    assert standing(page, "Oskar Moen") is Standing.RECEIVED


def test_the_pane_shows_sums_and_visits_of_the_chosen_sheet(qtbot, page):
    go_to(page, "Oskar Moen")
    page.board.grid.moved.emit()
    qtbot.waitUntil(lambda: "20,5 timer" in texts(page.board.panel))
    seen = texts(page.board.panel)
    assert "0,5 t over det avtalte" in seen
    assert "Sum" in seen
    assert seen.count("16:00–19:25") == 6


def test_a_missing_sheet_offers_to_register_or_to_say_no_hours(qtbot, page):
    go_to(page, "Åse Ødegård")
    qtbot.waitUntil(lambda: "Timelisten mangler" in texts(page.board.panel))
    assert "Fristen var 05.11.2026." in texts(page.board.panel)
    press_button(qtbot, page.board.panel, "Ingen timer")
    settle(qtbot, page)
    assert standing(page, "Åse Ødegård") is Standing.NOTHING
    page.workspace.undo()
    settle(qtbot, page)
    assert standing(page, "Åse Ødegård") is Standing.MISSING


def test_nothing_is_cut_when_a_missing_sheet_has_a_draft(qtbot, page):
    enter(qtbot, page, "Åse Ødegård")
    qtbot.keyClicks(page.focusWidget(), "14 16 20")
    qtbot.keyClick(page.focusWidget(), Key.Key_Return)
    qtbot.keyClick(page.focusWidget(), Key.Key_Escape)
    said = "Fristen var 05.11.2026. En kladd ligger klar med 1 besøk."
    panel = page.board.panel
    qtbot.waitUntil(lambda: said in texts(panel))
    [sentence] = [each for each in panel.findChildren(QLabel) if each.text() == said]
    assert sentence.mapTo(panel, sentence.rect().topRight()).x() < panel.width()


def test_enter_opens_the_sheet_and_esc_comes_back_to_its_cell(qtbot, page):
    go_to(page, "Åse Ødegård")
    with qtbot.waitSignal(page.head_changed):
        qtbot.keyClick(page.board.grid, Key.Key_Return)
    assert (page.heading(), page.is_entering) == ("Timeliste", True)
    entry = page.focusWidget()
    qtbot.keyClicks(entry, "14 16 20")
    qtbot.keyClick(entry, Key.Key_Return)
    qtbot.keyClick(entry, Key.Key_Escape)
    assert (page.heading(), page.is_entering) == ("Månedsrapporter", False)
    assert page.board.grid.hasFocus()
    row = page.board.rows.row(page.board.grid.currentIndex().row())
    assert row.client == "Åse Ødegård"
    qtbot.waitUntil(
        lambda: any(
            "kladd ligger klar med 1 besøk" in t for t in texts(page.board.panel)
        )
    )


def test_a_sheet_typed_in_the_entry_stands_as_received_in_the_grid(qtbot, page):
    entry = enter(qtbot, page, "Åse Ødegård")
    qtbot.keyClicks(entry, "14 16 20")
    qtbot.keyClick(entry, Key.Key_Return)
    qtbot.keyClick(entry, Key.Key_Return, Control)  # the last of the pile
    qtbot.waitUntil(lambda: not page.is_entering)
    settle(qtbot, page)
    assert standing(page, "Åse Ødegård") is Standing.RECEIVED


def test_ctrl_n_begins_on_the_next_sheet_that_is_missing(qtbot, page):
    go_to(page, "Oskar Moen")
    page.new_record()
    qtbot.waitUntil(lambda: page.is_entering)
    assert any("Åse Ødegård" in text for text in texts(page))


def test_ctrl_t_from_another_room_opens_the_sheet_as_soon_as_it_can(
    qtbot, workspace, office, received
):
    page = MonthPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.new_record()  # before anything is read
    qtbot.waitUntil(lambda: page.is_entering)
    assert page.help_topic == "timeliste"


def test_closing_the_window_keeps_what_was_just_typed(qtbot, page, workspace, office):
    enter(qtbot, page, "Åse Ødegård")
    qtbot.keyClicks(page.focusWidget(), "14 16 20")
    qtbot.keyClick(page.focusWidget(), Key.Key_Return)
    assert page.may_leave()
    place = office[1]["Åse Ødegård"], office[0]["2026-10"]
    assert workspace.read(lambda s: load_draft(s, *place)) is not None


def test_years_cut_another_way_are_shown_so(qtbot, page, workspace):
    workspace.do(
        lambda s: cut_from_year(s, 2027, start_day=21, due_day=25, today=TODAY)
    )
    settle(qtbot, page)
    page.board.head.stepped.emit(1)
    qtbot.waitUntil(lambda: len(page.board.rows.periods) == 13)
    settle(qtbot, page)
    last = page.board.rows.headerData(13, Qt.Orientation.Horizontal)
    assert last == "des+"


def test_an_approved_sheet_can_be_read_but_not_changed(
    qtbot, page, database, workspace
):
    go_to(page, "Oskar Moen")
    number = page.board.rows.cell(page.board.grid.currentIndex()).sheet_number
    now = datetime.now(UTC)
    workspace.do(lambda s: check_sheets(s, [number], now=now))
    workspace.do(lambda s: approve_sheets(s, [number], now=now))
    settle(qtbot, page)
    enter(qtbot, page, "Oskar Moen")
    assert "Timelisten er godkjent." in texts(page)
    assert not any(
        button.text() == "&Lagre og neste" and button.isVisible()
        for button in page.findChildren(QPushButton)
    )
    press_button(qtbot, page, "Angre godkjenning")
    qtbot.waitUntil(lambda: "Timelisten er godkjent." not in texts(page))


def test_a_sheet_with_changes_is_saved_before_it_is_approved(qtbot, page):
    entry = enter(qtbot, page, "Oskar Moen")
    assert "Attester" in visible_buttons(page.entry)
    qtbot.keyClicks(entry, "9")
    assert "Attester" not in visible_buttons(page.entry)
    qtbot.keyClick(entry, Key.Key_Backspace)
    assert "Attester" in visible_buttons(page.entry)


def test_chips_count_and_filter(qtbot, page):
    chips = ["Alle  3", "Mangler  1", "Mottatt  0", "Ført  2"]
    chips += ["Attestert  0", "Godkjent  0"]
    qtbot.waitUntil(lambda: _buttons(page.board.head.chips) == chips)
    page.board.head.chips.choose("missing")
    settle(qtbot, page)
    assert clients(page) == ["Åse Ødegård"]
    page.board.head.chips.choose("approved")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Ingen treff" in texts(page))
    press_button(qtbot, page, "Vis alle")
    settle(qtbot, page)
    assert len(clients(page)) == 3


def test_search_finds_the_support_contact_too(qtbot, page):
    page.focus_search()
    qtbot.keyClicks(page.focusWidget(), "solheim")
    settle(qtbot, page)
    assert clients(page) == ["Oskar Moen"]
    qtbot.keyClick(page.focusWidget(), Key.Key_Down)
    assert page.board.grid.hasFocus()


def test_the_years_can_be_stepped_through(qtbot, page):
    page.board.head.stepped.emit(-1)
    settle(qtbot, page)
    assert page.subtitle == "timelister for alle oppdrag i 2025"
    qtbot.waitUntil(lambda: "Ingen oppdrag i 2025" in texts(page))
    page.board.head.stepped.emit(1)
    settle(qtbot, page)
    assert len(clients(page)) == 3


def test_a_record_opened_from_elsewhere_stands_alone_in_the_grid(qtbot, page, office):
    page.open_record(office[1]["Oskar Moen"])
    settle(qtbot, page)
    assert clients(page) == ["Oskar Moen"]


def test_the_pane_gives_way_when_the_window_is_narrow(page):
    page.resize(880, 460)
    assert page.board.panel.isHidden()
    page.resize(1180, 800)
    assert not page.board.panel.isHidden()


def test_f6_goes_from_search_to_grid_to_pane(qtbot, page):
    page.focus_search()
    page.next_pane()
    assert page.board.grid.hasFocus()
    qtbot.waitUntil(lambda: "Attester" in _buttons(page.board.panel))
    page.next_pane()
    assert page.board.panel.isAncestorOf(page.focusWidget())


def _buttons(widget):
    return [each.text().replace("&", "") for each in widget.findChildren(QPushButton)]


def test_an_office_without_assignments_is_shown_the_next_step(qtbot, workspace):
    page = MonthPage(workspace)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "Ingen oppdrag i 2026" in texts(page))
    with qtbot.waitSignal(page.goto) as gone:
        press_button(qtbot, page, "Til Oppdrag")
    assert gone.args == ["assignments", None]
