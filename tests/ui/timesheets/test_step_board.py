"""The month step by step, by keyboard alone: filter, choose, sign, undo; periods."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from stkdesk.domain.standing import Standing
from stkdesk.services.period_care import close_period
from stkdesk.services.periods import find_period
from stkdesk.ui.timesheets.month_page import MonthPage
from tests import builders as make
from tests import person
from tests.services.test_period_care import NOW, REASON
from tests.ui.timesheets.test_month_page import press_button, texts

Key, Held = Qt.Key, Qt.KeyboardModifier
Control, Shift = Held.ControlModifier, Held.ShiftModifier


@pytest.fixture
def page(qtbot, workspace, database, office):
    """October: two sheets entered, one still to come."""
    periods, assignments = office
    with database.transaction() as session:
        for client in ("Oskar Moen", "Signe Foss"):
            visit = make.a_visit(5)
            make.a_sheet(session, assignments[client], periods["2026-10"], visit)
    page = MonthPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    person.show(qtbot, page)
    settle(qtbot, page)
    page.shown()
    qtbot.keyClick(page.focusWidget(), Key.Key_F4)
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            page._front.rows.is_loaded
            and not page.workspace.is_reading
            and not page.workspace.is_saving
        )
    )


def standings(page):
    rows = page.steps.rows
    shown = [rows.row(at) for at in range(rows.rowCount())]
    return {row.client: row.standing for row in shown}


def press(qtbot, page, key, held=Held.NoModifier):
    qtbot.keyClick(page.focusWidget(), key, held)
    settle(qtbot, page)


def test_all_that_a_search_finds_are_attested_approved_and_taken_back(qtbot, page):
    grid = page.steps.grid
    assert page.focusWidget() is grid
    qtbot.keyClicks(grid, "o")  # typed anywhere: it is looked for
    qtbot.keyClicks(page.focusWidget(), "s")
    settle(qtbot, page)
    assert list(standings(page)) == ["Oskar Moen"]
    press(qtbot, page, Key.Key_Escape)
    press(qtbot, page, Key.Key_Down)
    assert page.focusWidget() is grid
    press(qtbot, page, Key.Key_A, Control)
    press(qtbot, page, Key.Key_E, Control)
    assert standings(page) == {
        "Signe Foss": Standing.CHECKED,
        "Oskar Moen": Standing.CHECKED,
        "Åse Ødegård": Standing.MISSING,
    }
    assert "Attestert: 2 timelister" in texts(page.window())


def test_rows_are_chosen_with_shift_and_stay_chosen_from_step_to_step(qtbot, page):
    grid = page.steps.grid
    press(qtbot, page, Key.Key_Home, Control)
    press(qtbot, page, Key.Key_Down, Shift)
    assert "2 valgt · 6 timer" in texts(page)
    press(qtbot, page, Key.Key_E, Control)
    press(qtbot, page, Key.Key_G, Control)
    assert list(standings(page).values())[:2] == [Standing.APPROVED] * 2
    assert len(grid.chosen_rows()) == 2
    for there in (Standing.CHECKED, Standing.RECEIVED):
        page.workspace.undo()
        settle(qtbot, page)
        assert list(standings(page).values())[:2] == [there] * 2


def test_what_cannot_be_done_is_told_and_the_rest_is_done(qtbot, page):
    press(qtbot, page, Key.Key_A, Control)
    press(qtbot, page, Key.Key_F9)  # all have come; two had already
    assert standings(page)["Åse Ødegård"] is Standing.ARRIVED
    asked = person.wait_for_window(qtbot, "2 timelister ble ikke med")
    assert any("Timene er ført" in text for text in texts(asked))
    qtbot.keyClick(asked, Key.Key_Escape)
    page.workspace.undo()
    settle(qtbot, page)
    assert standings(page)["Åse Ødegård"] is Standing.MISSING


def test_the_menu_says_how_many_it_is_for(qtbot, page):
    press(qtbot, page, Key.Key_A, Control)
    page.steps.grid.menu_wanted.emit(page.mapToGlobal(page.rect().center()))
    [menu] = [each for each in page.findChildren(QMenu) if each.isVisible()]
    said = [action.text().replace("&", "") for action in menu.actions()]
    assert said[0] == "For 3 timelister:"
    assert {"Attester", "Godkjenn", "Marker som mottatt", "Ingen timer"} <= set(said)
    menu.close()


def test_enter_opens_the_sheet_and_esc_comes_back_to_its_row(qtbot, page):
    press(qtbot, page, Key.Key_End, Control)
    press(qtbot, page, Key.Key_Return)
    qtbot.waitUntil(lambda: page.is_entering)
    assert any("Åse Ødegård" in text for text in texts(page))
    qtbot.keyClick(page.focusWidget(), Key.Key_Escape)
    assert page.steps.grid.hasFocus()
    row = page.steps.rows.row(page.steps.grid.currentIndex().row())
    assert row.client == "Åse Ødegård"


def test_a_heading_shows_those_whose_next_step_it_is(qtbot, page):
    page.steps.grid.horizontalHeader().sectionClicked.emit(5)  # Attestert
    settle(qtbot, page)
    assert list(standings(page)) == ["Signe Foss", "Oskar Moen"]
    page.steps.grid.horizontalHeader().sectionClicked.emit(5)
    settle(qtbot, page)
    assert len(standings(page)) == 3


def test_a_leader_opens_a_closed_period_again_with_a_reason(
    qtbot, page, workspace, database, office
):
    number = office[0]["2026-09"]
    with database.transaction() as session:
        close_period(session, number, now=NOW)
    press_button(qtbot, page, "Perioder …")
    shown = person.wait_for_window(qtbot, "Perioder")
    qtbot.waitUntil(lambda: any("Lukket 12.11.2026" in text for text in texts(shown)))
    press_menu(qtbot, shown, "Gjør noe med september 2026", "Åpne igjen …")
    form = person.wait_for_window(qtbot, "Åpne perioden igjen")
    person.write(qtbot, form, "Hvorfor må perioden åpnes?", "Feil")
    person.press(qtbot, form, "Åpne perioden")
    assert any("minst 10 tegn" in text for text in texts(form))
    person.write(qtbot, form, "Hvorfor må perioden åpnes?", REASON)
    person.press(qtbot, form, "Åpne perioden")
    qtbot.waitUntil(
        lambda: not workspace.read(lambda s: find_period(s, number)).is_closed
    )
    shown.close()


def test_the_days_of_a_period_are_moved_in_its_form(qtbot, page, workspace, office):
    press_button(qtbot, page, "Perioder …")
    shown = person.wait_for_window(qtbot, "Perioder")
    qtbot.waitUntil(lambda: "Mai 2026" in texts(shown))
    press_menu(qtbot, shown, "Gjør noe med mai 2026", "Endre dagene …")
    form = person.wait_for_window(qtbot, "Endre dagene")
    person.write(qtbot, form, "Siste dag", "25.05.2026")
    person.press(qtbot, form, "Lagre")
    qtbot.waitUntil(lambda: "26. mai–30. juni 2026" in texts(shown))
    workspace.undo()
    qtbot.waitUntil(lambda: "1.–30. juni 2026" in texts(shown))
    shown.close()


def press_menu(qtbot, where, button, choice):
    """Open the menu of a button and choose from it."""
    person.press(qtbot, where, button)
    [menu] = [each for each in where.findChildren(QMenu) if each.isVisible()]
    [action] = [each for each in menu.actions() if each.text() == choice]
    menu.close()
    action.trigger()
