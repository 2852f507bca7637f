"""Brukere, as a caseworker uses it: list, search, card."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from stkdesk.domain.client import ClientDraft, ClientStatus, Relation, RelativeDraft
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.clients import open_client, register_client
from stkdesk.ui.clients.page import ClientsPage
from tests import builders as make
from tests import person
from tests.ui.registers import shown, wait_for

BORN = date(2012, 2, 1)
NUMBER = synthetic_identity(BORN, 0)
ÅSE = ClientDraft(
    person=PersonDraft(
        given_name="Åse",
        family_name="Ødegård",
        birth_date=BORN,
        national_id=NUMBER,
        phone="99887766",
        street="Fjellveien 2",
        postal_code="6518",
        city="Kristiansund N",
        protection=Protection.CONFIDENTIAL,
    ),
    status=ClientStatus.ACTIVE,
    wishes="Svømme hver uke",
    relatives=(
        RelativeDraft(
            Relation.PARENT, PersonDraft("Bjørn", "Ødegård"), gets_letters=True
        ),
    ),
)


@pytest.fixture
def people(database, today):
    """Åse, who is helped 20 hours a month, and Oskar, who waits."""
    with database.transaction() as session:
        make.rates(session)
        periods = make.periods(session)
        make.periods(session, 2025)
        register_client(session, ÅSE, today=today)
        make.a_client(session, "Oskar Moen", status=ClientStatus.WAITING)
        assignment = make.an_assignment(session, 1, "Håkon Solheim", hours=20)
        make.a_sheet(session, assignment, periods["2026-10"].number)


@pytest.fixture
def page(qtbot, workspace, people):
    return shown(qtbot, ClientsPage(workspace))


@pytest.fixture
def empty_page(qtbot, workspace):
    return shown(qtbot, ClientsPage(workspace))


def test_the_list_says_who_and_how_many_hours_of_october(qtbot, page):
    rows = person.wait_for_rows(qtbot, page.table, 2)
    assert rows == [
        ["Oskar Moen", "01.02.2008", "Byen", "0 av 0", "Venter"],
        ["Åse Ødegård", "01.02.2012", "Kristiansund N", "3 av 20", "Aktiv"],
    ]
    assert page.subtitle == "1 aktiv · timene er for oktober 2026"
    assert person.button(page, "Filter: Alle, 2").isChecked()


def test_a_protected_address_is_a_lock_with_words_for_it(qtbot, page):
    person.wait_for_rows(qtbot, page.table, 2)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    model = page.table.model()
    assert model.index(1, 0).data(spoken) == "Åse Ødegård, beskyttet adresse"
    assert model.index(0, 0).data(spoken) == "Oskar Moen"


def test_the_card_tells_everything_about_one(qtbot, page):
    page.open_record(1)
    wait_for(qtbot, page, "B-1 · 14 år · Kristiansund N")
    for text in ("Aktiv", "Fortrolig", "99 88 77 66", "Svømme hver uke"):
        assert person.says(page, text)
    assert person.says(page, "Fjellveien 2\n6518 Kristiansund N")
    assert person.says(page, "Bjørn Ødegård")
    assert person.says(page, "Foresatt · får brevene")
    assert person.says(page, "Håkon Solheim")
    assert person.says(page, "O-1 · fra 01.01.2026 · 20 t/mnd")
    assert person.says(page, "Timeliste for oktober 2026 mottatt (3\u00a0t)")


def test_the_identity_number_is_hidden_until_asked_for(qtbot, page):
    page.open_record(1)
    wait_for(qtbot, page, f"{NUMBER[:6]} •••••")
    assert not person.says(page, NUMBER[6:])
    person.press(qtbot, page, "Vis fødselsnummeret")
    assert person.says(page, f"{NUMBER[:6]} {NUMBER[6:]}")
    person.press(qtbot, page, "Skjul fødselsnummeret")
    assert not person.says(page, NUMBER[6:])


def test_the_search_forgives_and_says_how_many(qtbot, page):
    page.focus_search()
    qtbot.keyClicks(page.search, " odegaard")
    assert person.wait_for_rows(qtbot, page.table, 1)[0][0] == "Åse Ødegård"
    wait_for(qtbot, page, "Viser 1 av 2")


def test_no_hits_is_not_an_empty_register(qtbot, page):
    qtbot.keyClicks(page.search, "finnes ikke")
    wait_for(qtbot, page, "Ingen treff")
    person.press(qtbot, page, "Vis alle")
    person.wait_for_rows(qtbot, page.table, 2)


def test_a_chip_shows_those_who_wait(qtbot, page):
    person.press(qtbot, page, "Filter: Venter, 1")
    assert person.wait_for_rows(qtbot, page.table, 1)[0][0] == "Oskar Moen"


def test_an_empty_register_says_what_to_do_first(qtbot, empty_page):
    wait_for(qtbot, empty_page, "Ingen brukere ennå")
    assert person.says(empty_page, "Legg inn den første.")


def test_an_assignment_on_the_card_leads_to_it(qtbot, page):
    page.open_record(1)
    wait_for(qtbot, page, "Håkon Solheim")
    with qtbot.waitSignal(page.goto) as went:
        person.press(
            qtbot, page, "Håkon Solheim, O-1 · fra 01.01.2026 · 20 t/mnd, Aktiv"
        )
    assert went.args == ["assignments", 1]


def test_a_change_of_status_can_be_taken_back(qtbot, page, workspace):
    page.open_record(1)
    wait_for(qtbot, page, "B-1")
    page._set_status(ClientStatus.ENDED)
    assert status_of(workspace, 1) is ClientStatus.ENDED
    wait_for(qtbot, page, "Åse Ødegård: avsluttet")
    person.press(qtbot, page, "Angre")
    assert status_of(workspace, 1) is ClientStatus.ACTIVE


def test_a_minor_without_a_parent_is_worth_a_look(qtbot, page, workspace):
    today = workspace.today()
    young = ClientDraft(person=PersonDraft("Ida", "Lie", date(2012, 5, 5)))
    number = workspace.do(lambda s: register_client(s, young, today=today))
    page.open_record(number)
    wait_for(qtbot, page, "Brukeren er under 18 år.")


def test_on_a_narrow_window_enter_opens_the_card_and_escape_goes_back(
    qtbot, workspace, people
):
    page = shown(qtbot, ClientsPage(workspace), width=880, height=420)
    person.wait_for_rows(qtbot, page.table, 2)
    assert not person.says(page, "B-2 ·")
    page.table.setFocus()
    person.key(qtbot, page, "Return")
    wait_for(qtbot, page, "B-2 ·")
    assert not page.table.isVisible()
    person.press(qtbot, page, "Tilbake til listen")
    assert page.table.isVisible()
    person.key(qtbot, page, "Return")
    wait_for(qtbot, page, "B-2 ·")
    person.key(qtbot, page, "Esc")
    assert page.table.hasFocus()


def status_of(workspace, number):
    return workspace.read(lambda s: open_client(s, number)).draft.status
