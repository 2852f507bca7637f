"""A key file of the first version: opens, and is rewritten as one of today."""

import json
import shutil

import pytest

from stkdesk.domain.errors import CannotSaveError, WrongPasswordError
from stkdesk.resources import resource
from stkdesk.storage import key_file
from stkdesk.storage.key_changes import modernise
from stkdesk.storage.keys import is_first_version, knows, open_key_file
from stkdesk.storage.opening import unlock_register
from tests.conftest import PASSWORD

OLD = resource("old_registers")


@pytest.fixture
def old(tmp_path):
    """The register of a practice day in the first released version."""
    for ending in (".db", ".keys"):
        shutil.copy(OLD / f"0001{ending}", tmp_path / f"register{ending}")
    return tmp_path / "register.db"


@pytest.fixture
def file(old):
    return old.with_suffix(".keys")


def content(file):
    return json.loads(file.read_text("utf-8"))


def test_the_first_version_names_its_one_user_in_clear(file):
    assert is_first_version(file)
    assert content(file)["slots"][0]["user"] == "kontoret"


@pytest.mark.parametrize("login", ["", "kontoret", "kari.moen"])
def test_it_opens_whoever_signs_in(file, login):
    assert open_key_file(file, PASSWORD, login).generation == 1
    with pytest.raises(WrongPasswordError):
        open_key_file(file, "feil passord", login)


def test_rewritten_it_opens_the_same_for_the_one_named(file):
    before, first = open_key_file(file, PASSWORD), content(file)
    modernise(file, PASSWORD, "Kari.Moen")
    after = open_key_file(file, PASSWORD, "kari.moen")
    assert (after.key, after.slot) == (before.key, before.slot)
    assert not is_first_version(file)
    assert knows(file, "kari.moen")
    assert not knows(file, "kontoret")
    assert "user" not in content(file)["slots"][0]
    assert content(file)["register"] == first["register"]
    for sealed in ("salt", "public", "private", "key"):
        assert content(file)["slots"][0][sealed] != first["slots"][0][sealed]
    with pytest.raises(WrongPasswordError):
        open_key_file(file, "feil passord", "kari.moen")


def test_done_twice_it_is_left_alone(file):
    modernise(file, PASSWORD, "kari.moen")
    before = file.read_bytes()
    modernise(file, PASSWORD, "kari.moen")
    assert file.read_bytes() == before


@pytest.mark.parametrize("written", [0, 1])
def test_stopped_on_the_way_the_old_one_still_opens(file, monkeypatch, written):
    done = []

    def full(target, text):
        if len(done) == written:
            raise CannotSaveError("Disken er full.")
        done.append(target)
        target.write_bytes(text)

    with monkeypatch.context() as disk:
        disk.setattr(key_file, "write_whole", full)
        with pytest.raises(CannotSaveError):
            modernise(file, PASSWORD, "kari.moen")
    assert is_first_version(file)
    key = open_key_file(file, PASSWORD).key
    assert modernise(file, PASSWORD, "kari.moen").key == key


def test_a_register_of_the_first_version_is_opened_and_its_keys_rewritten(old, file):
    unlocked = unlock_register(old, PASSWORD)
    assert unlocked.actor.name == "Kontoret"
    assert not is_first_version(file)
    assert unlock_register(old, PASSWORD, "kontoret").actor == unlocked.actor


def test_cut_short_between_register_and_keys_it_goes_on_next_time(
    old, file, monkeypatch
):
    def killed(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as machine:
        machine.setattr("stkdesk.storage.opening.modernise", killed)
        with pytest.raises(KeyboardInterrupt):
            unlock_register(old, PASSWORD)
    assert is_first_version(file)
    assert unlock_register(old, PASSWORD).actor.name == "Kontoret"
    assert not is_first_version(file)
