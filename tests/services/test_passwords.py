"""The passwords that open the register: the own one, and those given and taken."""

import json
from threading import Event

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    InvalidInputError,
    NotAllowedError,
    WrongPasswordError,
)
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import Actor, Role
from stkdesk.domain.trail import Action
from stkdesk.services.key_change import change_key
from stkdesk.services.passwords import (
    give_password,
    replace_own_password,
    replace_password,
    take_away_password,
)
from stkdesk.storage.database import Database
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Event as TrailEvent
from stkdesk.storage.tables import RegisterFact, Staff
from tests.conftest import PASSWORD

NEW, OLE = "ullgenser med kaffe", "votter til besvær"


def done(steps):
    return drive(steps, Event(), lambda _progress: None)


def change(file, old, new=NEW, again=NEW):
    done(replace_password(file, old, new, again))


@pytest.fixture
def office(register_file):
    """The register, open for its administrator."""
    database = open_register(register_file, PASSWORD)
    yield database
    database.close()


@pytest.fixture
def ole(office):
    """The slot of Ole, who has just been given a password."""
    slot = done(give_password(office, "Ole.By", OLE, OLE))
    with office.transaction() as session:
        session.add(Staff(name="Ole", login="ole.by", slot=slot, payroll=True))
    return slot


def noted(database):
    """Return what the trail says of keys, and the edition noted in the register."""
    with database.reading() as session:
        keys = select(TrailEvent).where(TrailEvent.action == Action.KEYS_CHANGED)
        told = len(session.scalars(keys).all())
        return told, int(session.get(RegisterFact, "key_generation").value)


def test_the_new_password_opens_and_the_old_one_no_longer(register_file):
    change(register_file, PASSWORD)
    open_register(register_file, NEW).close()
    with pytest.raises(WrongPasswordError):
        open_register(register_file, PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("noe helt annet", NEW, NEW, "old"),
        (PASSWORD, "kort", "kort", "password"),
        (PASSWORD, NEW, NEW + " ", "again"),
        (PASSWORD, PASSWORD, PASSWORD, "password"),
    ],
)
def test_a_refused_change_is_told_by_its_field_and_the_old_one_holds(
    register_file, old, new, again, field
):
    with pytest.raises(InvalidInputError) as refusal:
        change(register_file, old, new, again)
    assert [problem.field for problem in refusal.value.problems] == [field]
    open_register(register_file, PASSWORD).close()


def test_a_change_is_known_to_the_register_at_once(register_file, office):
    done(replace_own_password(office, PASSWORD, NEW, NEW))
    assert noted(office) == (1, 2)
    open_register(register_file, NEW).close()


def test_each_changes_the_own_password_only(register_file, ole):
    as_ole = open_register(register_file, OLE, "ole.by")
    with pytest.raises(InvalidInputError) as refusal:
        done(replace_own_password(as_ole, PASSWORD, NEW, NEW))
    assert [problem.field for problem in refusal.value.problems] == ["old"]
    done(replace_own_password(as_ole, OLE, NEW, NEW))
    as_ole.close()
    open_register(register_file, NEW, "ole.by").close()
    open_register(register_file, PASSWORD, "kontoret").close()


def test_a_colleague_is_given_an_own_password(register_file, office, ole):
    assert noted(office) == (1, 2)
    as_ole = open_register(register_file, OLE, " OLE.by")
    assert as_ole.actor.name == "Ole"
    assert as_ole.actor.roles == {Role.PAYROLL}
    as_ole.close()


def test_a_forgotten_password_is_given_anew_and_the_slot_stays(
    register_file, office, ole
):
    assert done(give_password(office, "ole.by", NEW, NEW)) == ole
    open_register(register_file, NEW, "ole.by").close()
    with pytest.raises(WrongPasswordError):
        open_register(register_file, OLE, "ole.by")
    assert noted(office) == (2, 3)


@pytest.mark.parametrize(
    ("login", "new", "again", "field"),
    [
        ("", NEW, NEW, "login"),
        ("ole.by", "kort", "kort", "password"),
        ("ole.by", NEW, "noe annet", "again"),
    ],
)
def test_a_password_that_will_not_do_is_told_by_its_field(
    office, login, new, again, field
):
    before = key_file_of(office.register.file).read_bytes()
    with pytest.raises(InvalidInputError) as refusal:
        done(give_password(office, login, new, again))
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert key_file_of(office.register.file).read_bytes() == before


def test_one_who_leaves_opens_it_no_more_and_the_last_one_stays(
    register_file, office, ole
):
    take_away_password(office, ole)
    assert noted(office) == (2, 3)
    with pytest.raises(WrongPasswordError):
        open_register(register_file, OLE, "ole.by")
    own = open_key_file(key_file_of(register_file), PASSWORD).slot
    with pytest.raises(CannotSaveError, match="Den siste"):
        take_away_password(office, own)
    open_register(register_file, PASSWORD).close()


def test_only_who_keeps_the_staff_gives_and_takes_passwords(office, ole):
    caseworker = Actor(2, "Per", frozenset({Role.CASEWORKER}))
    as_per = Database(office.register, caseworker)
    for errand in (
        lambda: give_password(as_per, "per", NEW, NEW),
        lambda: take_away_password(as_per, ole),
    ):
        with pytest.raises(NotAllowedError):
            errand()
    as_per.close()


def test_a_new_password_costs_a_guess_as_much_as_the_others(office, ole):
    slots = json.loads(key_file_of(office.register.file).read_text("utf-8"))["slots"]
    assert slots[0]["effort"] == slots[1]["effort"]


@pytest.mark.parametrize(
    "change_of_keys",
    [
        lambda office: replace_own_password(office, PASSWORD, NEW, NEW),
        lambda office: give_password(office, "ole.by", NEW, NEW),
        lambda office: iter([take_away_password(office, "finnes ikke")]),
        change_key,
    ],
    ids=["own", "given", "taken", "new_key"],
)
def test_no_change_goes_on_from_an_older_key_file_put_back(
    register_file, office, ole, change_of_keys
):
    keys = key_file_of(register_file)
    older = keys.read_bytes()
    done(give_password(office, "ole.by", NEW, NEW))  # the old one no longer holds

    keys.write_bytes(older)
    with pytest.raises(CannotOpenError, match="eldre enn registeret"):
        done(change_of_keys(office))
    assert keys.read_bytes() == older
