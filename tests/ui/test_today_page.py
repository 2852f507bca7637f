"""I dag: what the first morning of an office looks like."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from stkdesk.domain.application import ApplicationDraft
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.duty import About, Urgency
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.applications import register_application
from stkdesk.services.asking import asker
from stkdesk.services.duties.finding import Task
from stkdesk.services.office import set_up_office
from stkdesk.services.periods import ensure_periods
from stkdesk.services.today import today_in
from stkdesk.ui.today.page import TodayPage
from stkdesk.ui.today.wording import badge_of, idle_words
from tests import builders, person
from tests.ui.registers import active, close_forms

FIRST_STEP = "Kontoret er klart. Legg inn den første brukeren."


@pytest.fixture
def page(qtbot, workspace, today):
    draft = OfficeDraft(municipality="Fjordvik kommune", case_officer="Kari Nordmann")
    workspace.do(lambda session: set_up_office(session, draft, today=today))
    page = TodayPage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.show()
    qtbot.waitUntil(lambda: person.says(page, "Å gjøre nå"), timeout=person.WAIT)
    return page


def test_a_new_office_is_told_the_first_step_and_led_there(qtbot, page):
    assert person.says(page, FIRST_STEP)
    with qtbot.waitSignal(page.goto) as gone:
        person.press(qtbot, page, "Til Brukere")
    assert gone.args == ["clients", None]


def test_the_first_step_stays_when_the_year_has_been_cut(qtbot, page, workspace):
    workspace.do(lambda session: ensure_periods(session, 2026))
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: person.says(page, "Oktober 2026"), timeout=person.WAIT)
    assert person.says(page, FIRST_STEP)


def test_an_office_at_work_is_not_told_how_to_begin(qtbot, page, workspace):
    def _work(session):
        builders.rates(session)
        period = builders.periods(session)["2026-10"]
        builders.a_sheet(session, builders.an_assignment(session), period.number)

    workspace.do(_work)
    qtbot.waitUntil(lambda: not person.says(page, FIRST_STEP), timeout=person.WAIT)
    assert person.says(page, "Å gjøre nå")


def test_a_sheet_that_waits_for_approval_is_not_called_treated(workspace, today):
    def _standing(session):
        period = builders.periods(session)["2026-10"]
        builders.a_sheet(session, builders.an_assignment(session), period.number)
        return today_in(asker(session), today=today, actor=PROGRAM)

    received = workspace.do(_standing)
    said = "Ingenting haster. 1 timeliste venter på godkjenning."
    assert idle_words(received) == said
    month = received.month._replace(received=0, approved=1)
    assert idle_words(received._replace(month=month)).endswith("er behandlet.")


@pytest.fixture
def busy(qtbot, page, workspace):
    """Nine clients who wait, and three support contacts who have not signed."""

    def work(session):
        for day in range(1, 10):
            since = date(2026, 10, day)
            waiting = {"status": ClientStatus.WAITING, "opened_on": since}
            builders.a_client(session, f"Venter {day}", **waiting)
        for name in ("Per Dal", "Pål Dal", "Espen Dal"):
            builders.a_contact(session, name, started_on=date(2026, 11, 2))

    workspace.do(work)
    qtbot.waitUntil(lambda: person.says(page, "Venter 1"), timeout=person.WAIT)
    return page


def titles(page):
    """Return what there is to do, as it stands on the page."""
    texts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    return [text for text in texts if ": " in text]


def test_a_pile_of_one_kind_does_not_hide_the_others(busy):
    shown = titles(busy)
    assert len(shown) == 7
    # What should be over comes first, then the one who has waited longest.
    assert shown[:3] == [
        "Taushetserklæring mangler: Per Dal",
        "Taushetserklæring mangler: Pål Dal",
        "Taushetserklæring mangler: Espen Dal",
    ]
    assert shown[3] == "Venter på støttekontakt: Venter 1"
    assert person.says(busy, "14 dager")


def test_all_can_be_shown_and_one_kind_of_it(qtbot, busy):
    def shown(count):
        qtbot.waitUntil(lambda: len(titles(busy)) == count, timeout=person.WAIT)

    person.press(qtbot, busy, "Vis alle 12")
    shown(12)
    person.press(qtbot, busy, "Vis: Taushetserklæringer, 3")
    shown(3)
    names = [each.partition(": ")[2] for each in titles(busy)]
    assert names == ["Per Dal", "Pål Dal", "Espen Dal"]
    person.press(qtbot, busy, "Vis de viktigste")
    shown(7)


def test_the_verbs_are_gone_through_with_the_arrows(qtbot, busy):
    active(qtbot, busy)
    first = person.button(busy, "Registrer: Taushetserklæring mangler: Per Dal")
    first.setFocus()
    for _ in range(3):
        person.key(qtbot, busy, "Down")
    verb = busy.focusWidget()
    assert verb.accessibleName() == ("Åpne bruker: Venter på støttekontakt: Venter 1")
    with qtbot.waitSignal(busy.goto) as gone:
        person.key(qtbot, busy, "Space")
    assert gone.args == ["clients", 1]
    person.key(qtbot, busy, "Up")
    assert "Espen Dal" in busy.focusWidget().accessibleName()


def test_a_remedy_opens_what_helps(qtbot, page, workspace, today):
    draft = ApplicationDraft(client_number=1, received_on=today)

    def apply(session):
        builders.a_client(session, "Oskar Moen")
        register_application(session, draft, today=today)

    workspace.do(apply)
    text = "Lag bekreftelse: Søknad er ikke bekreftet: Oskar Moen"
    qtbot.waitUntil(
        lambda: person.says(page, "Søknad er ikke bekreftet: Oskar Moen"),
        timeout=person.WAIT,
    )
    person.press(qtbot, page, text)
    person.wait_for_window(qtbot, "Bekreftelse på søknad")
    close_forms()


@pytest.mark.parametrize(
    ("urgency", "due", "begins", "badge"),
    [
        (Urgency.LATE, -5, -9, "5 dager over"),
        (Urgency.LATE, 0, -9, "i dag"),
        (Urgency.SOON, 1, -9, "om 1 dag"),
        (Urgency.SOON, None, 0, "i dag"),
        (Urgency.SOON, None, -34, "34 dager"),
        (Urgency.LATER, None, 10, ""),
    ],
)
def test_how_it_hurries_is_said_in_days(urgency, due, begins, badge, today):
    task = Task(
        "key",
        "Kind",
        "Clock",
        "Noe skal gjøres",
        "",
        "Åse Ødegård",
        urgency,
        today + timedelta(days=begins),
        None if due is None else today + timedelta(days=due),
        Remedy("Åpne", "room/clients"),
        (),
        About(),
    )
    assert badge_of(task, today) == badge
