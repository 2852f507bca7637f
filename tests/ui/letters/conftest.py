"""An office in November that has letters to write."""

from datetime import date

import pytest

from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.workspace import Workspace
from tests.services.writing import an_office

TODAY = date(2026, 11, 16)
USUAL = Look(Scheme.LIGHT)


@pytest.fixture
def workspace(database, qapp):
    """The gate the windows work through; it is always the same Monday."""
    if theme.look() != USUAL:  # another test chose it
        theme.apply(qapp, USUAL)
    with database.transaction() as session:
        an_office(session, TODAY)
    workspace = Workspace(lambda: database, clock=lambda: TODAY)
    yield workspace
    workspace.close()


@pytest.fixture
def page(qtbot, workspace):
    """A page of the window, from which forms are opened."""
    page = Page(workspace)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    return page
