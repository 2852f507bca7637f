"""A console to type in, and an office to type about."""

import shutil
from dataclasses import dataclass
from datetime import date

import pytest

from stkdesk.cli.access import USER_VARIABLE, VARIABLE
from stkdesk.cli.main import main
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from tests.conftest import PASSWORD

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Answer:
    """What came of an errand."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def no_password(monkeypatch):
    """Nobody has set a password, or said whose it is."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(USER_VARIABLE, raising=False)


@pytest.fixture
def console(capsys):
    """Types a command and reads the answer."""

    def type_in(*words):
        code = main([str(word) for word in words], clock=lambda: TODAY)
        return Answer(code, *capsys.readouterr())

    return type_in


@pytest.fixture(scope="session")
def built_office(tmp_path_factory):
    """A practice office of 30 clients, made by the console."""
    file = tmp_path_factory.mktemp("cli") / "oving.db"
    words = ["practice", "--db", str(file), "--clients", "30", "--years", "1"]
    assert main(words, clock=lambda: TODAY) == 0
    return file


@pytest.fixture
def office(built_office, tmp_path):
    """A copy of it in a folder of its own."""
    file = tmp_path / "oving.db"
    for ending in (".db", ".keys"):
        shutil.copy(built_office.with_suffix(ending), file.with_suffix(ending))
    return file


@pytest.fixture
def new_office(database, register_file, monkeypatch):
    """An office that has been set up today and holds nobody; the console knows it."""
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Vår kommune"), today=TODAY)
    monkeypatch.setenv(VARIABLE, PASSWORD)
    return register_file
