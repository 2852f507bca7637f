"""Letting others in to a register or out of it, and the paper for when all forget."""

import json

import pytest

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    InvalidInputError,
    WrongPasswordError,
)
from stkdesk.domain.recovery_code import new_code
from stkdesk.storage import key_changes, key_file
from stkdesk.storage.effort import LIGHT, stretched
from stkdesk.storage.keys import (
    create_key_file,
    knows,
    open_key_file,
    open_with_code,
    password_slots,
    recovery_made_on,
    short_id,
)

KARI, OLE = "blåbær på fjellet", "ull og kaffe"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kontoret.keys"


@pytest.fixture
def kari(file):
    return create_key_file(file, KARI, login="Kari.Moen", effort=LIGHT)


@pytest.fixture
def ole(file, kari):
    return key_changes.add_user(file, kari.key, "ole.by", OLE, effort=LIGHT)


def fails(where, monkeypatch):
    """Let the disk be full after ``where`` files more."""
    written = []

    def full(target, content):
        if len(written) == where:
            raise CannotSaveError("Disken er full.")
        written.append(target)
        target.write_bytes(content)

    monkeypatch.setattr(key_file, "write_whole", full)


def test_each_opens_the_same_register_with_an_own_password(file, kari, ole):
    assert open_key_file(file, KARI, "kari.moen").key == kari.key
    assert open_key_file(file, OLE, "ole.by").key == kari.key
    assert open_key_file(file, OLE, " Ole.By ").slot == ole.slot != kari.slot
    assert password_slots(file) == 2


def test_one_alone_need_not_say_who_it_is_but_several_must(file, kari):
    assert open_key_file(file, KARI).key == kari.key
    key_changes.add_user(file, kari.key, "ole.by", OLE, effort=LIGHT)
    with pytest.raises(InvalidInputError) as refusal:
        open_key_file(file, KARI)
    assert [problem.field for problem in refusal.value.problems] == ["login"]


def test_a_name_nobody_has_is_told_like_a_wrong_password(file, kari, ole):
    told = []
    for login, password in (("ingen", KARI), ("kari.moen", OLE), ("ole.by", KARI)):
        with pytest.raises(WrongPasswordError) as refusal:
            open_key_file(file, password, login)
        told.append(str(refusal.value))
    assert len(set(told)) == 1


def test_a_name_nobody_has_costs_a_guess_like_another(file, kari, ole, monkeypatch):
    costs = []

    def counted(password, salt, effort):
        costs.append(effort)
        return stretched(password, salt, effort)

    monkeypatch.setattr("stkdesk.storage.key_slots.stretched", counted)
    for login in ("ingen", "ole.by"):
        with pytest.raises(WrongPasswordError):
            open_key_file(file, "feil passord", login)
    assert costs == [LIGHT, LIGHT]  # one each, however many have a password


def test_who_works_here_is_known_by_name_but_stands_nowhere_in_the_file(
    file, kari, ole
):
    assert knows(file, "KARI.MOEN")
    assert knows(file, "ole.by")
    assert not knows(file, "per.vik")
    assert not knows(file, "")
    text = file.read_text("utf-8").casefold()
    for name in ("kari", "moen", "ole", "ole.by"):
        assert name not in text


def test_the_same_name_looks_different_in_another_register(tmp_path, file, kari):
    other = tmp_path / "andre.keys"
    create_key_file(other, KARI, login="Kari.Moen", effort=LIGHT)
    digests = {
        json.loads(one.read_text("utf-8"))["slots"][0]["who"] for one in (file, other)
    }
    assert len(digests) == 2
    assert short_id(file) != short_id(other)


def test_two_do_not_share_a_name(file, kari):
    with pytest.raises(InvalidInputError) as refusal:
        key_changes.add_user(file, kari.key, "KARI.MOEN ", OLE, effort=LIGHT)
    assert [problem.field for problem in refusal.value.problems] == ["login"]
    assert password_slots(file) == 1


def test_one_who_leaves_opens_nothing_any_more(file, kari, ole):
    key_changes.remove_slot(file, kari.key, ole.slot)
    for copy in (file, file.with_name("kontoret.keys.bak")):
        assert open_key_file(copy, KARI, "kari.moen").key == kari.key
        with pytest.raises(WrongPasswordError):
            open_key_file(copy, OLE, "ole.by")
    key_changes.remove_slot(file, kari.key, ole.slot)  # gone already


def test_the_last_who_can_open_the_register_stays(file, kari):
    key_changes.set_recovery(file, kari.key, new_code())  # paper alone is not enough
    with pytest.raises(CannotSaveError, match="Den siste"):
        key_changes.remove_slot(file, kari.key, kari.slot)
    assert open_key_file(file, KARI).key == kari.key


def test_a_changed_password_is_the_own_one_only(file, kari, ole):
    key_changes.change_password(file, OLE, "nye votter", login="ole.by", effort=LIGHT)
    assert open_key_file(file, "nye votter", "ole.by").slot == ole.slot
    assert open_key_file(file, KARI, "kari.moen").key == kari.key
    with pytest.raises(WrongPasswordError):
        open_key_file(file, OLE, "ole.by")


def test_a_forgotten_password_is_replaced_by_whoever_has_the_key(file, kari, ole):
    before = json.loads(file.read_text("utf-8"))["slots"][1]["public"]
    key_changes.reset_password(file, kari.key, ole.slot, "nye votter", effort=LIGHT)
    assert open_key_file(file, "nye votter", "ole.by").slot == ole.slot
    with pytest.raises(WrongPasswordError):
        open_key_file(file, OLE, "ole.by")
    assert json.loads(file.read_text("utf-8"))["slots"][1]["public"] != before


def test_a_password_is_not_given_to_one_who_has_no_key(file, kari):
    with pytest.raises(CannotOpenError, match="ingen nøkkel"):
        key_changes.reset_password(file, kari.key, "borte", OLE, effort=LIGHT)


def test_nobody_is_let_in_with_another_registers_key(tmp_path, file, kari):
    other = create_key_file(tmp_path / "andre.keys", KARI, effort=LIGHT)
    before = file.read_bytes()
    with pytest.raises(CannotOpenError, match="utenfor programmet"):
        key_changes.add_user(file, other.key, "ole.by", OLE, effort=LIGHT)
    assert file.read_bytes() == before


def test_the_paper_opens_it_when_everybody_has_forgotten(file, kari, ole):
    code = new_code()
    assert recovery_made_on(file) is None
    key_changes.set_recovery(file, kari.key, code)
    opened = open_with_code(file, code.lower().replace("-", " "))
    assert opened.key == kari.key
    assert opened.by_code
    assert recovery_made_on(file) is not None
    assert code.replace("-", "") not in file.read_text("utf-8").replace("-", "")


def test_a_new_paper_makes_the_earlier_one_worthless(file, kari):
    old, new = new_code(), new_code()
    key_changes.set_recovery(file, kari.key, old)
    key_changes.set_recovery(file, kari.key, new)
    assert open_with_code(file, new).key == kari.key
    with pytest.raises(InvalidInputError, match="nyere kode"):
        open_with_code(file, old)
    with pytest.raises(InvalidInputError, match="mangler"):
        open_with_code(file, new[:-1])


def test_without_a_paper_that_is_told(file, kari):
    with pytest.raises(CannotOpenError, match="ingen gjenopprettingskode"):
        open_with_code(file, new_code())


def test_each_change_is_a_new_edition(file, kari, ole):
    assert (kari.generation, ole.generation) == (1, 2)
    removed = key_changes.remove_slot(file, kari.key, ole.slot)
    assert removed.generation == open_key_file(file, KARI).generation == 3


@pytest.mark.parametrize("slot", [0, 1, 2])
def test_taking_a_slot_away_by_hand_is_found(file, kari, ole, slot):
    code = new_code()
    key_changes.set_recovery(file, kari.key, code)
    content = json.loads(file.read_text("utf-8"))
    del content["slots"][slot]
    file.write_text(json.dumps(content), "utf-8")
    ways = (
        lambda: open_key_file(file, KARI, "kari.moen"),
        lambda: open_key_file(file, OLE, "ole.by"),
        lambda: open_with_code(file, code),
    )
    refused = []
    for way in ways:
        with pytest.raises((CannotOpenError, WrongPasswordError)) as refusal:
            way()
        refused.append("utenfor" in str(refusal.value))
    assert refused.count(True) >= 2  # all but the one who is gone


def test_a_box_moved_to_another_slot_opens_nothing(file, kari, ole):
    content = json.loads(file.read_text("utf-8"))
    first, second = content["slots"]
    for name in ("sender", "key", "private", "salt", "public"):
        second[name] = first[name]
    file.write_text(json.dumps(content), "utf-8")
    with pytest.raises(WrongPasswordError):
        open_key_file(file, KARI, "ole.by")


@pytest.mark.parametrize("written", [0, 1])
@pytest.mark.parametrize("change", ["add", "reset", "remove", "paper"])
def test_a_full_disk_leaves_everybody_as_they_were(
    file, kari, ole, monkeypatch, change, written
):
    old, new = new_code(), new_code()
    key_changes.set_recovery(file, kari.key, old)
    fails(written, monkeypatch)
    changes = {
        "add": lambda: key_changes.add_user(file, kari.key, "per", "x", effort=LIGHT),
        "reset": lambda: key_changes.reset_password(
            file, kari.key, ole.slot, "y", effort=LIGHT
        ),
        "remove": lambda: key_changes.remove_slot(file, kari.key, ole.slot),
        "paper": lambda: key_changes.set_recovery(file, kari.key, new),
    }
    with pytest.raises(CannotSaveError, match="full"):
        changes[change]()
    assert open_key_file(file, KARI, "kari.moen").key == kari.key
    assert open_key_file(file, OLE, "ole.by").key == kari.key
    assert open_with_code(file, old).key == kari.key
    assert not knows(file, "per")
