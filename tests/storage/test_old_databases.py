"""Every register that a released program has left behind opens in this one.

``resources/old_registers`` holds one for each shape there has been, with invented
people in it, all of them opened by the same password.
"""

import shutil

import pytest
from sqlalchemy import select

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.match_words import words_by_kind
from stkdesk.resources import resource
from stkdesk.services.client_list import list_clients
from stkdesk.services.register_check import check_register
from stkdesk.storage import integrity
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.opening import open_register
from stkdesk.storage.revision import KNOWN
from stkdesk.storage.tables import Contact, ContactWord
from tests.conftest import PASSWORD
from tests.storage.backups import check, driven, unlock

OLD = sorted(resource("old_registers").glob("*.db"))


@pytest.fixture(params=OLD, ids=lambda file: file.stem)
def old(request, tmp_path):
    """A copy of an old register, and how many rows each of its tables had."""
    file = tmp_path / "register.db"
    shutil.copy(request.param, file)
    shutil.copy(key_file_of(request.param), key_file_of(file))
    return file, counted(file)


def counted(file):
    connection = connect(file, unlock(key_file_of(file)).database_key)
    try:
        tables = (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE ?"
        )
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in connection.execute(tables, ("sqlite_%",)).fetchall()
        }
    finally:
        connection.close()


def test_every_shape_before_this_one_has_left_a_register():
    assert {file.stem for file in OLD} >= set(KNOWN[:-1])


def test_it_opens_with_every_row_it_had(old):
    file, before = old
    open_register(file, PASSWORD).close()
    after = counted(file)
    kept = {table: rows for table, rows in before.items() if table != "register_facts"}
    assert {table: after[table] for table in kept} == kept
    assert sum(kept.values()) > 100


def test_it_is_sound_and_like_one_made_today(old):
    file, _before = old
    database = open_register(file, PASSWORD)
    with database.reading() as session:
        assert driven(check_register(session)) == ()
    database.close()
    key = unlock(key_file_of(file)).database_key
    assert integrity.damaged_pages(file, key) == 0
    assert integrity.broken_tables(file, key) == ()
    assert integrity.dangling_references(file, key) == {}
    assert not integrity.differs_from_program(file, key)


def test_its_people_are_found_by_name(old):
    database = open_register(old[0], PASSWORD)
    with database.reading() as session:
        everybody = list_clients(session, ListQuery())
        for client in everybody.rows[:5]:
            found = list_clients(session, ListQuery(search=client.name))
            assert client.number in {row.number for row in found.rows}
    database.close()
    assert everybody.rows


def test_its_contacts_have_words_to_be_matched_by(old):
    database = open_register(old[0], PASSWORD)
    with database.reading() as session:
        for contact in session.scalars(select(Contact)):
            words = select(ContactWord.kind, ContactWord.word)
            mine = words.where(ContactWord.contact_number == contact.number)
            found = [(kind, word) for kind, word in session.execute(mine)]
            assert sorted(found) == sorted(words_by_kind(contact))
    database.close()


def test_what_it_was_lies_in_a_verified_backup(old):
    file, before = old
    open_register(file, PASSWORD).close()
    backups = [*(file.parent / "Sikkerhetskopier").glob("*.stkbackup")]
    if before.keys() == counted(file).keys():  # of today's shape: nothing was changed
        assert backups == []
        return
    [backup] = backups
    assert dict(check(backup).counts) == before
