"""What the tests of assignments in the window share."""

from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Assignment, Contact
from stkdesk.ui.assignments.page import AssignmentsPage
from tests import builders as make
from tests.ui.registers import close_forms, shown


@pytest.fixture
def ready(database, today):
    """Åse and Håkon, and everything in order for them to begin."""
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        make.rates(session)
        make.periods(session)
        number = make.an_assignment(
            session,
            "Åse Ødegård",
            "Håkon Aas",
            hours=4,
            status=AssignmentStatus.PLANNED,
            start_on=date(2026, 11, 1),
        )
        return make.make_ready(session, number)


@pytest.fixture
def unpayable(database, ready):
    """The same, but neither account nor employee number of Håkon."""
    with database.transaction() as session:
        contact = session.get(Contact, session.get(Assignment, ready).contact_number)
        contact.account_number = contact.employee_number = ""
    return ready


@pytest.fixture
def running(database, ready):
    """The same two, begun."""
    with database.transaction() as session:
        assignment = session.get(Assignment, ready)
        assignment.status = AssignmentStatus.ACTIVE
        assignment.activated_on = date(2026, 11, 1)
    return ready


@pytest.fixture
def page(qtbot, workspace, ready):
    yield shown(qtbot, AssignmentsPage(workspace), width=1360)
    close_forms()
