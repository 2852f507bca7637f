"""Who decides: the strongest that has said something that can be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk import settings
from stkdesk.configuration import choices
from stkdesk.configuration.choices import NOT_OWN, UNKNOWN, chosen, troubles
from stkdesk.configuration.ini import Written, unread
from stkdesk.configuration.keys import OF_THE_OFFICE, Key, PrinterKind
from stkdesk.configuration.sources import Source
from tests.configured import NOBODY, ROOT, say

GOOD = {
    Key.DATA_FOLDER: (f"{ROOT}a", f"{ROOT}b", f"{ROOT}c"),
    Key.DATABASE_URL: tuple(f"postgresql://{each}/stk" for each in "abc"),
    Key.BACKUP_FOLDER: (f"{ROOT}a", f"{ROOT}b", f"{ROOT}c"),
    Key.LOG_FOLDER: (f"{ROOT}a", f"{ROOT}b", f"{ROOT}c"),
    Key.LOG_LEVEL: ("ERROR", "INFO", "DEBUG"),
    Key.LOCK_MINUTES: ("1", "2", "3"),
    Key.UPDATE_NOTICE: ("a", "b", "c"),
    **{kind.key: ("a", "b", "c") for kind in PrinterKind},
}
NOT_GOOD = "x" * 5000
PLACES = (Source.POLICY, Source.MACHINE, Source.OWN)
written = st.sampled_from(["good", "bad", "none"])


@given(st.sampled_from(Key), st.tuples(written, written, written), st.booleans())
def test_the_strongest_that_can_be_used_decides(key, said, asked):
    values = [
        {"good": {key.lower(): value}, "bad": {key: NOT_GOOD}, "none": {}}[how]
        for how, value in zip(said, GOOD[key], strict=True)
    ]
    if key is Key.UPDATE_NOTICE and "bad" in said:
        values = [{} if NOT_GOOD in each.values() else each for each in values]
    say(*values, variables=NOBODY)
    if asked:
        choices.ask_for(key, "the command line")
    choice = chosen(key)
    last = 2 if key in OF_THE_OFFICE else 3
    found = [
        (value, place)
        for how, value, place in zip(said, GOOD[key], PLACES, strict=True)
        if how == "good"
    ][: len([how for how in said[:last] if how == "good"])]
    if asked:
        assert choice == ("the command line", Source.COMMAND_LINE, False)
    elif found:
        assert choice[:2] == found[0]
    else:
        assert not choice.text
        assert choice.source in (Source.USUAL, Source.OFFICE)
    assert choice.is_managed == (
        bool(choice.text) and choice.source not in (Source.OWN, Source.USUAL)
    )


@given(st.tuples(written, written, written))
def test_what_it_wrote_in_vain_is_lost_until_it_says_something_else(said):
    values = {"good": {"DataFolder": f"{ROOT}a"}, "bad": {"DataFolder": "ikke hel"}}
    say(*(values.get(how) for how in said), variables=NOBODY)
    by_it = said[:2]
    assert chosen(Key.DATA_FOLDER).is_lost == ("bad" in by_it and "good" not in by_it)
    assert len(troubles()) == said.count("bad")


def test_the_variable_of_the_machine_comes_after_the_command_line_only():
    say({"DataFolder": f"{ROOT}policy"}, variables={"STKDESK_DATA": "/variable"})
    assert chosen(Key.DATA_FOLDER) == ("/variable", Source.VARIABLE, False)
    settings.use_data_folder(Path("/asked"))
    assert settings.data_folder() == Path("/asked")


def test_the_person_may_not_decide_what_the_office_decides():
    say(own={"LockMinutes": "60", "BackupFolder": ROOT, "LogLevel": "DEBUG"})
    assert (settings.lock_minutes(), settings.backup_folder()) == (None, None)
    assert settings.log_level() == "DEBUG"
    assert [each.reason for each in troubles()] == [NOT_OWN, NOT_OWN]
    assert chosen(Key.LOCK_MINUTES) == ("", Source.OFFICE, False)


def test_a_name_nobody_knows_is_told():
    say({"DataFoldr": "/stk"})
    assert troubles() == ((Source.POLICY, "DataFoldr", UNKNOWN),)


def test_an_empty_value_decides_nothing():
    say({"LogLevel": " "}, {"LogLevel": "ERROR"})
    assert chosen(Key.LOG_LEVEL) == ("ERROR", Source.MACHINE, False)
    assert not troubles()


def test_a_place_nobody_can_read_may_have_said_where_the_register_lies():
    say(unread("filen kan ikke leses"), variables=NOBODY)
    lost = {key for key in Key if chosen(key).is_lost}
    assert lost == {Key.DATA_FOLDER, Key.DATABASE_URL, Key.LOCK_MINUTES}
    say(own=unread("filen kan ikke leses"))
    assert not any(chosen(key).is_lost for key in Key)
    assert len(troubles()) == 1


def test_only_what_is_asked_for_is_read_anew_while_the_program_runs():
    said = {"UpdateNotice": "Fredag", "LogFolder": f"{ROOT}før"}
    machine = choices.Machine(lambda: Written(tuple(said.items())), Written, Written)
    choices.use(machine)
    assert settings.update_notice() == "Fredag"
    said |= {"UpdateNotice": "Lørdag", "LogFolder": f"{ROOT}etter"}
    choices.look_again(Key.UPDATE_NOTICE)
    assert settings.update_notice() == "Lørdag"
    assert settings.log_folder() == Path(f"{ROOT}før")


@pytest.mark.parametrize(
    "by_it", [{"DataFolder": f"{ROOT}stk"}, {"DatabaseUrl": "postgresql://h/s"}]
)
def test_where_it_has_placed_the_register_the_person_has_no_say(by_it, tmp_path):
    say(by_it, variables=NOBODY)
    with pytest.raises(PermissionError):
        settings.remember_register(tmp_path / "annet.db")
    assert settings.chosen_register() is None


def test_a_place_remembered_before_it_had_its_say_is_not_used(tmp_path, monkeypatch):
    folder = tmp_path / "stk"
    monkeypatch.setenv("STKDESK_DATA", str(folder))
    elsewhere = tmp_path / "annet.db"
    settings.remember_register(elsewhere)
    assert settings.register_file() == elsewhere
    say({"DataFolder": str(folder)}, variables=NOBODY)
    assert settings.register_file() == folder / "stkdesk.db"


def test_the_address_of_it_comes_before_the_one_that_is_remembered():
    say()
    settings.remember_server("postgresql://min/stk")
    assert settings.chosen_server() == "postgresql://min/stk"
    say({"DatabaseUrl": "postgresql://felles/stk"})
    assert settings.chosen_server() == "postgresql://felles/stk"
    with pytest.raises(PermissionError):
        settings.remember_server("postgresql://min/stk")


def test_no_other_server_is_opened_while_nobody_can_read_the_one_of_it():
    settings.remember_server("postgresql://min/stk")
    say({"DatabaseUrl": "server.kommune.no"}, own={"DatabaseUrl": "postgresql://m/s"})
    assert settings.chosen_server() is None
    assert settings.who_places_the_register().is_lost
