"""A month of groups by keys: the pile of attendance lists, then pay of the leaders."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from stkdesk.domain.group import MeetingState
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.services.meetings import plan_meetings
from stkdesk.services.periods import ensure_periods
from stkdesk.services.rates import set_rate
from stkdesk.ui.groups.leaders_page import LeadersPage
from stkdesk.ui.groups.page import GroupsPage
from stkdesk.ui.groups.sheet_month import MonthSheetForm, punch_pile
from tests import person
from tests.builders import a_ready_contact
from tests.grouping import OCTOBER, a_group, a_member
from tests.leading import led, rows
from tests.ui.reading import findings
from tests.ui.registers import close_forms, key, shown

LISTS = ("Bading", "Turgruppen")


@pytest.fixture
def groups(database):
    """Two groups with two members and a leader each, and four meetings in October."""
    made = []
    with database.transaction() as session:
        ensure_periods(session, 2026)
        ensure_periods(session, 2025)
        set_rate(session, RateRow(RateKind.HOUR_GROUP, date(2026, 1, 1), 24_135))
        for name in LISTS:
            leader = a_ready_contact(session, f"Leder {name}")
            group = a_group(session, name=name, leader=leader)
            a_member(session, group, f"Ada {name}")
            a_member(session, group, f"Bo {name}")
            plan_meetings(session, group, OCTOBER)
            made.append((group, leader))
    return made


@pytest.fixture(autouse=True)
def _closing():
    yield
    close_forms()


def the_list(qtbot, name):
    """Return the list of the group called ``name`` when it has come."""

    def _here():
        assert any(each.isVisible() and person.says(each, name) for each in forms())

    qtbot.waitUntil(_here, timeout=person.WAIT)
    [form] = [each for each in forms() if person.says(each, name)]
    return form


def forms():
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, MonthSheetForm) and each.isVisible()
    ]


def test_the_pile_is_punched_list_after_list(qtbot, workspace, groups):
    window = QMainWindow()  # else the keys of the page are heard in its forms
    page = GroupsPage(workspace)
    window.setCentralWidget(page)
    person.show(qtbot, window)
    punch_pile(page, OCTOBER)
    form = the_list(qtbot, "Bading")
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=person.WAIT)
    person.write(qtbot, form, "Oppmøter på papiret", "5")
    form.view.setFocus()
    for column in range(1, 4):  # both came to three meetings, the leader led them
        form.view.setCurrentIndex(form.rows.index(0, column))
        qtbot.keyClicks(form.view, "A")
    assert person.says(form, "6 oppmøter er ført: 1 flere enn papiret")
    form.view.setCurrentIndex(form.rows.index(1, 3))
    qtbot.keyClicks(form.view, "I")
    assert person.says(form, "5 oppmøter er ført. Stemmer")
    person.write(qtbot, form, "Dag som mangler", "24.10.2026")
    person.press(qtbot, form, "Legg til møte")
    qtbot.waitUntil(lambda: form.rows.columnCount() == 6, timeout=person.WAIT)
    form.view.setCurrentIndex(form.rows.index(0, 5))  # that of the 27th was not held
    person.press(qtbot, form, "Avlys møtet")
    qtbot.waitUntil(
        lambda: person.button(form, "Angre avlysning").isEnabled(), timeout=person.WAIT
    )
    form.view.setCurrentIndex(form.rows.index(0, 4))
    qtbot.keyClicks(form.view, "XX")
    assert person.says(form, "7 oppmøter er ført: 2 flere enn papiret")
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)
    key(qtbot, form, "Ctrl+Return")
    again = the_list(qtbot, "Turgruppen")
    assert isinstance(again, QDialog)
    assert person.says(again, "Siste liste")
    group, leader = groups[0]
    saved = workspace.read(lambda s: group_sheets(s, group, OCTOBER)).sheets
    assert [(each.meeting.meet_on.day, each.meeting.came) for each in saved] == [
        (6, 2),
        (13, 2),
        (20, 1),
        (24, 2),
        (27, 0),
    ]
    assert saved[-1].meeting.state is MeetingState.CANCELLED
    [sheet] = workspace.read(rows)
    assert (sheet.key.contact, sheet.minutes) == (leader, 3 * 120)


def test_leaders_are_attested_and_approved_by_a_key_each(
    qtbot, database, workspace, groups
):
    with database.transaction() as session:
        for group, leader in groups:
            led(session, group, leader, date(2026, 10, 6), 120)
    page = shown(qtbot, LeadersPage(workspace), width=1360)
    person.wait_for_rows(qtbot, page.table, 2)
    key(qtbot, page, "F8")
    wait_for_state(qtbot, page, SheetState.CHECKED)
    key(qtbot, page, "F9")
    wait_for_state(qtbot, page, SheetState.APPROVED)
    workspace.undo()
    wait_for_state(qtbot, page, SheetState.CHECKED)
    with database.transaction() as session:
        led(session, *groups[0], date(2026, 10, 13), 90)
    page.refresh(frozenset())
    qtbot.waitUntil(
        lambda: person.says(page, "Endret siden: 1,5 timer mer."), timeout=person.WAIT
    )
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)
    person.press(qtbot, page, "Ta inn endringen")
    qtbot.waitUntil(
        lambda: [each.minutes for each in workspace.read(rows)] == [210, 120],
        timeout=person.WAIT,
    )
    key(qtbot, page, "Alt+Left")
    person.wait_for_rows(qtbot, page.table, 0)


def wait_for_state(qtbot, page, state):
    """Wait until every leader's sheet is shown to stand so."""

    def _stands():
        return {each[4] for each in person.rows(page.table)} == {state.label}

    qtbot.waitUntil(_stands, timeout=person.WAIT)
