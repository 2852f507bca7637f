"""What was deleted stays known without a name, for the day a backup is restored."""

from datetime import UTC, datetime

import pytest

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.deletion_journal import (
    DeletedRow,
    begin_again,
    copy_in,
    copy_journal,
    deletions_after,
    journal_of,
    note_deletion,
    read_journal,
    seal_again,
)
from stkdesk.storage.keys import MasterKey, key_file_of
from stkdesk.storage.rotation import rotate
from tests.storage.backups import driven, unlock

KEY, OTHER = MasterKey(b"k" * 32), MasterKey(b"o" * 32)
LONG_AGO, LATER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def row(seq, number, table="people"):
    return DeletedRow(seq, datetime(2026, 11, 1, 0, seq, tzinfo=UTC), table, number)


@pytest.fixture
def register(tmp_path):
    file = tmp_path / "register.db"
    note_deletion(file, KEY, [row(5, 11), row(5, 12, "clients")])
    note_deletion(file, KEY, [row(9, 13)])
    return file


def read(register, seq=0, moment=LATER, key=KEY):
    return deletions_after(journal_of(register), key, seq, moment)


def test_what_was_deleted_after_a_backup_is_found(register):
    assert [each.number for each in read(register, seq=4)] == [11, 12, 13]
    assert [each.number for each in read(register, seq=5)] == [13]
    assert read(register, seq=9) == ()


def test_after_a_restore_the_trail_counts_from_an_earlier_number(register):
    """A backup of before the restore lacks what was deleted after it; a later one has
    forgotten it already, and may know somebody else by a number of the time before."""
    known = read_journal(journal_of(register), KEY)
    restored_at = row(30, 0).at
    begin_again(register, KEY, known, 2, restored_at)
    note_deletion(register, KEY, [row(4, 16)])
    assert numbers(read(register, seq=7, moment=row(20, 0).at)) == [13, 16]
    assert numbers(read(register, seq=3, moment=row(40, 0).at)) == [16]
    assert numbers(read(register, seq=4, moment=row(40, 0).at)) == []


def numbers(rows):
    return [each.number for each in rows]


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
    assert len(read(register, moment=LONG_AGO)) == 3
    note_deletion(register, KEY, [row(12, 15)])
    assert [each.number for each in read(register, 1)] == [11, 12, 13, 15]


def test_a_copy_lies_among_the_backups(register, tmp_path):
    copy_journal(register, KEY, tmp_path, "0123456789abcdef")
    copy = copy_in(tmp_path, "0123456789abcdef")
    assert deletions_after(copy, KEY, 5, LATER) == (row(9, 13),)


def test_a_new_master_key_seals_it_again_and_once_more_does_no_harm(register):
    for _attempt in range(2):
        seal_again(journal_of(register), KEY, OTHER)
    assert len(read(register, 1, key=OTHER)) == 3


def test_a_register_with_a_new_key_notes_its_deletions_on(register_file):
    key = unlock(key_file_of(register_file))
    note_deletion(register_file, key, [row(5, 11)])
    fresh = driven(rotate(register_file, key))
    note_deletion(register_file, fresh, [row(6, 12)])
    known = deletions_after(journal_of(register_file), fresh, 1, LATER)
    assert numbers(known) == [11, 12]
