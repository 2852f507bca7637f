"""Kontoret: saved at once, told by the field, undone with one key."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from stkdesk.services.office import change_office
from stkdesk.ui.office.page import GROUPS
from tests import person
from tests.ui.office.settings import FJORDVIK, office, open_group


def test_a_field_is_saved_when_it_is_left(qtbot, page):
    person.write(qtbot, page, "Leder", "Marit Hægstad")
    person.key(qtbot, page, "Tab")
    assert office(page).leader == "Marit Hægstad"
    assert person.says(page, "Lagret: Leder")


def test_enter_saves_too_and_ctrl_z_takes_it_back(qtbot, page):
    person.write(qtbot, page, "Telefon", "71001234")
    person.key(qtbot, page, "Return")
    assert office(page).phone == "71 00 12 34"
    assert page.workspace.undo()
    assert office(page).phone == "01 00 40 00"
    field = person.field(page, "Telefon")
    qtbot.waitUntil(lambda: field.text() == "01 00 40 00", timeout=person.WAIT)


def test_leaving_a_field_untouched_saves_nothing(qtbot, page):
    with qtbot.assertNotEmitted(page.workspace.changed):
        person.field(page, "Telefon").setFocus()
        person.key(qtbot, page, "Tab")


def test_a_municipality_without_a_name_is_refused_and_the_rest_stands(qtbot, page):
    person.write(qtbot, page, "Kommune", " ")
    person.key(qtbot, page, "Tab")
    assert person.says(page, "Skriv navnet på kommunen.")
    assert office(page).municipality == "Fjordvik kommune"
    person.write(qtbot, page, "Kommune", "Byen")
    person.key(qtbot, page, "Return")
    assert office(page).municipality == "Byen"
    assert not person.says(page, "Skriv navnet på kommunen.")


def test_the_place_follows_the_postal_code(qtbot, page):
    person.write(qtbot, page, "Postnummer og sted", "6509")
    person.key(qtbot, page, "Return")
    assert (office(page).postal_code, office(page).city) == ("6509", "Kristiansund N")


def test_a_doubtful_organisation_number_is_saved_with_a_warning(qtbot, page):
    person.write(qtbot, page, "Organisasjonsnummer", "940155224")
    person.key(qtbot, page, "Return")
    assert office(page).organisation_number == "940155224"
    assert person.says(page, "Kontrollsifferet stemmer ikke.")


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(qtbot, page, today):
    person.write(qtbot, page, "Leder", "Kari Nordmann")
    others = replace(FJORDVIK, leader="Marit Hægstad")
    with page.workspace.database.transaction() as session:
        change_office(session, FJORDVIK, others, today=today)
    person.key(qtbot, page, "Return")
    asked = person.wait_for_window(qtbot, "To har endret det samme")
    assert person.says(asked, "Marit Hægstad")
    assert person.says(asked, "Kari Nordmann")
    person.key(qtbot, asked, "Esc")
    assert office(page).leader == "Marit Hægstad"
    assert person.field(page, "Leder").text() == "Kari Nordmann"


@pytest.mark.parametrize(
    ("choice", "leader"),
    [("Du skrev", "Kari Nordmann"), ("Det andre vinduet lagret", "Marit Hægstad")],
)
def test_one_of_two_values_is_chosen_and_stands(qtbot, page, today, choice, leader):
    person.write(qtbot, page, "Leder", "Kari Nordmann")
    others = replace(FJORDVIK, leader="Marit Hægstad", web="fjordvik.example.org")
    with page.workspace.database.transaction() as session:
        change_office(session, FJORDVIK, others, today=today)
    person.key(qtbot, page, "Return")
    asked = person.wait_for_window(qtbot, "To har endret det samme")
    person.press(qtbot, asked, choice)
    person.press(qtbot, asked, "Lagre")
    assert office(page).leader == leader
    assert person.field(page, "Leder").text() == leader
    assert office(page).web == "fjordvik.example.org"


def test_a_change_elsewhere_shows_but_not_over_what_is_being_typed(qtbot, page, today):
    person.write(qtbot, page, "Leder", "Halvt skrev")
    others = replace(FJORDVIK, web="fjordvik.example.org", leader="En annen")
    page.workspace.do(
        lambda session: change_office(session, FJORDVIK, others, today=today)
    )
    web = person.field(page, "Nettsted")
    qtbot.waitUntil(lambda: web.text() == "fjordvik.example.org", timeout=person.WAIT)
    assert person.field(page, "Leder").text() == "Halvt skrev"


def test_every_letter_for_alt_leads_to_one_field(qtbot, page):
    for title in [place.title for place in GROUPS]:
        open_group(qtbot, page, title)
        labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
        letters = [
            text[text.index("&") + 1].casefold() for text in labels if "&" in text
        ]
        assert len(letters) == len(set(letters)), title
