"""The form of an assignment: people found while one types, hours by both units."""

from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.grants import HoursUnit
from stkdesk.services.assignments import open_assignment
from stkdesk.storage.tables import ActivityGroup, Contact
from stkdesk.ui.assignments.page import AssignmentsPage
from tests import builders as make
from tests import person
from tests.ui.reading import findings
from tests.ui.registers import (
    active,
    close_forms,
    closed,
    key,
    letters,
    lose,
    shown,
    wait_for,
)


@pytest.fixture
def people(database):
    with database.transaction() as session:
        make.periods(session, 2025)
        make.periods(session)
        for name in ("Oskar Moen", "Åse Ødegård"):
            make.a_client(session, name)
        for name in ("Solveig Bakke", "Håkon Aas"):
            make.a_contact(session, name)


@pytest.fixture
def page(qtbot, workspace, people):
    yield shown(qtbot, AssignmentsPage(workspace))
    close_forms()


@pytest.fixture
def form(qtbot, page):
    page.new_record()
    return opened(qtbot, "Nytt oppdrag")


def opened(qtbot, title):
    form = person.wait_for_window(qtbot, title)
    active(qtbot, form)
    return form


def pick(qtbot, form, name, typed):
    """Type in a picker, wait for the hits, and take the first with Enter."""
    picker = form.fields[name].editor
    picker.setFocus()
    qtbot.keyClicks(picker, typed)
    qtbot.waitUntil(lambda: picker._list.isVisible(), timeout=person.WAIT)
    key(qtbot, form, "Return")


def made(workspace, number=1):
    return workspace.read(lambda s: open_assignment(s, number))


def test_an_assignment_is_made_by_the_keyboard_alone(qtbot, form, page, workspace):
    pick(qtbot, form, "client", "ode")
    key(qtbot, form, "Alt+S")
    pick(qtbot, form, "contact", "aas")
    for letter, text in (
        ("F", "011226"),
        ("T", "30.11.2027"),
        ("M", "16"),
        ("D", "400"),
        ("K", "120"),
        ("Å", "Komme seg ut"),
    ):
        key(qtbot, form, f"Alt+{letter}")
        qtbot.keyClicks(form.focusWidget(), text)
    assert person.says(form, "≈ 3,5 t per uke")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)

    card = made(workspace)
    assert (card.client, card.provider) == ("Åse Ødegård", "Håkon Aas")
    assert card.draft.start_on == date(2026, 12, 1)
    assert card.draft.agreed_minutes == 960
    assert card.draft.expense_cap_ore == 400_00
    assert card.draft.drive_cap_metres == 120_000
    assert card.draft.status is AssignmentStatus.PLANNED
    wait_for(qtbot, page, "med Håkon Aas · O-1")


def test_hours_a_week_are_told_by_the_month(qtbot, form):
    person.write(qtbot, form, "Timer", "4,5")
    person.choose(form, "Telles", "per uke")
    assert person.says(form, "≈ 19,5 t per måned")


def test_an_organisation_takes_the_place_of_the_contact(
    qtbot, database, form, workspace
):
    with database.transaction() as session:
        make.an_organisation(session, "Byen Turlag")
    pick(qtbot, form, "client", "moen")
    person.choose(form, "Løsning", "Frivillig organisasjon")
    assert not form.fields["contact"].isVisible()
    pick(qtbot, form, "organisation", "tur")
    person.write(qtbot, form, "Fra og med", "01.12.2026")
    person.write(qtbot, form, "Timer", "2")
    person.choose(form, "Telles", "per uke")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    card = made(workspace)
    assert (card.provider, card.draft.solution) == (
        "Byen Turlag",
        Solution.ORGANISATION,
    )
    assert card.draft.hours_unit is HoursUnit.WEEK


def test_a_group_takes_a_member_by_its_own_rules(qtbot, database, form, workspace):
    with database.transaction() as session:
        group = ActivityGroup(name="Turgruppa", first_on=date(2026, 1, 1))
        session.add(group)
    pick(qtbot, form, "client", "moen")
    person.choose(form, "Løsning", "Aktivitetsgruppe")
    pick(qtbot, form, "group", "tur")
    person.write(qtbot, form, "Fra og med", "01.12.2025")
    person.write(qtbot, form, "Timer", "6")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Gruppen varer fra 01.01.2026.")
    person.write(qtbot, form, "Fra og med", "01.12.2026")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert made(workspace).draft.group_number == 1


def test_what_is_worth_a_look_is_said_while_one_types_and_hinders_nothing(
    qtbot, database, page, workspace
):
    with database.transaction() as session:
        make.a_grant(session, 1, 8 * 60)
        session.get(Contact, 1).capacity_minutes = 10 * 60
    page.new_record()
    form = opened(qtbot, "Nytt oppdrag")
    pick(qtbot, form, "client", "moen")
    pick(qtbot, form, "contact", "bakke")
    person.write(qtbot, form, "Fra og med", "01.12.2026")
    person.write(qtbot, form, "Timer", "16")
    key(qtbot, form, "Tab")
    wait_for(qtbot, form, "Timer: 16 t per måned avtalt, vedtaket gir 8 t per måned")
    assert person.says(form, "Til sammen mer enn støttekontakten kan")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert made(workspace).draft.agreed_minutes == 16 * 60


def test_the_form_tells_what_each_contact_has_left(qtbot, database, form):
    with database.transaction() as session:
        session.get(Contact, 1).capacity_minutes = 20 * 60
        make.an_assignment(session, 2, 1, hours=8)
    picker = form.fields["contact"].editor
    picker.setFocus()
    qtbot.keyClicks(picker, "bakke")
    qtbot.waitUntil(lambda: picker._list.isVisible(), timeout=person.WAIT)
    line = picker._list.list.item(0).text()
    assert "12 t/mnd ledig" in line
    key(qtbot, form, "Esc")


def test_a_name_that_is_typed_but_not_chosen_is_told(qtbot, form):
    picker = form.fields["client"].editor
    qtbot.keyClicks(picker, "Ukjent")
    key(qtbot, form, "Tab")
    key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Velg en fra listen som kommer opp når du skriver.")
    assert person.says(form, "Velg støttekontakten.")
    assert form.focusWidget() is picker
    assert picker.text() == "Ukjent"


def test_an_assignment_cannot_end_before_it_starts(qtbot, form):
    person.write(qtbot, form, "Fra og med", "01.12.2026")
    person.write(qtbot, form, "Til og med", "30.11.2026")
    key(qtbot, form, "Tab")
    assert person.says(form, "Oppdraget kan ikke slutte før det starter.")


def test_the_people_are_kept_in_the_draft(qtbot, page, form):
    pick(qtbot, form, "client", "moen")
    person.write(qtbot, form, "Timer", "16")
    wait_for(qtbot, form, "Kladd lagret")
    lose(form)
    page.new_record()
    again = opened(qtbot, "Nytt oppdrag")
    person.press(qtbot, again, "Fortsett")
    assert person.field(again, "Bruker").text() == "Oskar Moen"
    assert again.fields["client"].editor.value() == 1


def test_an_edit_keeps_what_is_not_touched(qtbot, page, workspace, database):
    with database.transaction() as session:
        make.an_assignment(session, 1, 1, hours=24, goal="Svømme")
    page.open_record(1)
    wait_for(qtbot, page, "med Solveig Bakke · O-1")
    before = made(workspace).draft
    page.edit_current()
    form = opened(qtbot, "Rediger oppdrag")
    person.write(qtbot, form, "Timer", "20")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    after = made(workspace).draft
    assert after.agreed_minutes == 1200
    assert (after.goal, after.start_on) == (before.goal, before.start_on)
    assert (after.client_number, after.contact_number) == (1, 1)


@pytest.mark.parametrize(
    "solution", ["Individuell støttekontakt", "Frivillig organisasjon"]
)
def test_every_field_has_a_letter_and_can_be_read_aloud(qtbot, form, solution):
    person.choose(form, "Løsning", solution)
    found = letters(form)
    assert "" not in found
    assert len(set(found)) == len(found)
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)


def test_what_is_agreed_about_pay_is_kept_and_the_usual_rate_is_no_choice(
    qtbot, form, page, workspace
):
    pick(qtbot, form, "client", "ode")
    key(qtbot, form, "Alt+S")
    pick(qtbot, form, "contact", "aas")
    person.write(qtbot, form, "Fra og med", "011226")
    person.write(qtbot, form, "Timer", "16")
    person.choose(form, "Utgiftsdekning", "Fast beløp per time")
    assert not form.fields["expense_cap_ore"].isVisible()
    person.write(qtbot, form, "Kjøring i kroner", "175")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)

    draft = made(workspace).draft
    assert (draft.expense_way, draft.drive_cap_ore) == (ExpenseWay.HOUR, 175_00)
    assert draft.hour_kind is None
    wait_for(qtbot, page, "Fast beløp per time")
