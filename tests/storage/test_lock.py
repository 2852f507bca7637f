"""One window at a time: who has the register is told, and a person lets go of it."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from stkdesk.domain.errors import CannotSaveError
from stkdesk.storage.holder import RegisterHeldError, said
from stkdesk.storage.lock import holder_of, is_held, lock_file_of, take_lock

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOLDS = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from stkdesk.storage.lock import take_lock
lock = take_lock(Path(sys.argv[1]), now=datetime(2026, 11, 22, 7, 2, tzinfo=UTC))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def register(tmp_path):
    return tmp_path / "register.db"


@pytest.fixture
def other_program(register):
    """Another program that has the register open."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDS, register], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout.readline() == "held\n"
    yield program
    program.kill()
    program.wait()
    program.stdout.close()


def test_a_register_nobody_has_is_taken_and_let_go(register):
    lock = take_lock(register, now=NOW)
    assert holder_of(register).pid == os.getpid()
    lock.release()
    assert holder_of(register) is None
    take_lock(register, now=NOW).release()


def test_a_disk_that_is_gone_when_the_window_closes_stops_nothing(
    register, monkeypatch
):
    lock = take_lock(register, now=NOW)
    with monkeypatch.context() as gone:
        gone.setattr(os, "fsync", lambda _handle: os.stat(register / "borte"))
        lock.release()
    take_lock(register, now=NOW).release()  # the system has let go of it


def test_a_second_window_of_this_program_is_told_to_go_to_the_first(register):
    lock = take_lock(register, now=NOW)
    with pytest.raises(RegisterHeldError, match="et annet vindu på denne") as told:
        take_lock(register, now=NOW)
    assert not told.value.is_stale
    lock.release()


def test_another_program_is_told_with_name_machine_and_time(register, other_program):
    with pytest.raises(RegisterHeldError) as told:
        take_lock(register, now=NOW)
    since = datetime(2026, 11, 22, 7, 2, tzinfo=UTC)
    assert told.value.title.startswith("Registeret er åpent hos ")
    assert f"på {socket.gethostname()} siden {said(since, NOW)}" in told.value.title


def test_nobody_takes_it_from_a_program_that_is_alive(register, other_program):
    with pytest.raises(RegisterHeldError):
        take_lock(register, now=NOW, release=True)
    assert holder_of(register).pid == other_program.pid


def test_after_a_crash_a_person_lets_go_of_it_never_the_program(
    register, other_program
):
    other_program.kill()
    other_program.wait()
    for _attempt in range(2):
        with pytest.raises(RegisterHeldError, match="ikke lukket ordentlig") as told:
            take_lock(register, now=NOW)
        assert told.value.is_stale
        assert told.value.holder.pid == other_program.pid
    take_lock(register, now=NOW, release=True).release()
    take_lock(register, now=NOW).release()


def test_a_register_carried_from_another_machine_says_so(register):
    text = {
        "who": "kari",
        "machine": "PC-ANNEN",
        "since": "2026-11-20T07:02:00+00:00",
        "pid": 4,
    }
    lock_file_of(register).write_text(json.dumps(text), "utf-8")
    with pytest.raises(RegisterHeldError, match="på en annen maskin") as told:
        take_lock(register, now=NOW)
    assert "kari på PC-ANNEN, 20.11.2026" in told.value.advice


@pytest.mark.parametrize("text", ["tull", "[]", '{"who": 1}', "\x00" * 40])
def test_a_lock_that_cannot_be_read_is_still_a_lock(register, text):
    lock_file_of(register).write_text(text, "utf-8")
    with pytest.raises(RegisterHeldError, match="ukjent"):
        take_lock(register, now=NOW)


def test_the_hour_is_enough_for_today():
    assert "." in said(NOW, NOW)
    assert len(said(NOW, NOW)) == len("08.02")
    assert len(said(NOW - timedelta(days=3), NOW)) == len("20.11.2026 08.02")


def test_with_the_clock_set_back_the_whole_moment_is_told_not_an_hour_to_come():
    assert len(said(NOW + timedelta(minutes=5), NOW)) == len("22.11.2026 13.05")


def test_with_the_clock_set_back_the_lock_still_says_who_has_it(
    register, other_program
):
    with pytest.raises(RegisterHeldError) as held:
        take_lock(register, now=NOW - timedelta(days=1))
    assert not held.value.is_stale
    assert "22.11.2026" in held.value.title


# Several at one machine: a terminal server.


@pytest.fixture
def screen(monkeypatch):
    """Where this program is shown."""
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr("sys.platform", "linux")
    return ":7"


@pytest.fixture
def refused(register, screen):
    """Return what somebody is told while another has the register."""
    lock = take_lock(register, now=NOW)
    mine = json.loads(lock_file_of(register).read_text("utf-8"))

    def _refused(**other):
        written = {**mine, "pid": mine["pid"] + 1, **other}
        lock_file_of(register).write_text(json.dumps(written), "utf-8")
        with pytest.raises(RegisterHeldError) as told:
            take_lock(register, now=NOW)
        return told.value

    yield _refused
    lock.release()


def test_the_neighbour_on_the_terminal_server_is_told_by_account(refused):
    told = refused(who="ola.nordmann", session=":3")
    assert told.title.startswith("Registeret er åpent hos ola.nordmann på ")
    assert "fortsatt pålogget på denne maskinen" in told.advice
    assert not told.holder.is_own_window


def test_ones_own_other_session_is_not_handed_over_to(refused):
    told = refused(session=":3")
    assert "i en annen økt på denne maskinen" in told.advice
    assert not told.holder.is_own_window


@pytest.mark.parametrize("session", [":7", ""])
def test_ones_own_window_here_may_be_asked_to_come_forth(refused, session):
    told = refused(session=session)
    assert "et annet vindu på denne maskinen" in told.advice
    assert told.holder.is_own_window


def test_a_second_screen_of_the_same_seat_is_the_same_session(refused, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7.0")
    assert refused().holder.is_own_window


def test_the_console_at_work_has_no_window_to_go_to(refused):
    told = refused(console=True)
    assert "stkdesk-cli arbeider i det" in told.advice
    assert not told.holder.is_own_window


def test_somebody_at_another_machine_is_asked_to_close_it(refused):
    assert "Be om at det lukkes der" in refused(machine="PC-ANNEN").advice


def test_the_lock_tells_the_living_from_the_dead(register):
    assert not is_held(register)
    lock = take_lock(register, now=NOW)
    assert is_held(register)
    lock.release()
    lock_file_of(register).write_text("{}", "utf-8")
    assert not is_held(register)


def test_a_lock_of_an_account_that_lets_nobody_else_in_is_told(register, monkeypatch):
    lock_file_of(register).touch()

    def closed(*_arguments):
        raise PermissionError(13, "denied")

    monkeypatch.setattr("os.open", closed)
    with pytest.raises(CannotSaveError, match="har ikke tilgang") as told:
        take_lock(register, now=NOW)
    assert str(register.parent) in told.value.advice
