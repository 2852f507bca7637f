"""The first start, and the day when everybody has forgotten: the paper opens it.

Kari makes the office. The recovery code stands on a paper that names nobody; two of
its groups are typed back before there is a register at all. She closes, comes back
with her password, forgets it, and gets a new one by the paper.
"""

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from stkdesk import settings
from stkdesk.domain.recovery_code import scanned_text
from stkdesk.storage import keys
from stkdesk.storage.keys import LIGHT
from stkdesk.ui.code_fields import GroupField
from tests import person
from tests.desk import SLOW
from tests.journeys.paper import Paper
from tests.ui.first_start import code_on, type_back

FIRST, SECOND = "torsk på tirsdag", "ullgenser med kaffe"
WRONG = "Brukernavnet eller passordet stemmer ikke."
SINCE = "på å åpne registeret siden noen sist logget inn."


@pytest.fixture(autouse=True)
def quick_guesses(monkeypatch):
    """The password is stretched as little as on the slowest machine there is."""
    monkeypatch.setattr(keys, "calibrated", lambda: LIGHT)


def test_the_paper_of_the_first_day_opens_what_a_password_no_longer_does(
    desk, tmp_path
):
    desk.begin(settings.register_file())
    tell_of_the_office(desk)
    tell_who_i_am(desk)
    code = "-".join(code_on(desk.window))
    names_nobody_and_can_be_read(save_the_paper(desk, tmp_path), code)
    type_the_groups_back(desk)
    the_office_is_open(desk, "Første gang du er logget inn")
    desk.shut()

    desk.begin(settings.register_file())
    desk.sign_in(FIRST)
    the_office_is_open(desk, "Sist innlogget ")
    desk.shut()

    desk.begin(settings.register_file())
    come_in_by_the_paper(desk, code)
    the_office_is_open(desk, "Sist innlogget ")
    desk.shut()

    window = desk.begin(settings.register_file())
    desk.sign_in(FIRST)
    desk.wait_for("Passordet stemmer ikke.")
    assert window.workspace is None
    desk.sign_in(SECOND)
    the_office_is_open(desk, f"1 mislykket forsøk {SINCE}")


def tell_of_the_office(desk):
    desk.wait_for("Start tomt kontor")
    desk.type("<Return>", "Fjordvik kommune", "<Return>")


def tell_who_i_am(desk):
    desk.wait_for("Hvem er du?")
    desk.type("Kari Nordmann", "<Return>")
    person.write(desk.qtbot, desk.window, "Brukernavn", "kari")
    desk.type("<Return>", FIRST, "<Return>", FIRST, "<Return>")
    desk.wait_for("Gjenopprettingskoden")


def save_the_paper(desk, folder):
    desk.press("Lagre som PDF …")
    found = desk.window.findChildren
    desk.qtbot.waitUntil(lambda: found(QFileDialog) != [], timeout=SLOW)
    [dialog] = found(QFileDialog)
    name = dialog.findChild(QLineEdit)
    assert name.text() == "gjenopprettingskode.pdf"
    name.setText(str(folder / name.text()))
    dialog.accept()
    desk.wait_for("Lagret: gjenopprettingskode.pdf")
    return Paper(folder / "gjenopprettingskode.pdf")


def names_nobody_and_can_be_read(paper, code):
    assert paper.pages == 1
    assert paper.codes() == [scanned_text(code)]
    together = paper.text(1).replace(" ", "")
    assert all(group in together for group in code.split("-"))
    for hidden in ("Kari", "kari", "Nordmann"):
        assert hidden not in paper.text(1)
        assert hidden not in paper.metadata()
    assert not any(group in paper.metadata() for group in code.split("-"))
    assert paper.unembedded_fonts() == []


def type_the_groups_back(desk):
    first, second = (f for f in desk.window.findChildren(GroupField) if f.isVisible())
    first.setFocus()
    desk.type("0000", "0000", "<Return>")
    desk.wait_for(f"{second.accessibleName()} er ikke slik på arket. Se en gang til.")
    assert not settings.register_file().exists()
    desk.press("Vis koden igjen")
    for each in (first, second):
        each.clear()
    type_back(desk.qtbot, desk.window)
    desk.key("Return")


def the_office_is_open(desk, told):
    desk.wait_for_sitting()
    desk.wait_for(told)
    desk.wait_for("Fjordvik kommune")
    assert person.says(desk.window.foot, "Kari Nordmann")
    assert desk.window.windowTitle() == "stkdesk"


def come_in_by_the_paper(desk, code):
    desk.wait_for("Glemt passordet?")
    desk.press("Glemt passordet?")
    assert person.says(desk.window, "åpner arket med ni grupper registeret")
    desk.press("Skriv inn koden")
    desk.type(*code.lower().split("-"), "<Return>")
    desk.wait_for("Koden stemmer. Den gjelder fortsatt.")
    person.write(desk.qtbot, desk.window, "Nytt passord", SECOND)
    desk.type("<Return>", SECOND, "<Return>")
