"""Lovhenvisninger: each edited as a new version, the standard beside."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from stkdesk.services.citations import list_citations
from tests import person
from tests.ui.office.settings import open_group

APPEAL = "pasient- og brukerrettighetsloven §§ 7-2, 7-3 og 7-5"


@pytest.fixture
def form(qtbot, page):
    """The form of the reference on complaints, opened from the list."""
    open_group(qtbot, page, "Lovhenvisninger")
    qtbot.waitUntil(lambda: person.says(page, APPEAL), timeout=person.WAIT)
    [line] = [
        each
        for each in page.findChildren(QAbstractButton)
        if each.accessibleName().startswith(f"{APPEAL}, Klage")
    ]
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    form = person.wait_for_window(qtbot, "Lovhenvisning")
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)
    yield form
    if isValid(form):
        form.discard()


def appeal(page):
    found = page.workspace.read(list_citations)
    return next(each for each in found if each.key == "appeal")


def test_a_new_version_is_saved_with_its_day(qtbot, page, form):
    person.write(qtbot, form, "Bokmål", "pbrl. §§ 7-2 og 7-5")
    assert person.says(form, APPEAL)  # the standard, now that it differs
    person.key(qtbot, form, "Ctrl+S")

    qtbot.waitUntil(lambda: bool(appeal(page).own), timeout=person.WAIT)
    [own] = appeal(page).own
    assert own.citation.bokmal == "pbrl. §§ 7-2 og 7-5"
    assert own.citation.valid_from == page.workspace.today()
    qtbot.waitUntil(lambda: person.says(page, "pbrl. §§ 7-2 og 7-5"))


def test_section_7_6_is_refused_by_the_field(qtbot, page, form):
    person.write(qtbot, form, "Bokmål", "pasient- og brukerrettighetsloven § 7-6")
    person.key(qtbot, form, "Ctrl+S")

    assert person.says(form, "§ 7-6 handler nå om varsel om alvorlige hendelser.")
    assert appeal(page).own == ()


def test_the_standard_is_fetched_back(qtbot, page, form):
    person.write(qtbot, form, "Bokmål", "pbrl. § 7-2")
    person.press(qtbot, form, "Hent: Standard fra 01.01.2012")

    assert person.field(form, "Bokmål").text() == APPEAL
