"""A sheet that has gone to payroll is corrected, and a period is closed meanwhile."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from stkdesk.domain.timesheet import SheetState
from stkdesk.services.corrections import begin_correction
from stkdesk.services.sheet_drafts import load_draft
from stkdesk.storage.tables import SheetPeriod, Timesheet
from tests import builders as make
from tests import person
from tests.ui.timesheets.test_entry_page import (
    opened,
    page,
    press,
    shown,
    texts,
    type_line,
)

__all__ = ["page"]

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paid(database, office):
    """Two visits of October that have been paid; the number of the sheet."""
    periods, assignments = office
    place = assignments["Oskar Moen"], periods["2026-10"]
    with database.transaction() as session:
        number = make.a_sheet(session, *place, make.a_visit(7), make.a_visit(14))
        sheet = session.get(Timesheet, number)
        sheet.state, sheet.paid_on = SheetState.PAID, date(2026, 11, 12)
    return number


def test_a_paid_sheet_is_corrected_with_a_reason_and_the_old_one_stands(
    qtbot, page, paid, workspace, office, database
):
    page.show_sheet(opened(workspace, office))
    assert "Timelisten er utbetalt." in texts(page.banner)
    person.press(qtbot, page, "Rett timelisten")
    qtbot.waitUntil(lambda: page.correction.isVisible(), timeout=person.WAIT)
    assert person.says(page, "Ingenting er endret ennå.")
    page.table.setFocus()
    page.table.choose(1)
    press(qtbot, page, Key.Key_Delete)
    assert person.says(page, "Endrer 1 linje: −3 t, −kr\xa0724,05.")

    press(qtbot, page, Key.Key_Return, Control)
    qtbot.waitUntil(lambda: page.correction.reason.hasFocus(), timeout=person.WAIT)
    assert person.says(page, "Skriv hvorfor timelisten rettes.")
    qtbot.keyClicks(page.correction.reason, "Var ikke der den 14.")
    with qtbot.waitSignal(page.left, timeout=person.WAIT):
        press(qtbot, page, Key.Key_Return, Control)

    with database.transaction() as session:
        first = session.get(Timesheet, paid)
        assert (first.state, first.minutes) == (SheetState.PAID, 360)
        [fix] = session.query(Timesheet).filter_by(corrects_number=paid)
        assert (fix.minutes, fix.correction_reason) == (-180, "Var ikke der den 14.")


def test_what_is_typed_of_a_correction_is_there_again(
    qtbot, page, paid, workspace, office
):
    begin = lambda: workspace.read(lambda s: begin_correction(s, paid))  # noqa: E731
    page.show_sheet(begin())
    type_line(qtbot, page, "21 16 19")
    qtbot.keyClicks(page.correction.reason, "Glemt besøk")
    with qtbot.waitSignal(page.left):
        press(qtbot, page, Key.Key_Escape)
    page.show_sheet(opened(workspace, office))
    assert len(shown(page)) == 2  # as it was paid
    page.show_sheet(begin())
    assert len(shown(page)) == 3
    assert page.correction.reason.text() == "Glemt besøk"


def test_a_period_somebody_has_closed_is_told_and_nothing_typed_is_lost(
    qtbot, page, workspace, office, database
):
    type_line(qtbot, page, "14 16 20 kino")
    place = page.typed.place
    with database.transaction() as session:
        period = session.get(SheetPeriod, place[1])
        period.closed_at = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    press(qtbot, page, Key.Key_Return, Control)
    message = person.wait_for_window(qtbot, "stkdesk")
    assert message.title.startswith("Oktober 2026 ble lukket")
    message.accept()
    assert len(shown(page)) == 1
    qtbot.waitUntil(
        lambda: workspace.read(lambda s: load_draft(s, *place)) is not None,
        timeout=person.WAIT,
    )
    kept = workspace.read(lambda s: load_draft(s, *place)).draft
    assert [visit.activity for visit in kept.visits] == ["kino"]


def test_an_old_draft_does_not_come_back_once_the_sheet_is_registered(
    qtbot, page, workspace, office
):
    type_line(qtbot, page, "14 16 20")
    page.keep_draft()
    with qtbot.waitSignal(page.left, timeout=person.WAIT):
        press(qtbot, page, Key.Key_S, Control)
    page.leave()
    sheet = opened(workspace, office)
    assert (sheet.state, sheet.saved) == (SheetState.RECEIVED, None)


def test_what_is_refused_in_one_cell_leaves_the_others(qtbot, page):
    type_line(qtbot, page, "14 16 20 12km 120kv #4130 kino")
    before = page.typed.visits
    page.table.setFocus()
    for field, text in enumerate(("32", "", "kveld", "25", "30", "langt", "hundre")):
        index = page.rows.index(0, field)
        assert not text or not page.rows.setData(index, text)
    assert page.typed.visits == before
