"""Signing in at the desk: several who work there, waiting, forgetting, leaving."""

from contextlib import closing

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget

from stkdesk import settings
from stkdesk.domain.recovery_code import new_code
from stkdesk.storage.attempts import failed_attempts
from stkdesk.storage.cipher import connect
from stkdesk.storage.key_changes import add_user, set_recovery
from stkdesk.storage.keys import LIGHT, key_file_of, open_key_file
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW, buttons, on_screen
from tests.needs import KEYS
from tests.ui.first_start import type_back

KARI = "torsk på tirsdag"
NEW = "ullgenser med kaffe"
SINCE = "på å åpne registeret siden noen sist logget inn."


@pytest.fixture
def with_kari(office):
    """The office, and Kari, who is a caseworker there."""
    key = open_key_file(key_file_of(office), PASSWORD).key
    slot = add_user(key_file_of(office), key, "kari", KARI, effort=LIGHT).slot
    with closing(connect(office, key.database_key)) as connection:
        connection.execute(
            "INSERT INTO staff (name, login, slot, caseworker, payroll, leader, reader,"
            " administrator, sees_protected, version, changed_at)"
            " VALUES ('Kari Nordmann', 'kari', ?, 1, 0, 0, 0, 0, 0, 1, ?)",
            (slot, "2026-11-01T08:00:00.000000Z"),
        )
    return office


def with_code(file):
    """Give the register a recovery code, and return it."""
    code = new_code()
    key = open_key_file(key_file_of(file), PASSWORD, "kontoret").key
    set_recovery(key_file_of(file), key, code)
    return code


def test_with_one_password_no_name_is_asked_for(desk, office):
    window = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    assert not person.says(window, "Brukernavn")


def test_each_signs_in_by_name_and_the_rail_says_who_it_is(desk, with_kari):
    window = desk.begin(with_kari)
    desk.sign_in(KARI, "kari")
    desk.wait_for("Kari Nordmann")
    assert person.says(window.foot, "Saksbehandler")
    assert window.workspace.actor.name == "Kari Nordmann"


def test_the_name_of_the_account_is_filled_in_when_it_is_known_here(
    desk, with_kari, monkeypatch
):
    monkeypatch.setenv("LOGNAME", "kari")
    window = desk.begin(with_kari)
    desk.wait_for("Glemt passordet?")
    assert person.field(window, "Brukernavn").text() == "kari"
    assert QApplication.focusWidget() is person.field(window, "Passord")
    monkeypatch.setenv("LOGNAME", "ole")
    other = desk.begin(with_kari)
    desk.wait_for("Registeret er åpent")
    other.close()


def test_nothing_but_the_window_itself_is_shown_on_the_desktop(desk, with_kari, qapp):
    class Desktop(QObject):
        windows: list[QWidget] = []

        def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                self.windows += [watched] if watched.isWindow() else []
            return False

    desktop = Desktop()
    with_code(with_kari)
    qapp.installEventFilter(desktop)
    window = desk.begin(with_kari)
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    desk.press("Skriv inn koden")
    desk.press("Tilbake")
    desk.press("Tilbake")
    desk.sign_in(KARI, "kari")
    desk.wait_for_sitting()
    desk.sitting.lock.lock()
    desk.sitting.lock.unlock()
    qapp.removeEventFilter(desktop)
    assert desktop.windows == [window]


def test_without_a_name_one_is_asked_for_it(desk, with_kari):
    window = desk.begin(with_kari)
    desk.sign_in(KARI)
    assert person.says(window, "Skriv brukernavnet ditt.")
    assert QApplication.focusWidget() is person.field(window, "Brukernavn")
    assert person.field(window, "Passord").text() == KARI


def test_who_is_not_known_is_told_the_same_as_who_types_wrong(desk, with_kari):
    window = desk.begin(with_kari)
    desk.sign_in(KARI, "ole")
    desk.wait_for("Brukernavnet eller passordet stemmer ikke.")
    assert person.field(window, "Brukernavn").text() == "ole"


def test_after_three_wrong_passwords_one_waits_but_may_type_on(desk, office):
    window = desk.begin(office)
    for _ in range(3):
        desk.sign_in("helt feil passord")
        desk.qtbot.waitUntil(
            lambda: not person.field(window, "Passord").isReadOnly(), timeout=SLOW
        )
    assert person.says(window, "Vent 5 sekunder …")
    person.write(desk.qtbot, window, "Passord", PASSWORD)
    person.key(desk.qtbot, window, "Return")
    assert person.field(window, "Passord").text() == PASSWORD
    assert window.workspace is None
    desk.qtbot.waitUntil(
        lambda: person.button(window, "Åpne registeret").isEnabled(), timeout=SLOW
    )
    person.key(desk.qtbot, window, "Return")
    desk.wait_for("Fjordvik kommune")
    desk.wait_for(f"3 mislykkede forsøk {SINCE}")
    assert failed_attempts(office) == []


def test_the_wait_goes_on_when_the_program_is_started_again(desk, office):
    window = desk.begin(office)
    for _ in range(3):
        desk.sign_in("helt feil passord")
        desk.qtbot.waitUntil(
            lambda: not person.field(window, "Passord").isReadOnly(), timeout=SLOW
        )
    desk.close()
    again = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    assert not person.button(again, "Åpne registeret").isEnabled()
    desk.wait_for("Vent ")


@pytest.mark.needs_linux(KEYS)
def test_capitals_without_shift_give_a_hint_of_caps_lock(desk, office):
    window = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    desk.qtbot.keyClick(person.field(window, "Passord"), "A")
    assert person.says(window, "Caps Lock er på.")


def test_signing_out_leaves_nothing_on_the_screen_and_another_may_come(desk, with_kari):
    window = desk.begin(with_kari)
    desk.sign_in(PASSWORD, "kontoret")
    desk.wait_for_sitting()
    window.open("clients")
    desk.choose("Logg ut")
    desk.wait_for("Glemt passordet?")
    assert "Fjordvik" not in on_screen()
    assert window.pages == {}
    desk.sign_in(KARI, "kari")
    desk.wait_for("Kari Nordmann")
    desk.wait_for_sitting()
    assert window.workspace.actor.name == "Kari Nordmann"


def test_leaving_the_practice_office_leads_to_ones_own(
    desk, practice_offices, tmp_path
):
    (folder := tmp_path / "data").mkdir()
    file = practice_offices.copy(folder, clients=20, years=1)
    window = desk.begin(file, practice=True)
    desk.wait_for("ØVING")
    desk.wait_for_sitting()
    desk.choose("Logg ut")
    desk.wait_for("Velkommen! Hvordan vil du begynne?")
    assert not person.says(window, "ØVING")


def test_the_own_password_is_changed_from_the_rail(desk, office):
    window = desk.begin(office)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    desk.choose("Bytt passord …")
    dialog = person.wait_for_window(desk.qtbot, "Bytt passord")
    person.write(desk.qtbot, dialog, "Nåværende passord", PASSWORD)
    person.write(desk.qtbot, dialog, "Nytt passord", NEW)
    person.write(desk.qtbot, dialog, "Nytt passord en gang til", NEW)
    person.key(desk.qtbot, dialog, "Return")
    desk.wait_for("Passordet er endret.")
    assert open_key_file(key_file_of(office), NEW).key
    assert window.isVisible()


def test_the_lock_is_opened_with_the_password_in_use_after_a_change(desk, with_kari):
    window = desk.begin(with_kari)
    desk.sign_in(KARI, "kari")
    desk.wait_for_sitting()
    desk.choose("Lås")
    person.write(desk.qtbot, window, "Passord", PASSWORD)  # the office's, not Kari's
    person.key(desk.qtbot, window, "Return")
    desk.wait_for("Passordet stemmer ikke.")
    person.write(desk.qtbot, window, "Passord", KARI)
    person.key(desk.qtbot, window, "Return")
    desk.qtbot.waitUntil(lambda: not desk.sitting.lock.is_locked, timeout=SLOW)


# A forgotten password.


def test_both_ways_back_are_told_and_without_a_paper_there_is_one(desk, office):
    window = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    assert person.says(window, "åpner Innstillinger → Ansatte")
    assert person.says(window, "Dette registeret har ingen gjenopprettingskode.")
    assert not person.button(window, "Skriv inn koden").isEnabled()
    desk.press("Tilbake")
    desk.sign_in(PASSWORD)
    desk.wait_for("Fjordvik kommune")


def test_the_paper_lets_an_administrator_in_with_a_new_password(desk, with_kari):
    code = with_code(with_kari)
    window = desk.begin(with_kari)
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    desk.press("Skriv inn koden")
    for group in code.split("-"):
        desk.qtbot.keyClicks(QApplication.focusWidget(), group.lower())
    person.key(desk.qtbot, window, "Return")
    desk.wait_for("Nytt passord")
    [who] = [box for box in window.findChildren(QComboBox) if box.isVisible()]
    assert [who.itemText(at) for at in range(who.count())] == ["Kontoret (kontoret)"]
    person.write(desk.qtbot, window, "Nytt passord", NEW)
    person.write(desk.qtbot, window, "Nytt passord en gang til", NEW)
    person.key(desk.qtbot, window, "Return")
    desk.wait_for("Fjordvik kommune")
    assert window.workspace.actor.name == "Kontoret"
    assert open_key_file(key_file_of(with_kari), KARI, "kari").key


def test_a_whole_code_is_pasted_and_a_slip_of_the_pen_is_told(desk, office):
    code = with_code(office)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    window = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    desk.press("Skriv inn koden")
    QApplication.clipboard().setText(f"  {wrong.replace('-', ' ')} ")
    desk.key("Ctrl+V")
    desk.press("Neste")
    assert person.says(window, "Ett av tegnene er feil. Sammenlign med arket.")
    first = QApplication.focusWidget()
    assert first.accessibleName() == "Gruppe 1 av 9"
    first.selectAll()
    QApplication.clipboard().setText(code)
    desk.key("Ctrl+V")
    assert not person.says(window, "Ett av tegnene er feil.")
    desk.press("Neste")
    desk.wait_for("Koden stemmer.")


def test_a_sign_no_code_has_is_marked_and_backspace_goes_to_the_group_before(
    desk, office
):
    with_code(office)
    window = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    desk.press("Skriv inn koden")
    first = QApplication.focusWidget()
    desk.qtbot.keyClicks(first, "U")
    assert first.accessibleDescription() == "Koden har aldri tegnet U."
    first.clear()
    desk.qtbot.keyClicks(first, "7k2m")
    second = QApplication.focusWidget()
    assert (first.text(), second.accessibleName()) == ("7K2M", "Gruppe 2 av 9")
    desk.qtbot.keyClick(second, Qt.Key.Key_Backspace)
    assert QApplication.focusWidget() is first
    assert window.workspace is None


# The place, the paper, the key.


def test_a_register_that_was_moved_is_shown_to_the_program(desk, office, tmp_path):
    window = desk.begin(office)
    desk.wait_for("Glemt passordet?")
    moved = tmp_path / "arkiv" / "register.db"
    moved.parent.mkdir()
    for ending in (".db", ".keys"):
        moved.with_suffix(ending).write_bytes(office.with_suffix(ending).read_bytes())
    desk.press("Registeret ligger et annet sted …")
    [dialog] = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(moved))
    dialog.close()
    desk.wait_for(str(moved))
    assert settings.register_file() == moved
    desk.sign_in(PASSWORD)
    desk.wait_for(str(moved.parent), window.status)


def test_an_office_from_before_the_codes_makes_one_from_the_first_page(desk, office):
    window = desk.begin(office)
    desk.sign_in(PASSWORD)
    desk.wait_for("Registeret har ingen gjenopprettingskode.")
    desk.press("Lag en gjenopprettingskode")
    dialog = person.wait_for_window(desk.qtbot, "Gjenopprettingskoden")
    type_back(desk.qtbot, dialog)
    desk.press("Ferdig", dialog)
    desk.wait_for("Gjenopprettingskoden gjelder.")
    assert not person.says(window, "Registeret har ingen gjenopprettingskode.")


def test_who_does_not_keep_the_register_is_not_asked_for_a_code(desk, with_kari):
    window = desk.begin(with_kari)
    desk.sign_in(KARI, "kari")
    desk.wait_for_sitting()
    assert "Lag en gjenopprettingskode" not in buttons(window)


def test_the_register_gets_a_new_key_and_work_goes_on(desk, office):
    window = desk.begin(office)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    before = open_key_file(key_file_of(office), PASSWORD).key.database_key
    window.key_wanted.emit()
    desk.wait_for("Å gjøre nå")
    desk.wait_for_sitting()
    assert window.workspace.actor.name == "Kontoret"
    assert open_key_file(key_file_of(office), PASSWORD).key.database_key != before
