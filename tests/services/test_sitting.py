"""One sitting: what is told at the door, and what the log says of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import InvalidInputError, NotAllowedError, WrongPasswordError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.recovery_code import new_code
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.client_list import list_clients
from stkdesk.services.signing_in import sign_in
from stkdesk.services.sitting import (
    begin_sitting,
    lock_minutes,
    note_lock,
    note_unlock,
    own_login,
    see_actor,
    set_lock_minutes,
)
from stkdesk.storage.attempts import failed_attempts
from stkdesk.storage.key_changes import set_recovery
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.tables import Event, Staff
from tests.configured import say
from tests.conftest import PASSWORD
from tests.log import acts_of
from tests.staff import at_work, hire

FRIDAY = datetime(2026, 11, 20, 14, 12, tzinfo=UTC)
MONDAY = FRIDAY + timedelta(days=3)


def actions(database):
    with database.reading() as session:
        found = session.scalars(select(Event.action).order_by(Event.seq))
        return [each for each in found if each is not Action.ADDED]


def guess(file, times):
    for at in range(times):
        with pytest.raises(WrongPasswordError):
            sign_in(
                file,
                "",
                "helt feil passord",
                today=FRIDAY.date(),
                now=FRIDAY + timedelta(hours=at),
            )


def change(database, number, **fields):
    with database.transaction() as session:
        member = session.get(Staff, number)
        for field, value in fields.items():
            setattr(member, field, value)


def test_a_role_given_or_taken_holds_in_a_register_already_open(database):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    with at_work(database, kari) as own:
        change(database, kari.number, caseworker=False, payroll=True)
        assert see_actor(own, today=FRIDAY.date()).roles == {Role.PAYROLL}
        with pytest.raises(NotAllowedError), own.reading() as session:
            list_clients(session, ListQuery())


def test_the_right_to_see_secret_addresses_holds_from_then_on(database):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    with at_work(database, kari) as own:
        change(database, kari.number, sees_protected=True)
        assert see_actor(own, today=FRIDAY.date()).sees_protected
        with own.reading() as session:
            assert session.info["actor"].sees_protected


def test_whose_last_day_is_over_is_let_in_no_more(database):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    change(database, kari.number, authorised_to=FRIDAY.date())
    with at_work(database, kari) as own:
        assert see_actor(own, today=FRIDAY.date()) == kari
        with pytest.raises(NotAllowedError, match="gikk ut"):
            see_actor(own, today=FRIDAY.date() + timedelta(days=1))


def test_the_first_time_nothing_is_told_of_an_earlier_one(file_database):
    greeting = begin_sitting(file_database, now=FRIDAY)
    assert greeting.text == "Første gang du er logget inn"
    assert greeting.lock_minutes == 10


def test_the_next_time_one_is_told_when_one_was_here_last(file_database):
    begin_sitting(file_database, now=FRIDAY)
    here = FRIDAY.astimezone()
    assert begin_sitting(file_database, now=MONDAY).text == (
        f"Sist innlogget fredag 20.11. kl. {here:%H.%M} på denne maskinen"
    )
    assert actions(file_database) == [Action.SIGNED_IN, Action.SIGNED_IN]


def test_signing_in_does_not_make_the_staff_form_of_another_too_old(file_database):
    def version():
        with file_database.reading() as session:
            return session.scalar(select(Staff.version))

    before = version()
    begin_sitting(file_database, now=FRIDAY)
    assert version() == before


def test_wrong_passwords_are_told_once_and_stand_in_the_log_with_their_moments(
    file_database, register_file
):
    guess(register_file, 2)
    greeting = begin_sitting(file_database, now=MONDAY)
    assert greeting.text.endswith(
        "2 mislykkede forsøk på å åpne registeret siden noen sist logget inn."
    )
    assert failed_attempts(register_file) == []
    assert begin_sitting(file_database, now=MONDAY).failures == 0
    with file_database.reading() as session:
        refused = session.scalars(
            select(Event.at).where(Event.action == Action.REFUSED_SIGN_IN)
        ).all()
    assert refused == [FRIDAY, FRIDAY + timedelta(hours=1)]


def test_the_lock_and_who_guessed_at_it_stand_in_the_log(file_database, register_file):
    begin_sitting(file_database, now=FRIDAY)
    note_lock(file_database)
    guess(register_file, 1)
    note_unlock(file_database)
    assert actions(file_database) == [
        Action.SIGNED_IN,
        Action.LISTED,  # the first page
        Action.LOCKED,
        Action.REFUSED_SIGN_IN,
        Action.UNLOCKED,
    ]
    assert failed_attempts(register_file) == []


def test_without_a_recovery_code_the_one_who_may_make_it_is_told(
    file_database, register_file
):
    assert begin_sitting(file_database).lacks_code
    register = file_database.register
    set_recovery(key_file_of(register_file), register.key, new_code())
    assert not begin_sitting(file_database).lacks_code


def test_how_soon_the_window_is_locked_is_for_the_office_to_say(database):
    with database.transaction() as session:
        set_lock_minutes(session, 3)
    with database.reading() as session:
        assert lock_minutes(session) == 3


def test_it_says_how_soon_and_the_office_cannot_change_it(database):
    with database.transaction() as session:
        set_lock_minutes(session, 30)
    say({"LockMinutes": "5"})
    assert begin_sitting(database).lock_minutes == 5
    refused = pytest.raises(InvalidInputError, match="styrt av IT")
    with refused, database.transaction() as session:
        set_lock_minutes(session, 60)
    with database.reading() as session:
        assert lock_minutes(session) == 5
    say()
    with database.reading() as session:
        assert lock_minutes(session) == 30


@pytest.mark.parametrize(("chosen", "holds"), [(30, 10), (3, 3)])
def test_what_it_says_wrongly_never_makes_the_lock_later(database, chosen, holds):
    with database.transaction() as session:
        set_lock_minutes(session, chosen)
    say(file={"LockMinutes": "sju"})
    with database.reading() as session:
        assert lock_minutes(session) == holds


@pytest.mark.parametrize("minutes", [0, 61, -5])
def test_a_lock_that_never_comes_or_always_is_refused(database, minutes):
    refused = pytest.raises(InvalidInputError, match="fra 1 til 60")
    with refused, database.transaction() as session:
        set_lock_minutes(session, minutes)


def test_only_an_administrator_says_how_soon_it_locks(database):
    with database.transaction() as session:
        actor = replace(database.actor, roles=frozenset({Role.CASEWORKER}))
        session.info["actor"] = actor
        with pytest.raises(NotAllowedError):
            set_lock_minutes(session, 3)


def test_each_knows_the_name_to_be_unlocked_with(file_database):
    with file_database.reading() as session:
        assert own_login(session) == "kontoret"


def test_the_password_of_the_lock_is_that_of_signing_in(register_file, today):
    assert sign_in(register_file, "kontoret", PASSWORD, today=today).actor.number == 1


def test_the_first_page_is_in_the_log_from_the_first_sight_of_it(file_database):
    begin_sitting(file_database, now=FRIDAY)
    file_database.end_sitting()
    assert acts_of(file_database, Action.LISTED) == [("listed", "today", None)]
