"""The key file: what a password opens, and what is refused."""

import json

import pytest

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    WrongPasswordError,
)
from stkdesk.storage import key_file
from stkdesk.storage.effort import LIGHT, Effort
from stkdesk.storage.key_changes import change_password
from stkdesk.storage.keys import create_key_file, is_practice, open_key_file


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kontoret.keys"


@pytest.fixture
def key(file):
    return create_key_file(file, "Blåbær på fjellet", effort=LIGHT).key


def test_the_password_opens_what_it_sealed(file, key):
    assert open_key_file(file, "Blåbær på fjellet").key == key


def test_a_letter_written_in_two_ways_is_the_same_password(file, key):
    decomposed = "Bla\u030abær pa\u030a fjellet"
    assert open_key_file(file, decomposed).key == key


def test_a_wrong_password_opens_nothing(file, key):
    with pytest.raises(WrongPasswordError, match="stemmer ikke"):
        open_key_file(file, "blåbær på fjellet")


def test_a_new_password_opens_the_same_register(file, key):
    change_password(file, "Blåbær på fjellet", "Tyttebær", effort=LIGHT)

    assert open_key_file(file, "Tyttebær").key == key
    with pytest.raises(WrongPasswordError):
        open_key_file(file, "Blåbær på fjellet")


def test_no_copy_of_the_key_file_opens_with_the_old_password(file, key):
    change_password(file, "Blåbær på fjellet", "Tyttebær", effort=LIGHT)

    for copy in file.parent.glob(f"{file.name}*"):
        assert open_key_file(copy, "Tyttebær").key == key
        with pytest.raises(WrongPasswordError):
            open_key_file(copy, "Blåbær på fjellet")


def test_the_key_and_the_password_stand_nowhere_in_the_file(file, key):
    text = file.read_text("utf-8")
    assert key.secret.hex() not in text
    assert key.database_key not in text
    assert "Blåbær" not in text
    assert key.secret.hex() not in repr(key)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(practice=True),
        lambda content: content.update(changed="2020-01-01"),
        lambda content: content["slots"].append(
            dict(content["slots"][0], id="ole", kind="recovery")
        ),
    ],
    ids=["practice", "date", "another slot"],
)
def test_a_key_file_changed_by_hand_is_refused(file, key, change):
    content = json.loads(file.read_text("utf-8"))
    change(content)
    file.write_text(json.dumps(content), "utf-8")

    with pytest.raises(CannotOpenError, match="utenfor programmet"):
        open_key_file(file, "Blåbær på fjellet")


def test_a_guess_cannot_be_made_cheaper(file, key):
    content = json.loads(file.read_text("utf-8"))
    content["slots"][0]["effort"] = [1, 8, 1]
    file.write_text(json.dumps(content), "utf-8")

    with pytest.raises(CannotOpenError, match="utenfor programmet"):
        open_key_file(file, "Blåbær på fjellet")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "songs", "slots": []}'])
def test_a_damaged_key_file_is_told_in_plain_words(file, content):
    file.write_text(content, "utf-8")

    with pytest.raises(CannotOpenError, match="skadet"):
        open_key_file(file, "hva som helst")
    assert file.read_text("utf-8") == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", None),
        ("effort", [2, 19456]),
        ("effort", [2, 19456, "1"]),
        ("effort", "light"),
        ("salt", 7),
        ("salt", ""),
        ("key", "AAAA"),
        ("private", "ikke base64"),
        ("sender", "AAAA"),
        ("public", "AAAA"),
        ("kind", "thumb"),
        ("who", 12),
    ],
)
def test_a_slot_that_is_not_one_is_told_as_damage(file, key, name, value):
    content = json.loads(file.read_text("utf-8"))
    content["slots"][0][name] = value
    file.write_text(json.dumps(content), "utf-8")

    with pytest.raises((CannotOpenError, WrongPasswordError)):
        open_key_file(file, "Blåbær på fjellet")


@pytest.mark.parametrize("name", ["format", "practice", "register", "slots", "version"])
def test_a_key_file_that_lacks_something_is_told_as_damage(file, key, name):
    content = json.loads(file.read_text("utf-8"))
    del content[name]
    file.write_text(json.dumps(content), "utf-8")

    with pytest.raises(CannotOpenError, match="skadet"):
        open_key_file(file, "Blåbær på fjellet")


@pytest.mark.parametrize("written", [0, 1])
def test_a_change_of_password_that_stops_halfway_leaves_the_old_one(
    file, key, monkeypatch, written
):
    done = []

    def full(target, content):
        if len(done) == written:
            raise CannotSaveError("Disken er full.")
        done.append(target)
        target.write_bytes(content)

    monkeypatch.setattr(key_file, "write_whole", full)
    with pytest.raises(CannotSaveError):
        change_password(file, "Blåbær på fjellet", "Tyttebær", effort=LIGHT)
    assert open_key_file(file, "Blåbær på fjellet").key == key


def test_a_key_file_from_a_newer_program_is_refused(file, key):
    content = json.loads(file.read_text("utf-8"))
    content["version"] = 3
    file.write_text(json.dumps(content), "utf-8")

    with pytest.raises(CannotOpenError, match="nyere versjon"):
        open_key_file(file, "Blåbær på fjellet")


def test_a_missing_key_file_is_told(file):
    with pytest.raises(CannotOpenError, match="mangler"):
        open_key_file(file, "hva som helst")


def test_the_practice_office_says_that_it_is_one(file):
    create_key_file(file, "øving", practice=True)
    assert is_practice(file)


def test_effort_has_a_floor_and_a_ceiling():
    assert LIGHT.within(LIGHT, Effort(9, 999_999, 9))
    assert not Effort(99, 19 * 1024, 1).within(LIGHT, Effort(9, 999_999, 9))
