"""A forgotten password: the administrator lets Siri choose another, and she is back."""

import pytest

from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW
from tests.journeys.ansatte import let_in, open_staff, sign_out

FORGOTTEN, NEW = "havregryn og kanel", "blåbær på fjellet"


@pytest.fixture
def with_siri(desk, office):
    """Siri Dahl may come in, and nobody has signed in yet."""
    desk.begin(office)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    open_staff(desk)
    let_in(desk, "Siri Dahl", "Saksbehandler", FORGOTTEN)
    desk.shut()
    return office


def test_whoever_forgot_the_password_chooses_another_at_the_administrators(
    desk, with_siri
):
    desk.begin(with_siri)
    asks_for_help(desk)
    desk.sign_in(PASSWORD, "kontoret")
    desk.wait_for_sitting()
    chooses_another(desk)
    sign_out(desk)

    desk.sign_in(FORGOTTEN, "siri.dahl")
    desk.wait_for("Brukernavnet eller passordet stemmer ikke.")
    assert desk.window.workspace is None
    desk.sign_in(NEW, "siri.dahl")
    desk.wait_for_sitting()
    assert person.says(desk.window.foot, "Siri Dahl")
    sign_out(desk)
    desk.sign_in(PASSWORD, "kontoret")  # nobody else noticed anything
    desk.wait_for_sitting()
    the_log_says_that_the_keys_were_changed(desk)


def asks_for_help(desk):
    """Siri looks up what to do, and goes to fetch the administrator."""
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    desk.wait_for("En administrator kan lage et nytt")
    assert person.says(desk.window, "Innstillinger → Ansatte")
    assert person.says(desk.window, "«Nytt passord» under «…» ved navnet ditt")
    desk.press("Tilbake")


def chooses_another(desk):
    """The administrator finds Siri; she types the new one herself, twice."""
    open_staff(desk)
    desk.wait_for("Siri Dahl")
    desk.choose_of("Mer om Siri Dahl", "Nytt passord")
    form = person.wait_for_window(desk.qtbot, "Nytt passord")
    desk.type(NEW, "<Return>", "blåbær i fjellet", "<Return>", where=form)
    desk.wait_for("Passordene er ikke like", form)
    person.write(desk.qtbot, form, "Nytt passord en gang til", NEW)
    desk.type("<Return>", where=form)
    desk.wait_for("Siri Dahl har fått nytt passord")


def the_log_says_that_the_keys_were_changed(desk):
    window = desk.window
    at = [room.key for room in window.rooms].index("events")
    desk.key(f"Ctrl+{at + 1}")
    table = window.page.table
    desk.qtbot.waitUntil(
        lambda: any("Endret nøkler" in row for row in person.rows(table)), timeout=SLOW
    )
    [row, *_] = [row for row in person.rows(table) if "Endret nøkler" in row]
    assert "Kontoret" in row
