"""The card of a support contact: where they stand, what is missing, what to do."""

import pytest

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.staff import Role
from stkdesk.services.contacts import open_contact
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Client, Contact
from stkdesk.ui.contacts.page import ContactsPage
from stkdesk.ui.workspace import Workspace
from tests import builders as make
from tests import person
from tests.services.asking import OFFICE
from tests.staff import hired
from tests.ui.reading import findings
from tests.ui.recruiting.applicants import called, ready, vetted
from tests.ui.registers import active, close_forms, closed, key, shown, wait_for


@pytest.fixture
def people(database, today):
    """Kaja is to be met, Yonas is to sign, Live is ready."""
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
        make.periods(session)
        called(session, "Kaja Øyen", today)
        vetted(session, "Yonas Tesfay", today)
        ready(session, "Live Brekke", today)


@pytest.fixture
def page(qtbot, workspace, people):
    yield shown(qtbot, ContactsPage(workspace), width=1360)
    close_forms()


def look_at(qtbot, page, number):
    page.open_record(number)
    wait_for(qtbot, page, f"S-{number} · Byen")
    return page


def status(page, number):
    card = page.workspace.read(lambda s: open_contact(s, number))
    return card.draft.status


def test_the_list_says_at_which_step_an_applicant_stands(qtbot, page):
    rows = person.wait_for_rows(qtbot, page.table, 3)
    assert {row[0]: row[-1] for row in rows} == {
        "Kaja Øyen": "Samtale",
        "Yonas Tesfay": "Taushetserklæring",
        "Live Brekke": "Klar",
    }


def test_what_is_next_leads_to_where_it_is_done(qtbot, page):
    look_at(qtbot, page, 1)
    assert person.says(page, "Steg 3 av 6: Samtale")
    assert person.says(page, "Avtal en samtale, og send innkalling.")
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)
    person.press(qtbot, page, "Noter samtalen")
    form = person.wait_for_window(qtbot, "Rekruttering")
    assert form.focusWidget() is person.field(form, "Avtalt dag")


def test_what_is_missing_has_its_button_and_is_in_order_after(qtbot, page):
    look_at(qtbot, page, 2)
    assert person.says(page, "vist 12.11.2026, utstedt 09.11.2026")
    person.press(qtbot, page, "Makulert: Politiattest")
    wait_for(qtbot, page, "makulert 16.11.2026")
    person.press(qtbot, page, "Registrer: Taushetserklæring")
    form = person.wait_for_window(qtbot, "Taushetserklæring")
    active(qtbot, form)
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    wait_for(qtbot, page, "Alt er i orden. Støttekontakten kan få oppdrag.")


def test_one_who_is_ready_becomes_active_and_one_who_ended_begins_anew(qtbot, page):
    look_at(qtbot, page, 3)
    person.press(qtbot, page, "Gjør aktiv")
    qtbot.waitUntil(
        lambda: status(page, 3) is ContactStatus.ACTIVE, timeout=person.WAIT
    )
    wait_for(qtbot, page, "Live Brekke er aktiv")
    qtbot.waitUntil(lambda: not person.says(page, "Klar"), timeout=person.WAIT)
    person.press(qtbot, page, "Flere handlinger")
    person.choose_in_menu(qtbot, page, "Sett til sluttet")
    wait_for(qtbot, page, "Vil hun eller han begynne på nytt?")
    person.press(qtbot, page, "Ta opp igjen")
    wait_for(qtbot, page, "Politiattesten er fra et tidligere oppdrag. Be om en ny.")
    assert status(page, 3) is ContactStatus.CANDIDATE


@pytest.fixture
def also_client(database, people):
    """Kaja has a support contact too: one person, two numbers."""
    with database.transaction() as session:
        kaja = session.get(Contact, 1)
        client = Client(person=kaja.person)
        session.add(client)
        session.flush()
        return client.number


def test_who_is_a_client_too_is_shown_with_the_way_there(qtbot, workspace, also_client):
    page = look_at(qtbot, shown(qtbot, ContactsPage(workspace), width=1360), 1)
    with qtbot.waitSignal(page.goto) as went:
        person.press(qtbot, page, f"Er også bruker, B-{also_client} · Kaja Øyen")
    assert went.args == ["clients", also_client]


def test_a_blocked_client_is_not_told_of(
    qtbot, workspace, database, also_client, today
):
    with database.transaction() as session:
        session.get(Client, also_client).is_blocked = True
    with hired(database, Role.CASEWORKER) as own:
        theirs = Workspace(lambda: own, lambda: today)
        page = look_at(qtbot, shown(qtbot, ContactsPage(theirs), width=1360), 1)
        wait_for(qtbot, page, "Steg 3 av 6: Samtale")
        assert not person.says(page, "Er også bruker")
        theirs.stop()


def test_payroll_sees_the_account_and_nothing_of_how_they_came_in(
    qtbot, database, people, today
):
    with hired(database, Role.PAYROLL) as own:
        theirs = Workspace(lambda: own, lambda: today)
        page = look_at(qtbot, shown(qtbot, ContactsPage(theirs), width=1360), 2)
        wait_for(qtbot, page, "Lønnsopplysninger")
        for text in ("Politiattest", "Rekruttering", "Steg 6 av 6"):
            assert not person.says(page, text)
        theirs.stop()


def test_the_days_that_suit_are_told_in_short(qtbot, workspace, database):
    with database.transaction() as session:
        make.periods(session)
        make.a_contact(session, "Åse Vik", weekdays=0b0010101)
    page = shown(qtbot, ContactsPage(workspace), width=1360)
    page.open_record(1)
    wait_for(qtbot, page, "man, ons, fre")


def test_the_papers_of_the_next_step_are_one_job(qtbot, page):
    look_at(qtbot, page, 2)
    person.press(qtbot, page, "Brev")
    person.choose_in_menu(qtbot, page, "Velkomstpakke")
    papers = person.wait_for_window(qtbot, "Velkomstpakke")
    assert papers.isVisible()
    papers.close()


def test_a_letter_is_begun_from_the_card_and_found_on_it(qtbot, page):
    look_at(qtbot, page, 1)
    person.press(qtbot, page, "Brev")
    person.choose_in_menu(qtbot, page, "Innkalling til samtale")
    form = person.wait_for_window(qtbot, "Innkalling til samtale")
    active(qtbot, form)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "begynt på")


def test_whom_they_can_help_is_asked_from_the_card(qtbot, page):
    look_at(qtbot, page, 3)
    person.press(qtbot, page, "Hvem kan få hjelp?")
    person.wait_for_window(qtbot, "Hvem kan støttekontakten hjelpe?").close()
