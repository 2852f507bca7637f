"""Utseende and Registeret: how the program looks, and where it lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from stkdesk.ui import memory, theme
from stkdesk.ui.theme import Look, Scheme
from tests import person
from tests.ui.office.settings import open_group


def test_the_dark_look_is_taken_on_at_once_and_remembered(
    qtbot, page, qapp, usual_look
):
    open_group(qtbot, page, "Utseende")
    person.press(qtbot, page, "Tema: Mørkt")
    qtbot.waitUntil(lambda: theme.now().is_dark, timeout=person.WAIT)
    person.press(qtbot, page, "Høy kontrast: På")
    qtbot.waitUntil(lambda: theme.look().high_contrast, timeout=person.WAIT)
    assert memory.remembered_look() == Look(Scheme.DARK, 10, high_contrast=True)


def test_a_larger_text_is_chosen_with_the_arrow_keys(qtbot, page, usual_look):
    open_group(qtbot, page, "Utseende")
    normal = person.button(page, "Tekststørrelse: Normal")
    normal.setFocus()
    person.key(qtbot, page, "Right")
    qtbot.waitUntil(lambda: theme.look().points == 11, timeout=person.WAIT)


# The register.


def test_the_place_of_the_register_can_be_read_and_copied(qtbot, page, register_file):
    open_group(qtbot, page, "Registeret")
    [path] = [
        each for each in page.findChildren(QLabel) if each.text() == str(register_file)
    ]
    assert path.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert person.says(page, "Alt her er om virkelige personer.")
