"""A day something went badly wrong, and the way back to before it.

The office works and takes a backup. Then somebody is deleted for good, as two leaders
agreed; and then comes the mistake: hours on the wrong sheet, and a wish changed for the
wrong client. The window is closed, so the newest backup has the mistake in it. From
Innstillinger they choose the one from before, and find the morning as it was, except
that whoever was deleted stays deleted.
"""

import shutil
from contextlib import closing

import pytest
from PySide6.QtWidgets import QListWidget
from sqlalchemy import select

from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.restoring import found_backups
from stkdesk.services.retention import propose_person
from stkdesk.storage.backup_set import usual_folder
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Client, Person, Timesheet
from tests import builders, person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen
from tests.log import log_of
from tests.services.erasing import WORDS, an_applicant, decrypted
from tests.staff import at_work, hire

ERASED = "Qvistgaard"  # the family name of ``an_applicant``
RIGHT, WRONG = "Svømme i bassenget", "Sjakk hjemme hos Oskar"


@pytest.fixture
def busy_office(office, today):
    """Two clients with helpers, and one whose deletion a leader has proposed."""
    with closing(open_register(office, PASSWORD)) as database:
        with database.transaction() as session:
            builders.rates(session)
            builders.periods(session)
            for client, contact in (
                ("Oskar Moen", "Filip Brekke"),
                ("Åse Ødegård", "Håkon Solheim"),
            ):
                builders.an_assignment(session, client, contact)
        applicant = an_applicant(database)
        anne = hire(database, "Anne", Role.LEADER)
        with at_work(database, anne) as own, own.transaction() as session:
            propose_person(session, applicant, "Registrert ved en feil", today=today)
    return office


def test_a_morning_comes_back_and_who_was_deleted_does_not(desk, busy_office, tmp_path):
    come_in(desk, busy_office)
    wish(desk, "øde", RIGHT)
    good = take_a_backup(desk)
    delete_the_applicant(desk)

    register_hours(desk)
    wish(desk, "øde", WRONG)
    desk.shut()
    newest = found_backups(usual_folder(busy_office))[0]
    assert newest.name != good  # the last of the day was taken while it closed

    come_in(desk, busy_office)
    choose_the_backup(desk, busy_office, good)
    open_it(desk)
    desk.press("Logg inn")
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()

    it_is_as_before_the_mistake(desk)
    who_was_deleted_is_nowhere(desk, busy_office)
    desk.shut()
    the_day_as_it_was_lies_beside(busy_office, tmp_path)
    and_the_log_tells_of_it(busy_office)


def come_in(desk, file):
    desk.begin(file)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    tried = "Sist prøvd gjenopprettet"  # the backup of the start
    desk.qtbot.waitUntil(lambda: tried in on_screen(), timeout=SLOW)


def wish(desk, name, text):
    """Look a client up and write what the client wishes for."""
    find(desk, name)
    desk.key("F2")
    form = person.wait_for_window(desk.qtbot, "Rediger bruker")
    person.write(desk.qtbot, form, "Ønsker", text)
    desk.key("Ctrl+S", form)
    desk.wait_for(text)


def find(desk, name):
    desk.key("Ctrl+2")
    desk.key("Ctrl+F")
    desk.type("<Ctrl+A>", name)
    desk.wait_for("Åse Ødegård")
    person.wait_for_rows(desk.qtbot, desk.window.page.table, 1)
    desk.key("Return")


def settings_of(desk, key):
    page = desk.window.open("office")
    page.open_group(key)
    return page.groups[key]


def take_a_backup(desk):
    """Take one by the button, and return the name of its file."""
    group = settings_of(desk, "backup")
    desk.press("Ta sikkerhetskopi nå", group)
    desk.wait_for("Sikkerhetskopien er tatt og kontrollert: ")
    [told] = [t for t in person.texts(desk.window) if t.startswith("Sikkerhetskopien")]
    return told.rpartition(" ")[2]


def delete_the_applicant(desk):
    group = settings_of(desk, "retention")
    desk.wait_for("Foreslått av Anne", group)
    desk.press("Godkjenn: Bruker 3: søknad som aldri ble avgjort", group)
    desk.wait_for("godkjent av Kontoret", group)
    desk.press("Slett det som er godkjent …", group)
    question = person.wait_for_window(desk.qtbot, "Slette 1 sak for godt?")
    desk.press("Slett for godt", question)
    desk.wait_for("Søknad som aldri ble avgjort, slettet", group)


def register_hours(desk):
    """Type the sheet of somebody else, and hand it in."""
    desk.key("Ctrl+T")
    desk.wait_for("Nytt besøk")
    desk.type("1 16 18", "<Return>", "8 16 19", "<Return>", "<Ctrl+Return>")
    desk.wait_for("Registrert: ")


def choose_the_backup(desk, file, name):
    group = settings_of(desk, "backup")
    desk.press("Gjenopprett …", group)
    question = person.wait_for_window(desk.qtbot, "Gjenopprette fra sikkerhetskopi?")
    desk.press("Lukk og velg kopi", question)
    desk.wait_for("Hvilken kopi vil dere tilbake til?")
    names = [each.name for each in found_backups(usual_folder(file))]
    [shown] = [w for w in desk.window.findChildren(QListWidget) if w.isVisible()]
    desk.qtbot.waitUntil(lambda: shown.count() == len(names), timeout=SLOW)
    shown.setFocus()
    desk.type("<Home>", *["<Down>"] * names.index(name))
    desk.qtbot.waitUntil(lambda: "· hel" in shown.currentItem().text(), timeout=SLOW)
    desk.press("Neste")


def open_it(desk):
    desk.wait_for("Personer som er slettet etter kopien, slettes igjen.")
    person.write(desk.qtbot, desk.window, "Passord", "gjettet helt feil")
    desk.key("Return")
    desk.wait_for("Passordet stemmer ikke.")
    person.write(desk.qtbot, desk.window, "Passord", PASSWORD)
    desk.key("Return")
    desk.wait_for("Registeret er gjenopprettet")
    desk.wait_for("Det gamle er tatt vare på: «register før gjenoppretting ")
    desk.wait_for("Personer som var slettet etter kopien, er slettet igjen.")


def it_is_as_before_the_mistake(desk):
    find(desk, "øde")
    desk.wait_for(RIGHT)
    assert WRONG not in on_screen()
    with desk.window.workspace.database.reading() as session:
        assert session.scalars(select(Timesheet)).all() == []
    desk.type("<Ctrl+F>", "<Ctrl+A>", "<Backspace>")
    shown = person.wait_for_rows(desk.qtbot, desk.window.page.table, 2)
    assert [each[0] for each in shown] == ["Oskar Moen", "Åse Ødegård"]


def who_was_deleted_is_nowhere(desk, file):
    desk.type("<Ctrl+F>", "<Ctrl+A>", ERASED.lower())
    person.wait_for_rows(desk.qtbot, desk.window.page.table, 0)
    with desk.window.workspace.database.reading() as session:
        assert session.query(Client).count() == 2
        assert ERASED not in session.scalars(select(Person.family_name)).all()
    key = open_key_file(key_file_of(file), PASSWORD).key
    pages = decrypted(file, key.database_key)
    assert not [word for word in WORDS if word.encode() in pages]


def the_day_as_it_was_lies_beside(file, folder):
    """It opens with the password of the day, and has the mistake in it."""
    [kept] = file.parent.glob("register før gjenoppretting *.db")
    copy = folder / "sett på" / "register.db"
    copy.parent.mkdir()
    shutil.copy(kept, copy)
    shutil.copy(key_file_of(kept), key_file_of(copy))
    with (
        closing(open_register(copy, PASSWORD)) as database,
        database.reading() as session,
    ):
        assert WRONG in session.scalars(select(Client.wishes)).all()
        assert session.query(Timesheet).count() == 1


def and_the_log_tells_of_it(file):
    with closing(open_register(file, PASSWORD)) as database:
        [told] = log_of(database, Action.RESTORED)
    assert told.detail["deleted_again"] > 0  # rows; and nothing of whose they were
    assert told.staff == database.actor.number
