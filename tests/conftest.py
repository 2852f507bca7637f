"""What every test may ask for."""

import gc
import os
import secrets
import shutil
from datetime import date

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from stkdesk.configuration import choices
from stkdesk.storage.keys import LIGHT
from stkdesk.storage.opening import create_register, open_register, unlock_register
from tests.compiled import share_compiled
from tests.configured import SILENT
from tests.leftovers import clear_leftovers
from tests.server.cluster import fast_folder

pytest_plugins = ["tests.server.engines", "tests.needs"]
settings.register_profile("office", deadline=None)  # how busy a machine is, is no error
settings.load_profile("office")
share_compiled()

PASSWORD = "Fjord og fjell 12"
ROOM = 6_000_000_000  # bytes: what a whole run keeps in folders of its own, and more

if memory := fast_folder(room=0):
    clear_leftovers(memory)
if memory := fast_folder(ROOM):  # a save waits for the disk; here nothing is to last
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_finish():
    """Look for garbage among what the tests make, not in all that was read in."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes():
    """Let all workers go through a set in the same order: they must see the same tests.

    Another order in every run, so that nothing we ship comes to lean on one.
    """
    os.environ.setdefault("PYTHONHASHSEED", str(secrets.randbelow(2**32)))


@pytest.fixture(scope="session", autouse=True)
def nobodys_folder(tmp_path_factory):
    """Where a window writes that closes after its test: not where the person's do."""
    folder = str(tmp_path_factory.mktemp("nobody"))
    with pytest.MonkeyPatch.context() as machine:
        machine.setenv("STKDESK_DATA", folder)
        machine.setenv("XDG_CONFIG_HOME", folder)  # Qt's own, of its file dialogs
        yield


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """Keep every test away from the registers and settings of the person, and of IT."""
    monkeypatch.setenv("STKDESK_DATA", str(tmp_path / "data"))
    choices.use(SILENT)


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory):
    """An empty register and its key file, built once the way the program does."""
    file = tmp_path_factory.mktemp("empty") / "register.db"
    create_register(file, PASSWORD, effort=LIGHT)
    return file


@pytest.fixture
def register_file(empty_register, tmp_path):
    """Where the test keeps its register: a copy of the empty one."""
    file = tmp_path / "register.db"
    for ending in (".db", ".keys"):
        shutil.copy(empty_register.with_suffix(ending), file.with_suffix(ending))
    return file


@pytest.fixture(scope="session")
def unlocked(empty_register):
    """The empty register, unlocked once: its password is slow to try."""
    return unlock_register(empty_register, PASSWORD)


@pytest.fixture
def file_database(unlocked, register_file):
    """An empty register in a file, open."""
    database = unlocked._replace(file=register_file).database()
    yield database
    database.close()


@pytest.fixture
def database(request, engine):
    """An empty register, open: in a file, or on a server where that is tried too."""
    return request.getfixturevalue(f"{engine}_database")


@pytest.fixture
def today():
    """The day it is in every test: a Monday."""
    return date(2026, 11, 16)


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application as the program makes it: Norwegian, in the light colours."""
    from stkdesk.ui import garbage, saving
    from stkdesk.ui.app import prepare
    from stkdesk.ui.theme import Look, Scheme

    saving.PATIENCE = 5  # seconds: a busy machine saves as if it were a quick one
    prepare(qapp, Look(Scheme.LIGHT))
    garbage.collect_here()  # as the program does
    return qapp


@pytest.fixture
def workspace(database, today, qapp):
    """The gate the windows work through, on the day it is in every test."""
    from stkdesk.ui.workspace import Workspace

    workspace = Workspace(lambda: database, lambda: today)
    yield workspace
    workspace.stop()


@pytest.fixture(scope="session")
def practice_offices(tmp_path_factory):
    """Practice offices to copy: each takes seconds to build."""
    from tests.practice import PracticeOffices

    return PracticeOffices(tmp_path_factory.mktemp("practice_offices"))


@pytest.fixture
def office(register_file, today):
    """A register whose office has been set up: Fjordvik kommune."""
    from stkdesk.domain.office import OfficeDraft
    from stkdesk.services.office import set_up_office

    database = open_register(register_file, PASSWORD)
    with database.transaction() as session:
        draft = OfficeDraft(municipality="Fjordvik kommune")
        set_up_office(session, draft, today=today)
    database.close()
    return register_file


@pytest.fixture
def desk(qtbot, today):
    """A machine to start the program on; everything is closed at the end."""
    from tests.desk import Desk

    desk = Desk(qtbot, today)
    yield desk
    desk.close()
