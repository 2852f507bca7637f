"""A declaration of confidentiality is explained first, and then signed."""

from datetime import date

import pytest

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.contacts import open_contact
from stkdesk.services.office import set_up_office
from stkdesk.services.recruiting import open_recruitment
from stkdesk.ui.contacts.declaration_form import open_declaration
from stkdesk.ui.recruiting.page import RecruitingPage
from tests import person
from tests.staff import hire
from tests.ui.reading import findings
from tests.ui.recruiting.applicants import vetted
from tests.ui.registers import active, close_forms, closed, key, wait_for


@pytest.fixture
def page(qtbot, workspace, database, today):
    """Yonas, and Mia who is 17; Kari explains too."""
    hire(database, "Kari Lunde", Role.CASEWORKER)
    with database.transaction() as session:
        vetted(session, "Yonas Tesfay", today)
        vetted(session, "Mia Dahl", today, born=date(2009, 3, 1))
    page = RecruitingPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    active(qtbot, page)
    yield page
    close_forms()


def opened(qtbot, page, number):
    open_declaration(page, page.workspace, number)
    form = person.wait_for_window(qtbot, "Taushetserklæring")
    active(qtbot, form)
    return form


def signed(page, number):
    card = page.workspace.read(lambda s: open_contact(s, number))
    return card.draft.declaration_signed_on


def test_who_explained_it_is_written_with_it_and_it_can_be_taken_back(qtbot, page):
    form = opened(qtbot, page, 1)
    assert findings(form) == []
    person.choose(form, "Av", "Kari Lunde")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    today = page.workspace.today()
    card = page.workspace.read(lambda s: open_recruitment(s, 1, today=today))
    [row] = card.declarations
    assert (row.explained_by, row.explained_on, row.signed_on) == (
        "Kari Lunde",
        today,
        today,
    )
    page.workspace.undo()
    qtbot.waitUntil(lambda: signed(page, 1) is None, timeout=person.WAIT)


def test_it_is_told_that_it_has_been_printed_from_here(qtbot, page):
    today, fjordvik = page.workspace.today(), OfficeDraft("Fjordvik kommune")
    page.workspace.do(lambda s: set_up_office(s, fjordvik, today=today))
    form = opened(qtbot, page, 1)
    assert person.says(form, "Ikke skrevet ut herfra")
    person.press(qtbot, form, "Skriv ut erklæringen")
    wait_for(qtbot, form, "Skrevet ut 16. november 2026.")
    assert not person.says(form, "Ikke skrevet ut herfra")


def test_signed_before_it_was_explained_is_refused_with_the_way_out(qtbot, page):
    form = opened(qtbot, page, 1)
    person.write(qtbot, form, "Underskrevet", "12.11.26")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "underskrevet før den ble forklart")
    assert signed(page, 1) is None
    person.write(qtbot, form, "Forklart", "12.11.26")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert signed(page, 1) == date(2026, 11, 12)


def test_one_under_age_needs_a_guardian_and_nobody_else_is_asked(qtbot, page):
    form = opened(qtbot, page, 1)
    assert not person.field(form, "En foresatt har også skrevet under").isVisible()
    form.discard()
    closed(qtbot, form)
    form = opened(qtbot, page, 2)
    box = person.field(form, "En foresatt har også skrevet under")
    assert box.isVisible()
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "En foresatt må også skrive under.")
    key(qtbot, form, "Alt+O")
    qtbot.waitUntil(box.isChecked, timeout=person.WAIT)
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert signed(page, 2) is not None
