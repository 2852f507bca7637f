"""Venteliste and matching, as a caseworker uses them: by keys."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.matching import InquiryAnswer, WaitReason, WaitUrgency
from stkdesk.services.matching import list_candidates
from stkdesk.services.wait_notes import wait_of
from stkdesk.services.wishes import wishes_of
from stkdesk.ui.waiting.page import WaitingPage
from tests import builders as make
from tests import person
from tests.services.test_matching import helper
from tests.services.test_waiting import granted
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

TITLE = "Finn støttekontakt"


@pytest.fixture
def people(database):
    """Oskar, who waits; Siv and Ola, who may help."""
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        granted(session, oskar)
        siv = helper(session, "Siv Lie", areas="Byen", interests="kino, fotball")
        ola = helper(session, "Ola Berg")
    return {"oskar": oskar, "siv": siv, "ola": ola}


@pytest.fixture
def page(qtbot, workspace, people):
    yield shown(qtbot, WaitingPage(workspace), width=1360)
    close_forms()


@pytest.fixture
def match(qtbot, page):
    """The window of a match for Oskar, opened by Enter in the list."""
    offers(qtbot, page, "Finn støttekontakt")
    qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
    page.table.setFocus()
    key(qtbot, page.table, "Return")
    window = person.wait_for_window(qtbot, TITLE)
    active(qtbot, window)
    offers(qtbot, window, "Spurt i dag")
    yield window
    close(window)


def offers(qtbot, where, text):
    """Wait until a button called ``text`` is in ``where``."""

    def _is_there():
        named = [each.accessibleName() for each in where.findChildren(QAbstractButton)]
        return text in named

    qtbot.waitUntil(_is_there, timeout=person.WAIT)


def close(window):
    try:
        window.reject()
    except RuntimeError:  # Qt has let go of it
        return


def asked(workspace, people, name):
    client, today = people["oskar"], workspace.today()
    rows = workspace.read(
        lambda s: list_candidates(s, client, ListQuery(), today=today)
    ).rows
    return next(each for each in rows if each.name == name).asked


def test_two_refusals_are_remembered_and_the_third_is_accepted(
    qtbot, match, workspace, people
):
    pane = match.pane
    pane.table.setFocus()
    assert [row[0] for row in person.rows(pane.table)] == ["Siv Lie", "Ola Berg"]
    key(qtbot, pane.table, "s")
    wait_for(qtbot, match, "har ikke svart ennå")
    key(qtbot, pane.table, "n")
    wait_for(qtbot, match, "Hvorfor (valgfritt)")
    qtbot.waitUntil(
        lambda: match.focusWidget().accessibleName().startswith("Hvorfor"),
        timeout=person.WAIT,
    )
    qtbot.keyClicks(match.focusWidget(), "for langt")
    key(qtbot, match.focusWidget(), "Return")
    wait_for(qtbot, match, "«for langt»")
    said = asked(workspace, people, "Siv Lie")
    assert (said.answer, said.why) == (InquiryAnswer.NO, "for langt")
    # Who said no goes down the list.
    qtbot.waitUntil(
        lambda: [row[0] for row in person.rows(pane.table)] == ["Ola Berg", "Siv Lie"],
        timeout=person.WAIT,
    )
    pane.open_record(people["ola"])
    offers(qtbot, match, "Spurt i dag")
    pane.table.setFocus()
    key(qtbot, pane.table, "j")  # asked and answered in one
    offers(qtbot, match, "Lag oppdrag")
    assert asked(workspace, people, "Ola Berg").answer is InquiryAnswer.YES
    assert match.focusWidget() is pane.table  # a yes goes straight on
    key(qtbot, pane.table, "o")
    form = person.wait_for_window(qtbot, "Nytt oppdrag")
    draft = form.draft()
    assert (draft.client_number, draft.contact_number) == (
        people["oskar"],
        people["ola"],
    )
    form.discard()


def test_a_veto_needs_a_reason_and_is_told(qtbot, match, workspace, people):
    match.pane.veto_wanted.emit(people["oskar"], people["siv"])
    form = person.wait_for_window(qtbot, "Aldri sammen")
    active(qtbot, form)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Skriv hvorfor de aldri skal settes sammen.")
    qtbot.keyClicks(form.focusWidget(), "Er i slekt")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    wait_for(qtbot, match, "Kan ikke: skal aldri settes sammen")
    person.press(qtbot, match, "Opphev «aldri sammen»")
    offers(qtbot, match, "Spurt i dag")


def test_typing_searches_and_escape_closes(qtbot, match):
    pane = match.pane
    pane.table.setFocus()
    qtbot.keyClicks(pane.table, "k")
    assert pane.search.hasFocus()
    qtbot.keyClicks(pane.search, "ino")
    person.wait_for_rows(qtbot, pane.table, 1)
    pane.table.setFocus()
    key(qtbot, match, "Escape")
    closed(qtbot, match)


def test_the_window_can_be_read_aloud_and_nothing_is_cut(qtbot, match):
    assert isinstance(match, QDialog)
    assert "Oskar" not in match.windowTitle()
    qtbot.waitUntil(lambda: findings(match) == [], timeout=person.WAIT)


def test_the_wishes_are_written_from_the_match(qtbot, match, workspace, people):
    person.press(qtbot, match, "Ønsker …")
    form = person.wait_for_window(qtbot, "Ønsker for støttekontakt")
    active(qtbot, form)
    named = letters(form)
    assert "" not in named
    assert len(set(named)) == len(named)
    person.write(qtbot, form, "Områder", "Byen")
    person.write(qtbot, form, "Alder fra", "30")
    person.write(qtbot, form, "Alder til", "20")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Alderen til kan ikke være lavere enn fra.")
    person.write(qtbot, form, "Alder til", "45")
    person.choose(form, "Trenger bil", "Ja")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    wait_for(qtbot, match, "Byen · alder 30–45 · trenger bil")
    draft = workspace.read(lambda s: wishes_of(s, people["oskar"])).card.draft
    assert (draft.areas, draft.needs_car, draft.gender) == ("Byen", True, None)


def test_urgency_and_reason_are_noted_by_a_key(qtbot, page, workspace, people):
    wait_for(qtbot, page, "Ikke begynt å lete")
    qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
    page.table.setFocus()
    key(qtbot, page, "F2")
    form = person.wait_for_window(qtbot, "Notat til ventelisten")
    active(qtbot, form)
    person.choose(form, "Haster", "Haster mye")
    person.choose(form, "Hvorfor venter brukeren", "Ingen ledig")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    wait_for(qtbot, page, "Ingen ledig")
    today = workspace.today()
    waiter = workspace.read(lambda s: wait_of(s, people["oskar"], today=today))
    draft = waiter.card.draft
    assert (draft.urgency, draft.reason) == (
        WaitUrgency.URGENT,
        WaitReason.NOBODY_FREE,
    )


def test_the_waiting_list_can_be_read_aloud(qtbot, page):
    offers(qtbot, page, "Finn støttekontakt")
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)
