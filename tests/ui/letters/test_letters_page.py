"""The pile of letters that lack something, used the way a caseworker uses it."""

import pytest

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.letter import LetterKind
from stkdesk.services.contact_letters import (
    begin_contact_letter,
    register_contact_letter,
)
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letters import open_letter as read_letter
from stkdesk.services.letters import register_letter
from stkdesk.storage.tables import Client, Letter
from stkdesk.ui.contact_letters.form import ContactLetterForm
from stkdesk.ui.letters.form import LetterForm
from stkdesk.ui.letters.page import LettersPage
from tests import builders as make
from tests import person
from tests.services.writing import an_application
from tests.ui.letters.conftest import TODAY
from tests.ui.letters.test_letter_form import ADULT, WAIT, letter_drawn
from tests.ui.registers import shown, wait_for


@pytest.fixture
def pile(database):
    """A draft that lacks its reason, and one that lacks nothing."""
    with database.transaction() as session:
        client = make.a_client(session, "Åse Ødegård", person=ADULT)
        an_application(session, client, TODAY)
        for kind in (LetterKind.INTERIM_REPLY, LetterKind.RECEIPT):
            draft = begin_letter(session, kind, client, today=TODAY)
            register_letter(session, draft)
    return client


@pytest.fixture
def page(qtbot, workspace, pile):
    page = LettersPage(workspace)
    shown(qtbot, page)
    return page


def test_the_pile_says_what_each_letter_lacks(qtbot, page):
    rows = person.wait_for_rows(qtbot, page.table, 1)

    assert rows[0][:3] == [
        "Foreløpig svar",
        "Åse Ødegård",
        "Skriv hvorfor saken tar mer enn en måned.",
    ]
    assert page.subtitle == "1 brev kan ikke sendes ennå"
    wait_for(qtbot, page, "Skriv hvorfor saken tar mer enn en måned.")


def test_a_line_leads_to_the_field_that_lacks(qtbot, page):
    person.wait_for_rows(qtbot, page.table, 1)
    wait_for(qtbot, page, "Skriv hvorfor saken tar mer enn en måned.")
    person.press(qtbot, page, "Fyll ut «Hvorfor det tar lengre tid»")
    person.wait_for_window(qtbot, "Foreløpig svar")
    [form] = [each for each in page.findChildren(LetterForm) if each.isVisible()]
    letter_drawn(qtbot, form)

    reason = person.field(form, "Hvorfor det tar lengre tid")
    assert form.focusWidget() is reason
    qtbot.keyClicks(reason, "Vi venter på legen.")
    person.key(qtbot, form, "Ctrl+S")
    person.wait_for_rows(qtbot, page.table, 0)


def test_those_that_lack_nothing_are_behind_a_chip(qtbot, page):
    person.wait_for_rows(qtbot, page.table, 1)
    person.press(qtbot, page, "Filter: Klare til å sendes, 1")
    wait_for(qtbot, page, "Klar til å sendes")

    assert person.rows(page.table)[0][0] == "Bekreftelse på søknad"


def test_the_parts_of_dokumenter_count_what_lacks_something(qtbot, page):
    qtbot.waitUntil(
        lambda: person.button(page, "Del: Mangler noe, 1").isVisible(), timeout=WAIT
    )
    with qtbot.waitSignal(page.goto) as left:
        person.press(qtbot, page, "Del: Papirer")
    assert left.args == ["papers", None]


def test_an_address_that_lacks_leads_to_the_client(qtbot, page, database, pile):
    with database.transaction() as session:
        who = session.get(Client, pile).person
        who.addresses.clear()
    page.refresh(frozenset())
    wait_for(qtbot, page, "En mottaker mangler adresse. Fyll den ut på brukerens kort.")
    with qtbot.waitSignal(page.goto) as left:
        person.press(qtbot, page, "Fyll ut adressen")
    assert left.args == ["clients", pile]


def test_a_draft_is_thrown_away_and_taken_back(qtbot, page, database):
    wait_for(qtbot, page, "Skriv hvorfor saken tar mer enn en måned.")
    page._discard(1)
    person.wait_for_rows(qtbot, page.table, 0)
    page.workspace.undo()
    person.wait_for_rows(qtbot, page.table, 1)
    with database.reading() as session:
        [number] = [
            each.number
            for each in session.query(Letter)
            if each.kind is LetterKind.INTERIM_REPLY
        ]
        assert read_letter(session, number).draft.text("received_on") == "2026-11-02"


def test_a_letter_can_be_looked_at_before_it_is_finished(qtbot, page):
    wait_for(qtbot, page, "Skriv hvorfor saken tar mer enn en måned.")
    person.press(qtbot, page, "Se brevet")
    window = person.wait_for_window(qtbot, "Foreløpig svar UTKAST")
    window.reject()


def test_a_letter_to_a_contact_waits_in_the_same_pile(qtbot, page, database):
    with database.transaction() as session:
        contact = make.a_contact(session, "Sølvi Næss")
        draft = begin_contact_letter(
            session, ContactLetterKind.INTERVIEW, contact, today=TODAY
        )
        register_contact_letter(session, draft)
    page.refresh(frozenset({"contact_letters"}))
    rows = person.wait_for_rows(qtbot, page.table, 2)
    assert ["Innkalling til samtale", "Sølvi Næss"] in [row[:2] for row in rows]

    person.click_row(qtbot, page.table, "Sølvi Næss")
    wait_for(qtbot, page, "Skriv hvilken dag samtalen er.")
    person.press(qtbot, page, "Åpne brevet")
    person.wait_for_window(qtbot, "Innkalling til samtale")
    [form] = [e for e in page.findChildren(ContactLetterForm) if e.isVisible()]
    assert form.focusWidget() is person.field(form, "Dag")
