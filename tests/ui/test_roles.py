"""Each role's window: which rooms, which buttons, what is never shown."""

from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.blocking import block_client
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Client, Staff
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.workspace import Workspace
from tests import builders, person
from tests.staff import at_work, hire

EVERY = "I dag, Brukere, Støttekontakter, Oppdrag, Månedsrapporter, Dokumenter"
ROOMS = {
    Role.CASEWORKER: f"{EVERY}, Innstillinger",
    Role.LEADER: f"{EVERY}, Innstillinger, Logg",
    Role.READER: f"{EVERY}, Innstillinger",
    Role.PAYROLL: "I dag, Støttekontakter, Oppdrag, Månedsrapporter, Innstillinger",
    Role.ADMINISTRATOR: "I dag, Innstillinger",
}
#: Rooms without a tab: of Månedsrapporter and Oppdrag, that payroll sees as well.
OF_HOURS = {"Lønn", "Post og purring", "Gruppeledere"}
HALVES = {  # the others: of Dokumenter, Oppdrag, Månedsrapporter and Støttekontakter
    "Journal",
    "Mangler noe",
    "Venteliste",
    "Grupper",
    "Organisasjoner",
    "Rapporter",
    "Rekruttering",
}

GONE = date(2020, 1, 1)


@pytest.fixture
def office(database, today):
    """One client with wishes, one contact, one assignment with a goal and hours."""
    with database.transaction() as session:
        draft = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, draft, today=today)
        client = builders.a_client(session, "Oskar Moen", wishes="Liker å svømme")
        contact = builders.a_contact(session, "Siv Lie")
        assignment = builders.an_assignment(session, client, contact, goal="Venner")
        period = builders.periods(session)["2026-10"].number
        builders.rates(session)
        builders.a_sheet(session, assignment, period, builders.a_visit(5))
    return {"client": client, "contact": contact, "assignment": assignment}


@pytest.fixture
def signed_in(qtbot, database, office, today):
    """Open the window for somebody who plays some roles."""

    @contextmanager
    def open_for(*roles):
        actor = hire(database, "Kari Lunde", *roles)
        with at_work(database, actor) as own:
            workspace = Workspace(lambda: own, lambda: today, actor=actor)
            window = MainWindow()
            qtbot.addWidget(window)
            window.resize(1400, 900)
            person.show(qtbot, window)
            window.open_office(workspace, name="Fjordvik", place="", practice=False)
            yield window
            window.close()

    return open_for


def visit(qtbot, window, room, number=None):
    """Go to a room, and wait until what is there has been read."""
    page = window.open(room, number)
    qtbot.waitUntil(lambda: not window.workspace.is_reading, timeout=person.WAIT)
    qtbot.wait(150)  # the cursor rests on a row before it is read in full
    qtbot.waitUntil(lambda: not window.workspace.is_reading, timeout=person.WAIT)
    return page


@pytest.mark.parametrize("role", Role)
def test_a_role_has_its_rooms_and_no_others(signed_in, role):
    with signed_in(role) as window:
        rail = window.rail
        shown = [at for at in range(rail.count()) if rail.isTabVisible(at)]
        assert ", ".join(map(rail.tabText, shown)) == ROOMS[role]
        beside = {rail.tabText(at) for at in range(rail.count())} - {
            rail.tabText(at) for at in shown
        }
        wanted = HALVES if "Dokumenter" in ROOMS[role] else set()
        assert beside == wanted | (OF_HOURS if "Oppdrag" in ROOMS[role] else set())


def test_a_room_somebody_may_not_enter_is_not_there_by_any_way(signed_in):
    with signed_in(Role.PAYROLL) as window:
        assert window.open("clients", 1) is None
        assert window.open("papers") is None


def test_payroll_reads_hours_and_never_the_case(qtbot, signed_in, office):
    with signed_in(Role.PAYROLL) as window:
        page = visit(qtbot, window, "assignments", office["assignment"])
        qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
        assert person.says(page, "Oskar Moen")
        assert person.says(page, "Siv Lie")
        assert not person.says(page, "Venner")
        assert page.record.conditions == ()
        for act in ("Rediger", "Nytt oppdrag", "Flere handlinger"):
            with pytest.raises(AssertionError):
                person.button(page, act)


def test_payroll_finds_contacts_and_no_clients(qtbot, signed_in):
    with signed_in(Role.PAYROLL) as window:
        window.show_palette()
        qtbot.keyClicks(window.palette_shown.field, "Siv")
        qtbot.waitUntil(
            lambda: "Siv Lie" in window.palette_shown.texts(),
            timeout=person.WAIT,
        )
        window.palette_shown.field.clear()
        qtbot.keyClicks(window.palette_shown.field, "Oskar")
        qtbot.waitUntil(lambda: not window.workspace.is_reading, timeout=person.WAIT)
        assert "Oskar Moen" not in window.palette_shown.texts()
        window.palette_shown.field.clear()
        assert "Ny bruker" not in window.palette_shown.texts()


def test_a_reader_is_offered_nothing_to_change(qtbot, signed_in, office):
    with signed_in(Role.READER) as window:
        page = visit(qtbot, window, "clients", office["client"])
        qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
        assert person.says(page, "Liker å svømme")
        for act in ("Rediger", "Ny bruker", "Nytt vedtak", "Nytt oppdrag"):
            with pytest.raises(AssertionError):
                person.button(page, act)
        person.press(qtbot, page, "Flere handlinger")
        menu = person.open_menu(qtbot, page)
        assert [each.text() for each in menu.actions()] == ["Finn støttekontakt"]
        menu.close()
        page.new_record()
        assert person.says(window, "Rollen din gir ikke tilgang til dette.")


def test_an_administrator_sees_no_person(qtbot, signed_in):
    with signed_in(Role.ADMINISTRATOR) as window:
        page = visit(qtbot, window, "today")
        assert not person.says(page, "Oskar")
        assert not person.says(page, "Siv")
        assert not person.says(page, "Mangler timeliste")
        assert person.says(page, "Ingenting haster.")


def test_a_link_to_a_blocked_client_asks_why_and_opens(
    qtbot, database, signed_in, office
):
    keeper = hire(database, "Ola Vik", Role.CASEWORKER)
    with at_work(database, keeper) as own, own.transaction() as session:
        block_client(session, office["client"], [])
    with signed_in(Role.CASEWORKER) as window:
        page = window.open("assignments", office["assignment"])
        form = person.wait_for_window(qtbot, "Sperret bruker")
        person.press(qtbot, form, "Åpne ut dagen")
        assert person.says(form, "minst 10 tegn")
        reason = "Hvorfor må du åpne denne brukeren nå?"
        person.write(qtbot, form, reason, "Foresatte ringer om avtalen i dag")
        person.key(qtbot, form, "Ctrl+S")
        qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
        assert person.says(page, "Oskar Moen")


def test_nobody_to_tick_is_said_before_a_client_is_blocked(
    qtbot, database, signed_in, office
):
    hire(database, "Lise Moen", Role.PAYROLL)
    with database.transaction() as session:
        session.scalars(
            select(Staff).where(Staff.caseworker)
        ).one().authorised_to = GONE
    with signed_in(Role.CASEWORKER) as window:
        page = visit(qtbot, window, "clients", office["client"])
        qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
        page._ask_block()
        form = person.wait_for_window(qtbot, "Sperr brukeren")
        assert person.says(form, "Ingen andre ansatte har tilgang til brukere")


def test_a_client_is_blocked_from_its_card(qtbot, database, signed_in, office):
    hire(database, "Ola Vik", Role.CASEWORKER)
    with signed_in(Role.CASEWORKER) as window:
        page = visit(qtbot, window, "clients", office["client"])
        qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
        page._ask_block()
        form = person.wait_for_window(qtbot, "Sperr brukeren")
        person.field(form, "Ola Vik").setChecked(True)
        person.press(qtbot, form, "Sperr")
        qtbot.waitUntil(lambda: person.says(page, "Sperret"), timeout=person.WAIT)
    with database.reading() as session:
        assert session.get(Client, office["client"]).is_blocked
