"""A draft was kept, and then somebody changed the sheet it was of."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from stkdesk.services.sheet_drafts import SheetDraft, load_draft, save_draft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.ui.timesheets.entry_page import EntryPage
from tests import builders as make
from tests import person

Key = Qt.Key
THEIRS, MINE = make.a_visit(7), make.a_visit(9)


@pytest.fixture
def place(office):
    periods, assignments = office
    return assignments["Oskar Moen"], periods["2026-10"]


@pytest.fixture
def page(qtbot, workspace, database, place):
    """The entry of a sheet that was registered after its draft was kept."""
    with database.transaction() as session:
        make.a_sheet(session, *place, THEIRS)
        mine = SheetDraft(*place, (MINE,), 240, half_typed="15 16")
        save_draft(session, mine, now=datetime(2026, 11, 3, 8, 0, tzinfo=UTC))
    page = EntryPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    person.show(qtbot, page)
    page.show_sheet(workspace.read(lambda s: open_sheet(s, *place)))
    page.shown()
    return page


def kept(workspace, place):
    return workspace.read(lambda s: load_draft(s, *place))


def test_it_is_told_and_the_sheet_stands_as_it_is_registered(page):
    assert person.says(page, "Det ligger en kladd fra 03.11.2026 kl. ")
    assert person.says(page, "Kladden har 1 besøk og 3 timer.")
    assert page.typed.visits == (THEIRS,)
    assert page.focusWidget() is person.button(page, "Bruk kladden")


def test_nothing_is_typed_and_nothing_is_lost_before_the_answer(
    qtbot, page, workspace, place
):
    assert not page.line.edit.isEnabled()
    with qtbot.waitSignal(page.left):
        person.key(qtbot, page, "Escape")
    assert kept(workspace, place).draft.visits == (MINE,)


def test_enter_uses_the_draft_and_undo_goes_back_to_the_sheet(
    qtbot, page, workspace, place
):
    person.key(qtbot, page, "Return")
    assert page.typed.visits == (MINE,)
    assert page.line.edit.text() == "15 16"
    assert page.sums.control.text() == "4"
    assert page.line.edit.hasFocus()
    sheet = workspace.read(lambda s: open_sheet(s, *place))
    now = sheet.saved.draft
    assert (now.visits, now.half_typed) == ((MINE,), "15 16")
    assert now.version == sheet.draft.version
    page.typed.undo_stack.undo()
    assert page.typed.visits == (THEIRS,)


def test_tab_and_enter_throw_the_draft_away_and_that_can_be_taken_back(
    qtbot, page, workspace, place
):
    person.key(qtbot, page, "Tab")
    assert page.focusWidget() is person.button(page, "Forkast")
    with qtbot.waitSignal(page.said) as said:
        person.key(qtbot, page, "Return")
    assert said.args[0] == "Kladden er forkastet"
    assert kept(workspace, place) is None
    assert page.typed.visits == (THEIRS,)
    qtbot.keyClicks(page.focusWidget(), "21 16 18")
    person.key(qtbot, page, "Return")
    said.args[1]()
    assert page.typed.visits == (MINE,)
    page.typed.undo_stack.undo()  # what was typed since is not lost either
    assert page.typed.visits == (THEIRS, make.a_visit(21, minutes=120))


def test_a_draft_thrown_away_comes_back_when_another_sheet_is_open(
    qtbot, page, workspace, office, place
):
    with qtbot.waitSignal(page.said) as said:
        person.press(qtbot, page, "Forkast")
    other = office[1]["Signe Foss"], place[1]
    page.show_sheet(workspace.read(lambda s: open_sheet(s, *other)))
    said.args[1]()
    assert kept(workspace, place).draft.visits == (MINE,)


def test_the_answers_can_be_reached_with_alt_and_a_letter(page):
    shown = [each.text() for each in page.older.findChildren(QPushButton)]
    assert shown == ["&Bruk kladden", "&Forkast"]
