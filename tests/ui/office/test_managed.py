"""What IT has decided is greyed in the settings, and says so."""

import pytest
from PySide6.QtWidgets import QLineEdit

from stkdesk.services.backups import backup_rules
from stkdesk.ui.why_not import reasons_of
from tests import person
from tests.configured import say
from tests.ui.office.settings import open_group


@pytest.fixture
def managed(tmp_path):
    """A machine where IT has decided before the settings were opened."""
    say({"LockMinutes": "5"}, {"BackupFolder": str(tmp_path / "IT sin mappe")})


def test_it_decides_how_soon_the_window_locks(qtbot, managed, page):
    open_group(qtbot, page, "Innlogging og nøkler")
    field = person.field(page, "Lås vinduet etter")
    assert (field.text(), field.isEnabled()) == ("5", False)
    mark = person.button(page, "styrt av IT")
    told = "Lås vinduet etter: styrt av IT (maskinpolicy)."
    assert mark.accessibleDescription() == told
    mark.setFocus()
    person.key(qtbot, page, "Return")
    why = person.wait_for_window(qtbot, "Hvorfor ikke?")
    assert person.says(why, told)
    assert person.says(why, "spør IT")
    why.reject()


def test_it_decides_where_backups_go_and_the_rest_is_for_the_office(
    qtbot, managed, page, workspace, tmp_path
):
    open_group(qtbot, page, "Sikkerhetskopi")
    field = person.field(page, "Mappe for kopiene")
    assert (field.text(), field.isEnabled()) == (str(tmp_path / "IT sin mappe"), False)
    [reason] = reasons_of(person.button(page, "Velg …"))[0].reasons
    assert reason.sentence == "Mappe for kopiene: styrt av IT (maskinfil)."
    qtbot.waitUntil(lambda: person.says(page, "samme disk"), timeout=person.WAIT)
    assert person.says(page, "Si det til IT, som har valgt mappen.")
    assert not person.says(page, "Velg en mappe")
    days = person.field(page, "Slett etter antall dager")
    assert isinstance(days, QLineEdit)
    person.write(qtbot, page, "Slett etter antall dager", "90")
    person.key(qtbot, page, "Return")
    qtbot.waitUntil(
        lambda: workspace.read(backup_rules).days == 90, timeout=person.WAIT
    )
    assert workspace.read(backup_rules).folder == ""


def test_the_printers_are_shown_and_the_one_of_it_says_so(qtbot, page):
    say({"PrinterLetters": "Gang 2"}, own={"PrinterTimesheets": "Kontoret"})
    open_group(qtbot, page, "Utseende")
    assert person.says(page, "Gang 2")
    assert person.says(page, "Kontoret")
    assert person.says(page, "Den du velger første gang du skriver ut")
    mark = person.button(page, "styrt av IT")
    assert mark.accessibleName() == "Brev, vedtak og avtaler: styrt av IT"


def test_what_nobody_manages_is_open(qtbot, page):
    open_group(qtbot, page, "Innlogging og nøkler")
    assert person.field(page, "Lås vinduet etter").isEnabled()
    assert not person.says(page, "styrt av IT")
