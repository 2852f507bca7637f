"""Støttekontakter, as a caseworker uses it: what is missing, and putting it right."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.contact import ContactDraft, ContactStatus, Employment
from stkdesk.domain.person import PersonDraft
from stkdesk.services.assignments import open_assignment
from stkdesk.services.contacts import open_contact, register_contact
from stkdesk.ui.contacts.page import ContactsPage
from tests import builders as make
from tests import person
from tests.ui.reading import findings
from tests.ui.registers import (
    active,
    close_forms,
    closed,
    key,
    letters,
    shown,
    wait_for,
)

SOLVEIG = ContactDraft(
    person=PersonDraft(
        "Solveig", "Bakke", date(1985, 5, 17), phone="91015163", city="Kristiansund N"
    ),
    status=ContactStatus.ACTIVE,
    account_number="1813 64 45320",
    has_car=True,
    capacity_minutes=20 * 60,
    areas="Nordlandet",
)


@pytest.fixture
def people(database, today):
    """Solveig, who has not signed and helps Oskar; and Håkon, who has."""
    with database.transaction() as session:
        make.rates(session)
        periods = make.periods(session)
        make.periods(session, 2025)
        solveig = register_contact(session, SOLVEIG, today=today)
        signed = date(2026, 2, 14)
        make.a_contact(session, "Håkon Aas", declaration_signed_on=signed)
        assignment = make.an_assignment(session, "Oskar Moen", solveig, hours=16)
        make.a_sheet(session, assignment, periods["2026-10"].number)


@pytest.fixture
def page(qtbot, workspace, people):
    yield shown(qtbot, ContactsPage(workspace), width=1360)
    close_forms()


@pytest.fixture
def card(qtbot, page):
    """The page, with Solveig's card open."""
    page.open_record(1)
    wait_for(qtbot, page, "S-1 · Kristiansund N")
    return page


def opened(qtbot, title):
    form = person.wait_for_window(qtbot, title)
    active(qtbot, form)
    return form


def stored(workspace, number=1):
    return workspace.read(lambda s: open_contact(s, number)).draft


def test_the_list_says_who_has_signed_and_who_drives(qtbot, page):
    rows = person.wait_for_rows(qtbot, page.table, 2)
    assert rows == [
        ["Solveig Bakke", "Kristiansund N", "1", "3", "Mangler", "Ja", "Aktiv"],
        ["Håkon Aas", "Byen", "0", "0", "14.02.2026", "", "Aktiv"],
    ]
    assert page.subtitle == "2 registrerte · timene er for oktober 2026"


def test_a_chip_finds_those_who_have_not_signed(qtbot, page):
    person.wait_for_rows(qtbot, page.table, 2)
    person.press(qtbot, page, "Filter: Mangler taushetserklæring, 1")
    [row] = person.wait_for_rows(qtbot, page.table, 1)
    assert row[0] == "Solveig Bakke"


def test_the_card_tells_what_is_in_order(card):
    assert person.says(card, "ikke underskrevet")
    assert person.says(card, "O-1: mangler")
    assert person.says(card, "konto 1813 64 45320")
    for text in ("91 01 51 63", "20 t i måneden", "Egen bil", "Nordlandet"):
        assert person.says(card, text)
    assert person.says(card, "O-1 · fra 01.01.2026 · 16 t/mnd")


def test_a_contact_is_registered_by_the_keyboard_alone(qtbot, page, workspace):
    page.new_record()
    form = opened(qtbot, "Ny støttekontakt")
    for text in ("Nora", "Ås", "17.05.1990", "", "", "41234567", "", "", "6518"):
        qtbot.keyClicks(form.focusWidget(), text)
        key(qtbot, form, "Tab")
    person.choose(form, "Status", "Aktiv")
    person.choose(form, "Arbeidsforhold", "Arbeidstaker")
    for letter, text in (
        ("N", "40112"),
        ("K", "18136445320"),
        ("V", "12,5"),
        ("Å", "Nordlandet, Frei"),
        ("R", "norsk, polsk"),
    ):
        key(qtbot, form, f"Alt+{letter}")
        qtbot.keyClicks(form.focusWidget(), text)
    key(qtbot, form, "Alt+B")
    qtbot.waitUntil(person.field(form, "Har bil og vil kjøre").isChecked)
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)

    draft = stored(workspace, 3)
    assert draft.employment is Employment.EMPLOYEE
    assert draft.employee_number == "40112"
    assert draft.account_number == "1813 64 45320"
    assert draft.capacity_minutes == 750
    assert draft.has_car
    wait_for(qtbot, page, "S-3 · Kristiansund N")


def test_every_field_has_a_letter_of_its_own(qtbot, page):
    page.new_record()
    found = letters(opened(qtbot, "Ny støttekontakt"))
    assert "" not in found
    assert len(set(found)) == len(found)


def test_the_form_can_be_read_aloud_and_nothing_is_cut(qtbot, page):
    page.new_record()
    form = opened(qtbot, "Ny støttekontakt")
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)


def test_an_odd_account_number_is_only_a_warning(qtbot, card, workspace):
    card.edit_current()
    form = opened(qtbot, "Rediger støttekontakt")
    person.write(qtbot, form, "Kontonummer", "18136445321")
    key(qtbot, form, "Tab")
    assert person.says(form, "Kontrollsifferet stemmer ikke.")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).account_number == "1813 64 45321"
    wait_for(qtbot, card, "Kontrollsifferet stemmer ikke.")


def test_an_employee_number_of_another_is_told_by_the_field(qtbot, card, workspace):
    today = workspace.today()
    taken = replace(SOLVEIG, person=PersonDraft("Kari", "Vik"), employee_number="40112")
    workspace.do(lambda s: register_contact(s, taken, today=today))
    card.edit_current()
    form = opened(qtbot, "Rediger støttekontakt")
    person.write(qtbot, form, "Ansattnummer", "40112")
    key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Ansattnummeret er brukt på en annen.")
    assert form.focusWidget() is person.field(form, "Ansattnummer")


def test_a_new_assignment_knows_the_support_contact(qtbot, card, workspace):
    person.press(qtbot, card, "Nytt oppdrag")
    form = opened(qtbot, "Nytt oppdrag")
    assert person.field(form, "Støttekontakt").text() == "Solveig Bakke"
    assert form.focusWidget() is person.field(form, "Bruker")
    qtbot.keyClicks(form.focusWidget(), "moen")
    qtbot.waitUntil(lambda: form.fields["client"].editor._list.isVisible())
    key(qtbot, form, "Return")
    person.write(qtbot, form, "Fra og med", "01.12.2026")
    person.write(qtbot, form, "Timer", "8")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    made = workspace.read(lambda s: open_assignment(s, 2))
    assert (made.client, made.provider) == ("Oskar Moen", "Solveig Bakke")
    wait_for(qtbot, card, "O-2 · fra 01.12.2026 · 8 t/mnd")


def test_the_assignment_on_the_card_leads_to_it(qtbot, card):
    with qtbot.waitSignal(card.goto) as went:
        person.press(qtbot, card, "Oskar Moen, O-1 · fra 01.01.2026 · 16 t/mnd, Aktiv")
    assert went.args == ["assignments", 1]
