"""The recovery code: printed, typed back, and used when everybody has forgotten."""

from datetime import date
from threading import Event

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import (
    CannotOpenError,
    InvalidInputError,
    NotAllowedError,
    WrongPasswordError,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.progress import drive
from stkdesk.domain.recovery_code import groups, new_code
from stkdesk.domain.staff import Actor, Role
from stkdesk.services.office import set_up_office
from stkdesk.services.recovery import (
    keep_recovery_code,
    recover,
    recovery_code_made_on,
    recovery_sheet_of,
    who_can_be_let_in,
)
from stkdesk.services.signing_in import sign_in
from stkdesk.storage.database import Database
from stkdesk.storage.key_changes import remove_slot
from stkdesk.storage.keys import key_file_of, open_key_file, password_slots, short_id
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import RegisterFact, Staff
from tests.conftest import PASSWORD
from tests.documents.reading import text_of

NEW = "ullgenser med kaffe"
TODAY = date(2026, 11, 16)


def done(steps):
    return drive(steps, Event(), lambda _progress: None)


@pytest.fixture
def office(register_file, today):
    database = open_register(register_file, PASSWORD)
    draft = OfficeDraft(municipality="Fjordvik kommune")
    with database.transaction() as session:
        set_up_office(session, draft, today=today)
    yield database
    database.close()


@pytest.fixture
def code(office):
    """The code the office has on paper."""
    code = new_code()
    typed = {3: groups(code)[2], 8: groups(code)[7]}
    keep_recovery_code(office, code, typed)
    return code


def fields_of(refusal):
    return [problem.field for problem in refusal.value.problems]


def test_the_sheet_is_printed_before_anything_is_changed(office, today):
    code = new_code()
    before = key_file_of(office.register.file).read_bytes()
    text = text_of(recovery_sheet_of(office, code, today=today))
    assert "Fjordvik kommune" in text
    assert short_id(key_file_of(office.register.file)) in text
    assert "16. november 2026" in text
    assert key_file_of(office.register.file).read_bytes() == before
    assert recovery_code_made_on(office) is None


def test_a_code_nobody_has_on_paper_is_not_taken_into_use(office):
    code = new_code()
    wrong = {2: groups(code)[1], 5: groups(code)[5]}
    with pytest.raises(InvalidInputError) as refusal:
        keep_recovery_code(office, code, wrong)
    assert fields_of(refusal) == ["group_5"]
    assert recovery_code_made_on(office) is None


def test_typed_back_it_is_in_force_and_the_register_knows(office, code):
    assert isinstance(recovery_code_made_on(office), date)
    with office.reading() as session:
        assert session.get(RegisterFact, "key_generation").value == "2"


def test_everybody_has_forgotten_and_the_paper_lets_one_in(office, code, register_file):
    office.close()
    assert who_can_be_let_in(register_file, code.lower()) == (("kontoret", "Kontoret"),)
    done(recover(register_file, code, "Kontoret", NEW, NEW, today=TODAY))
    database = open_register(register_file, NEW)
    assert database.actor.name == "Kontoret"
    with database.reading() as session:
        assert session.get(RegisterFact, "key_generation").value == "3"
    database.close()
    with pytest.raises(WrongPasswordError):
        open_register(register_file, PASSWORD)


def test_an_administrator_without_a_key_gets_one_by_the_paper(
    office, code, register_file
):
    with office.transaction() as session:
        session.add(Staff(name="Turid", login="turid", administrator=True))
    office.close()
    done(recover(register_file, code, "turid", NEW, NEW, today=TODAY))
    assert password_slots(key_file_of(register_file)) == 2
    database = open_register(register_file, NEW, "turid")
    assert database.actor.name == "Turid"
    database.close()


def test_the_paper_lets_one_in_whose_time_is_over(office, code, register_file):
    with office.transaction() as session:
        kontoret = session.scalars(select(Staff)).one()
        kontoret.administrator = False
        kontoret.authorised_to = date(2026, 10, 31)
    office.close()
    assert who_can_be_let_in(register_file, code) == (("kontoret", "Kontoret"),)
    done(recover(register_file, code, "kontoret", NEW, NEW, today=TODAY))
    unlocked = sign_in(register_file, "kontoret", NEW, today=TODAY)
    assert Role.ADMINISTRATOR in unlocked.actor.roles


@pytest.mark.parametrize(
    ("typed", "login", "new", "field"),
    [
        ("", "kontoret", NEW, "code"),
        ("7K2M", "kontoret", NEW, "code"),
        pytest.param(new_code(), "kontoret", NEW, "code", id="another code"),
        (None, "ingen", NEW, "login"),
        (None, "kontoret", "kort", "password"),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_changes(
    office, code, register_file, typed, login, new, field
):
    before = key_file_of(register_file).read_bytes()
    with pytest.raises(InvalidInputError) as refusal:
        done(
            recover(
                register_file,
                code if typed is None else typed,
                login,
                new,
                new,
                today=TODAY,
            )
        )
    assert fields_of(refusal) == [field]
    assert key_file_of(register_file).read_bytes() == before


def test_a_register_without_a_paper_says_so(office, register_file):
    with pytest.raises(CannotOpenError, match="ingen gjenopprettingskode"):
        done(recover(register_file, new_code(), "kontoret", NEW, NEW, today=TODAY))


def test_the_paper_still_works_when_the_one_who_made_it_has_left(
    office, code, register_file
):
    with office.transaction() as session:
        session.add(Staff(name="Turid", login="turid", administrator=True))
    done(recover(register_file, code, "turid", NEW, NEW, today=TODAY))
    keys = key_file_of(register_file)
    remove_slot(
        keys, office.register.key, open_key_file(keys, PASSWORD, "kontoret").slot
    )
    office.close()
    assert {known.login for known in who_can_be_let_in(register_file, code)} == {
        "kontoret",
        "turid",
    }


def test_only_who_keeps_the_register_prints_or_replaces_the_paper(office, today):
    leader = Actor(2, "Per", frozenset({Role.LEADER}))
    as_leader = Database(office.register, leader)
    for errand in (
        lambda: recovery_sheet_of(as_leader, new_code(), today=today),
        lambda: keep_recovery_code(as_leader, new_code(), {1: "", 2: ""}),
    ):
        with pytest.raises(NotAllowedError):
            errand()
    as_leader.close()
