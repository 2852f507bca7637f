"""What was deleted stays known without a name, for the day a backup is restored."""

from datetime import UTC, datetime

import pytest

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.deletion_journal import (
    DeletedRow,
    copy_in,
    copy_journal,
    deletions_after,
    journal_of,
    note_deletion,
    seal_again,
)
from stkdesk.storage.keys import MasterKey

KEY, OTHER = MasterKey(b"k" * 32), MasterKey(b"o" * 32)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def row(seq, number, table="people"):
    return DeletedRow(seq, datetime(2026, 11, 1, 0, seq, tzinfo=UTC), table, number)


@pytest.fixture
def register(tmp_path):
    file = tmp_path / "register.db"
    note_deletion(file, KEY, [row(5, 11), row(5, 12, "clients")])
    note_deletion(file, KEY, [row(9, 13)])
    return file


def read(register, seq=0, moment=LONG_AGO, key=KEY):
    return deletions_after(journal_of(register), key, seq, moment)


def test_what_was_deleted_after_a_backup_is_found(register):
    assert [each.number for each in read(register, seq=4)] == [11, 12, 13]
    assert [each.number for each in read(register, seq=5)] == [13]
    assert read(register, seq=9) == ()


def test_a_backup_from_before_the_trail_goes_by_the_clock(register):
    assert read(register, moment=row(9, 0).at) == (row(9, 13),)


def test_where_nothing_was_deleted_there_is_nothing_to_read(tmp_path):
    assert read(tmp_path / "empty.db") == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b'"number": 12', b'"number": 14'),
        lambda text: text[text.index(b"\n") + 1 :],
        lambda text: b"".join(text.splitlines(True)[::2]),
        lambda text: b"{}\n" + text,
        lambda text: b"tull\n",
    ],
    ids=["changed", "first out", "middle out", "strange", "no json"],
)
def test_a_line_changed_or_taken_out_is_told(register, change):
    file = journal_of(register)
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(CannotOpenError, match="endret utenfor programmet"):
        read(register)


def test_another_key_does_not_seal_it(register):
    with pytest.raises(CannotOpenError):
        read(register, key=OTHER)


def test_a_line_cut_short_by_a_power_cut_is_left_out_and_written_over(register):
    file = journal_of(register)
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"at": "2026-1')
    assert len(read(register)) == 3
    note_deletion(register, KEY, [row(12, 15)])
    assert [each.number for each in read(register)] == [11, 12, 13, 15]


def test_a_copy_lies_among_the_backups(register, tmp_path):
    copy_journal(register, KEY, tmp_path, "0123456789abcdef")
    copy = copy_in(tmp_path, "0123456789abcdef")
    assert deletions_after(copy, KEY, 5, LONG_AGO) == (row(9, 13),)


def test_a_new_master_key_seals_it_again(register):
    seal_again(journal_of(register), KEY, OTHER)
    assert len(read(register, key=OTHER)) == 3
