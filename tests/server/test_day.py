"""A day's work on a server, each with no more rights there than the role needs."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import BlockedError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.asking import asker
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.blocking import block_client, break_glass, unblock_client
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import edit_client, open_client
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.contacts import open_contact
from stkdesk.services.declarations import print_declaration
from stkdesk.services.drafts import keep_draft, kept_draft
from stkdesk.services.month_grid import month_grid
from stkdesk.services.month_run import month_run
from stkdesk.services.office import set_up_office
from stkdesk.services.papers import list_papers
from stkdesk.services.printing import print_month
from stkdesk.services.search import find
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sitting import begin_sitting
from stkdesk.services.timesheets import approve_sheets
from stkdesk.services.today import today_in
from stkdesk.storage.tables import Draft
from tests import builders
from tests.staff import at_work, hire

ALL = ListQuery()


@pytest.fixture
def office(server_database, today):
    """An office with two clients, one support contact and the periods of the year."""
    with server_database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        builders.rates(session)
        periods = builders.periods(session)
        builders.an_assignment(session, "Oskar Moen", "Håkon Solheim")
        builders.an_assignment(session, "Selma Dahl", 1)
    return periods


@pytest.fixture
def kari(server_database, office):
    with at_work(
        server_database, hire(server_database, "Kari", Role.CASEWORKER)
    ) as own:
        yield own


@pytest.fixture
def lars(server_database, office):
    with at_work(server_database, hire(server_database, "Lars", Role.PAYROLL)) as own:
        yield own


def the_first_page(database, today):
    with database.reading() as session:
        return today_in(asker(session), today=today, actor=database.actor)


def test_a_caseworker_does_casework(kari, office, today):
    october = office["2026-10"].number
    begin_sitting(kari)
    assert the_first_page(kari, today).municipality == "Fjordvik kommune"
    with kari.transaction() as session:
        sheet = builders.a_sheet(session, 1, october, builders.a_visit(6))
        approve_sheets(session, [sheet], now=datetime.now(UTC))
        print_declaration(session, 1, today=today)
        client = open_client(session, 1)
        edit_client(session, 1, client.version, client.draft, today=today)
        builders.a_client(session, "Ny Bruker")
    with kari.reading() as session:
        run = month_run(session, "2026-11")
    for _ in print_month(kari, run, BytesIO(), today=today):
        pass
    with kari.reading() as session:
        assert find(session, "moen")
        assert list_clients(session, ALL).total == 3
        assert list_papers(session, ALL).total == 3
        assert [
            row.minutes
            for row in month_grid(session, [office["2026-10"]], ALL, today=today).rows
        ] == [0, 180]


def test_payroll_sees_hours(kari, lars, office, today):
    october = office["2026-10"].number
    with kari.transaction() as session:
        builders.a_sheet(session, 1, october, builders.a_visit(6))
    begin_sitting(lars)
    the_first_page(lars, today)
    with lars.reading() as session:
        assert list_assignments(session, ALL).total == 2
        assert list_contacts(session, ALL).total == 1
        open_contact(session, 1)
        opened = open_sheet(session, 1, october)
        assert [visit.minutes for visit in opened.draft.visits] == [180]
        grid = month_grid(session, [office["2026-10"]], ALL, today=today)
        assert sum(row.minutes for row in grid.rows) == 180


def test_a_client_is_blocked_and_opened_in_need(kari, server_database, today):
    ola = hire(server_database, "Ola", Role.CASEWORKER)
    with at_work(server_database, ola) as other:
        with kari.transaction() as session:
            block_client(session, 1, [])
        with other.reading() as session:
            assert list_clients(session, ALL).total == 1
            with pytest.raises(BlockedError):
                open_client(session, 1)
            assert open_sheet(session, 1, 1).client == "Sperret bruker"
        with other.transaction() as session:
            break_glass(session, 1, "Akutt henvendelse fra legevakten")
        with other.reading() as session:
            assert open_client(session, 1).name == "Oskar Moen"
        with kari.transaction() as session:
            unblock_client(session, 1)
        with kari.reading() as session:
            assert list_clients(session, ALL).total == 2


def test_a_draft_is_ones_own(kari, lars, server_database):
    with kari.transaction() as session:
        keep_draft(session, "client/new", "Halvferdig")
    with lars.transaction() as session:
        assert kept_draft(session, "client/new") is None
        assert session.scalars(select(Draft)).all() == []
    with kari.reading() as session:
        assert kept_draft(session, "client/new").body == "Halvferdig"
