"""Two people have typed one sheet: told, chosen, and nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt

from stkdesk.services.sheet_drafts import SheetDraft, load_draft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.timesheets import register_sheet
from tests import builders as make
from tests import person
from tests.ui.timesheets.conftest import TODAY
from tests.ui.timesheets.test_entry_page import opened, page, press, type_line

__all__ = ["page"]

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_sheet_someone_else_registered_is_told_and_the_typing_kept(
    qtbot, page, workspace, database
):
    type_line(qtbot, page, "14 16 20")
    place = page.typed.place
    with database.transaction() as session:
        theirs = SheetDraft(*place, (make.a_visit(7),))
        register_sheet(session, theirs, today=TODAY)
    press(qtbot, page, Key.Key_Return, Control)
    assert person.says(page, "registrerte timelisten kl.")
    assert person.says(page, "Bare hos deg: 14.10.2026 16:00–20:00.")
    assert page.rows.visits == (make.a_visit(7),)  # theirs, until I have answered
    kept = workspace.read(lambda s: load_draft(s, *place))
    assert len(kept.draft.visits) == 1


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        ("Slå sammen", [7, 14]),
        ("Bruk mitt", [14]),
        ("Behold det som er registrert", [7]),
    ],
)
def test_two_who_typed_one_sheet_get_what_is_chosen(
    qtbot, page, workspace, office, database, answer, days
):
    type_line(qtbot, page, "14 16 20")
    with database.transaction() as session:
        theirs = SheetDraft(*page.typed.place, (make.a_visit(7),))
        register_sheet(session, theirs, today=TODAY)
    press(qtbot, page, Key.Key_Return, Control)
    person.press(qtbot, page, answer)
    assert [visit.work_on.day for visit in page.typed.visits] == days
    press(qtbot, page, Key.Key_S, Control)
    stored = opened(workspace, office)
    assert [visit.work_on.day for visit in stored.draft.visits] == days


def test_what_somebody_did_to_the_sheet_since_is_not_taken_back(
    qtbot, page, workspace, office, database
):
    type_line(qtbot, page, "14 16 20")
    place = page.typed.place
    with qtbot.waitSignal(page.said) as said:
        press(qtbot, page, Key.Key_S, Control)
    with database.transaction() as session:
        version = open_sheet(session, *place).draft.version
        theirs = SheetDraft(*place, (make.a_visit(7),), version=version)
        register_sheet(session, theirs, today=TODAY)
    workspace.undoable("Registrert", said.args[1])
    workspace.undo()
    message = person.wait_for_window(qtbot, "stkdesk")
    assert message.title == "Kan ikke angres lenger: Registrert"
    message.accept()
    assert opened(workspace, office).draft.visits == (make.a_visit(7),)


def test_who_has_registered_the_sheet_is_told_while_it_is_typed_on(
    qtbot, page, workspace, database
):
    type_line(qtbot, page, "14 16 20")
    with database.transaction() as session:
        theirs = SheetDraft(*page.typed.place, (make.a_visit(7),))
        register_sheet(session, theirs, today=TODAY)
    page.refresh(frozenset({"timesheets"}))  # as it is heard
    qtbot.waitUntil(
        lambda: person.says(page, "registrerte timelisten kl."), timeout=person.WAIT
    )
    assert [visit.work_on.day for visit in page.typed.visits] == [14]
