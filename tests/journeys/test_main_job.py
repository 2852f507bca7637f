"""The main job: from the first start to printed sheets, in one sitting.

An office worker who has never seen the program starts it, sets up the office, tells
who she is, types the recovery code back from the paper, registers a client with a
decision and a support contact who has shown a police certificate and signed a
declaration, makes an agreement, starts the assignment, types a month of hours from
paper, and prints timesheets. All the papers fit a window envelope.
"""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListView

from stkdesk import settings
from stkdesk.ui.app import Start
from stkdesk.ui.main_window import MainWindow
from tests import person
from tests.journeys.paper import Paper
from tests.journeys.ready import (
    the_agreement_is_ready_to_sign,
    the_decision_has_what_the_law_asks,
    the_declaration_is_ready_to_sign,
    the_sheet_is_ready_for_its_envelope,
)
from tests.ui.first_start import type_back
from tests.ui.registers import is_open

TODAY = date(2026, 11, 16)  # October is being collected
PASSWORD = "ull, genser og fjell"
WAIT = 20_000


@pytest.fixture
def window(qtbot, qapp):
    """The program, started for the first time."""
    window = MainWindow()
    window.resize(1440, 880)
    qtbot.addWidget(window)
    start = Start(window, settings.register_file(), practice=False, clock=lambda: TODAY)
    person.show(qtbot, window)
    start.begin()
    yield window
    start.close()
    window.close()


def read(qtbot, where, text):
    qtbot.waitUntil(lambda: person.says(where, text), timeout=WAIT)


def keys(qtbot, *typed):
    """Type texts, and press keys written as ``<Tab>``, where the cursor is."""
    for each in typed:
        target = QApplication.focusWidget()
        if each.startswith("<"):
            person.key(qtbot, target, each.strip("<>"))
        else:
            qtbot.keyClicks(target, each)


def back_in(qtbot, window):
    """Wait until the keys go to the main window again."""
    qtbot.waitUntil(
        lambda: has_the_keys(window) and QApplication.focusWidget() is not None,
        timeout=WAIT,
    )


def opened(qtbot, title):
    """Return the window whose title begins so, when it has the keys."""

    def _open():
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return [each for each in shown if each.windowTitle().startswith(title)]

    qtbot.waitUntil(lambda: len(_open()) == 1, timeout=WAIT)
    [form] = _open()
    qtbot.waitUntil(lambda: has_the_keys(form), timeout=WAIT)
    return form


def has_the_keys(window):
    """Ask for the keys until they come: another window may be closing meanwhile."""
    window.activateWindow()
    return window.isActiveWindow()


def save_as_pdf(qtbot, window, file):
    person.press(qtbot, window, "Lagre som PDF …")
    dialog = window.findChildren(QFileDialog)[-1]
    suggested = dialog.findChild(QLineEdit).text()
    dialog.findChild(QLineEdit).setText(str(file))
    dialog.accept()
    qtbot.waitUntil(file.exists, timeout=WAIT)
    return suggested


def test_from_first_start_to_printed_sheets(qtbot, window, tmp_path):
    set_up_the_office(qtbot, window)
    tell_who_we_are(qtbot, window)
    register_a_client(qtbot, window)
    decision = issue_a_decision(qtbot, window, tmp_path)
    register_a_support_contact(qtbot, window)
    see_the_certificate(qtbot, window)
    declaration = print_the_declaration(qtbot, window, tmp_path)
    register_it_signed(qtbot, window)
    register_an_assignment(qtbot, window)
    agreement = make_the_agreement(qtbot, window, tmp_path)
    start_the_assignment(qtbot, window)
    type_the_sheet_of_october(qtbot, window)
    sheets = print_the_month(qtbot, window, tmp_path)

    the_sheet_is_ready_for_its_envelope(sheets)
    the_declaration_is_ready_to_sign(declaration)
    the_decision_has_what_the_law_asks(decision)
    the_agreement_is_ready_to_sign(agreement)


def set_up_the_office(qtbot, window):
    read(qtbot, window, "Start tomt kontor")
    keys(qtbot, "<Return>", "Fjordvik kommune", "<Return>")
    read(qtbot, window, "Hvem er du?")
    keys(qtbot, "Kari Nordmann", "<Return>")
    person.write(qtbot, window, "Brukernavn", "kari")
    keys(qtbot, "<Return>", PASSWORD, "<Return>", PASSWORD, "<Return>")
    read(qtbot, window, "Gjenopprettingskoden")
    type_back(qtbot, window)
    keys(qtbot, "<Return>")
    read(qtbot, window, "Å gjøre nå")
    assert person.says(window, "Fjordvik kommune")
    assert window.windowTitle() == "stkdesk"


def tell_who_we_are(qtbot, window):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+7>")
    name = person.field(window, "Kommune")
    qtbot.waitUntil(lambda: name.text() == "Fjordvik kommune", timeout=WAIT)
    for label, text in (
        ("Avdelingen som driver tjenesten", "Bo og habilitering"),
        ("Avdelingen som fatter vedtak", "Tjenestekontoret"),
        ("Postadresse", "Postboks 124"),
        ("Telefon", "71 57 40 00"),
        ("Saksbehandler", "Kåre Næss Sørbø"),
    ):
        person.write(qtbot, window, label, text)
        keys(qtbot, "<Tab>")


def register_a_client(qtbot, window):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+2>", "<Ctrl+N>")
    form = opened(qtbot, "Ny bruker")
    keys(qtbot, "Åse", "<Tab>", "Ødegård", "<Tab>", "010288", "<Tab>", "<Tab>")
    person.write(qtbot, form, "Adresse", "Øvre Strandgate 14 B")
    person.write(qtbot, form, "Postnummer", "6518")
    keys(qtbot, "<Tab>")
    assert person.field(form, "Sted").text() == "Kristiansund N"
    keys(qtbot, "<Ctrl+S>")
    read(qtbot, window, "Åse Ødegård er registrert")


def register_a_support_contact(qtbot, window):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+3>", "<Ctrl+N>")
    form = opened(qtbot, "Ny støttekontakt")
    keys(qtbot, "Bjørn-Åge", "<Tab>", "Kjærstad", "<Tab>", "170585")
    person.write(qtbot, form, "Adresse", "Fjellveien 2")
    person.write(qtbot, form, "Postnummer", "6507")
    person.write(qtbot, form, "Ansattnummer", "10483")
    person.write(qtbot, form, "Kontonummer", "86011117947")
    person.choose(form, "Status", "Aktiv")
    keys(qtbot, "<Ctrl+S>")
    read(qtbot, window, "Bjørn-Åge Kjærstad er registrert")


def see_the_certificate(qtbot, window):
    """It was shown before she began, in August; the paper is shredded now."""
    back_in(qtbot, window)
    press(qtbot, window, "Registrer: Politiattest")
    form = opened(qtbot, "Registrer politiattest")
    person.write(qtbot, form, "Utstedt", "12.8.26")
    person.write(qtbot, form, "Vist fram", "20.8.26")
    person.choose(form, "Resultat", "Godtatt")
    save(qtbot, form)
    opened(qtbot, "Politiattesten på papir")
    keys(qtbot, "<M>")
    read(qtbot, window, "Politiattesten: makulert")


def register_it_signed(qtbot, window):
    """He signed before his first visit, on a paper the office had then."""
    back_in(qtbot, window)
    press(qtbot, window, "Registrer: Taushetserklæring")
    form = opened(qtbot, "Taushetserklæring")
    person.write(qtbot, form, "Forklart", "24.8.26")
    person.write(qtbot, form, "Underskrevet", "24.8.26")
    save(qtbot, form)
    read(qtbot, window, "signert 24.08.2026")


def register_an_assignment(qtbot, window):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+4>", "<Ctrl+N>")
    form = opened(qtbot, "Nytt oppdrag")
    pick(qtbot, form, "Bruker", "øde", "Åse Ødegård")
    pick(qtbot, form, "Støttekontakt", "kjær", "Bjørn-Åge Kjærstad")
    person.write(qtbot, form, "Fra og med", "1.9.26")
    person.write(qtbot, form, "Timer", "16")
    keys(qtbot, "<Ctrl+S>")
    read(qtbot, window, "Oppdraget for Åse Ødegård er registrert")


def make_the_agreement(qtbot, window, folder):
    """Nothing else is missing: the others were put in order before."""
    back_in(qtbot, window)
    read(qtbot, window, "1 av 11 krav må ordnes først")
    assert not person.button(window, "Start oppdrag").isEnabled()
    press(qtbot, window, "Lag avtale: Oppdragsavtale")
    press(qtbot, opened(qtbot, "Oppdragsavtale"), "Lag og skriv ut")
    shown = opened(qtbot, "Oppdragsavtale A-")
    file = folder / "avtale.pdf"
    assert "Kjærstad" not in save_as_pdf(qtbot, shown, file)
    shown.reject()
    back_in(qtbot, window)
    press(qtbot, window, "Registrer signert: Oppdragsavtale")
    save(qtbot, opened(qtbot, "Oppdragsavtale"))
    return Paper(file)


def start_the_assignment(qtbot, window):
    back_in(qtbot, window)
    read(qtbot, window, "Klart til å starte")
    press(qtbot, window, "Start oppdrag")
    save(qtbot, opened(qtbot, "Start oppdrag"))
    opened(qtbot, "Brev om oppdraget").reject()
    read(qtbot, window, "Aktiv")


def press(qtbot, where, text):
    """Press a button when it is there and awake."""

    def _awake():
        try:
            return person.button(where, text).isEnabled()
        except AssertionError:
            return False

    qtbot.waitUntil(_awake, timeout=WAIT)
    person.press(qtbot, where, text)


def save(qtbot, form):
    """Press Ctrl+S in a form, and wait until it is gone."""
    person.key(qtbot, form, "Ctrl+S")
    qtbot.waitUntil(lambda: not is_open(form), timeout=WAIT)


def pick(qtbot, form, label, typed, found):
    """Type the beginning of a name and take who is offered."""
    picker = person.field(form, label)
    picker.setFocus()
    keys(qtbot, typed)
    qtbot.waitUntil(lambda: offers(form, found), timeout=WAIT)
    keys(qtbot, "<Return>")
    assert picker.text().startswith(found)


def offers(form, text):
    """Tell whether ``text`` stands in a list that is open in ``form``."""
    lists = [view for view in form.findChildren(QListView) if view.isVisible()]
    return any(
        text in str(view.model().index(row, 0).data())
        for view in lists
        for row in range(view.model().rowCount())
    )


def type_the_sheet_of_october(qtbot, window):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+T>")
    read(qtbot, window, "Nytt besøk")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    for line in (
        "1 16 18",
        "5 =",
        "8 1630 1900 12km svømming",
        "12 =",
        "15 2t kino kr120",
        "19 16-18",
        "22 16 18",
        "29 16 1815",
    ):
        keys(qtbot, line, "<Return>")
    keys(qtbot, "<Ctrl+Return>")
    read(qtbot, window, "Registrert: Åse Ødegård")


def print_the_month(qtbot, window, folder):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+K>", "skriv ut måneden", "<Return>")
    dialog = opened(qtbot, "Skriv ut måneden")
    read(qtbot, dialog, "Med (1)")
    person.press(qtbot, dialog, "Lag timelistene")
    pile = opened(qtbot, "Timelister 2026-11")
    file = folder / "november.pdf"
    assert save_as_pdf(qtbot, pile, file) == "timelister 2026-11.pdf"
    pile.reject()
    return Paper(file)


def print_the_declaration(qtbot, window, folder):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+3>")
    read(qtbot, window, "Fjellveien 2")
    person.press(qtbot, window, "Skriv ut taushetserklæring")
    shown = opened(qtbot, "Taushetserklæring")
    file = folder / "erklaering.pdf"
    suggested = save_as_pdf(qtbot, shown, file)
    assert "Kjærstad" not in suggested
    shown.reject()
    return Paper(file)


def issue_a_decision(qtbot, window, folder):
    back_in(qtbot, window)
    keys(qtbot, "<Ctrl+2>")
    read(qtbot, window, "Øvre Strandgate 14 B")
    person.press(qtbot, window, "Nytt vedtak")
    person.choose_in_menu(qtbot, window, "Innvilgelse")
    form = opened(qtbot, "Nytt vedtak")
    read(qtbot, form, "Saken gjelder brukeren selv.")
    person.write(qtbot, form, "Søkt", "3.8.26")
    person.write(qtbot, form, "Timer", "4")
    person.write(qtbot, form, "Gjelder fra", "1.9.26")
    person.write(qtbot, form, "Til og med", "31.8.27")
    read(qtbot, form, "Skriv begrunnelsen.")
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    for label, text in (
        ("Målet med tjenesten", "Å komme ut blant folk."),
        ("Opplysninger vedtaket bygger på", "Du fortalte at du bor alene."),
        ("Hva brukeren selv mener", "Du vil helst svømme."),
        ("Begrunnelse", "Du har lite kontakt med andre, og klare mål."),
    ):
        person.write(qtbot, form, label, text)
    person.press(qtbot, form, "Godkjenn og lås …")
    question = opened(qtbot, "Godkjenn og lås vedtaket?")
    assert person.says(question, "Åse Ødegård, Øvre Strandgate 14 B")
    person.press(qtbot, question, "Godkjenn og lås")
    shown = opened(qtbot, "Vedtak")
    file = folder / "vedtak.pdf"
    save_as_pdf(qtbot, shown, file)
    shown.reject()
    return Paper(file)
