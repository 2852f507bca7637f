"""Groups in the window: registered, punched by keys, and two people at one meeting."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListWidget

from stkdesk.domain.group import Presence
from stkdesk.domain.period import Period
from stkdesk.services.groups import open_group
from stkdesk.services.meeting_holding import hold_meeting
from stkdesk.services.meeting_sheets import group_sheets, open_sheet
from stkdesk.services.meetings import plan_meetings
from stkdesk.ui.groups.form import open_group as open_form
from stkdesk.ui.groups.page import GroupsPage
from stkdesk.ui.groups.sheet_form import SheetForm
from tests import person
from tests.builders import a_contact
from tests.grouping import AWAY, CAME, MISSED, a_group, a_member
from tests.ui.reading import findings
from tests.ui.registers import close_forms, closed, key, shown

OCTOBER = Period.month(2026, 10)
FIRST = date(2026, 10, 6)


@pytest.fixture
def group(database):
    with database.transaction() as session:
        number = a_group(session)
        for name in ("Ada Moen", "Bo Moen", "Cato Moen"):
            a_member(session, number, name)
        plan_meetings(session, number, OCTOBER)
        return number


@pytest.fixture
def page(qtbot, workspace):
    yield shown(qtbot, GroupsPage(workspace), width=1360)
    close_forms()


def meeting_on(workspace, group, day):
    sheets = workspace.read(lambda s: group_sheets(s, group, Period(day, day)))
    return sheets.sheets[0]


def said(workspace, group, day):
    return [
        (line.presence, line.minutes)
        for line in meeting_on(workspace, group, day).lines
    ]


def sheet_form(qtbot, page, reading):
    sheets = page.workspace.read(reading)
    form = SheetForm(page, sheets, reading)
    form.open()
    qtbot.waitUntil(form.isVisible, timeout=person.WAIT)
    return form


def wait_for_hits(qtbot, form, name):
    """Wait until the only one found is called ``name``."""

    def _found():
        lists = [each for each in form.findChildren(QListWidget) if each.isVisible()]
        texts = [each.item(0).text() for each in lists if each.count()]
        return len(texts) == 1 and texts[0].startswith(name)

    qtbot.waitUntil(_found, timeout=person.WAIT)


def wait_to_press(qtbot, form, text):
    """Press the button ``text`` when it has come."""

    def _there():
        return any(
            each.isVisible() and each.text() == text
            for each in form.findChildren(QAbstractButton)
        )

    qtbot.waitUntil(_there, timeout=person.WAIT)
    person.press(qtbot, form, text)


def press(qtbot, view, keys):
    for each in keys:
        qtbot.keyClicks(view, each)


def test_a_group_is_registered_by_its_form(qtbot, database, workspace, page):
    with database.transaction() as session:
        a_contact(session, "Kari Lund")
    open_form(page, workspace)
    form = person.wait_for_window(qtbot, "Ny gruppe")
    person.write(qtbot, form, "Navn", "Turgruppen")
    person.write(qtbot, form, "Varer i", "2")
    person.write(qtbot, form, "Fra og med", "1.9.2026")
    person.press(qtbot, form, "Legg til leder")
    qtbot.keyClicks(form.focusWidget(), "kari")
    wait_for_hits(qtbot, form, "Kari Lund")
    person.key(qtbot, form, "Return")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    today = workspace.today()
    card = workspace.read(lambda s: open_group(s, 1, today=today))
    assert (card.draft.name, card.draft.minutes) == ("Turgruppen", 120)
    assert [each.name for each in card.leaders] == ["Kari Lund"]


def test_a_meeting_is_punched_by_keys(qtbot, workspace, page, group):
    number = meeting_on(workspace, group, FIRST).meeting.number
    form = sheet_form(qtbot, page, lambda s: open_sheet(s, number))
    press(qtbot, form.view, "K  A")  # Ada came; Bo told in advance; the rest came
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert said(workspace, group, FIRST) == [(CAME, 120), (AWAY, 0), (CAME, 120)]
    sheet = meeting_on(workspace, group, FIRST)
    assert [each.minutes for each in sheet.leaders] == [120]


def test_a_month_is_punched_from_the_paper_list(qtbot, workspace, page, group):
    form = sheet_form(qtbot, page, lambda s: group_sheets(s, group, OCTOBER))
    press(qtbot, form.view, "KMI")
    form.view.setCurrentIndex(form.rows.index(0, 2))
    press(qtbot, form.view, "A")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert said(workspace, group, FIRST) == [(CAME, 120), (AWAY, 0), (MISSED, 0)]
    assert said(workspace, group, date(2026, 10, 13)) == [(CAME, 120)] * 3


def test_hours_are_typed_where_one_stands(qtbot, workspace, page, group):
    number = meeting_on(workspace, group, FIRST).meeting.number
    form = sheet_form(qtbot, page, lambda s: open_sheet(s, number))
    qtbot.keyClicks(form.view, "1")
    editor = form.view.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, ",5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert said(workspace, group, FIRST)[0] == (CAME, 90)


def test_two_people_at_one_meeting_lose_nothing(qtbot, workspace, page, group):
    number = meeting_on(workspace, group, FIRST).meeting.number
    form = sheet_form(qtbot, page, lambda s: open_sheet(s, number))
    press(qtbot, form.view, "KI")
    theirs = meeting_on(workspace, group, FIRST)
    lines = [
        each.marked(presence, 120)
        for each, presence in zip(theirs.lines, (None, AWAY, CAME), strict=True)
    ]
    version, today = theirs.meeting.version, workspace.today()
    workspace.do(
        lambda s: hold_meeting(s, number, version, lines, theirs.leaders, today=today)
    )
    key(qtbot, form, "Ctrl+S")
    wait_to_press(qtbot, form, "Behold mitt")
    assert [form.rows.line(form.rows.index(row, 1)).presence for row in range(3)] == [
        Presence.CAME,
        Presence.MISSED,
        Presence.CAME,
    ]
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert said(workspace, group, FIRST) == [(CAME, 120), (MISSED, 0), (CAME, 120)]


def test_a_list_not_finished_is_offered_again(qtbot, workspace, page, group):
    def reading(session):
        return group_sheets(session, group, OCTOBER)

    form = sheet_form(qtbot, page, reading)
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=person.WAIT)
    press(qtbot, form.view, "KK")
    form.put_aside()
    qtbot.waitUntil(lambda: not workspace.is_saving, timeout=person.WAIT)
    again = sheet_form(qtbot, page, reading)
    wait_to_press(qtbot, again, "Fortsett")
    key(qtbot, again, "Ctrl+S")
    closed(qtbot, again)
    assert said(workspace, group, FIRST) == [(CAME, 120), (CAME, 120), (None, 0)]


def test_the_card_tells_of_the_group_and_can_be_read(qtbot, group, page):
    [row] = person.wait_for_rows(qtbot, page.table, 1)
    assert row == ["Svømmegruppen", "Tir. 17:00", "Håkon Solheim", "3 av 8", ""]
    page.open_record(group)
    qtbot.waitUntil(lambda: person.says(page, "Ada Moen"), timeout=person.WAIT)
    assert person.says(page, "tir. 27.10.2026")
    assert person.says(page, "Ikke ført")
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)


def test_the_sheet_can_be_read(qtbot, workspace, page, group):
    form = sheet_form(qtbot, page, lambda s: group_sheets(s, group, OCTOBER))
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)
