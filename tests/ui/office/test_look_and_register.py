"""Utseende and Registeret: how the program looks, and what opens it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from stkdesk.storage.opening import open_register
from stkdesk.ui import memory, theme
from stkdesk.ui.theme import Look, Scheme
from tests import person
from tests.conftest import PASSWORD
from tests.ui.office.settings import open_group

SLOW = 30_000  # milliseconds; the password is stretched for some seconds


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


def write_passwords(qtbot, page, old, new, again):
    open_group(qtbot, page, "Registeret")
    person.write(qtbot, page, "Nåværende passord", old)
    person.write(qtbot, page, "Nytt passord", new)
    person.write(qtbot, page, "Nytt passord en gang til", again)
    person.key(qtbot, page, "Return")


def test_the_place_of_the_register_can_be_read_and_copied(qtbot, page, register_file):
    open_group(qtbot, page, "Registeret")
    [path] = [
        each for each in page.findChildren(QLabel) if each.text() == str(register_file)
    ]
    assert path.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert person.says(page, "Alt her er om virkelige personer.")


def test_a_new_password_opens_the_register(qtbot, page, register_file):
    new = "ullgenser med kaffe"
    write_passwords(qtbot, page, PASSWORD, new, new)
    qtbot.waitUntil(lambda: person.says(page, "Passordet er endret."), timeout=SLOW)
    assert person.field(page, "Nytt passord").text() == ""
    open_register(register_file, new).close()


def test_a_wrong_password_is_told_by_its_field_and_nothing_typed_is_lost(qtbot, page):
    new = "ullgenser med kaffe"
    write_passwords(qtbot, page, "gjettet feil", new, new)
    qtbot.waitUntil(lambda: person.says(page, "Passordet stemmer ikke."), timeout=SLOW)
    assert person.field(page, "Nytt passord").text() == new
    assert person.button(page, "Endre passordet").isEnabled()


def test_missing_and_short_passwords_are_told_without_waiting(qtbot, page):
    write_passwords(qtbot, page, "", "kort", "kort")
    assert person.says(page, "Skriv passordet dere bruker nå.")
    assert person.says(page, "Bruk minst 10 tegn.")
