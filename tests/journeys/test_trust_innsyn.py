"""Somebody asks what the office has about them, and gets an answer on paper.

Åse rings and asks. Kari finds her card, chooses Innsyn, says when the question came,
looks at the bundle, saves it and puts it in the post. It has what is registered, the
papers, and who has read and changed it and when; and not one word about anybody else
than those who help her.
"""

import re
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from sqlalchemy import select

from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.clients import edit_client, open_client
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Client, Paper
from stkdesk.ui.papers.paper_window import PaperWindow
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW
from tests.journeys import paper as papers
from tests.log import log_of
from tests.services.asking import OF_CONTACT, OF_GUARDIAN, a_case
from tests.staff import at_work, hire

OTHERS = ("Oskar", "Moen", "Sjakk", "Fjellveien", *OF_CONTACT, *OF_GUARDIAN)


@pytest.fixture
def case(register_file, today):
    """Åse's whole file; Ola, who is on the staff, has read it and changed a wish."""
    with closing(open_register(register_file, PASSWORD)) as database:
        case = a_case(database, today)
        ola = hire(database, "Ola Berg", Role.CASEWORKER)
        with at_work(database, ola) as own, own.transaction() as session:
            card = open_client(session, case["client"])
            wish = replace(card.draft, wishes="Vil på kino og i svømmehallen")
            edit_client(session, case["client"], card.version, wish, today=today)
    return case


def test_a_question_is_answered_by_a_bundle_that_is_on_record(
    desk, case, register_file, tmp_path
):
    desk.begin(register_file)
    desk.sign_in(PASSWORD)
    desk.wait_for_sitting()
    shown = ask_for_everything(desk)
    paper = save(desk, shown, tmp_path)
    put_it_in_the_post(desk, shown)
    desk.shut()

    it_has_data_papers_and_log(paper)
    it_tells_nothing_about_others(paper)
    it_fits_the_envelope_and_the_archive(paper)
    the_log_says_that_it_went_out(register_file, case["client"], desk.today)


def ask_for_everything(desk):
    """Find her, choose Innsyn on the card, and say when the question came."""
    desk.key("Ctrl+2")
    desk.key("Ctrl+F")
    desk.type("øde")
    desk.wait_for("2026/881")
    desk.choose_on_card("Innsyn …")
    form = person.wait_for_window(desk.qtbot, "Innsyn")
    person.write(desk.qtbot, form, "Spørsmålet kom", "10.11.26")
    desk.key("Tab", form)
    assert person.field(form, "Svar innen").text() == "10.12.2026"
    desk.press("Lag dokumentet", form)
    found = desk.window.findChildren
    desk.qtbot.waitUntil(
        lambda: any(each.isVisible() for each in found(PaperWindow)), timeout=SLOW
    )
    [shown] = found(PaperWindow)
    assert shown.windowTitle().startswith("Innsyn I-2026-")  # never whose
    return shown


def save(desk, shown, folder):
    desk.key("Ctrl+S", shown)
    found = shown.findChildren
    desk.qtbot.waitUntil(lambda: found(QFileDialog) != [], timeout=SLOW)
    [dialog] = found(QFileDialog)
    name = dialog.findChild(QLineEdit)
    assert name.text().startswith("innsyn I-2026-")
    file = folder / name.text()
    name.setText(str(file))
    dialog.accept()
    desk.wait_for(f"Lagret: {file.name}", shown)
    assert file.read_bytes() == shown.data
    return papers.Paper(file)


def put_it_in_the_post(desk, shown):
    desk.wait_for("Kom alt riktig ut av skriveren?", shown)
    desk.press("Ja", shown)
    desk.wait_for("Alt er sendt i dag", shown)
    desk.press("Alt er sendt i dag", shown)
    desk.qtbot.waitUntil(lambda: not shown.after.isVisible(), timeout=SLOW)
    desk.press("Lukk", shown)


def it_has_data_papers_and_log(paper):
    text = paper.everything()
    for told in (
        *("Her er opplysningene vi har om deg", "Åse Ødegård", "41 22 33 44"),
        *("Vil på kino og i svømmehallen", "Håkon Solheim", "Kari Verge"),
        *("10. november 2026", "10. desember 2026"),
        "Du får støttekontakt",  # the decision itself
        "sendt til støttekontakten, ikke med",
    ):
        assert told in text, told
    log = text[text.index("Hvem har lest og endret opplysningene om deg") :]
    for line in (  # when, who, what
        r"\d\d\.\d\d Ola Berg Endret: Bruker B-1 \(ønsker\)",
        r"\d\d\.\d\d Ola Berg Leste: Bruker B-1 Sak 2026/881",
        r"\d\d\.\d\d Kontoret administrator, saksbehandler, leder Fjordvik kommune, "
        r"Bo og habilitering Leste: Bruker B-1 Sak 2026/881",
        r"\d\d\.\d\d Kontoret Ferdigstilte: Vedtak 1",
    ):
        assert re.search(line, log), line
    assert "Vil på kino" not in log


def it_tells_nothing_about_others(paper):
    plain = paper.everything().replace(" ", "")
    assert not [each for each in OTHERS if each.replace(" ", "") in plain]
    assert "Ødegård" not in paper.metadata()


def it_fits_the_envelope_and_the_archive(paper):
    assert paper.window_text(1).splitlines()[0] == "Åse Ødegård"
    assert paper.unembedded_fonts() == []
    assert f"side 1 av {paper.pages}" in paper.text(1)


def the_log_says_that_it_went_out(file, client, today):
    with closing(open_register(file, PASSWORD)) as database:
        told = log_of(database)
        with database.reading() as session:
            kept = select(Paper).where(Paper.kind == PaperKind.INSIGHT)
            paper = session.scalars(kept).one()
            case = session.get_one(Client, client)
            assert paper.client_number == client
            assert paper.printed_on == paper.mailed_on == today
            person_number, number = case.person_number, paper.number
    about = [each for each in told if (each.table, each.record) == ("papers", number)]
    acts = [each.action for each in about if each.action is not Action.OPENED]
    assert acts == [
        Action.ADDED,
        Action.ANSWERED,
        Action.EXPORTED,  # saved as a file
        Action.CHANGED,  # printed, and then mailed
        Action.CHANGED,
    ]
    assert {each.person for each in about} == {person_number}
    [made] = (each for each in about if each.action is Action.ANSWERED)
    assert made.detail["received_on"] == "2026-11-10"
    assert made.detail["parts"] == ["data", "documents", "log"]
