"""Ansatte: somebody new, a new password, an end; told and done in the window."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QListWidget

from stkdesk.domain.four_eyes import Act
from stkdesk.domain.staff import Role
from stkdesk.services.four_eyes import four_eyes
from stkdesk.services.staff import add_staff, edit_staff, list_staff, open_staff
from stkdesk.services.staff_keys import hire as let_in
from stkdesk.storage import key_changes
from stkdesk.storage.keys import LIGHT
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Staff
from stkdesk.ui.office.page import OfficePage
from stkdesk.ui.workspace import Workspace
from tests import person
from tests.services.test_staff import KARI, SECRET, run
from tests.staff import hired
from tests.ui.office.settings import open_group
from tests.ui.registers import is_open


@pytest.fixture
def staff(qtbot, page, monkeypatch):
    """The group, in front of a person; keys cost nothing to make."""
    monkeypatch.setattr(
        key_changes, "effort_for", lambda _content, effort: effort or LIGHT
    )
    open_group(qtbot, page, "Ansatte")
    qtbot.waitUntil(lambda: person.says(page, "Kontoret"), timeout=person.WAIT)
    return page.groups["staff"]


def everybody(page):
    today = page.workspace.today()
    return page.workspace.read(lambda session: list_staff(session, today=today))


def new_form(qtbot, staff):
    person.press(qtbot, staff, "Ny ansatt")
    return person.wait_for_window(qtbot, "Ny ansatt")


def hired_kari(qtbot, page, staff):
    """Let Kari in, behind the window, and wait until she is in the list."""
    run(let_in(page.workspace.database, KARI, SECRET, SECRET))
    staff.refresh(frozenset())
    qtbot.waitUntil(lambda: person.says(staff, "Kari Lunde"), timeout=person.WAIT)


def test_everybody_is_listed_with_what_they_are(qtbot, page, staff):
    with page.workspace.database.transaction() as session:
        number = add_staff(session, KARI)
        at = datetime(2026, 11, 13, 14, 12, tzinfo=UTC)
        session.get(Staff, number).last_signed_in_at = at
    staff.refresh(frozenset())
    qtbot.waitUntil(lambda: person.says(staff, "Kari Lunde"), timeout=person.WAIT)
    assert person.says(staff, "Saksbehandler, leder, administrator")
    assert person.says(staff, "kari.lunde · sist inne fredag 13.11.")
    assert person.says(staff, "Mangler passord")
    assert person.says(staff, "Har tilgang")


def test_a_new_member_of_the_staff_is_added_by_the_keyboard(qtbot, page, staff):
    form = new_form(qtbot, staff)
    qtbot.keyClicks(form.focusWidget(), "Kari Marie Lunde")
    assert person.field(form, "Brukernavn").text() == "kari.lunde"
    person.field(form, "Saksbehandler").setFocus()
    person.key(qtbot, form, "Space")
    person.write(qtbot, form, "Passord", SECRET)
    person.write(qtbot, form, "Passordet en gang til", SECRET)
    person.key(qtbot, form, "Return")
    qtbot.waitUntil(lambda: person.says(staff, "Kari Marie Lunde"), timeout=person.WAIT)
    file = page.workspace.database.register.file
    database = open_register(file, SECRET, "kari.lunde")
    assert database.actor.roles == {Role.CASEWORKER}
    database.close()


def test_what_is_missing_is_told_by_its_field_and_nobody_is_added(qtbot, page, staff):
    form = new_form(qtbot, staff)
    person.write(qtbot, form, "Brukernavn", "kontoret")
    person.press(qtbot, form, "Lagre")
    for told in ("Skriv navnet", "Velg minst én rolle", "Bruk minst 10 tegn"):
        assert person.says(form, told)
    assert len(everybody(page)) == 1
    form.discard()


def test_a_user_name_already_in_use_is_told_by_its_field(qtbot, page, staff):
    form = new_form(qtbot, staff)
    person.write(qtbot, form, "Navn", "Kari Lunde")
    person.write(qtbot, form, "Brukernavn", "Kontoret")
    person.field(form, "Innsyn").setChecked(True)
    person.write(qtbot, form, "Passord", SECRET)
    person.write(qtbot, form, "Passordet en gang til", SECRET)
    person.press(qtbot, form, "Lagre")
    qtbot.waitUntil(
        lambda: person.says(form, "En annen ansatt har dette brukernavnet."),
        timeout=person.WAIT,
    )
    assert person.field(form, "Passord").text() == SECRET
    form.discard()


def test_roles_are_changed_in_the_form(qtbot, page, staff):
    hired_kari(qtbot, page, staff)
    [card] = [each for each in everybody(page) if each.draft.name == "Kari Lunde"]
    staff._edit(card)
    form = person.wait_for_window(qtbot, "Endre ansatt")
    assert person.field(form, "Brukernavn").isReadOnly()
    person.field(form, "Leder").setChecked(True)
    person.press(qtbot, form, "Lagre")
    qtbot.waitUntil(
        lambda: person.says(staff, "Saksbehandler, leder · kari"), timeout=person.WAIT
    )


def test_two_administrators_in_one_member_of_the_staff(qtbot, page, staff):
    hired_kari(qtbot, page, staff)
    [card] = [each for each in everybody(page) if each.draft.name == "Kari Lunde"]
    staff._edit(card)
    form = person.wait_for_window(qtbot, "Endre ansatt")
    person.field(form, "Leder").setChecked(True)
    today = page.workspace.today()
    theirs = replace(card.draft, roles=frozenset({Role.PAYROLL}), sees_protected=True)
    with page.workspace.database.transaction() as session:
        edit_staff(session, card.number, card.version, theirs, today=today)
    person.press(qtbot, form, "Lagre")
    both = person.wait_for_window(qtbot, "To har endret det samme")
    assert person.says(both, "Før: Saksbehandler")
    assert person.says(both, "Saksbehandler, Leder")
    person.press(qtbot, both, "Du skrev")
    person.press(qtbot, both, "Lagre")
    qtbot.waitUntil(lambda: not is_open(form), timeout=person.WAIT)
    [saved] = [each for each in everybody(page) if each.draft.name == "Kari Lunde"]
    assert saved.draft.roles == {Role.CASEWORKER, Role.LEADER}
    assert saved.draft.sees_protected


def test_the_end_of_an_access_is_asked_about_and_explained(qtbot, page, staff):
    hired_kari(qtbot, page, staff)
    [card] = [each for each in everybody(page) if each.draft.name == "Kari Lunde"]
    staff._ask_end(card)
    question = person.wait_for_window(qtbot, "Avslutte tilgangen?")
    person.press(qtbot, question, "Avslutt tilgangen")
    told = person.wait_for_window(qtbot, "Tilgangen er avsluttet")
    assert person.says(told, "rotate-key")
    person.press(qtbot, told, "Greit")
    today = page.workspace.today()
    ended = page.workspace.read(
        lambda session: open_staff(session, card.number, today=today)
    )
    assert not ended.has_password


def test_the_only_administrator_cannot_leave(qtbot, page, staff):
    [first] = everybody(page)
    staff._end_access(first)
    message = person.wait_for_window(qtbot, "stkdesk")
    assert person.says(message, "Dette er den eneste administratoren.")
    message.close()


def test_only_an_administrator_sees_the_group(qtbot, database, today):
    with hired(database, Role.LEADER) as own:
        workspace = Workspace(lambda: own, lambda: today)
        page = OfficePage(workspace)
        qtbot.addWidget(page)
        titles = page.findChild(QListWidget)
        said = [titles.item(row).text() for row in range(titles.count())]
        assert "Ansatte" not in said
        assert "Fire øyne" in said
        workspace.close()


def test_four_eyes_are_chosen_by_the_office_and_can_be_taken_back(qtbot, page):
    open_group(qtbot, page, "Fire øyne")
    group = page.groups["four_eyes"]
    act = "Vedtak godkjennes av en annen enn den som skrev dem"
    qtbot.waitUntil(lambda: person.says(group, act), timeout=person.WAIT)
    choice = group._choices[Act.ISSUE_DECISION]
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)
    person.press(qtbot, choice, "Ja")
    assert page.workspace.read(four_eyes)[Act.ISSUE_DECISION]
    page.workspace.undo()
    assert not page.workspace.read(four_eyes)[Act.ISSUE_DECISION]
