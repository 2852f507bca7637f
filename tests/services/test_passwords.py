"""A new password for the register."""

from threading import Event

import pytest

from stkdesk.domain.errors import InvalidInputError, WrongPasswordError
from stkdesk.domain.progress import drive
from stkdesk.services.passwords import replace_password
from stkdesk.storage.opening import open_register
from tests.conftest import PASSWORD

NEW = "ullgenser med kaffe"


def change(file, old, new=NEW, again=NEW):
    drive(replace_password(file, old, new, again), Event(), lambda _progress: None)


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
