"""The line to the server breaks: told, tried once more, and never saved twice."""

import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from stkdesk.domain.errors import OfficeError
from stkdesk.storage.database import Database
from stkdesk.storage.lost_line import LineLostError, once_more
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.tables import Office, Person
from tests import builders
from tests.server.bad_line import BadLine
from tests.server.cluster import OWNER, PASSWORD, start_cluster
from tests.server.engines import open_as_owner

ROUNDS = int(os.environ.get("STKDESK_KILLS", "25"))
OURS = "application_name = 'stkdesk' AND datname = '{}'"


@pytest.fixture
def line(cluster):
    line = BadLine(cluster.port)
    yield line
    line.close()


@pytest.fixture
def through(line, server_address, server_database):
    """The register, as seen through a line that can break."""
    address = replace_port(server_address, line.port)
    database = Database(ServerRegister(address, OWNER, PASSWORD), server_database.actor)
    yield database
    database.close()


def replace_port(address, port):
    return type(address)("127.0.0.1", address.name, port, address.sslmode)


def end_all(cluster, name):
    """End every connection of ours, as a server that restarts does."""
    cluster.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
        + OURS.format(name)
    )


def names_in(database):
    with database.reading() as session:
        return Counter(session.scalars(select(Person.family_name)))


def save(database, name, at_the_end=lambda _session: None):
    """Save a client; ``at_the_end`` is done just before COMMIT."""
    with database.transaction() as session:
        builders.a_client(session, f"Ola {name}")
        session.flush()
        at_the_end(session)


def cut_once(line, how):
    """Return what makes the next COMMIT break the line, the first time only."""
    ways = iter([how])

    def arm(_session):
        line.cut = next(ways, "")

    return arm


def test_a_line_that_broke_overnight_is_made_anew(
    cluster, server_name, server_database
):
    save(server_database, "Kveld")
    end_all(cluster, server_name)
    save(server_database, "Morgen")
    assert names_in(server_database) == {"Kveld": 1, "Morgen": 1}


def test_a_line_lost_while_working_is_told_and_nothing_is_saved(
    cluster, server_name, server_database
):
    with pytest.raises(LineLostError) as told, server_database.transaction() as session:
        builders.a_client(session, "Ola Halv")
        end_all(cluster, server_name)
        session.scalar(select(Office.number))
    assert told.value.is_undone
    assert "ble ikke lagret" in told.value.title
    assert not names_in(server_database)


def test_a_line_lost_while_reading_is_told(cluster, server_name, server_database):
    with pytest.raises(LineLostError), server_database.reading() as session:
        session.scalar(select(Office.number))
        end_all(cluster, server_name)
        session.scalar(select(Office.number))


def test_a_commit_the_server_never_heard_is_undone(through, line):
    with pytest.raises(LineLostError) as told:
        save(through, "Uhørt", cut_once(line, "before"))
    assert told.value.is_undone
    assert (names_in(through), line.cuts) == ({}, 1)


def test_a_commit_the_server_never_heard_is_done_once_more(through, line):
    arm = cut_once(line, "before")
    once_more(lambda: save(through, "Igjen", arm))
    assert (names_in(through), line.cuts) == ({"Igjen": 1}, 1)


def test_a_commit_whose_answer_was_lost_is_not_saved_twice(through, line):
    save(through, "Hørt", cut_once(line, "after"))  # and nobody need hear of it
    assert (names_in(through), line.cuts) == ({"Hørt": 1}, 1)


def test_when_nobody_can_tell_it_is_said_and_not_tried_again(
    through, line, server_database, monkeypatch
):
    monkeypatch.setattr("stkdesk.storage.taking_hold.PAUSES", (0,))
    tries = []

    def lose_the_server_too(_session):
        tries.append(1)
        line.cut = "after"
        line.close()

    with pytest.raises(LineLostError) as told:
        once_more(lambda: save(through, "Uviss", lose_the_server_too))
    assert not told.value.is_undone
    assert "se om endringen kom med" in told.value.advice
    assert len(tries) == 1
    assert names_in(server_database) == {"Uviss": 1}


def test_connections_ended_at_random_lose_and_double_nothing(
    cluster, server_name, server_address
):
    chance, database = random.Random(3), open_as_owner(server_address)
    stop, begun = threading.Event(), time.monotonic()
    save(database, "Først")
    usual = time.monotonic() - begun  # to connect and save, on this machine today

    def pull_the_plug():
        while not stop.wait(chance.uniform(0.2, 2) * usual):
            end_all(cluster, server_name)

    plug = threading.Thread(target=pull_the_plug)
    plug.start()
    saved, undone, unknown = set(), set(), set()
    try:
        for number in range(ROUNDS):
            name = f"Nr{number}"
            try:
                once_more(lambda name=name: save(database, name))
                saved.add(name)
            except LineLostError as lost:
                (undone if lost.is_undone else unknown).add(name)
    finally:
        stop.set()
        plug.join()
    assert names_in(database) == dict.fromkeys({"Først", *saved}, 1)
    assert (len(saved) + len(undone), unknown) == (ROUNDS, set())
    database.close()


def test_a_server_killed_while_saving_loses_and_doubles_nothing():
    """Killed as by a power cut; it writes to disk as a real one does."""
    from stkdesk.storage.server_building import build_on_server

    cluster = start_cluster(settings="restart_after_crash = on\n")
    try:
        name = cluster.new_database()
        address = cluster.address(name)
        build_on_server(address, OWNER, PASSWORD, practice=False)
        database, chance = open_as_owner(address), random.Random(5)
        saved = set()
        for number in range(max(4, ROUNDS // 5)):
            who, delay = f"Nr{number}", chance.uniform(0, 0.003)
            killers = []

            def kill_soon(session, delay=delay, killers=killers):
                if not killers:  # the first time only
                    backend = session.scalar(select(func.pg_backend_pid()))
                    killers.append(threading.Timer(delay, _kill, args=(backend,)))
                    killers[0].start()

            try:
                once_more(lambda who=who, soon=kill_soon: save(database, who, soon))
                saved.add(who)
            except LineLostError as lost:
                if not lost.is_undone:
                    saved |= {who} & set(_names_when_up(database))
            for killer in killers:
                killer.join()
        assert _names_when_up(database) == dict.fromkeys(saved, 1)
        database.close()
    finally:
        cluster.remove()


def _kill(backend):
    with suppress(ProcessLookupError):  # it may have ended by itself
        os.kill(backend, signal.SIGKILL)


def _names_when_up(database):
    """The names, as soon as the server has started again."""
    last = None
    for _ in range(500):
        try:
            return names_in(database)
        except OfficeError as error:
            last = error
    raise last
