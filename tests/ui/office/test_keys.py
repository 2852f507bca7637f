"""Innlogging og nøkler: the own password, the lock, the paper and the key."""

import pytest
from PySide6.QtWidgets import QLabel

from stkdesk.services.sitting import lock_minutes
from stkdesk.storage.keys import key_file_of, recovery_made_on
from stkdesk.storage.opening import open_register, unlock_with_code
from stkdesk.ui.code_fields import GroupField
from tests import person
from tests.conftest import PASSWORD
from tests.ui.office.settings import open_group
from tests.ui.registers import wait_for

NEW = "ullgenser med kaffe"
SLOW = 30_000  # milliseconds; the password is stretched for some seconds


@pytest.fixture
def keys(qtbot, page):
    """The group, as read."""
    open_group(qtbot, page, "Innlogging og nøkler")
    wait_for(qtbot, page, "1 ansatt")
    return page


def ask_password(qtbot, keys, old, new, again):
    person.press(qtbot, keys, "Bytt passord …")
    dialog = person.wait_for_window(qtbot, "Bytt passord")
    person.write(qtbot, dialog, "Nåværende passord", old)
    person.write(qtbot, dialog, "Nytt passord", new)
    person.write(qtbot, dialog, "Nytt passord en gang til", again)
    person.key(qtbot, dialog, "Return")
    return dialog


def test_a_new_password_opens_the_register(qtbot, keys, register_file):
    ask_password(qtbot, keys, PASSWORD, NEW, NEW)
    qtbot.waitUntil(lambda: person.says(keys, "Passordet er endret."), timeout=SLOW)
    open_register(register_file, NEW).close()


def test_a_wrong_password_is_told_by_its_field_and_nothing_typed_is_lost(qtbot, keys):
    dialog = ask_password(qtbot, keys, "gjettet feil", NEW, NEW)
    wait_for(qtbot, dialog, "Passordet stemmer ikke.")
    assert person.field(dialog, "Nytt passord").text() == NEW
    assert person.button(dialog, "Endre passordet").isEnabled()
    dialog.reject()


def test_missing_and_short_passwords_are_told_without_waiting(qtbot, keys):
    dialog = ask_password(qtbot, keys, "", "kort", "kort")
    assert person.says(dialog, "Skriv passordet du bruker nå.")
    assert person.says(dialog, "Bruk minst 10 tegn.")
    dialog.reject()


def test_how_soon_the_window_locks_is_saved_at_once(qtbot, keys, workspace):
    field = person.field(keys, "Lås vinduet etter")
    assert field.text() == "10"
    person.write(qtbot, keys, "Lås vinduet etter", "3")
    person.key(qtbot, keys, "Return")
    qtbot.waitUntil(lambda: workspace.read(lock_minutes) == 3, timeout=person.WAIT)


def test_a_lock_after_an_hour_and_a_half_is_refused_by_its_field(
    qtbot, keys, workspace
):
    person.write(qtbot, keys, "Lås vinduet etter", "90")
    person.key(qtbot, keys, "Return")
    wait_for(qtbot, keys, "Skriv fra 1 til 60 minutter.")
    assert workspace.read(lock_minutes) == 10
    assert not keys.may_leave()
    person.window("1 innstilling er ikke lagret").reject()


def test_a_recovery_code_is_made_typed_back_and_opens_the_register(
    qtbot, keys, register_file
):
    assert person.says(keys, "er registeret tapt for alltid")
    person.press(qtbot, keys, "Lag ny kode …")
    dialog = person.wait_for_window(qtbot, "Gjenopprettingskoden")
    shown = [each for each in dialog.findChildren(QLabel) if each.isVisible()]
    groups = [e for e in shown if e.accessibleName().startswith("Gruppe")]
    code = [e.text() for e in sorted(groups, key=lambda e: e.accessibleName())]
    assert not person.button(dialog, "Ferdig").isEnabled()
    for field in dialog.findChildren(GroupField):
        field.setFocus()
        number = int(field.accessibleName().removeprefix("Gruppe "))
        qtbot.keyClicks(field, code[number - 1])
    assert recovery_made_on(key_file_of(register_file)) is None
    person.press(qtbot, dialog, "Ferdig")
    wait_for(qtbot, keys, "Gjenopprettingskoden gjelder.")
    assert unlock_with_code(register_file, "-".join(code)).key
    wait_for(qtbot, keys, "Laget ")


def test_who_closes_the_code_without_typing_it_back_has_changed_nothing(
    qtbot, keys, register_file
):
    person.press(qtbot, keys, "Lag ny kode …")
    dialog = person.wait_for_window(qtbot, "Gjenopprettingskoden")
    person.press(qtbot, dialog, "Avbryt")
    assert recovery_made_on(key_file_of(register_file)) is None


def test_a_new_key_is_asked_about_before_anything_is_closed(qtbot, keys):
    person.press(qtbot, keys, "Bytt nøkkel …")
    question = person.window("Bytte nøkkelen til registeret?")
    assert person.says(question, "Ingen andre kan ha det åpent.")
    question.reject()
