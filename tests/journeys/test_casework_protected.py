"""Somebody at a strictly secret address: helped like others, and never given away.

One who sees such addresses registers her, answers her, and hands the letters over. One
who does not, finds her by name and can read the case, and sees neither where she lives
nor that it is secret, wherever he looks: he has the log too. What leaves the register
does not tell it.
"""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTableView, QWidget

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from tests import person
from tests.desk import on_screen
from tests.journeys.ansatte import let_in, open_staff
from tests.journeys.casework import tells, text_of
from tests.journeys.paper import Paper

TODAY = date(2026, 11, 16)
CLIENT, OTHER = "Maja Berg", "Åse Ødegård"
OLA = "havregryn og kanel"
BOX = "Postboks 9"
STREET = "Fjordgata 7"
DECISION = "Vedtak om støttekontakt: innvilgelse"
REFUSED = "Adressen er strengt fortrolig. Skriv bare den åpne postadressen."
BY_HAND = "Adressen er fortrolig: brevet får ingen adresse og leveres for hånd"
DELIVERED = {
    Language.BOKMAL: "LEVERES PERSONLIG",
    Language.NYNORSK: "BLIR LEVERT PERSONLEG",
}
#: What nobody is to learn who does not see such addresses.
WHERE = (BOX, STREET, "6509", "99887766", "99 88 77 66", "hun@example.no")
FLAG = (
    "fortrolig",
    "beskyttet adresse",
    "klientadresse",
    "leveres for hånd",
    "kode 6",
    "skjermet",
)


@pytest.mark.parametrize("language", Language)
def test_a_client_at_a_strictly_secret_address(worker, language, tmp_path):
    worker.comes_to_work(TODAY)
    open_staff(worker.desk)
    let_in(worker.desk, "Ola Vik", "Leder", OLA)
    takes_only_the_post_box(worker, language)
    answers_her(worker)
    decides(worker, language)
    handing_over_is_on_the_first_page(worker)
    another_is_answered(worker)
    a_pile_goes_without_hers(worker)
    what_goes_out_does_not_tell(worker, tmp_path)
    her_letters_tell_what_they_must(worker, language)

    worker.comes_to_work(TODAY, login="ola.vik", password=OLA)
    no_room_tells_him(worker)
    nor_the_log(worker)
    no_search_tells_him(worker)
    neither_case_nor_form_tells_him(worker)
    may_not_make_her_letters(worker)
    old_papers_stay_shut(worker)


def takes_only_the_post_box(worker, language):
    worker.goes_to("Brukere")
    worker.desk.key("Ctrl+N")
    form = worker.opened("Ny bruker")
    worker.writes(form, {"Fornavn": "Maja", "Etternavn": "Berg"})
    worker.writes(form, {"Fødselsdato": "010590", "Telefon": "99887766"})
    worker.writes(form, {"E-post": "hun@example.no", "Adresse": STREET})
    worker.writes(form, {"Postnummer": "6509", "Adressegradering": "Strengt"})
    worker.writes(form, {"Målform i brev": language.label})
    worker.desk.key("Ctrl+S", form)
    worker.reads(REFUSED, where=form)
    assert form.isVisible()
    assert worker.stands(form, "Adresse") == STREET
    worker.writes(form, {"Adresse": BOX})
    worker.reads("Se etter at dette er den åpne postadressen.", where=form)
    worker.saves(form)
    assert worker.papers() == []


def answers_her(worker):
    worker.opens_case(CLIENT)
    worker.reads("Strengt fortrolig", BOX)
    form = worker.begins("Ny søknad", "Ny søknad")
    worker.writes(form, {"Mottatt": "091126", "Timer": "2", "Ønsker": "Kino."})
    worker.saves(form)
    worker.press("Lag bekreftelse", worker.opened("Søknaden er registrert"))
    form = worker.opened("Bekreftelse på søknad")
    told = f"{CLIENT}, {BY_HAND}"
    shown = worker.finishes(form, "Bekreftelse på søknad B-", told)
    worker.reads("Leveres for hånd: B-2026-0000", where=shown)
    worker.posts(shown, "Alt er levert i dag")


def decides(worker, language):
    """The letter is approved, and lies waiting to be handed over."""
    worker.opens_case(CLIENT)
    form = worker.begins("Nytt vedtak", "Nytt vedtak", "Innvilgelse")
    worker.writes(form, TOLD[language])
    shown = worker.approves(form, f"{CLIENT}, {BY_HAND}")
    worker.reads("Leveres for hånd: V-2026-0000", where=shown)
    worker.press("Lukk", shown)
    worker.gone(shown)


def handing_over_is_on_the_first_page(worker):
    worker.goes_to("I dag")
    worker.reads("Vedtak skal leveres for hånd", CLIENT)


def another_is_answered(worker):
    worker.back_in()
    worker.desk.key("Ctrl+Shift+N")
    form = worker.opened("Ny søknad")
    worker.desk.type(OTHER, "<Alt+U>", where=form)
    worker.reads("Fornavn", where=form)
    worker.desk.type("010288", "<Tab>", "<Tab>", "Lia 3", "<Tab>", "6518", where=form)
    worker.saves(form)
    worker.press("Lag bekreftelse", worker.opened("Søknaden er registrert"))
    form = worker.opened("Bekreftelse på søknad")
    shown = worker.finishes(form, "Bekreftelse på søknad B-", f"{OTHER}, Lia 3")
    worker.press("Lukk", shown)
    worker.gone(shown)


def a_pile_goes_without_hers(worker):
    """All papers are marked and printed; hers leave the pile, and are listed."""
    worker.goes_to("Dokumenter")
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: len(person.rows(page.table)) == 3)
    page.table.setFocus()
    worker.desk.key("Ctrl+A")
    worker.reads("3 papirer er merket")
    worker.desk.key("Ctrl+P")
    shown = worker.opened("Papirer")
    worker.reads("Ikke med i bunken: V-2026-0000", where=shown)
    assert len(shown.pile.sheets) == 1
    worker.press("Lukk", shown)
    worker.gone(shown)


def no_room_tells_him(worker):
    rail = worker.window.rail
    titles = [rail.tabText(at) for at in range(rail.count()) if rail.isTabVisible(at)]
    assert {"Brukere", "Dokumenter", "Logg"} < {*titles}
    for title in titles:
        worker.goes_to(title)
        shows_nothing_of_it(worker)
    worker.goes_to("Dokumenter")
    for half in ("Journal", "Mangler noe"):
        worker.press(half)
        shows_nothing_of_it(worker)
    worker.goes_to("I dag")
    worker.reads_not("leveres for hånd")


def shows_nothing_of_it(worker):
    """Read the room in front when all of it is there."""
    rows = getattr(worker.window.page, "rows", None)
    worker.qtbot.waitUntil(lambda: rows is None or rows.is_loaded)
    assert spied() == [], worker.window.page.title


def nor_the_log(worker):
    """That she was registered is there, and what else was changed; not where."""
    worker.goes_to("Logg")
    page = worker.window.page
    worker.desk.key("Ctrl+F")
    worker.desk.type("maja")
    worker.press("Endret")
    rows = page.rows
    worker.qtbot.waitUntil(lambda: rows.is_loaded and shows_only(page, CLIENT))
    page.table.setFocus()
    for _ in person.rows(page.table):
        worker.desk.key("Down")
        at = page.table.currentIndex().row()
        worker.qtbot.waitUntil(
            lambda at=at: page.record and page.record.row.number == rows.row(at).number
        )
        assert spied() == []


def shows_only(page, name):
    shown = person.rows(page.table)
    return shown and all(name in row for row in shown)


def no_search_tells_him(worker):
    """She is found by her name; not by where she lives."""
    worker.back_in()
    worker.desk.key("Ctrl+K")
    palette = worker.window.palette_shown
    worker.desk.type("berg")
    worker.qtbot.waitUntil(lambda: CLIENT in palette.texts())
    assert spied() == []
    for words in ("postboks", "fjordgata", "99887766", "6509"):
        palette.field.clear()
        worker.desk.type(words)
        worker.reads(f"Ingen treff på «{words}».")
    worker.desk.type("<Esc>")


def neither_case_nor_form_tells_him(worker):
    worker.opens_case(CLIENT)
    worker.reads("Vedtak 2026/1-3 fattet: innvilgelse")
    assert spied() == []
    form = worker.begins("Rediger", "Rediger bruker")
    assert worker.stands(form, "Adresse") == ""
    assert worker.stands(form, "Adressegradering") == "Ugradert"
    assert spied() == []
    worker.writes(form, {"Adresse": "Storgata 1"})
    worker.desk.key("Ctrl+S", form)
    worker.reads("Be Kontoret skrive det inn.", where=form)
    assert spied() == []
    worker.writes(form, {"Adresse": " ", "Ønsker": "Kino og bad."})
    worker.saves(form)


def may_not_make_her_letters(worker):
    """He writes the letter, and another makes it."""
    form = worker.begins("Ny søknad", "Ny søknad")
    worker.writes(form, {"Mottatt": "161126", "Timer": "4"})
    worker.saves(form)
    worker.press("Lag bekreftelse", worker.opened("Søknaden er registrert"))
    form = worker.opened("Bekreftelse på søknad")
    worker.reads("be Kontoret om å gjøre brevet ferdig", where=form)
    assert spied() == []
    worker.press("Ferdig og skriv ut …", form)
    worker.press("Ferdig og skriv ut", worker.opened("Gjør brevet ferdig?"))
    worker.reads("Dette papiret må lages av en annen.", "Be Kontoret", where=form)
    assert spied() == []
    worker.saves(form)


def old_papers_stay_shut(worker):
    """A paper of hers is not shown, and leaves the pile he prints."""
    worker.goes_to("Dokumenter")
    page = worker.window.page
    person.click_row(worker.qtbot, page.table, "Vedtak")
    worker.reads("Vedtak – Maja Berg", "Dette papiret må lages av en annen.")
    assert spied() == []
    worker.desk.key("Ctrl+A")
    worker.reads("3 papirer er merket")
    worker.desk.key("Ctrl+P")
    shown = worker.opened("Papirer")
    worker.reads("Ikke med i bunken: V-2026-0000", "Be Kontoret", where=shown)
    assert len(shown.pile.sheets) == 1
    assert spied() == []
    worker.press("Lukk", shown)
    worker.gone(shown)
    worker.press("Journal")
    person.click_row(worker.qtbot, worker.window.page.table, DECISION)
    worker.reads(DECISION, "Mottaker")
    assert spied() == []


def what_goes_out_does_not_tell(worker, folder):
    worker.goes_to("Dokumenter")
    worker.press("Journal")
    worker.desk.choose_on_card("Eksport til arkivet …")
    form = worker.opened("Eksport til arkivet")
    worker.press("Velg mappe …", form)
    chooses_file(form, folder)
    worker.reads("ligger i «arkiv 2026-11-16»")
    handed = folder / "arkiv 2026-11-16"
    files = [each for each in handed.rglob("*") if each.is_file()]
    assert len([each for each in files if each.suffix == ".pdf"]) == 3
    for each in files:
        assert told_in(each.read_bytes(), WHERE + FLAG) == [], each.name
    worker.opens_case(CLIENT)
    worker.desk.choose_on_card("Hent ut alt …")
    worker.press("Velg sted …", worker.opened("Hent ut alt om personen"))
    chooses_file(worker.window, folder / "innsyn.zip")
    worker.reads("Lagret: innsyn.zip")
    with zipfile.ZipFile(folder / "innsyn.zip") as export:
        for name in export.namelist():  # she may have her own address, not the flag
            assert told_in(export.read(name), (STREET, *FLAG)) == [], name


def chooses_file(window, place):
    """Type where something goes in the dialog that asks, and press Enter there."""
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.findChild(QLineEdit).setText(str(place))
    dialog.accept()


def told_in(data, words):
    """Return which of ``words`` a file has, in its text if it is a PDF."""
    is_pdf = data.startswith(b"%PDF-")
    text = (text_of(data) if is_pdf else data.decode()).casefold()
    return [each for each in words if each.casefold() in text]


def her_letters_tell_what_they_must(worker, language):
    told = {
        "party": CLIENT,
        "day": "16. november 2026",
        "received": "9. november 2026",
        "reference": "2026/1-2",
    }
    receipt, decision = (each for each in worker.papers() if each.recipient == CLIENT)
    tells(receipt, LetterKind.RECEIPT, language, told)
    learned = TOLD[language]
    told |= {
        "reference": "2026/1-3",
        "facts": learned["Opplysninger vedtaket bygger på"],
        "grounds": learned["Begrunnelse"],
        "view": "Kino.",
        "hours": "2",
        "start": "1. desember 2026",
        "organised": "Individuell støttekontakt",
    }
    tells(decision, DecisionKind.GRANTED, language, told, without=["the goal"])
    for each in (receipt, decision):
        assert envelope(each) == f"{CLIENT}\n{DELIVERED[language]}"
        assert [w for w in (*WHERE, *FLAG) if w in each.text.casefold()] == []
    assert (receipt.mailed_on, decision.mailed_on) == (TODAY, None)


def envelope(paper):
    """Return what shows in the window of the envelope."""
    return Paper(BytesIO(paper.data)).window_text(1)


def spied():
    """Return what gives her away of all that can be read, pointed at or heard."""
    told = f"{on_screen()}\n{hinted()}".casefold()
    return [each for each in (*WHERE, *FLAG) if each.casefold() in told]


def hinted():
    """Return the tips and spoken texts of everything that can be seen."""
    found = []
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        for each in window.findChildren(QWidget):
            if each.isVisible():
                found += [each.toolTip(), each.accessibleName()]
                found += [each.accessibleDescription()]
            if isinstance(each, QTableView) and each.isVisible():
                found += cells(each.model())
    return "\n".join(each for each in found if each)


def cells(model):
    """Return what is shown, spoken and told by pointing in every cell."""
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    return [
        str(model.index(row, column).data(role) or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (*roles, Qt.ItemDataRole.DisplayRole)
    ]


TOLD = {
    Language.BOKMAL: {
        "Opplysninger vedtaket bygger på": "Du er ny i byen.",
        "Begrunnelse": "Du er mye alene. To timer i uken er nok.",
    },
    Language.NYNORSK: {
        "Opplysninger vedtaket bygger på": "Du er ny i byen.",
        "Begrunnelse": "Du er mykje åleine. To timar i veka er nok.",
    },
}
