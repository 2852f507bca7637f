"""An office in November with three support contacts who are to have sheets."""

from datetime import date

import pytest

from stkdesk.domain.office import OfficeDraft
from stkdesk.services.month_run import month_run
from stkdesk.services.office import set_up_office
from stkdesk.ui import theme
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.workspace import Workspace
from tests import builders as make

TODAY = date(2026, 11, 16)


@pytest.fixture
def workspace(database, qapp):
    """The gate the windows work through; it is always the same Monday."""
    theme.apply(qapp, Look(Scheme.LIGHT))
    workspace = Workspace(lambda: database, clock=lambda: TODAY)
    yield workspace
    workspace.close()


@pytest.fixture
def office(database):
    """Set up the office and three assignments; return the short numbers."""
    with database.transaction() as session:
        set_up_office(
            session,
            OfficeDraft(
                municipality="Fjordvik kommune",
                postal_line="Postboks 124",
                postal_code="4481",
                city="Fjordvik",
                county_governor="Statsforvalteren i Rogaland",
            ),
            today=TODAY,
        )
        make.rates(session)
        make.periods(session)
        return [
            make.an_assignment(session, client, contact)
            for client, contact in (
                ("Signe Foss", "Filip Brekke"),
                ("Oskar Moen", "Håkon Solheim"),
                ("Åse Ødegård", "Kari Nes"),
            )
        ]


@pytest.fixture
def run(database, office):
    """Who gets a sheet in November."""
    with database.reading() as session:
        return month_run(session, "2026-11")
