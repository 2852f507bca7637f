"""A new key for the register, asked for by whoever keeps it."""

from threading import Event

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import CannotSaveError, NotAllowedError
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import Actor, Role
from stkdesk.domain.trail import Action
from stkdesk.services.key_change import change_key
from stkdesk.storage.cipher import NotThisKeyError, connect
from stkdesk.storage.database import Database
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Event as TrailEvent
from stkdesk.storage.tables import RegisterFact
from tests.conftest import PASSWORD


@pytest.fixture
def office(register_file):
    database = open_register(register_file, PASSWORD)
    yield database
    database.close()


def test_work_goes_on_under_the_new_key_and_the_log_says_so(office, register_file):
    told = []
    old = office.register.key
    renewed = drive(change_key(office), Event(), lambda step: told.append(step))
    try:
        assert renewed.actor == office.actor
        assert renewed.register.key != old
        with renewed.transaction() as session:
            session.add(RegisterFact(name="heard", value="ja"))
        with renewed.reading() as session:
            keys = select(TrailEvent).where(TrailEvent.action == Action.KEYS_CHANGED)
            assert len(session.scalars(keys).all()) == 1
    finally:
        renewed.close()
    assert [step.done for step in told] == [0, 1, 2, 4]
    assert told[-1].doing == "Registeret har fått ny nøkkel"
    with pytest.raises(NotThisKeyError):
        connect(register_file, old.database_key)
    open_register(register_file, PASSWORD).close()


def test_refused_the_register_is_open_as_before(office, register_file):
    other = open_register(register_file, PASSWORD)
    with other.reading() as session:
        session.get(RegisterFact, "practice")
        with pytest.raises(CannotSaveError, match="åpent et annet sted"):
            drive(change_key(office), Event(), lambda _step: None)
    other.close()
    with office.transaction() as session:
        session.add(RegisterFact(name="heard", value="ja"))


def test_only_who_keeps_the_register_changes_its_key(office):
    leader = Actor(2, "Per", frozenset({Role.LEADER}))
    as_leader = Database(office.register, leader)
    with pytest.raises(NotAllowedError):
        change_key(as_leader)
    as_leader.close()
