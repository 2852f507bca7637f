"""Tests of casework run twice: on a file, and on a real PostgreSQL server.

``pytest -m "not postgresql"`` leaves the server out. Where none is installed its half
is not collected, and the last lines of the run say so; with STKDESK_REQUIRE_SERVER=1
that is an error.
"""

import os
from pathlib import Path

import pytest

from stkdesk.domain.staff import FIRST_ROLES, Actor
from stkdesk.storage.database import Database
from stkdesk.storage.moving import move_to_server
from stkdesk.storage.server import ServerRegister, server_engine
from tests.server.cluster import OWNER, PASSWORD, binaries, start_cluster
from tests.server.logins import make_groups
from tests.server.spare import Spares

HERE = Path(__file__).parent
ON_BOTH = HERE.parent / "services"
FILE, SERVER = "file", "server"
REQUIRED = "STKDESK_REQUIRE_SERVER"
ON_SERVER = pytest.param(SERVER, marks=pytest.mark.postgresql)
BOTH = [FILE, *([ON_SERVER] if binaries() else [])]  # for a fixture of many tests


def pytest_configure(config):
    if os.environ.get(REQUIRED) and binaries() is None:
        raise pytest.UsageError(
            "no PostgreSQL server is installed: apt-get install postgresql"
        )


def pytest_ignore_collect(collection_path):
    """Leave out what is only about the server, where there is none."""
    if collection_path.parent == HERE and binaries() is None:
        return True
    return None


def pytest_generate_tests(metafunc):
    asked = metafunc.fixturenames
    if "engine" not in asked or "register_file" in asked:  # about the file itself
        return
    if metafunc.definition.get_closest_marker("on_file"):
        return
    on_both = ON_BOTH in metafunc.definition.path.parents or (
        metafunc.definition.get_closest_marker("on_both")
    )
    if on_both:
        metafunc.parametrize("engine", BOTH, indirect=True)


def pytest_collection_modifyitems(items):
    for item in items:
        if "cluster" in item.fixturenames or HERE in item.path.parents:
            item.add_marker(pytest.mark.postgresql)


def pytest_terminal_summary(terminalreporter):
    if binaries() is None:
        terminalreporter.write_line(
            "No PostgreSQL server is installed: nothing was tried on one."
        )


@pytest.fixture
def engine(request):
    """What the register lies in: "file" or "server"."""
    return getattr(request, "param", FILE)


@pytest.fixture(scope="session")
def cluster():
    """A running server, with the owner of the registers and the groups of the roles."""
    cluster = start_cluster()
    make_groups(cluster)
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session")
def template(cluster):
    """The name of an empty register on the server, to copy."""
    from stkdesk.storage.server_building import build_on_server

    name = cluster.new_database()
    build_on_server(cluster.address(name), OWNER, PASSWORD, practice=False)
    cluster.ask("VACUUM", name)  # so that the server knows that it is empty
    return name


@pytest.fixture(scope="session")
def spares(cluster, template):
    """Databases with an empty register, which the tests use one after the other."""
    spares = Spares(cluster, template)
    yield spares
    spares.close()


@pytest.fixture
def server_name(spares):
    """The name of a database with an empty register in it, for one test."""
    name = spares.take()
    yield name
    spares.give_back(name)


@pytest.fixture
def server_address(cluster, server_name):
    """Where the test has its register on the server."""
    return cluster.address(server_name)


@pytest.fixture(scope="session")
def first_on_server(cluster, template):
    """The first of the staff of an empty register, looked up once."""
    return first_staff(server_engine(cluster.address(template), OWNER, PASSWORD))


@pytest.fixture
def server_database(server_address, first_on_server):
    """An empty register on the server, open."""
    register = ServerRegister(server_address, OWNER, PASSWORD)
    database = Database(register, first_on_server)
    yield database
    database.close()


def moved_to(cluster, unlocked):
    """Return the register in an opened file, open on the server it has moved to."""
    address = cluster.address(cluster.new_database())
    for _ in move_to_server(unlocked, ServerRegister(address, OWNER, PASSWORD)):
        pass
    return open_as_owner(address)


def open_as_owner(address):
    """Open a register on the server as who may do everything in it."""
    register = ServerRegister(address, OWNER, PASSWORD)
    return Database(register, first_staff(server_engine(address, OWNER, PASSWORD)))


def first_staff(engine):
    """Return the first of the staff as an actor."""
    with engine.connect() as connection:
        number, name = connection.exec_driver_sql(
            "SELECT number, name FROM staff ORDER BY number"
        ).first()
    engine.dispose()
    return Actor(number, name, FIRST_ROLES, sees_protected=True)
