"""The place IT has chosen for the register: made, or told why not."""

import logging
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from stkdesk import settings
from stkdesk.domain.errors import CannotOpenError
from stkdesk.ui.start import managed
from stkdesk.ui.start.holding import Holding
from stkdesk.ui.start.unlocking import look_at_door
from tests import person
from tests.configured import NOBODY, say


def test_the_folder_it_has_chosen_is_made(tmp_path):
    folder = tmp_path / "Åse Ødegård" / "stk desk"
    say({"DataFolder": str(folder)}, variables=NOBODY)
    managed.require_managed_place(settings.register_file())
    assert folder.is_dir()


def test_a_folder_that_cannot_be_made_is_told_with_who_chose_it(tmp_path):
    (tmp_path / "fil").touch()
    say({"DataFolder": str(tmp_path / "fil" / "stk")}, variables=NOBODY)
    with pytest.raises(CannotOpenError) as refused:
        managed.require_managed_place(settings.register_file())
    assert "kan ikke lages" in refused.value.title
    assert "maskinpolicy" in refused.value.advice


def test_a_folder_in_the_cloud_is_refused_also_when_it_has_chosen_it(tmp_path):
    folder = tmp_path / "OneDrive" / "stk"
    say(file={"DataFolder": str(folder)}, variables=NOBODY)
    with pytest.raises(CannotOpenError, match="styrt av IT \\(maskinfil\\)") as refused:
        managed.require_managed_place(settings.register_file())
    assert "nettskyen" in refused.value.advice
    assert not folder.exists()


@pytest.mark.parametrize("name", ["DataFolder", "DatabaseUrl"])
def test_a_place_nobody_can_read_opens_no_register_but_the_practice_office(
    name, caplog, monkeypatch
):
    monkeypatch.setattr(managed, "_noted", set())  # a program that has just begun
    say({name: "hemmelig:passord"}, variables=NOBODY)
    with caplog.at_level(logging.WARNING), pytest.raises(CannotOpenError) as refused:
        look_at_door(Holding(), settings.register_file())
    assert "kan ikke leses" in refused.value.title
    managed.note_troubles()  # once is enough
    assert "hemmelig" not in caplog.text + str(refused.value)
    assert caplog.text.count(name) == 1
    managed.require_managed_place(settings.practice_file())
    managed.require_managed_place(Path("et annet.db").absolute())


def test_no_file_is_opened_where_it_has_said_a_server():
    say({"DatabaseUrl": "postgresql://felles/stk"}, variables=NOBODY)
    with pytest.raises(CannotOpenError, match="på en server"):
        managed.require_managed_place(settings.register_file())


def test_nobody_shows_the_program_another_register_than_the_one_of_it(tmp_path):
    assert managed.refuse_another_place() is None
    say({"DataFolder": str(tmp_path)}, variables=NOBODY)
    assert "styrt av IT (maskinpolicy)" in managed.refuse_another_place().title


def test_the_window_asks_for_no_password_that_would_not_help(qtbot, desk):
    say({"DataFolder": "ikke/hel"}, variables=NOBODY)
    window = desk.begin(settings.register_file())
    desk.wait_for("IT har bestemt hvor registeret ligger, men det kan ikke leses.")
    assert not window.findChildren(QLineEdit)
    person.press(qtbot, window, "Lukk programmet")
    assert not window.isVisible()
