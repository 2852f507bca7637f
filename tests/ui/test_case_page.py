"""«Åpne saken»: everything about one client on the whole page, as it is used."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from stkdesk.domain.application import ApplicationDraft
from stkdesk.domain.client import ClientDraft, ClientStatus
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Role
from stkdesk.services.applications import register_application
from stkdesk.services.clients import open_client, register_client
from stkdesk.storage.tables import Assessment
from stkdesk.ui.clients.page import ClientsPage
from tests import builders as make
from tests import person
from tests.services.writing import a_grant, an_office
from tests.staff import hired
from tests.ui.registers import close_forms, key, shown, wait_for

CAME = date(2026, 11, 2)


@pytest.fixture
def case(database, today):
    """Oskar, who has a decision and has applied again, and Åse, who is new."""
    with database.transaction() as session:
        an_office(session, today)
        make.rates(session)
        make.periods(session)
        make.periods(session, 2025)
        oskar = make.a_client(session, "Oskar Moen")
        make.a_client(session, "Åse Ødegård")
        a_grant(session, oskar)
        draft = ApplicationDraft(client_number=oskar, received_on=CAME)
        register_application(session, draft, today=today)
        session.add(
            Assessment(client_number=oskar, assessed_on=CAME, goals="Komme mer ut")
        )
        return oskar


def opened(qtbot, workspace, name="Oskar Moen", width=1440):
    """Show the page and open the case of ``name`` with Enter."""
    page = shown(qtbot, ClientsPage(workspace), width=width)
    person.wait_for_rows(qtbot, page.table, 2)
    page.table.setFocus()
    if name != "Oskar Moen":
        person.key(qtbot, page, "Down")
    number = 1 if name == "Oskar Moen" else 2
    qtbot.waitUntil(
        lambda: page.record is not None and page.record.number == number,
        timeout=person.WAIT,
    )
    person.key(qtbot, page, "Return")
    wait_for(qtbot, page, "Opplysninger")
    least = width - 200  # the card has taken the place of the list
    qtbot.waitUntil(lambda: area_of(page).viewport().width() > least)
    return page


def area_of(page):
    """Return what the card scrolls in."""
    return page._card.currentWidget().findChild(QScrollArea)


def test_enter_opens_the_case_and_escape_goes_back(qtbot, workspace, case):
    page = opened(qtbot, workspace)
    assert not page.table.isVisible()
    for text in (
        "Neste frist",
        "Søknad er ikke bekreftet",
        "Saksgang",
        "6 timer per uke",
        "Kartlegging",
        "Komme mer ut",
        "Søknad om støttekontakt",
    ):
        assert person.says(page, text), text
    person.key(qtbot, page, "Esc")
    assert page.table.isVisible()
    assert page.table.hasFocus()
    assert not person.says(page, "Opplysninger")


def test_the_pane_has_the_next_deadline_and_a_way_in(qtbot, workspace, case):
    page = shown(qtbot, ClientsPage(workspace))
    page.open_record(case)
    wait_for(qtbot, page, "Neste frist")
    assert person.button(page, "Lag bekreftelse").isEnabled()
    person.press(qtbot, page, "Åpne saken")
    wait_for(qtbot, page, "Opplysninger")


def test_ctrl_enter_opens_the_case_too(qtbot, workspace, case):
    page = shown(qtbot, ClientsPage(workspace))
    page.open_record(case)
    wait_for(qtbot, page, "Neste frist")
    key(qtbot, page, "Ctrl+Return")
    wait_for(qtbot, page, "Opplysninger")


def test_f2_edits_what_is_open(qtbot, workspace, case):
    page = opened(qtbot, workspace)
    person.key(qtbot, page, "F2")
    person.wait_for_window(qtbot, "Rediger bruker")
    close_forms()


def test_what_cannot_be_begun_is_asleep_and_says_why(qtbot, workspace, case):
    page = opened(qtbot, workspace, "Åse Ødegård")
    complain = person.button(page, "Registrer klage")
    assert not complain.isEnabled()
    assert complain.toolTip() == "Det er ikke fattet noe vedtak å klage på."
    person.press(qtbot, page, "Nytt vedtak")
    menu = person.open_menu(qtbot, page)
    asleep = {
        each.text(): each.toolTip() for each in menu.actions() if not each.isEnabled()
    }
    menu.close()
    assert "Innvilgelse" not in asleep
    assert asleep["Endring"] == "Ingen vedtak gjelder, så det er ikke noe å endre."
    assert asleep["Avslag"].endswith("Registrer søknaden først.")


def test_a_decision_is_begun_from_its_menu(qtbot, workspace, case):
    page = opened(qtbot, workspace)
    person.press(qtbot, page, "Nytt vedtak")
    person.choose_in_menu(qtbot, page, "Endring")
    form = person.wait_for_window(qtbot, "Nytt vedtak")
    wait_for(qtbot, form, "Endring")
    close_forms()


def test_a_decision_can_be_begun_beside_the_list_too(qtbot, workspace, case):
    page = shown(qtbot, ClientsPage(workspace))
    page.open_record(case)
    wait_for(qtbot, page, "Neste frist")
    person.press(qtbot, page, "Ny")
    person.choose_in_menu(qtbot, page, "Nytt vedtak")
    person.wait_for_window(qtbot, "Nytt vedtak")
    close_forms()


def test_who_waits_for_a_support_contact_can_be_found_one_from_the_card(
    qtbot, workspace
):
    today = workspace.today()
    ida = PersonDraft("Ida", "Venter", date(1990, 5, 4))
    waiting = ClientDraft(ida, status=ClientStatus.WAITING)
    number = workspace.do(lambda s: register_client(s, waiting, today=today))
    page = shown(qtbot, ClientsPage(workspace))
    page.open_record(number)
    wait_for(qtbot, page, "Venter på støttekontakt")
    person.press(qtbot, page, "Finn støttekontakt")
    match = person.wait_for_window(qtbot, "Finn støttekontakt")
    wait_for(qtbot, match, "Ida Venter")
    match.reject()


def test_a_letter_that_cannot_be_written_says_why(qtbot, workspace, case):
    page = opened(qtbot, workspace)
    person.press(qtbot, page, "Brev")
    menu = person.open_menu(qtbot, page)
    asleep = {each.text() for each in menu.actions() if not each.isEnabled()}
    menu.close()
    assert "Bekreftelse på klage" in asleep
    assert "Bekreftelse på søknad" not in asleep


def test_the_pane_is_no_wider_than_its_place(qtbot, workspace, case):
    page = shown(qtbot, ClientsPage(workspace), width=1010)
    page.open_record(case)
    wait_for(qtbot, page, "Neste frist")
    area = area_of(page)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


@pytest.mark.parametrize("width", [960, 1180, 1440])
def test_nothing_goes_out_at_the_side(qtbot, workspace, case, width):
    page = opened(qtbot, workspace, width=width)
    area = area_of(page)
    inside = area.widget()
    assert inside.minimumSizeHint().width() <= area.viewport().width()
    buttons = ("Ny søknad", "Kartlegging", "Registrer dokument", "Rediger")
    for text in buttons:
        each = person.button(page, text)
        right = each.mapTo(inside, each.rect().topRight()).x()
        assert right <= area.viewport().width()


def test_on_a_wide_page_the_parts_stand_beside_one_another(qtbot, workspace, case):
    def place(page, text):
        texts = page._card.currentWidget().findChildren(QLabel)
        [label] = [
            each
            for each in texts
            if each.text() == text and each.property("role") == "h3"
        ]
        return label.mapTo(page, label.rect().topLeft())

    page = opened(qtbot, workspace, width=1440)

    def beside():
        vedtak, documents = place(page, "Vedtak"), place(page, "Dokumenter")
        return vedtak.x() < documents.x() and vedtak.y() == documents.y()

    qtbot.waitUntil(beside, timeout=person.WAIT)
    page.resize(660, 780)

    def under():
        vedtak, documents = place(page, "Vedtak"), place(page, "Dokumenter")
        return vedtak.x() == documents.x() and vedtak.y() < documents.y()

    qtbot.waitUntil(under, timeout=person.WAIT)


def test_who_may_only_read_is_offered_nothing_to_begin(
    qtbot, database, case, today, qapp
):
    from stkdesk.ui.workspace import Workspace

    with hired(database, Role.READER) as own:
        reading = Workspace(lambda: own, lambda: today)
        page = opened(qtbot, reading)
        texts = {each.text() for each in page._card.findChildren(QPushButton)}
        assert not texts & {"Ny søknad", "Rediger", "Lag bekreftelse"}
        assert not person.says(page, "Hele loggen")
        assert person.says(page, "Søknad er ikke bekreftet")
        reading.stop()


def test_the_leader_sees_who_has_read(qtbot, database, case, today, qapp):
    from stkdesk.ui.workspace import Workspace

    with hired(database, Role.LEADER) as own:
        with own.reading() as session:
            open_client(session, case)
        leading = Workspace(lambda: own, lambda: today)
        page = opened(qtbot, leading)
        wait_for(qtbot, page, "Kari Lunde åpnet · Bruker B-1")
        with qtbot.waitSignal(page.goto) as went:
            person.press(qtbot, page, "Hele loggen")
        assert went.args == ["events", "all"]
        leading.stop()


def test_the_cursor_stays_on_the_button_when_the_card_is_read_again(
    qtbot, workspace, case
):
    page = opened(qtbot, workspace)
    person.button(page, "Registrer dokument").setFocus()
    before = page.record
    with workspace.database.transaction() as session:
        session.get(Assessment, 1).goals = "Svømme hver uke"
    workspace.changed.emit(frozenset({"assessments"}))
    qtbot.waitUntil(lambda: page.record != before, timeout=person.WAIT)
    wait_for(qtbot, page, "Svømme hver uke")
    qtbot.waitUntil(lambda: len(page._card.findChildren(QScrollArea)) == 1)  # old: gone
    assert page.window().focusWidget() is person.button(page, "Registrer dokument")
