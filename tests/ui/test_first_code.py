"""The recovery code at the first start: on paper, typed back, and never skipped."""

from datetime import date

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from stkdesk import settings
from stkdesk.storage.keys import key_file_of, knows
from stkdesk.storage.opening import unlock_with_code
from stkdesk.ui.code_fields import GroupField
from stkdesk.ui.start.first_start import FirstStart
from tests import person
from tests.documents.reading import text_of
from tests.ui.first_start import (
    PASSWORD,
    SLOW,
    code_on,
    fill_in,
    make,
    shown,
    tell_who,
)

TODAY = date(2026, 11, 16)


@pytest.fixture
def front(qtbot):
    """The first start, in front of a person with a keyboard."""
    return shown(qtbot, FirstStart(settings.register_file(), clock=lambda: TODAY))


def test_the_code_that_was_typed_back_opens_the_register(qtbot, front):
    file, code = make(qtbot, front)
    assert unlock_with_code(file, code).key
    assert knows(key_file_of(file), "KARI")


def test_there_is_no_register_before_the_code_is_typed_back(qtbot, front):
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    make_it = person.button(front, "Lag kontoret")
    assert not make_it.isEnabled()
    assert make_it.toolTip() == "Skriv de to gruppene fra arket først."
    first, second = (f for f in front.findChildren(GroupField) if f.isVisible())
    qtbot.keyClicks(first, "0000")
    qtbot.keyClicks(second, "0000")
    for told in front.findChildren(QLabel):
        if told.isVisible() and "er ikke slik på arket. Se en gang til." in told.text():
            assert told.width() > first.width() * 2  # read at a glance, not in a column
    assert person.says(front, "er ikke slik på arket. Se en gang til.")
    assert not make_it.isEnabled()
    assert not settings.register_file().exists()


def test_while_the_groups_are_typed_the_code_can_only_be_read_on_the_paper(
    qtbot, front
):
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    code = code_on(front)
    first = next(f for f in front.findChildren(GroupField) if f.isVisible())
    first.setFocus()
    assert set(code_on(front)) == {"••••"}
    person.press(qtbot, front, "Vis koden igjen")
    assert code_on(front) == code


def test_going_back_and_forth_the_code_on_the_paper_is_still_the_same(qtbot, front):
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    code = code_on(front)
    person.press(qtbot, front, "Tilbake")
    assert person.field(front, "Navnet ditt").text() == "Kari Nordmann"
    assert person.field(front, "Passord").text() == PASSWORD
    person.press(qtbot, front, "Neste")
    assert code_on(front) == code


def test_the_sheet_with_the_code_is_saved_as_a_file(qtbot, front, tmp_path):
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    code = code_on(front)
    person.press(qtbot, front, "Lagre som PDF …")
    qtbot.waitUntil(lambda: front.findChildren(QFileDialog) != [], timeout=SLOW)
    [dialog] = front.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "ark.pdf"))
    dialog.close()
    text = "".join(text_of((tmp_path / "ark.pdf").read_bytes()).split())
    assert all(group in text for group in code)
    assert "Fjordvikkommune" in text
    assert person.says(front, "Filen åpner registeret for den som finner den.")


def test_what_is_lost_with_the_passwords_and_the_paper_is_said_beforehand(qtbot, front):
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    assert person.says(front, "er registeret tapt for alltid")
