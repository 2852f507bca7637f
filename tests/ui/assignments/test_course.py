"""Start, pause, go on, end and call: the course of an assignment from its card."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.services.assignments import open_assignment
from stkdesk.services.letters import letters_of_client
from tests import person
from tests.ui.registers import closed, key, wait_for

LETTERS = {
    "start": ("«Din støttekontakt» til brukeren", "Oppstartsbrev til støttekontakten"),
    "pause": ("Brev til brukeren om pausen", "Brev til støttekontakten om pausen"),
    "end": ("Brev til brukeren", "Brev til støttekontakten"),
}


def opened(qtbot, page, number):
    page.open_record(number)
    wait_for(qtbot, page, f"med Håkon Aas · O-{number}")
    still(qtbot, page)


def still(qtbot, page):
    """Wait until nothing is read: a card that is read again takes its buttons along."""
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)


def stored(workspace, number):
    return workspace.read(lambda s: open_assignment(s, number))


def from_menu(qtbot, page, line):
    still(qtbot, page)
    person.press(qtbot, page, "Flere handlinger")
    person.choose_in_menu(qtbot, page, line)


def without_letters(form, which):
    for each in LETTERS[which]:
        person.field(form, each).setChecked(False)


def stands(qtbot, workspace, number, status):
    qtbot.waitUntil(
        lambda: stored(workspace, number).draft.status is status, timeout=person.WAIT
    )


def test_a_pause_needs_a_reason_and_goes_on_the_same_way(
    qtbot, page, workspace, running
):
    opened(qtbot, page, running)
    from_menu(qtbot, page, "Sett på pause …")
    form = person.wait_for_window(qtbot, "Sett på pause")
    without_letters(form, "pause")
    key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Velg hvorfor oppdraget settes på pause.")
    person.choose(form, "Hvorfor", "Brukeren er syk")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "Pause fra 16.11.2026: brukeren er syk")
    still(qtbot, page)
    person.press(qtbot, page, "Fortsett oppdrag")
    form = person.wait_for_window(qtbot, "Fortsett oppdrag")
    key(qtbot, form, "Ctrl+S")
    stands(qtbot, workspace, running, AssignmentStatus.ACTIVE)


def test_an_end_asks_for_the_last_sheet_and_the_call_after(
    qtbot, page, workspace, running
):
    opened(qtbot, page, running)
    from_menu(qtbot, page, "Avslutt …")
    form = person.wait_for_window(qtbot, "Avslutt oppdrag")
    without_letters(form, "end")
    assert person.field(form, "Siste dag").text() == "16.11.2026"
    wait_until(
        qtbot, lambda: person.field(form, "Siste timeliste").text() == "30.11.2026"
    )
    assert person.field(form, "Ring dem").text() == "30.11.2026"
    person.choose(form, "Hvorfor", "Målet er nådd")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "Avsluttet 16.11.2026: målet er nådd")
    course = stored(workspace, running).course
    assert course.last_sheet_on == date(2026, 11, 30)
    key(qtbot, page, "Alt+R")
    wait_for(qtbot, page, "Ringt 16.11.2026")


def test_an_ended_assignment_is_taken_up_again(qtbot, page, workspace, running):
    opened(qtbot, page, running)
    from_menu(qtbot, page, "Avslutt …")
    form = person.wait_for_window(qtbot, "Avslutt oppdrag")
    without_letters(form, "end")
    person.choose(form, "Hvorfor", "Annet")
    key(qtbot, form, "Ctrl+S")
    stands(qtbot, workspace, running, AssignmentStatus.ENDED)
    wait_for(qtbot, page, "Avsluttet 16.11.2026: annet")
    from_menu(qtbot, page, "Ta opp igjen …")
    question = person.wait_for_window(qtbot, "Ta opp igjen oppdraget?")
    person.press(qtbot, question, "Ta opp igjen")
    stands(qtbot, workspace, running, AssignmentStatus.ACTIVE)


def test_the_letters_of_a_start_are_made_or_wait_as_drafts(
    qtbot, page, workspace, ready
):
    opened(qtbot, page, ready)
    still(qtbot, page)
    person.press(qtbot, page, "Start oppdrag")
    form = person.wait_for_window(qtbot, "Start oppdrag")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    stands(qtbot, workspace, ready, AssignmentStatus.ACTIVE)
    question = person.wait_for_window(qtbot, "Noe mangler i brevene")
    assert person.says(question, "Din støttekontakt")
    person.press(qtbot, question, "Senere")
    client = stored(workspace, ready).draft.client_number
    [letter] = workspace.read(lambda s: letters_of_client(s, client))
    assert letter.issued_on is None


def wait_until(qtbot, met):
    qtbot.waitUntil(met, timeout=person.WAIT)


@pytest.fixture(autouse=True)
def no_windows_left():
    yield
    for each in QApplication.topLevelWidgets():
        if each.isVisible():
            each.close()
