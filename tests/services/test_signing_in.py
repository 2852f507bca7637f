"""Signing in: who comes in, who does not, and how long a guesser waits."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from stkdesk.domain.errors import (
    CannotOpenError,
    InvalidInputError,
    NotAllowedError,
    WrongPasswordError,
)
from stkdesk.domain.recovery_code import new_code
from stkdesk.domain.sign_in import TooSoonError
from stkdesk.domain.staff import FIRST_ROLES
from stkdesk.services.signing_in import (
    look_at,
    prove_password,
    seconds_to_wait,
    sign_in,
)
from stkdesk.storage.attempts import attempts_file_of, failed_attempts
from stkdesk.storage.cipher import connect
from stkdesk.storage.generation import note_in
from stkdesk.storage.key_changes import add_user, change_password, set_recovery
from stkdesk.storage.keys import (
    LIGHT,
    PRACTICE_PASSWORD,
    key_file_of,
    open_key_file,
)
from stkdesk.storage.opening import create_register
from tests.conftest import PASSWORD

NOON = datetime(2026, 11, 16, 11, 0, tzinfo=UTC)
KARI = "torsk på tirsdag"


def change(file, sql, *values):
    key = open_key_file(key_file_of(file), PASSWORD, "kontoret").key
    with closing(connect(file, key.database_key)) as connection:
        connection.execute(sql, values)


@pytest.fixture
def with_kari(register_file):
    """A register two people open: the office, and Kari, who is a caseworker."""
    keys = key_file_of(register_file)
    key = open_key_file(keys, PASSWORD).key
    slot = add_user(keys, key, "Kari", KARI, effort=LIGHT).slot
    change(
        register_file,
        "INSERT INTO staff (name, login, slot, caseworker, payroll, leader, reader, "
        "administrator, sees_protected, version, changed_at) "
        "VALUES ('Kari Nordmann', 'kari', ?, 1, 0, 0, 0, 0, 0, 1, ?)",
        slot,
        "2026-11-01T08:00:00.000000Z",
    )
    return register_file


def fail(file, times, *, begun=NOON, apart=61):
    """Type a wrong password so many times, each when it is let."""
    for at in range(times):
        with pytest.raises(WrongPasswordError):
            sign_in(
                file,
                "",
                "helt feil passord",
                today=begun.date(),
                now=begun + timedelta(seconds=at * apart),
            )
    return begun + timedelta(seconds=(times - 1) * apart)


def test_the_password_opens_the_register_for_the_one_it_belongs_to(
    register_file, today
):
    opened = sign_in(register_file, "", PASSWORD, today=today)
    assert opened.actor.name == "Kontoret"
    assert opened.actor.roles == FIRST_ROLES


def test_each_signs_in_with_a_name_and_a_password_of_their_own(with_kari, today):
    assert sign_in(with_kari, "KARI ", KARI, today=today).actor.name == "Kari Nordmann"
    opened = sign_in(with_kari, "kontoret", PASSWORD, today=today)
    assert opened.actor.name == "Kontoret"
    with pytest.raises(WrongPasswordError):
        sign_in(with_kari, "kari", PASSWORD, today=today)


def test_with_several_a_user_name_is_asked_for_and_that_is_no_guess(with_kari, today):
    with pytest.raises(InvalidInputError):
        sign_in(with_kari, "", KARI, today=today)
    assert failed_attempts(with_kari) == []


@pytest.mark.parametrize(
    ("column", "day", "said"),
    [
        ("authorised_from", "2026-11-17", "begynner 17.11.2026"),
        ("authorised_to", "2026-11-15", "gikk ut 15.11.2026"),
    ],
)
def test_outside_the_days_of_the_authorisation_nobody_comes_in(
    with_kari, today, column, day, said
):
    change(with_kari, f"UPDATE staff SET {column} = ? WHERE login = 'kari'", day)
    with pytest.raises(NotAllowedError, match=said):
        sign_in(with_kari, "kari", KARI, today=today)
    near = date.fromisoformat(day)
    assert sign_in(with_kari, "kari", KARI, today=near).actor.name == "Kari Nordmann"


def test_who_has_been_taken_off_the_list_is_refused(with_kari, today):
    change(with_kari, "UPDATE staff SET slot = '' WHERE login = 'kari'")
    with pytest.raises(CannotOpenError, match="ikke lenger i bruk"):
        sign_in(with_kari, "kari", KARI, today=today)


def test_two_wrong_passwords_cost_nothing_and_then_the_wait_grows(register_file):
    fail(register_file, 2)
    assert seconds_to_wait(register_file, NOON + timedelta(seconds=61)) == 0
    for waits, begun in zip((5, 15, 30, 60, 60), range(1, 6), strict=True):
        at = fail(register_file, 1, begun=NOON + timedelta(hours=begun))
        assert seconds_to_wait(register_file, at) == waits
        assert seconds_to_wait(register_file, at + timedelta(seconds=waits)) == 0


def test_while_one_waits_not_even_the_right_password_is_tried(register_file, today):
    at = fail(register_file, 4)
    with pytest.raises(TooSoonError) as refused:
        sign_in(
            register_file, "", PASSWORD, today=today, now=at + timedelta(seconds=1.5)
        )
    assert refused.value.seconds == 14
    assert refused.value.title == "Vent 14 sekunder før du prøver igjen."
    later = at + timedelta(seconds=15)
    assert sign_in(register_file, "", PASSWORD, today=today, now=later)


def test_a_clock_that_is_set_back_neither_skips_the_wait_nor_makes_it_long(
    register_file,
):
    at = fail(register_file, 6)
    back = at - timedelta(days=300)
    assert seconds_to_wait(register_file, back) == 60
    assert seconds_to_wait(register_file, back + timedelta(seconds=59)) == 1
    assert seconds_to_wait(register_file, back + timedelta(seconds=60)) == 0


def test_what_is_noted_of_a_wrong_password_is_when_and_nothing_else(register_file):
    fail(register_file, 2)
    text = attempts_file_of(register_file).read_text()
    assert text == "2026-11-16T11:00:00+00:00\n2026-11-16T11:01:01+00:00\n"


def test_a_file_of_wrong_passwords_that_is_spoiled_is_read_as_far_as_it_goes(
    register_file,
):
    attempts_file_of(register_file).write_bytes(
        b"2026-11-16T11:00:00+00:00\n\xff\xfe rot\n2026-11-16T11:0"
    )
    assert failed_attempts(register_file) == [NOON]


def test_a_locked_window_is_opened_by_its_own_person_who_may_still_come_in(
    with_kari, today
):
    assert prove_password(with_kari, "kontoret", PASSWORD, today=today) == 1
    assert prove_password(with_kari, "kari", KARI, today=today) == 2
    with pytest.raises(WrongPasswordError):
        prove_password(with_kari, "kari", PASSWORD, today=today)
    assert len(failed_attempts(with_kari)) == 1
    change(with_kari, "UPDATE staff SET authorised_to = '2026-11-15' WHERE number = 2")
    with pytest.raises(NotAllowedError):
        prove_password(with_kari, "kari", KARI, today=today)


def test_a_locked_window_is_not_opened_by_a_password_that_was_changed(with_kari, today):
    keys = key_file_of(with_kari)
    older = keys.read_bytes()
    opened = change_password(keys, KARI, "ullgenser med kaffe", login="kari")
    note_in(with_kari, opened.key, opened.generation)
    keys.write_bytes(older)  # somebody has put it back
    with pytest.raises(CannotOpenError, match="eldre enn registeret"):
        prove_password(with_kari, "kari", KARI, today=today)


def test_before_it_is_open_a_register_tells_how_to_come_in(with_kari, monkeypatch):
    monkeypatch.setenv("LOGNAME", "kari")
    door = look_at(with_kari)
    assert (door.has_several, door.login, door.has_code) == (True, "kari", False)
    monkeypatch.setenv("LOGNAME", "ole")
    assert look_at(with_kari).login == ""
    keys = key_file_of(with_kari)
    key = open_key_file(keys, PASSWORD, "kontoret").key
    set_recovery(keys, key, new_code())
    assert look_at(with_kari).has_code


def test_one_password_needs_no_user_name(register_file, tmp_path):
    assert not look_at(register_file).has_several
    assert not look_at(tmp_path / "ingen.db").is_there


def test_the_practice_office_opens_for_the_first_who_works_there(tmp_path, today):
    file = tmp_path / "oving.db"
    create_register(file, PRACTICE_PASSWORD, practice=True)
    assert look_at(file).is_practice
    assert sign_in(file, "", PRACTICE_PASSWORD, today=today).actor.number == 1


def test_signing_in_does_not_wait_for_what_only_the_casework_needs(register_file):
    code = f"""
import sys
from datetime import date
from pathlib import Path
from stkdesk.services.signing_in import look_at, sign_in
look_at(Path({str(register_file)!r}))
sign_in(Path({str(register_file)!r}), "", {PASSWORD!r}, today=date(2026, 11, 16))
heavy = ("sqlalchemy", "alembic", "reportlab", "PySide6")
raise SystemExit([name for name in heavy if name in sys.modules] or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
