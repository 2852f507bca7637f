"""Journeys that need a server are left out where none is installed.

``tests.server.engines`` says so in the last lines of the run.
"""

import pytest

from stkdesk.services.office import set_up_office
from stkdesk.storage.opening import open_register
from tests.conftest import PASSWORD
from tests.journeys.casework import OFFICE, Caseworker
from tests.server.cluster import binaries

ON_A_SERVER = ["test_trust_two_people.py", "test_month_two_at_once.py"]

collect_ignore = [] if binaries() else ON_A_SERVER


@pytest.fixture
def worker(desk, register_file, today, tmp_path):
    """A caseworker of Fjordvik kommune; the program is not started yet."""
    database = open_register(register_file, PASSWORD)
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
    database.close()
    return Caseworker(desk, register_file, tmp_path)
