"""The three registers as a screen reader and a keyboard meet them."""

from datetime import date

import pytest

from stkdesk.domain.client import ClientDraft, Relation, RelativeDraft
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.clients import register_client
from stkdesk.ui import theme
from stkdesk.ui.assignments.page import AssignmentsPage
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.contacts.page import ContactsPage
from stkdesk.ui.theme import Look, Scheme
from tests import builders as make
from tests import person
from tests.ui.reading import findings, rendered_contrasts, tab_stops
from tests.ui.registers import shown

BORN = date(2012, 2, 1)
PAGES = (ClientsPage, ContactsPage, AssignmentsPage)
LEAST_CONTRAST = 4.5  # WCAG 1.4.3


@pytest.fixture
def office(database, today):
    """One client with everything a card can show, and the people around her."""
    person = PersonDraft(
        "Åse Margrethe",
        "Ødegård-Kristoffersen",
        BORN,
        synthetic_identity(BORN, 0),
        email="ase.margrethe.odegard.kristoffersen@eksempel-kommune.no",
        city="Kristiansund N",
        protection=Protection.CONFIDENTIAL,
    )
    mother = RelativeDraft(Relation.PARENT, PersonDraft("Bjørg", "Ødegård"))
    with database.transaction() as session:
        make.rates(session)
        make.periods(session, 2025)
        periods = make.periods(session)
        register_client(
            session, ClientDraft(person=person, relatives=(mother,)), today=today
        )
        make.an_assignment(session, 1, "Håkon Solheim", hours=20)
        make.a_sheet(session, 1, periods["2026-10"].number)


@pytest.fixture
def look(qapp):
    """Give the program a look; afterwards it is light again."""
    yield lambda look: theme.apply(qapp, look)
    theme.apply(qapp, Look(Scheme.LIGHT))


@pytest.mark.parametrize("points", [10, 15])
@pytest.mark.parametrize("page_class", PAGES)
def test_everything_has_a_name_a_size_and_room(
    qtbot, workspace, office, look, page_class, points
):
    look(Look(Scheme.LIGHT, points=points))
    page = opened(qtbot, page_class(workspace))
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("page_class", PAGES)
def test_everything_can_be_told_from_its_ground(
    qtbot, workspace, office, look, page_class, scheme
):
    look(Look(scheme))
    page = opened(qtbot, page_class(workspace))
    lowest, text = rendered_contrasts(page)[0]
    assert lowest >= LEAST_CONTRAST, text


@pytest.mark.parametrize("page_class", PAGES)
def test_tab_goes_from_the_search_through_the_list_into_the_card(
    qtbot, workspace, office, page_class
):
    page = opened(qtbot, page_class(workspace))
    stops = tab_stops(page.window())
    places = [stops.index(each) for each in (page.search, page.table)]
    edit = stops.index(person.button(page, "Rediger"))
    assert places == sorted(places)
    assert edit > places[-1]


def opened(qtbot, page):
    shown(qtbot, page, width=1360, height=860)
    person.wait_for_rows(qtbot, page.table, 1)
    qtbot.waitUntil(lambda: page.record is not None, timeout=person.WAIT)
    return page
