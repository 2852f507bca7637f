"""Where things stand on a letter: in millimetres, drawn in an envelope, printed."""

from dataclasses import replace

import pytest

from stkdesk.domain.office import OfficeDraft
from stkdesk.ui.office.envelope import EnvelopePreview, seen_in
from stkdesk.ui.papers.paper_window import PaperWindow
from tests import person
from tests.ui.office.settings import office, open_group


def preview(page):
    return page.groups["papers"].findChild(EnvelopePreview).accessibleName()


def test_measures_are_typed_in_millimetres_and_saved(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.write(qtbot, page, "Teksten begynner", "20,5")
    person.key(qtbot, page, "Return")
    person.write(qtbot, page, "Adressen fra venstre", "22 mm")
    person.key(qtbot, page, "Return")
    saved = office(page)
    assert (saved.letter_left, saved.address_left) == (205, 220)


def test_a_place_off_the_sheet_is_refused_by_the_field(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.write(qtbot, page, "Teksten begynner", "60")
    person.key(qtbot, page, "Return")
    assert person.says(page, "Teksten kan begynne 20–35 mm fra venstre kant.")
    assert office(page).letter_left == 250
    person.write(qtbot, page, "Adressen fra toppen", "langt ned")
    person.key(qtbot, page, "Return")
    assert person.says(page, "Skriv millimeter, for eksempel 25 eller 46,5.")


def test_the_envelope_follows_what_is_typed_and_warns(qtbot, page):
    open_group(qtbot, page, "Papirene")
    assert preview(page).count("Hele adressen synes.") == 2
    person.write(qtbot, page, "Adressen fra toppen", "55")
    assert "Når det har sklidd: Ikke hele adressen synes." in preview(page)
    person.key(qtbot, page, "Return")
    assert office(page).address_top == 550
    assert person.says(page, "må den begynne 44–46,5 mm fra toppen.")


def test_folding_in_three_is_another_envelope(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Brettes: I tre (C65)")
    assert office(page).letter_fold == 990
    assert preview(page).startswith("C65-konvolutt.")
    person.write(qtbot, page, "Adressen fra toppen", "40")
    person.key(qtbot, page, "Return")
    assert preview(page).count("Hele adressen synes.") == 2


def test_a_letter_is_signed_by_hand_or_not_as_the_office_says(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Underskrift: Elektronisk")
    assert not office(page).signed_by_hand


def test_the_test_page_opens_ready_for_the_printer(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Skriv ut prøveside")
    window = person.wait_for_window(qtbot, "Prøveside")
    assert isinstance(window, PaperWindow)
    assert window.data.startswith(b"%PDF")
    person.key(qtbot, window, "Esc")


def test_where_a_complaint_goes_is_told_under_the_office(qtbot, page):
    open_group(qtbot, page, "Kontoret")
    person.write(qtbot, page, "Statsforvalterens postadresse", "Postboks 2520")
    person.key(qtbot, page, "Return")
    person.write(qtbot, page, "Statsforvalterens postnummer og sted", "6404")
    person.key(qtbot, page, "Return")
    person.write(qtbot, page, "Elektronisk klage", "fjordvik.example/klage")
    person.key(qtbot, page, "Return")
    saved = office(page)
    assert (saved.governor_line, saved.governor_code) == ("Postboks 2520", "6404")
    assert saved.governor_city == "Molde"
    assert saved.electronic_appeal == "fjordvik.example/klage"


@pytest.mark.parametrize(
    ("top", "slid"), [(440, "Hele"), (465, "Hele"), (466, "Ikke hele")]
)
def test_the_picture_and_the_rule_agree(top, slid):
    draft = replace(OfficeDraft(), address_top=top)
    assert seen_in(draft, slid=True) == f"{slid} adressen synes."
