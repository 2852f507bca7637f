"""Getting back to a backup, as a person does it."""

import shutil
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QListWidget

from stkdesk.domain.office import OfficeDraft
from stkdesk.services.backups import back_up
from stkdesk.services.office import set_up_office
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.lock import lock_file_of, take_lock
from stkdesk.storage.opening import open_register
from stkdesk.ui.app import Start
from stkdesk.ui.main_window import MainWindow
from tests import person
from tests.conftest import PASSWORD
from tests.storage.backups import driven

SLOW = 20_000  # milliseconds


@pytest.fixture
def office(register_file, today):
    """An office with a backup, in which something went wrong afterwards."""
    database = open_register(register_file, PASSWORD)
    with database.transaction() as session:
        draft = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, draft, today=today)
    driven(back_up(database, now=datetime.now(UTC)))
    with database.transaction() as session:
        session.connection().exec_driver_sql(
            "UPDATE office SET municipality = 'Feil kommune'"
        )
    database.close()
    return register_file


@pytest.fixture
def begin(qtbot, today):
    begun = []

    def _begin(file):
        window = MainWindow()
        window.resize(1300, 800)
        qtbot.addWidget(window)
        start = Start(window, file, practice=False, clock=lambda: today)
        person.show(qtbot, window)
        start.begin()
        begun.append((window, start))
        return window

    yield _begin
    for window, start in begun:
        start.close()
        window.before_close = None
        window.close()


def wait_for(qtbot, window, text):
    qtbot.waitUntil(lambda: person.says(window, text), timeout=SLOW)


def sign_in(qtbot, window):
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")


def fetch_a_backup(qtbot, window):
    """Choose it at the first start."""
    wait_for(qtbot, window, "Hent fra en sikkerhetskopi")
    [tile] = [
        each
        for each in window.findChildren(type(person.button(window, "Hjelp (F1)")))
        if each.isVisible()
        and each.accessibleName().startswith("Hent fra en sikkerhetskopi")
    ]
    tile.click()


def choose_and_open(qtbot, window):
    wait_for(qtbot, window, "Hvilken kopi vil dere tilbake til?")
    qtbot.waitUntil(lambda: person.button(window, "Neste").isEnabled(), timeout=SLOW)
    person.press(qtbot, window, "Neste")
    wait_for(qtbot, window, "er ikke med.")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    wait_for(qtbot, window, "Registeret er gjenopprettet")


def test_a_mistake_is_undone_from_the_settings(qtbot, begin, office):
    window = begin(office)
    sign_in(qtbot, window)
    wait_for(qtbot, window, "Feil kommune")
    page = window.open("office")
    page.open_group("backup")
    person.press(qtbot, window, "Gjenopprett …")
    person.press(
        qtbot, person.window("Gjenopprette fra sikkerhetskopi?"), "Lukk og velg kopi"
    )
    assert not window.rail.isEnabled()
    wait_for(qtbot, window, "Hvilken kopi vil dere tilbake til?")
    qtbot.waitUntil(lambda: person.button(window, "Neste").isEnabled(), timeout=SLOW)
    [backups] = [
        each
        for each in window.findChildren(QListWidget)
        if each.accessibleName() == "Sikkerhetskopier"
    ]
    backups.setFocus()
    person.key(qtbot, window, "End")  # the oldest: of before the mistake
    choose_and_open(qtbot, window)
    assert list(office.parent.glob("register før gjenoppretting *.db"))
    person.press(qtbot, window, "Logg inn")
    sign_in(qtbot, window)
    wait_for(qtbot, window, "Fjordvik kommune")


def test_a_damaged_register_leads_to_its_backups(qtbot, begin, office):
    office.write_bytes(b"tull" * 9000)
    window = begin(office)
    sign_in(qtbot, window)
    wait_for(qtbot, window, "Registeret er skadet")
    person.press(qtbot, window, "Hent en sikkerhetskopi …")
    choose_and_open(qtbot, window)
    person.press(qtbot, window, "Logg inn")
    sign_in(qtbot, window)
    wait_for(qtbot, window, "Fjordvik kommune")


def test_nothing_is_restored_into_a_folder_that_goes_to_the_cloud(qtbot, begin, office):
    cloud = office.parent / "OneDrive"
    shutil.copytree(office.parent / "Sikkerhetskopier", cloud / "Sikkerhetskopier")
    window = begin(cloud / "stkdesk.db")
    fetch_a_backup(qtbot, window)
    wait_for(qtbot, window, "Hvilken kopi vil dere tilbake til?")
    qtbot.waitUntil(lambda: person.button(window, "Neste").isEnabled(), timeout=SLOW)
    person.press(qtbot, window, "Neste")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.press(qtbot, window, "Gjenopprett")
    wait_for(qtbot, window, "Mappen kopieres til nettskyen.")
    assert [each.name for each in cloud.iterdir()] == ["Sikkerhetskopier"]


def test_a_wrong_password_is_told_by_its_field(qtbot, begin, office):
    office.write_bytes(b"tull" * 9000)
    window = begin(office)
    sign_in(qtbot, window)
    wait_for(qtbot, window, "Registeret er skadet")
    person.press(qtbot, window, "Hent en sikkerhetskopi …")
    wait_for(qtbot, window, "Hvilken kopi vil dere tilbake til?")
    qtbot.waitUntil(lambda: person.button(window, "Neste").isEnabled(), timeout=SLOW)
    person.press(qtbot, window, "Neste")
    person.write(qtbot, window, "Passord", "gjettet helt feil")
    person.press(qtbot, window, "Gjenopprett")
    wait_for(qtbot, window, "Passordet stemmer ikke.")
    assert person.field(window, "Passord").text() == "gjettet helt feil"
    assert office.read_bytes()[:4] == b"tull"


def test_on_a_new_machine_the_first_start_offers_it(qtbot, begin, office, tmp_path):
    new = tmp_path / "ny" / "register.db"
    shutil.copytree(office.parent / "Sikkerhetskopier", new.parent / "Sikkerhetskopier")
    window = begin(new)
    fetch_a_backup(qtbot, window)
    choose_and_open(qtbot, window)
    assert key_file_of(new).exists()


def test_a_register_somebody_has_open_says_who(qtbot, begin, office):
    lock = take_lock(office, now=datetime.now(UTC))
    window = begin(office)
    wait_for(qtbot, window, "Registeret er åpent hos")
    assert not any(
        each.isVisible() and each.text() == "Frigi og åpne"
        for each in window.findChildren(type(person.button(window, "Prøv igjen")))
    )
    lock.release()
    person.press(qtbot, window, "Prøv igjen")
    wait_for(qtbot, window, "Åpne registeret")


def test_a_lock_left_behind_is_let_go_of_by_a_person(qtbot, begin, office):
    lock_file_of(office).write_text("{}", "utf-8")
    window = begin(office)
    wait_for(qtbot, window, "Registeret er merket som åpent på en annen maskin.")
    person.press(qtbot, window, "Frigi og åpne")
    sign_in(qtbot, window)
    wait_for(qtbot, window, "Feil kommune")
