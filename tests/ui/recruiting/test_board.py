"""The board: who stands where, moved over and acted on with the keyboard."""

from datetime import date, timedelta

import pytest

from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.contact import ContactStatus
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.contacts import open_contact
from stkdesk.ui.recruiting.page import RecruitingPage
from tests import person
from tests.ui.reading import findings
from tests.ui.recruiting.applicants import (
    BERNT,
    an_applicant,
    approved,
    called,
    ready,
    vetted,
)
from tests.ui.registers import active, close_forms, key, wait_for

START = date(1980, 1, 1)


def open_page(qtbot, workspace, width=1360):
    page = RecruitingPage(workspace)
    qtbot.addWidget(page)
    page.resize(width, 780)
    page.show()
    active(qtbot, page)
    page.shown()
    return page


@pytest.fixture
def page(qtbot, workspace, database, today):
    """Amina has applied, Kaja is to be met, Nora is approved, Live is ready."""
    with database.transaction() as session:
        an_applicant(session, "Amina Yusuf", today, references=(BERNT,))
        called(session, "Kaja Øyen", today)
        approved(session, "Nora Hoem", today)
        ready(session, "Live Brekke", today)
    page = open_page(qtbot, workspace)
    qtbot.waitUntil(lambda: bool(standing(page)), timeout=person.WAIT)
    yield page
    close_forms()


def standing(page):
    """Return who is seen in each column a person sees."""
    return {
        each.title: [ticket.name for ticket in each.list.tickets()]
        for each in page.board.columns
        if each.isVisibleTo(page) and each.list.count()
    }


def chosen(page):
    """Return whose card is under the cursor."""
    return page.focusWidget().currentItem().text().partition(",")[0]


def test_everybody_stands_in_the_column_of_the_step_that_is_next(qtbot, page):
    assert standing(page) == {
        "Referanser": ["Amina Yusuf"],
        "Samtale": ["Kaja Øyen"],
        "Politiattest": ["Nora Hoem"],
        "Klar": ["Live Brekke"],
    }
    assert page.subtitle == "4 søkere · 1 klar"
    titles = [each.title for each in page.board.columns if each.isVisibleTo(page)]
    assert "Kurs" not in titles  # this office does not ask for one
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)


def test_a_course_the_office_asks_for_is_a_column(qtbot, page, today):
    rule = SetRule(CaseRule.CONTACT_COURSE, today, 1)
    page.workspace.do(lambda s: set_case_rule(s, rule))
    qtbot.waitUntil(
        lambda: standing(page).get("Kurs") == ["Live Brekke"], timeout=person.WAIT
    )


def test_the_arrows_lead_from_card_to_card_past_empty_columns(qtbot, page):
    for keys, name in (
        ("Left", "Amina Yusuf"),
        ("Right", "Kaja Øyen"),
        ("Right", "Nora Hoem"),
        ("Right", "Live Brekke"),
        ("Right", "Live Brekke"),
        ("Left", "Nora Hoem"),
    ):
        person.key(qtbot, page, keys)
        assert chosen(page) == name
    assert person.says(page, "Nora Hoem  ·  Politiattest, 7 dager")
    assert person.button(page, "Lag anmodning om politiattest").isEnabled()


def test_enter_opens_and_ctrl_enter_does_the_next_thing(qtbot, page):
    person.key(qtbot, page, "Return")
    form = person.wait_for_window(qtbot, "Rekruttering")
    assert person.says(form, "Gjelder Amina Yusuf.")
    form.reject()
    active(qtbot, page)
    page.shown()
    for _ in range(3):
        person.key(qtbot, page, "Right")
    person.key(qtbot, page, "Ctrl+Return")  # Live has nothing left to do
    wait_for(qtbot, page.window(), "Live Brekke er aktiv")
    live = page.workspace.read(lambda s: open_contact(s, 4))
    assert live.draft.status is ContactStatus.ACTIVE
    qtbot.waitUntil(lambda: "Klar" not in standing(page), timeout=person.WAIT)
    assert chosen(page) == "Nora Hoem"  # the nearest that is left


def test_the_next_thing_for_one_is_the_signed_declaration(
    qtbot, workspace, database, today
):
    with database.transaction() as session:
        vetted(session, "Yonas Tesfay", today)
    page = open_page(qtbot, workspace)
    wait_for(qtbot, page, "Taushetserklæringen er ikke underskrevet.")
    person.key(qtbot, page, "Ctrl+Return")
    form = person.wait_for_window(qtbot, "Taushetserklæring")
    key(qtbot, form, "Ctrl+S")
    qtbot.waitUntil(
        lambda: standing(page) == {"Klar": ["Yonas Tesfay"]}, timeout=person.WAIT
    )
    assert person.button(page, "Gjør aktiv").isEnabled()
    close_forms()


def test_who_is_sought_from_elsewhere_is_under_the_cursor(qtbot, page, workspace):
    other = RecruitingPage(workspace)
    qtbot.addWidget(other)
    other.open_record(3)  # asked for before anything is read
    other.resize(1300, 700)
    other.show()
    wait_for(qtbot, other, "Nora Hoem  ·  Politiattest, 7 dager")


def test_typing_finds_and_the_list_shows_the_same_people(qtbot, page):
    qtbot.keyClicks(page.focusWidget(), "k")
    assert page.search.text() == "k"
    qtbot.keyClicks(page.search, "aja")
    qtbot.waitUntil(lambda: standing(page) == {"Samtale": ["Kaja Øyen"]})
    person.press(qtbot, page, "Visning: Liste")
    [row] = person.wait_for_rows(qtbot, page.table, 1)
    assert row[:3] == ["Kaja Øyen", "Samtale", "12 dager"]
    person.key(qtbot, page, "Ctrl+Return")
    form = person.wait_for_window(qtbot, "Rekruttering")
    assert form.focusWidget() is person.field(form, "Avtalt dag")


def test_nobody_found_and_nobody_there_say_what_to_do(qtbot, page):
    qtbot.keyClicks(page.search, "xyz")
    wait_for(qtbot, page, "Ingen treff")
    person.press(qtbot, page, "Vis alle")
    qtbot.waitUntil(lambda: len(standing(page)) == 4, timeout=person.WAIT)
    person.press(qtbot, page, "Visning: Avsluttet siste år")
    wait_for(qtbot, page, "Ingen avsluttet siste år")


def test_forty_in_a_column_scroll_and_nothing_else_moves(qtbot, page, database, today):
    before = [each.geometry() for each in page.board.columns]
    with database.transaction() as session:
        for at in range(40):
            name = f"Aleksander Fredriksen-Mikkelsen nummer {at} Sæther"
            called(session, name, today, born=START + timedelta(days=31 * at))
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: len(standing(page)["Samtale"]) == 41, timeout=person.WAIT)
    assert [each.geometry() for each in page.board.columns] == before
    assert chosen(page) == "Amina Yusuf"
    person.key(qtbot, page, "Right")
    person.key(qtbot, page, "End")
    column = page.focusWidget()
    assert (
        column.viewport()
        .rect()
        .contains(column.visualItemRect(column.currentItem()).center())
    )


@pytest.mark.parametrize("width", [700, 960, 1240, 1700])
def test_a_column_is_seen_whole_or_not_at_all(qtbot, page, width):
    def _seen():
        view, whole = page.board.viewport(), []
        for each in page.board.columns:
            left = each.mapTo(view, each.rect().topLeft()).x()
            if each.isVisibleTo(page) and left < view.width():
                whole.append(left + each.width() <= view.width())
        return whole

    page.resize(width, 700)
    qtbot.waitUntil(lambda: _seen() and all(_seen()), timeout=person.WAIT)
