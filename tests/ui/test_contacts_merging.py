"""Two entries of the same support contact are put together, field by field."""

from datetime import date

import pytest
from PySide6.QtTest import QTest

from stkdesk.services.contact_merging import merge_contacts
from stkdesk.services.contacts import open_contact
from stkdesk.ui.contacts.merge_form import MergeForm
from stkdesk.ui.contacts.page import ContactsPage
from tests import builders as make
from tests import person
from tests.ui.registers import active, close_forms, closed, key, shown, wait_for


@pytest.fixture
def two(database):
    """Kari, registered twice; the second helps Oskar."""
    with database.transaction() as session:
        make.periods(session)
        kept = make.a_contact(session, "Kari Ulvik", has_car=True)
        gone = make.a_contact(
            session, "Kari M. Ulvik", person={"phone": "90 00 00 01"}, areas="Sentrum"
        )
        make.an_assignment(session, "Oskar Moen", gone)
    return kept, gone


@pytest.fixture
def form(qtbot, workspace, two):
    page = shown(qtbot, ContactsPage(workspace), width=1360)
    kept, _gone = two
    form = MergeForm(page, workspace.read(lambda session: open_contact(session, kept)))
    form.open()
    active(qtbot, form)
    yield form
    close_forms()


def find(qtbot, form, words):
    """Type in the field where the cursor is, and take the first one found."""
    QTest.keyClicks(form.focusWidget(), words)
    picker = form.focusWidget()
    qtbot.waitUntil(lambda: picker._list.isVisible())
    key(qtbot, picker, "Return")


def test_two_become_one_by_the_keyboard_alone(qtbot, workspace, form, two):
    kept, _gone = two
    find(qtbot, form, "kari m")
    for words in ("Går ut", "Kari M. Ulvik", "1 oppdrag", "Tas med uten å spørre"):
        wait_for(qtbot, form, words)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Velg en av de to.")
    key(qtbot, form.focusWidget(), "Right")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    card = workspace.read(lambda session: open_contact(session, kept))
    assert card.name == "Kari M. Ulvik"
    assert card.draft.person.phone == "90 00 00 01"
    assert [each.client for each in card.assignments] == ["Oskar Moen"]


def test_what_hinders_is_said_before_anything_is_pressed(
    qtbot, workspace, database, form, two
):
    kept, _gone = two
    with database.transaction() as session:
        make.an_assignment(session, 1, kept, start_on=date(2026, 3, 1))
    find(qtbot, form, "kari m")
    wait_for(qtbot, form, "De kan ikke slås sammen")
    assert person.says(form, "Går ut")
    assert not person.says(form, "Tas med uten å spørre")


def test_the_entry_that_went_leads_on_and_the_kept_one_leads_back(
    qtbot, workspace, two, today
):
    kept, gone = two
    workspace.do(
        lambda session: merge_contacts(session, (kept, 1), (gone, 1), (), today=today)
    )
    page = shown(qtbot, ContactsPage(workspace), width=1360)
    page.open_record(gone)
    wait_for(qtbot, page, f"Slått sammen med S-{kept}")
    assert not person.says(page, "Ta opp igjen")
    assert not person.says(page, "Dokumenter og krav")
    assert not person.says(page, "Ingen oppdrag ennå.")
    page.open_record(kept)
    wait_for(qtbot, page, f"Slått sammen med S-{gone}")
    person.press(qtbot, page, "Flere handlinger")
    person.choose_in_menu(qtbot, page, f"Angre sammenslåing med S-{gone} …")
    question = person.wait_for_window(qtbot, "Angre sammenslåingen?")
    person.press(qtbot, question, "Angre sammenslåingen")
    qtbot.waitUntil(lambda: not person.says(page, f"Slått sammen med S-{gone}"))
    again = workspace.read(lambda session: open_contact(session, gone))
    assert [each.client for each in again.assignments] == ["Oskar Moen"]
