"""One short transaction at a time: all of it, or nothing."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from stkdesk.domain.errors import CannotSaveError, ChangedByAnotherError
from stkdesk.storage.cipher import driver
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.opening import unlock_register
from stkdesk.storage.tables import Counter, Organisation, RegisterFact
from tests.conftest import PASSWORD


def test_what_fails_leaves_nothing_behind(database):
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.add(RegisterFact(name="a", value="1"))
        session.flush()
        _ = 1 / 0

    with database.reading() as session:
        assert session.get(RegisterFact, "a") is None


def test_everybody_can_hear_which_tables_changed(database):
    with database.transaction() as session:
        session.add(Counter(name="papers"))
        session.flush()
        assert session.info["changed"] == {"counters"}


def test_two_people_saving_the_same_record_are_told_of_each_other(database):
    with database.transaction() as session:
        session.add(Organisation(name="Frivilligsentralen"))
    with database.reading() as first, database.reading() as second:
        mine = first.get(Organisation, 1)
        theirs = second.get(Organisation, 1)
        first.expunge(mine)
        second.expunge(theirs)
    with database.transaction() as session:
        session.merge(theirs, load=False).name = "Røde Kors"

    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        session.merge(mine, load=False).name = "Frelsesarmeen"
        session.flush()
    with database.reading() as session:
        assert session.get(Organisation, 1).name == "Røde Kors"


def test_a_full_disk_is_told_and_what_was_saved_stays(database, register_file):
    with database.transaction() as session:
        session.add(RegisterFact(name="første", value="står"))
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")

    with (
        pytest.raises(CannotSaveError, match="Disken er full"),
        database.transaction() as session,
    ):
        session.add(RegisterFact(name="stor", value="x" * 100_000))
    with database.reading() as session:
        assert session.get(RegisterFact, "første").value == "står"


def test_no_personal_data_stands_in_the_text_of_an_error(database):
    with database.transaction() as session:
        session.add(RegisterFact(name="Åse Ødegård", value="1"))
    with pytest.raises(IntegrityError) as fault, database.transaction() as session:
        session.add(RegisterFact(name="Åse Ødegård", value="2"))
    assert "Åse" not in str(fault.value)


def test_who_means_to_write_holds_the_register_before_reading(
    database, register_file, monkeypatch
):
    from stkdesk.storage import cipher

    key = open_key_file(key_file_of(register_file), PASSWORD).key.database_key
    monkeypatch.setattr(cipher, "WAIT", 0.05)
    other = cipher.connect(register_file, key)
    with database.transaction() as session:
        assert session.get(RegisterFact, "practice").value == "no"
        with pytest.raises(driver.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.close()


def test_somebody_writing_elsewhere_is_waited_for_and_then_told(
    database, register_file, monkeypatch
):
    from stkdesk.storage import cipher

    key = open_key_file(key_file_of(register_file), PASSWORD).key.database_key
    monkeypatch.setattr(cipher, "WAIT", 0.05)
    other = cipher.connect(register_file, key)
    other.execute("BEGIN IMMEDIATE")
    with (
        pytest.raises(CannotSaveError, match="holder registeret"),
        database.transaction() as session,
    ):
        session.add(RegisterFact(name="a", value="1"))
    other.close()


def opened(file):
    return unlock_register(file, PASSWORD).database()


def test_a_register_that_was_taken_away_is_not_written_to(register_file):
    database = opened(register_file)
    register_file.unlink()

    with (
        pytest.raises(CannotSaveError, match="ligger ikke lenger"),
        database.transaction() as session,
    ):
        session.add(RegisterFact(name="a", value="1"))
    database.close()
    assert not register_file.exists()


def test_a_register_that_was_put_in_place_of_ours_is_not_written_to(
    register_file, tmp_path
):
    database = opened(register_file)
    another = shutil.copy(register_file, tmp_path / "kopi.db")
    content = register_file.read_bytes()
    another.replace(register_file)

    with (
        pytest.raises(CannotSaveError, match="ligger ikke lenger"),
        database.transaction() as session,
    ):
        session.add(RegisterFact(name="a", value="1"))
    assert register_file.read_bytes() == content


def test_a_register_that_is_gone_can_still_be_closed(register_file):
    database = opened(register_file)
    shutil.rmtree(register_file.parent)

    database.close()
    assert not register_file.parent.exists()


def test_a_disk_that_takes_no_more_is_told_in_plain_words(database):
    fault = driver.OperationalError("disk I/O error")
    with (
        pytest.raises(CannotSaveError, match="tar ikke imot mer"),
        database.transaction(),
    ):
        raise OperationalError("", {}, fault)


def test_who_still_reads_lets_go_of_a_register_that_is_closed(
    file_database, register_file
):
    """Windows puts no other file in the place of one that is open."""
    with file_database.reading() as session:
        session.get(RegisterFact, "a")
        file_database.close()
        assert is_open(register_file)
    assert not is_open(register_file)
    with file_database.reading() as session:  # a thread that came too late
        session.get(RegisterFact, "a")
    assert not is_open(register_file)


def is_open(file):
    """Tell whether this program holds ``file``."""
    if sys.platform == "win32":
        try:
            file.rename(file)
        except PermissionError:
            return True
        return False
    held = (os.path.realpath(each) for each in Path("/proc/self/fd").iterdir())
    return str(file) in held
