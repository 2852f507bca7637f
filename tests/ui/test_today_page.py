"""I dag: what the first morning of an office looks like."""

import pytest

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.asking import asker
from stkdesk.services.office import set_up_office
from stkdesk.services.periods import ensure_periods
from stkdesk.services.today import today_in
from stkdesk.ui.today.page import TodayPage
from stkdesk.ui.today.wording import idle_words
from tests import builders, person

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
