"""An office in November: October's sheets come in."""

from datetime import date

import pytest

from stkdesk.ui import theme
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.workspace import Workspace
from tests import builders as make

TODAY = date(2026, 11, 16)
USUAL = Look(Scheme.LIGHT)


@pytest.fixture
def workspace(database, qapp):
    """The gate the windows work through; it is always the same Monday."""
    if theme.look() != USUAL:  # another test chose it
        theme.apply(qapp, USUAL)
    workspace = Workspace(lambda: database, clock=lambda: TODAY)
    yield workspace
    for window in qapp.topLevelWidgets():
        window.hide()
    workspace.close()


@pytest.fixture
def office(database):
    """Rates, the periods of 2026 by code, and three assignments by client's name."""
    with database.transaction() as session:
        make.rates(session)
        periods = {code: row.number for code, row in make.periods(session).items()}
        make.periods(session, 2025)
        start = date(2026, 10, 1)
        assignments = {
            client: make.an_assignment(
                session,
                client,
                make.a_ready_contact(session, contact),
                hours=20,
                start_on=start,
            )
            for client, contact in (
                ("Signe Foss", "Filip Brekke"),
                ("Oskar Moen", "Håkon Solheim"),
                ("Åse Ødegård", "Kari Nes"),
            )
        }
    return periods, assignments
