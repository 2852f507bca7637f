"""Innsyn in the window: from the card to the paper that is shown."""

import zipfile

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import select

from stkdesk.domain.paper import PaperKind
from stkdesk.storage.tables import Paper
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.papers.paper_window import PaperWindow
from tests import person
from tests.documents.reading import text_of
from tests.services.asking import a_case
from tests.ui.reading import findings
from tests.ui.registers import close_forms, closed, letters, shown, wait_for


@pytest.fixture
def page(qtbot, workspace, database, today):
    case = a_case(database, today)
    page = shown(qtbot, ClientsPage(workspace))
    page.open_record(case["client"])
    wait_for(qtbot, page, "2026/881")
    yield page
    for each in QApplication.topLevelWidgets():
        if isinstance(each, PaperWindow):
            each.reject()
    close_forms()


@pytest.fixture
def form(qtbot, page):
    """The form that the card's menu opens."""
    page.ask_insight()
    return person.wait_for_window(qtbot, "Innsyn")


def the_paper(qtbot):
    def _open():
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, PaperWindow) and each.isVisible()
        ]

    qtbot.waitUntil(lambda: len(_open()) == 1, timeout=person.WAIT)
    return _open()[0]


def test_a_question_becomes_a_paper_on_screen_and_on_record(
    qtbot, page, form, database
):
    assert person.field(form, "Svar innen").text() == "16.12.2026"
    person.press(qtbot, form, "Lag dokumentet")
    paper = the_paper(qtbot)
    closed(qtbot, form)
    text = text_of(paper.data)
    assert "Vil på kino" in text
    assert "Ødegård" not in paper.windowTitle()
    with database.reading() as session:
        kept = session.scalars(
            select(Paper).where(Paper.kind == PaperKind.INSIGHT)
        ).one()
        assert paper.windowTitle() == f"Innsyn {kept.reference}"


def test_the_time_limit_follows_the_day_the_question_came(qtbot, form):
    person.write(qtbot, form, "Spørsmålet kom", "01.10.2026")
    person.key(qtbot, form, "Tab")
    due = person.field(form, "Svar innen")
    assert due.text() == "01.11.2026"
    person.write(qtbot, form, "Svar innen", "20.10.2026")
    person.write(qtbot, form, "Spørsmålet kom", "05.10.2026")
    person.key(qtbot, form, "Tab")
    assert due.text() == "20.10.2026"


def test_only_what_is_marked_is_in_the_paper(qtbot, form):
    for text in ("Opplysningene i registeret", "Dokumentene"):
        person.field(form, text).setChecked(False)
    person.press(qtbot, form, "Lag dokumentet")
    assert "Vil på kino" not in text_of(the_paper(qtbot).data)


def test_what_is_withheld_needs_a_reason(qtbot, form):
    [box] = [
        each
        for each in form.findChildren(type(person.field(form, "Dokumentene")))
        if each.text().startswith("Vedtak V-")
    ]
    box.setChecked(True)
    person.press(qtbot, form, "Lag dokumentet")
    assert person.says(form, "Skriv hvorfor det holdes tilbake.")
    person.write(qtbot, form, "Begrunnelse", "Kan skade et barn.")
    person.press(qtbot, form, "Lag dokumentet")
    text = text_of(the_paper(qtbot).data)
    assert "Kan skade et barn." in text
    assert "Du får støttekontakt" not in text


def test_nothing_marked_is_told_by_the_field(qtbot, form):
    for text in (
        "Opplysningene i registeret",
        "Dokumentene",
        "Loggen: hvem som har sett på opplysningene",
    ):
        person.field(form, text).setChecked(False)
    person.press(qtbot, form, "Lag dokumentet")
    assert person.says(form, "Velg minst én ting.")


def test_the_form_can_be_read_aloud_and_has_a_key_for_each_field(form):
    assert findings(form) == []
    keys = [each for each in letters(form) if each]  # papers have none
    assert len(keys) == len(set(keys))


def test_all_about_a_person_is_saved_where_the_office_says(qtbot, page, tmp_path):
    page.ask_export()
    question = person.wait_for_window(qtbot, "Hent ut alt om personen")
    assert person.says(question, "Filen er ikke beskyttet")
    person.press(qtbot, question, "Velg sted …")
    dialog = person.wait_for_window(qtbot, "Lagre som zip")
    assert isinstance(dialog, QFileDialog)
    file = tmp_path / "ut.zip"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    qtbot.waitUntil(file.exists, timeout=person.WAIT)
    with zipfile.ZipFile(file) as archive:
        assert "opplysninger.json" in archive.namelist()
