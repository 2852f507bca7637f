"""Two who start assignments at the same moment do not both get the same hours."""

import threading

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_gate import GateClosedError
from stkdesk.domain.gate_rules import GateRule
from stkdesk.services.assignment_course import start_assignment
from stkdesk.services.vetoes import set_veto
from stkdesk.storage.tables import Assignment
from tests import builders as make
from tests.server.engines import open_as_owner


@pytest.fixture
def another(server_address, server_database):
    """The same register, open for somebody else."""
    database = open_as_owner(server_address)
    yield database
    database.close()


@pytest.fixture
def planned(server_database):
    """Two assignments of one client, who is granted hours for one of them."""
    with server_database.transaction() as session:
        client = make.a_client(session, "Oskar Moen")
        both = []
        for name in ("Solveig Bakke", "Håkon Aas"):
            number = make.an_assignment(
                session, client, name, hours=16, status=AssignmentStatus.PLANNED
            )
            both.append(make.make_ready(session, number))  # the newer decision stands
    return both


def start(session, number, today):
    version = session.get(Assignment, number).version
    start_assignment(session, number, version, today=today)


def at_the_same_time(database, work):
    """Begin ``work`` in its own session; return how to wait for what came of it."""
    came = []

    def do():
        try:
            with database.transaction() as session:
                work(session)
            came.append(None)
        except Exception as error:  # what it was, is asked about by the test
            came.append(error)

    thread = threading.Thread(target=do, daemon=True)
    thread.start()

    def wait(seconds=20):
        thread.join(seconds)
        return came

    return wait


def test_the_second_waits_and_is_told_the_hours_are_used(
    server_database, another, planned, today
):
    with server_database.transaction() as session:
        start(session, planned[0], today)
        wait = at_the_same_time(another, lambda s: start(s, planned[1], today))
        assert wait(0.3) == []  # held until the first is saved
    [error] = wait()
    assert isinstance(error, GateClosedError)
    assert [each.rule for each in error.conditions] == [GateRule.HOURS_LEFT]


def test_a_veto_set_while_it_is_started_lets_it_rest(
    server_database, another, planned, today
):
    with server_database.transaction() as session:
        start(session, planned[0], today)
        wait = at_the_same_time(
            another, lambda s: set_veto(s, 1, 1, "Uro", today=today)
        )
        assert wait(0.3) == []
    assert wait() == [None]
    with server_database.transaction() as session:
        status = session.get(Assignment, planned[0]).status
        assert status is AssignmentStatus.PAUSED


def test_a_veto_set_a_moment_before_stops_the_start(
    server_database, another, planned, today
):
    with server_database.transaction() as session:
        set_veto(session, 1, 1, "Uro", today=today)
        wait = at_the_same_time(another, lambda s: start(s, planned[0], today))
        assert wait(0.3) == []
    [error] = wait()
    assert GateRule.VETO in {each.rule for each in error.conditions}
