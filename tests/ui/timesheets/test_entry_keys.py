"""The keys of a sheet, counted: what the office does 110 times a month."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stkdesk.domain.timesheet import SheetState
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import register_sheet
from stkdesk.ui.timesheets.entry_page import EntryPage
from tests import builders as make
from tests import person
from tests.ui.timesheets.conftest import TODAY
from tests.ui.timesheets.test_entry_page import opened, page, shown, texts

__all__ = ["page"]

Key = Qt.Key
Control, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MOST = 45  # keys of a sheet of five visits


@dataclass
class Keyboard:
    """Presses keys where the cursor is, and counts them; a chord is two."""

    qtbot: object
    page: EntryPage
    pressed: int = 0

    def type(self, text):
        self.pressed += len(text)
        self.qtbot.keyClicks(self._here, text)

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.pressed += 1 + (held is not Qt.KeyboardModifier.NoModifier)
        self.qtbot.keyClick(self._here, key, held)

    def lines(self, *texts):
        for text in texts:
            self.type(text)
            self.press(Key.Key_Return)

    @property
    def _here(self):
        return self.page.focusWidget() or QApplication.focusWidget() or self.page


@pytest.fixture
def keyboard(qtbot, page):
    page.window().activateWindow()
    return Keyboard(qtbot, page)


def handed_in(qtbot, page, keyboard):
    keyboard.press(Key.Key_Return, Control)
    qtbot.waitUntil(lambda: page.head.who.startswith("Åse Ødegård"))


def test_a_sheet_of_five_visits_takes_at_most_45_keys(
    qtbot, page, keyboard, workspace, office
):
    keyboard.lines("2 1630 1930", "9=", "16 16 19", "23 17-20", "30=")
    page.sums.control.setFocus()  # Alt+P
    keyboard.pressed += 2
    keyboard.type("15")
    assert page.sums.difference.text() == "Stemmer"
    handed_in(qtbot, page, keyboard)
    sheet = opened(workspace, office)
    assert len(sheet.draft.visits) == 5
    assert (sheet.state, sheet.draft.control_minutes) == (SheetState.RECEIVED, 900)
    assert keyboard.pressed <= MOST, keyboard.pressed


def test_a_visit_every_week_takes_two_keys_a_week(qtbot, page, keyboard):
    keyboard.lines("1 1630 1930", "=", "=", "=", "=")
    assert [row[0] for row in shown(page)] == [
        f"{day:02}.10.2026" for day in (1, 8, 15, 22, 29)
    ]
    handed_in(qtbot, page, keyboard)
    assert keyboard.pressed <= 22, keyboard.pressed


def test_no_hours_is_one_stroke_of_the_pile(qtbot, page, keyboard, workspace, office):
    keyboard.press(Key.Key_0, Control)
    qtbot.waitUntil(lambda: page.head.who.startswith("Åse Ødegård"))
    assert opened(workspace, office).state is SheetState.NOTHING


@pytest.fixture
def september(database, workspace, office):
    """Four visits in September, one with a drive, on the sheet before."""
    periods, assignments = office
    with database.transaction() as session:
        assignment = session.get(make.Assignment, assignments["Oskar Moen"])
        assignment.start_on = make.START
        visits = (
            make.a_visit(9, month=9, metres=12_000, activity="bading"),
            *(make.a_visit(day, month=9, expense_ore=100) for day in (16, 23, 30)),
        )
        place = assignment.number, periods["2026-09"]
        register_sheet(session, SheetDraft(*place, visits), today=TODAY)


def test_last_months_weekdays_are_filled_in_and_taken_back(
    qtbot, page, keyboard, september, workspace, office
):
    page.show_sheet(opened(workspace, office))
    page.shown()
    with qtbot.waitSignal(page.said) as said:
        keyboard.press(Key.Key_M, Control)
    assert said.args[0].startswith("Foreslått etter forrige måned: 4 besøk.")
    assert [(row[0], row[2], *row[5:]) for row in shown(page)] == [
        ("07.10.2026", "16:00", "12", "", ""),
        ("14.10.2026", "16:00", "", "", ""),
        ("21.10.2026", "16:00", "", "", ""),
        ("28.10.2026", "16:00", "", "", ""),
    ]
    assert page.typed.visits[0].trip.route == "Hjem – svømmehallen – hjem"
    keyboard.press(Key.Key_Z, Control)
    assert shown(page) == []


def test_a_pattern_is_never_put_on_top_of_what_is_typed(
    qtbot, page, keyboard, september, workspace, office
):
    page.show_sheet(opened(workspace, office))
    page.shown()
    keyboard.lines("14 16 20")
    keyboard.press(Key.Key_M, Control)
    assert "Mønsteret kan bare brukes på en tom timeliste." in texts(page.banner)
    assert len(shown(page)) == 1


def test_a_drive_is_asked_about_and_a_route_known_before_is_offered(
    qtbot, page, keyboard, september, workspace, office
):
    page.show_sheet(opened(workspace, office))
    page.shown()
    keyboard.lines("14 16 20 12km")
    assert page.details.route.hasFocus()
    offered = page.details.route.completer()
    offered.setCompletionPrefix("svømme")
    assert offered.currentCompletion() == "Hjem – svømmehallen – hjem"
    keyboard.lines("Hjem-kino", "Film")
    assert page.line.edit.hasFocus()
    [visit] = page.typed.visits
    assert (visit.trip.route, visit.trip.purpose) == ("Hjem-kino", "Film")
    assert not [one for one in page.rows.remarks if one.code == "trip"]
    keyboard.lines("21=")  # the whole line, the route too
    assert page.typed.visits[1].trip == visit.trip
    assert page.line.edit.hasFocus()


def test_a_visit_typed_on_in_the_strip_of_a_drive_is_a_visit(qtbot, page, keyboard):
    keyboard.lines("14 16 20 12km kino", "21 16 19 24km bowling", "28 3")
    assert [visit.work_on.day for visit in page.typed.visits] == [14, 21, 28]
    assert not any(visit.trip.route for visit in page.typed.visits)
    page.table.choose(1)
    page.details.route.setFocus()
    keyboard.lines("Hjem 12 - bowlinghallen")
    assert page.typed.visits[1].trip.route == "Hjem 12 - bowlinghallen"


def test_tab_after_the_sum_of_the_paper_goes_to_the_saving(
    qtbot, page, keyboard, workspace, office
):
    keyboard.lines("14 16 20")
    page.sums.control.setFocus()
    keyboard.type("4")
    keyboard.press(Key.Key_Tab)
    keyboard.press(Key.Key_Space)  # on Lagre og neste
    qtbot.waitUntil(lambda: page.head.who.startswith("Åse Ødegård"))
    assert opened(workspace, office).draft.control_minutes == 240


def test_an_empty_answer_goes_on_and_the_drive_is_only_warned_about(
    qtbot, page, keyboard, workspace, office
):
    keyboard.lines("14 16 20 12km")
    keyboard.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: page.line.edit.hasFocus())
    handed_in(qtbot, page, keyboard)
    assert opened(workspace, office).state is SheetState.RECEIVED


def test_the_details_are_there_only_where_they_are_needed(qtbot, page, keyboard):
    keyboard.lines("14 16 20")
    assert not page.details.isVisible()
    keyboard.lines("15 16 20 120kr #4130")
    assert page.details.isVisible()
    assert person.says(page.details, "Utlegg kr\xa0120,00")
    assert page.details.account.text() == "4130"
    page.details.receipt.setChecked(True)
    assert page.typed.visits[1].has_receipt
    page.typed.undo_stack.undo()
    assert not page.typed.visits[1].has_receipt
