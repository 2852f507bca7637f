"""The settings of an office, in front of a person."""

import pytest

from stkdesk.services.office import set_up_office
from stkdesk.ui import theme
from stkdesk.ui.office.page import OfficePage
from stkdesk.ui.theme import Look, Scheme
from tests import person
from tests.ui.office.settings import FJORDVIK, wait_until_read


@pytest.fixture
def page(qtbot, workspace, today):
    """The settings of Fjordvik, as read, in front of a person."""
    workspace.do(lambda session: set_up_office(session, FJORDVIK, today=today))
    page = OfficePage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    person.show(qtbot, page)
    wait_until_read(qtbot, page)
    return page


@pytest.fixture
def usual_look(qapp):
    """Whatever a test chooses, the next one sees the usual look."""
    yield
    theme.apply(qapp, Look(Scheme.LIGHT))
