"""The staff list, and who is let in to the register and out of it."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Event

import pytest

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    WrongPasswordError,
)
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import Role, StaffDraft, StaffStatus, suggested_login
from stkdesk.services import passwords
from stkdesk.services.practice.building import build_practice_office
from stkdesk.services.staff import add_staff, edit_staff, list_staff, open_staff
from stkdesk.services.staff_keys import (
    end_access,
    has_passwords,
    hire,
    is_for_practice,
    renew_password,
)
from stkdesk.storage import key_changes
from stkdesk.storage.keys import LIGHT, PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from tests.conftest import PASSWORD

TODAY = date(2026, 11, 16)
SECRET = "Tre bratte fjell 7"
KARI = StaffDraft(
    name="Kari Lunde", login="kari.lunde", roles=frozenset({Role.CASEWORKER})
)
FIRST = 1


@pytest.fixture
def office(file_database, monkeypatch):
    """A register in a file; the keys of these tests cost nothing to make."""
    monkeypatch.setattr(
        key_changes, "effort_for", lambda _content, effort: effort or LIGHT
    )
    return file_database


def run(steps):
    return drive(steps, Event(), lambda _progress: None)


def card(database, number):
    with database.reading() as session:
        return open_staff(session, number, today=TODAY)


def edit(database, number, **changes):
    with database.transaction() as session:
        found = open_staff(session, number, today=TODAY)
        draft = replace(found.draft, **changes)
        edit_staff(session, number, found.version, draft, today=TODAY)


def signed_in(office, login, password):
    database = open_register(office.register.file, password, login)
    database.close()
    return database.actor


def test_the_first_keeps_the_office(database):
    with database.reading() as session:
        [first] = list_staff(session, today=TODAY)
    assert Role.ADMINISTRATOR in first.draft.roles
    assert first.status is StaffStatus.IN


def test_a_new_member_of_the_staff_signs_in_with_a_password_of_their_own(office):
    number = run(hire(office, KARI, SECRET, SECRET))
    assert card(office, number).has_password
    actor = signed_in(office, "Kari.Lunde ", SECRET)
    assert (actor.number, actor.name, actor.roles) == (number, "Kari Lunde", KARI.roles)
    assert signed_in(office, "kontoret", PASSWORD).number == FIRST


def test_nobody_is_half_hired_when_the_password_is_too_short(office):
    with pytest.raises(InvalidInputError) as refusal:
        run(hire(office, KARI, "kort", "kort"))
    assert refusal.value.problems[0].field == "password"
    with office.reading() as session:
        assert len(list_staff(session, today=TODAY)) == 1


def test_who_was_hired_by_half_gets_the_password_afterwards(office):
    with office.transaction() as session:
        number = add_staff(session, KARI)
    assert not card(office, number).has_password
    run(passwords.give_password(office, KARI.login, SECRET, SECRET))  # and no more
    run(renew_password(office, number, SECRET + "!", SECRET + "!"))
    assert card(office, number).has_password
    assert signed_in(office, KARI.login, SECRET + "!").number == number


def test_a_forgotten_password_is_replaced_by_an_administrator(office):
    number = run(hire(office, KARI, SECRET, SECRET))
    run(renew_password(office, number, "Fire nye fjell 8", "Fire nye fjell 8"))
    with pytest.raises(WrongPasswordError):
        signed_in(office, KARI.login, SECRET)
    assert signed_in(office, KARI.login, "Fire nye fjell 8").number == number


def test_whose_access_has_ended_opens_nothing(office):
    number = run(hire(office, KARI, SECRET, SECRET))
    run(end_access(office, number, today=TODAY))
    found = card(office, number)
    assert found.draft.authorised_to == TODAY - timedelta(days=1)
    assert (found.status, found.has_password) == (StaffStatus.ENDED, False)
    with pytest.raises(WrongPasswordError):
        signed_in(office, KARI.login, SECRET)


def test_access_ended_by_half_is_ended_by_doing_it_again(office):
    number = run(hire(office, KARI, SECRET, SECRET))
    edit(office, number, authorised_to=TODAY - timedelta(days=3))
    run(end_access(office, number, today=TODAY))
    found = card(office, number)
    assert found.draft.authorised_to == TODAY - timedelta(days=3)
    assert not found.has_password


@pytest.mark.parametrize("login", ["kontoret", " KONTORET"])
def test_a_user_name_is_had_by_one(database, login):
    taken = replace(KARI, login=login)
    with pytest.raises(InvalidInputError) as refusal, database.transaction() as session:
        add_staff(session, taken)
    assert refusal.value.problems[0].field == "login"


def test_a_user_name_stays_while_its_password_is_in_use(office):
    number = run(hire(office, KARI, SECRET, SECRET))
    with pytest.raises(InvalidInputError):
        edit(office, number, login="kari.vik")
    edit(office, number, name="Kari Vik")
    assert card(office, number).draft.name == "Kari Vik"


@pytest.mark.parametrize(
    "change",
    [
        {"roles": frozenset({Role.LEADER})},
        {"authorised_to": TODAY},
        {"authorised_from": TODAY + timedelta(days=1)},
    ],
)
def test_the_last_administrator_stays(database, change):
    with pytest.raises(NotAllowedError, match="eneste administratoren"):
        edit(database, FIRST, **change)
    edit(database, FIRST, authorised_from=TODAY)


def test_the_only_key_that_lets_others_in_stays(office):
    with office.transaction() as session:  # on the list, but without a password
        add_staff(session, replace(KARI, roles=frozenset({Role.ADMINISTRATOR})))
    with pytest.raises(NotAllowedError):
        run(end_access(office, FIRST, today=TODAY))


def test_an_administrator_goes_when_another_has_come(office):
    run(
        hire(
            office, replace(KARI, roles=frozenset({Role.ADMINISTRATOR})), SECRET, SECRET
        )
    )
    run(end_access(office, FIRST, today=TODAY))
    assert not card(office, FIRST).has_password


def test_two_administrators_do_not_overwrite_each_other(database):
    edit(database, FIRST, name="Kontor én")
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        draft = open_staff(session, FIRST, today=TODAY).draft
        edit_staff(session, FIRST, 1, replace(draft, name="Kontor to"), today=TODAY)


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Kari Lunde", "kari.lunde"),
        ("Åse Marie Bø-Ødegård", "ase.boodegard"),
        ("Per", "per"),
        ("  ", ""),
    ],
)
def test_a_user_name_is_suggested(name, login):
    assert suggested_login(name) == login


def test_nobody_signs_in_to_the_practice_office(office, tmp_path):
    assert has_passwords(office)
    assert not is_for_practice(office)
    file = tmp_path / "oving.db"
    for _progress in build_practice_office(file, clients=1, years=1, today=TODAY):
        pass
    practice = open_register(file, PRACTICE_PASSWORD)
    assert is_for_practice(practice)
    assert not has_passwords(practice)
    practice.close()
