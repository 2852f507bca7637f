"""Entry of a sheet from paper, used the way a caseworker uses it: by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit

from stkdesk.domain.timesheet import SheetState, sums_of
from stkdesk.services.sheet_drafts import load_draft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.ui.timesheets.entry_model import Field
from stkdesk.ui.timesheets.entry_page import EntryPage
from tests import builders as make
from tests import person

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, workspace, office):
    page = EntryPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.show_sheet(opened(workspace, office))
    person.show(qtbot, page)
    page.shown()
    return page


def opened(workspace, office, client="Oskar Moen"):
    periods, assignments = office
    return workspace.read(
        lambda s: open_sheet(s, assignments[client], periods["2026-10"])
    )


def type_line(qtbot, page, text):
    qtbot.keyClicks(page.line.edit, text)
    qtbot.keyClick(page.line.edit, Key.Key_Return)


def press(qtbot, page, key, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(page.focusWidget(), key, held)


def next_sheet(qtbot, page, client):
    qtbot.waitUntil(lambda: page.head.who.startswith(client))


def shown(page):
    rows = page.rows
    return [
        [rows.index(line, field).data() for field in Field]
        for line in range(rows.rowCount())
    ]


def texts(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_a_sheet_of_eight_visits_is_typed_without_the_mouse(
    qtbot, page, workspace, office
):
    lines = ("1 16 18", "5=", "8 1630 1900 12km", "12= 0km", "15 2t kino kr120")
    for text in (*lines, "19 16-18", "22 16 18", "29 16 1815"):
        type_line(qtbot, page, text)
    with qtbot.waitSignal(page.said) as said:
        press(qtbot, page, Key.Key_Return, Control)

    assert said.args[0] == "Registrert: Oskar Moen, Oktober 2026"
    sheet = opened(workspace, office)
    sums = sums_of(sheet.draft.visits)
    assert sheet.state is SheetState.RECEIVED
    assert (sums.visits, sums.minutes, sums.metres) == (8, 1035, 12_000)
    assert sheet.draft.visits[1].start_minute == 960  # = repeated the line above


def test_what_is_understood_is_shown_before_enter(qtbot, page):
    qtbot.keyClicks(page.line.edit, "29 1600 2015 12km <b>kino")
    said = page.line.preview.text()
    for part in ("torsdag 29.10.2026", "16:00–20:15", "4,25 t", "12 km", "&lt;b&gt;"):
        assert part in said
    assert shown(page) == []


def test_an_error_stands_under_the_line_and_the_text_stays(qtbot, page):
    type_line(qtbot, page, "14 1660 20")
    assert "«1660» er ikke et klokkeslett" in page.line.preview.text()
    assert page.line.edit.text() == "14 1660 20"
    assert page.line.edit.property("state") == "bad"
    qtbot.keyClick(page.line.edit, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    page.line.edit.selectAll()
    qtbot.keyClicks(page.line.edit, "14 16 20")
    assert page.line.edit.property("state") is None


def test_rows_sort_themselves_and_say_what_they_hold(qtbot, page):
    type_line(qtbot, page, "29 16 20 kr89,50 handletur")
    type_line(qtbot, page, "3 16 1930 12,5km")
    assert shown(page) == [
        ["03.10.2026", "lør.", "16:00", "19:30", "3,5", "12,5", "", ""],
        ["29.10.2026", "tor.", "16:00", "20:00", "4", "", "89,50", "handletur"],
    ]


def test_an_overlap_is_told_before_enter_and_listed_once(qtbot, page):
    type_line(qtbot, page, "14 12 15")
    qtbot.keyClicks(page.line.edit, "14 1430 18")
    assert "overlapper 14.10. kl. 12:00–15:00" in page.line.hint.text()
    qtbot.keyClick(page.line.edit, Key.Key_Return)
    said = "14.10. kl. 14:30–18:00 overlapper 14.10. kl. 12:00–15:00."
    qtbot.waitUntil(lambda: texts(page.sums).count(said) == 1)
    assert [bool(page.rows.remarks_on(line)) for line in (0, 1)] == [True, True]


def test_sums_money_and_meter_run_along(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    qtbot.waitUntil(lambda: "Ingen avvik funnet" in texts(page.sums))
    page.typed.undo_stack.undo()
    type_line(qtbot, page, "14 16 20 10km")
    qtbot.waitUntil(lambda: "4 t × 241,35" in texts(page.sums))
    seen = texts(page.sums)
    for part in ("4", "av 20 timer avtalt", "1 besøk · 16 t igjen"):
        assert part in seen
    assert "kr\xa01\xa0018,40" in seen  # 965,40 + 35,00 + 18,00


def test_hours_over_the_agreed_are_told_in_words(qtbot, page):
    for day in (1, 2):
        type_line(qtbot, page, f"{day} 8 1830")
    assert "2 besøk · 1 t over det avtalte" in texts(page.sums)
    qtbot.waitUntil(lambda: "1 timer over avtalt." in texts(page.sums))


def test_a_cell_is_changed_by_typing_over_it(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    qtbot.keyClick(page.line.edit, Key.Key_Down)
    assert page.table.hasFocus()
    for _ in range(3):
        press(qtbot, page, Key.Key_Right)
    qtbot.keyClicks(page.table.viewport(), "1")
    editor = page.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "830")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page)[0][2:5] == ["16:00", "18:30", "2,5"])
    assert page.table.currentIndex().column() == Field.END


def test_what_does_not_fit_a_cell_is_told_and_the_cell_keeps_what_it_had(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    qtbot.keyClick(page.line.edit, Key.Key_Down)
    page.table.choose(0, Field.START)
    press(qtbot, page, Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "kveld")
    qtbot.keyClick(editor, Key.Key_Return)
    said = "«kveld» passer ikke i kolonnen Fra."
    qtbot.waitUntil(lambda: said in texts(page.banner))
    assert shown(page)[0][2] == "16:00"


def test_delete_takes_a_row_away_and_undo_puts_it_back(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    before = shown(page)
    qtbot.keyClick(page.line.edit, Key.Key_Down)
    with qtbot.waitSignal(page.said) as said:
        press(qtbot, page, Key.Key_Delete)
    assert shown(page) == []
    said.args[1]()
    assert shown(page) == before


def test_ctrl_z_belongs_to_the_line_while_it_has_text_and_then_to_the_sheet(
    qtbot, page
):
    type_line(qtbot, page, "14 16 20")
    qtbot.keyClicks(page.line.edit, "15 16")
    qtbot.keySequence(page.line.edit, QKeySequence(QKeySequence.StandardKey.Undo))
    assert (page.line.edit.text(), len(shown(page))) == ("", 1)
    qtbot.keySequence(page.line.edit, QKeySequence(QKeySequence.StandardKey.Undo))
    assert shown(page) == []
    press(qtbot, page, Key.Key_Y, Control)
    assert len(shown(page)) == 1


def test_ctrl_d_copies_the_row_to_the_week_after(qtbot, page):
    type_line(qtbot, page, "14 16 20 8km")
    qtbot.keyClick(page.line.edit, Key.Key_Down)
    press(qtbot, page, Key.Key_D, Control)
    press(qtbot, page, Key.Key_D, Control)
    assert [row[0] for row in shown(page)] == ["14.10.2026", "21.10.2026", "28.10.2026"]
    assert {row[5] for row in shown(page)} == {"8"}
    press(qtbot, page, Key.Key_D, Control)  # 4 November is outside: the same day
    assert [row[0] for row in shown(page)][-2:] == ["28.10.2026", "28.10.2026"]


def test_the_papers_own_sum_is_held_up_against_the_visits(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    page.sums.control.setFocus()
    qtbot.keyClicks(page.sums.control, "4,5")
    assert page.sums.difference.text() == "0,5 t mindre enn papiret"
    wrong = "Papiret sier 4,5 timer, og besøkene er 4. Må rettes før attestering."
    qtbot.waitUntil(lambda: person.says(page.sums, wrong))
    assert not person.says(page.sums, "Ingen avvik funnet")
    assert page.sums.control.property("state") == "bad"
    page.sums.control.clear()
    qtbot.keyClicks(page.sums.control, "4")
    assert page.sums.difference.text() == "Stemmer"
    qtbot.waitUntil(lambda: person.says(page.sums, "Ingen avvik funnet"))


def test_what_is_typed_is_kept_as_a_draft_and_found_again(
    qtbot, page, workspace, office
):
    with qtbot.waitSignal(workspace.changed, timeout=5000) as changed:
        type_line(qtbot, page, "14 16 20 kino")
    assert changed.args[0] == frozenset({"drafts"})
    assert any(text.startswith("Kladd lagret ") for text in texts(page))
    again = EntryPage(workspace)
    qtbot.addWidget(again)
    again.show_sheet(opened(workspace, office))
    assert shown(again) == shown(page)


def test_esc_goes_back_and_the_draft_is_kept_at_once(qtbot, page, workspace, office):
    type_line(qtbot, page, "14 16 20")
    with qtbot.waitSignal(page.left):
        press(qtbot, page, Key.Key_Escape)
    place = page.typed.place
    kept = workspace.read(lambda s: load_draft(s, *place))
    assert len(kept.draft.visits) == 1


def test_a_line_half_typed_is_there_again_after_esc(qtbot, page, workspace, office):
    type_line(qtbot, page, "14 16 20")
    qtbot.keyClicks(page.line.edit, "15 1630 ki")
    press(qtbot, page, Key.Key_Escape)
    page.show_sheet(opened(workspace, office, "Åse Ødegård"))
    assert page.line.edit.text() == ""
    page.show_sheet(opened(workspace, office))
    page.shown()
    assert page.line.edit.text() == "15 1630 ki"
    qtbot.keyClicks(page.focusWidget(), "no")  # the cursor is where it was
    assert page.line.edit.text() == "15 1630 kino"
    assert len(page.typed.visits) == 1


def test_a_line_half_typed_alone_is_kept_when_the_page_goes_away(
    qtbot, page, workspace, office
):
    qtbot.keyClicks(page.line.edit, "15 16")
    page.hide()
    again = EntryPage(workspace)
    qtbot.addWidget(again)
    again.show_sheet(opened(workspace, office))
    assert again.line.edit.text() == "15 16"
    assert "Skriv også når det sluttet" in again.line.preview.text()


def test_a_line_half_typed_is_kept_when_the_typing_rests(
    qtbot, page, workspace, office
):
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        qtbot.keyClicks(page.line.edit, "15 16")
    assert opened(workspace, office).saved.draft.half_typed == "15 16"
    page.line.edit.selectAll()
    with qtbot.waitSignal(workspace.changed, timeout=5000):
        qtbot.keyClick(page.line.edit, Key.Key_Delete)
    assert opened(workspace, office).saved is None


def test_a_draft_is_kept_although_one_never_stops_typing(
    qtbot, page, workspace, office
):
    kept = []
    workspace.changed.connect(kept.append)

    def _types_on():
        qtbot.keyClicks(page.line.edit, "1")
        return bool(kept)

    qtbot.waitUntil(_types_on, timeout=5000)
    assert opened(workspace, office).saved is not None


def test_what_is_typed_before_the_next_sheet_is_here_belongs_to_that_one(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    press(qtbot, page, Key.Key_Return, Control)
    qtbot.keyClicks(page.line.edit, "7 1")  # faster than the register answers
    next_sheet(qtbot, page, "Åse Ødegård")
    assert page.line.edit.text() == "7 1"
    type_line(qtbot, page, "6 20")
    assert shown(page)[0][:4] == ["07.10.2026", "ons.", "16:00", "20:00"]


def test_a_draft_like_the_register_is_forgotten(qtbot, page, workspace, office):
    type_line(qtbot, page, "14 16 20")
    page.typed.undo_stack.undo()
    page.leave()
    assert workspace.read(lambda s: load_draft(s, *page.typed.place)) is None


def test_saving_opens_the_next_sheet_of_the_pile(qtbot, page, workspace):
    type_line(qtbot, page, "14 16 20")
    press(qtbot, page, Key.Key_Return, Control)
    next_sheet(qtbot, page, "Åse Ødegård")
    assert page.line.edit.hasFocus()
    type_line(qtbot, page, "14 16 20")
    press(qtbot, page, Key.Key_Return, Control)
    next_sheet(qtbot, page, "Signe Foss")
    with qtbot.waitSignal(page.left):  # no hours: the last of the pile
        page.say_nothing()


def test_no_hours_is_not_said_of_a_sheet_with_a_line_begun(qtbot, page):
    qtbot.keyClicks(page.line.edit, "14 16")
    page.say_nothing()
    assert "Timelisten har besøk." in texts(page.banner)
    assert page.line.edit.text() == "14 16"


def test_a_line_half_typed_keeps_the_sheet_from_being_saved(
    qtbot, page, workspace, office
):
    type_line(qtbot, page, "14 16 20")
    qtbot.keyClicks(page.line.edit, "15 16")
    press(qtbot, page, Key.Key_Return, Control)
    assert "Skriv også når det sluttet" in page.line.preview.text()
    assert opened(workspace, office).state is None


def test_a_visit_outside_the_period_is_refused_and_the_cursor_goes_there(qtbot, page):
    type_line(qtbot, page, "14 16 20")
    type_line(qtbot, page, "2.11 16 20")
    press(qtbot, page, Key.Key_Return, Control)
    assert any("02.11.2026 er utenfor perioden" in text for text in texts(page.banner))
    assert page.table.currentIndex().row() == 1
    assert page.table.hasFocus()


def test_saving_can_be_taken_back_and_nothing_typed_is_lost(
    qtbot, page, workspace, office
):
    type_line(qtbot, page, "14 16 20")
    with qtbot.waitSignal(page.said) as said:
        press(qtbot, page, Key.Key_S, Control)
    said.args[1]()
    sheet = opened(workspace, office)
    assert sheet.state is None
    assert len(sheet.saved.draft.visits) == 1


def test_taking_back_a_correction_brings_the_sheet_that_was_there(
    qtbot, page, workspace, office, database
):
    with database.transaction() as session:
        place = page.typed.place
        make.a_sheet(session, *place, make.a_visit(7))
    page.show_sheet(opened(workspace, office))
    type_line(qtbot, page, "14 16 20")
    with qtbot.waitSignal(page.said) as said:
        press(qtbot, page, Key.Key_S, Control)
    assert len(opened(workspace, office).draft.visits) == 2
    said.args[1]()
    again = opened(workspace, office)
    assert again.draft.visits == (make.a_visit(7),)
    assert len(again.saved.draft.visits) == 2  # what was typed is not lost
    assert again.saved.draft.version == again.draft.version


def test_every_field_can_be_named_by_a_screen_reader(page):
    assert page.line.edit.accessibleName().startswith("Nytt besøk")
    buddies = {each.buddy(): each.text() for each in page.findChildren(QLabel)}
    assert buddies[page.line.edit] == "Nytt &besøk"
    assert buddies[page.sums.control] == "Sum på &papiret"
    assert page.table.accessibleName() == "Besøk i perioden"
