"""The office has its backups where it wants them, and knows they can be restored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from stkdesk.domain.backup import BackupRules, BadBackupError
from stkdesk.domain.errors import (
    CannotSaveError,
    InvalidInputError,
    NotAllowedError,
    WrongPasswordError,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Actor, Role
from stkdesk.services.backups import (
    back_up,
    backup_rules,
    backup_state,
    backups_on_shelf,
    change_backup_rules,
    try_newest_backup,
)
from stkdesk.services.office import open_office, set_up_office
from stkdesk.services.restoring import (
    by_code,
    by_password,
    found_backups,
    restore_backup,
    suggested_folder,
    verify_backup,
)
from stkdesk.storage.database import Database
from stkdesk.storage.deletion_journal import copy_in
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Event, EventDetail
from tests.configured import say
from tests.conftest import PASSWORD
from tests.storage.backups import driven

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
OFFICE = OfficeDraft(municipality="Fjordvik kommune")


@pytest.fixture
def office(file_database, today):
    with file_database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
    return file_database


def rules_of(database, **changes):
    with database.transaction() as session:
        rules = replace(backup_rules(session), **changes)
        change_backup_rules(session, rules)


def state_of(database):
    with database.reading() as session:
        return backup_state(session)


def take(database, now=NOW, **how):
    return driven(back_up(database, now=now, **how))


def test_backups_lie_beside_the_register_until_the_office_names_a_folder(
    office, register_file, tmp_path
):
    made = take(office)
    assert made.file.parent == suggested_folder(register_file)
    assert backups_on_shelf(office).is_same_disk
    other = tmp_path / "fellesområde"
    other.mkdir()
    rules_of(office, folder=str(other))
    assert take(office).file.parent == other


def test_backups_lie_where_it_wants_them_whatever_the_office_has_chosen(
    office, register_file, tmp_path
):
    own, it = tmp_path / "kontoret", tmp_path / "IT"
    own.mkdir()
    rules_of(office, folder=str(own))
    say({"BackupFolder": str(it)})
    assert backups_on_shelf(office)[2:] == ((), "")
    assert take(office).file.parent == it  # made when it is needed
    assert suggested_folder(register_file) == it
    assert len(backups_on_shelf(office).backups) == 1
    rules_of(office, days=30)
    with pytest.raises(InvalidInputError, match="styrt av IT"):
        rules_of(office, folder=str(tmp_path))
    with office.reading() as session:
        assert backup_rules(session).folder == str(own)


def test_a_backup_is_remembered_by_the_register(office):
    assert state_of(office).last_at is None
    take(office)
    assert state_of(office).last_at == NOW


def test_the_shelf_shows_the_newest_first(office):
    take(office, NOW - timedelta(hours=5))
    newest = take(office)
    shelf = backups_on_shelf(office)
    assert shelf.backups[0].name == newest.file.name
    assert len(shelf.backups) == 2


def test_an_office_without_backups_has_an_empty_shelf(office):
    assert backups_on_shelf(office).backups == ()
    assert backups_on_shelf(office).problem == ""


def test_a_named_folder_that_is_away_is_told_on_the_shelf(office, tmp_path):
    away = tmp_path / "usb"
    away.mkdir()
    rules_of(office, folder=str(away))
    away.rmdir()
    assert "kan ikke leses" in backups_on_shelf(office).problem


def test_a_disk_that_is_away_is_told_and_the_last_backup_stands(office, tmp_path):
    take(office)
    away = tmp_path / "usb" / "kopier"
    away.mkdir(parents=True)
    rules_of(office, folder=str(away))
    away.rmdir()
    away.parent.rmdir()
    with pytest.raises(CannotSaveError, match="Mappen finnes ikke"):
        take(office, NOW + timedelta(hours=4))
    assert state_of(office).last_at == NOW


def test_old_backups_go_when_a_new_one_is_made(office):
    first = take(office, NOW - timedelta(days=40))
    rules_of(office, days=30)
    made = take(office)
    assert made.thrown_away == (first.file.name,)
    assert not first.file.exists()


def test_a_backup_elsewhere_throws_nothing_away(office, tmp_path):
    old = take(office, NOW - timedelta(days=40), folder=tmp_path / "stick")
    rules_of(office, days=30)
    made = take(office, folder=tmp_path / "stick")
    assert made.thrown_away == ()
    assert old.file.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"folder": "kopier"}, "folder"),
        ({"folder": "/finnes/ikke"}, "folder"),
        ({"hours": 0}, "hours"),
        ({"days": 7}, "days"),
    ],
)
def test_rules_that_cannot_be_are_told_by_their_field(office, changes, field):
    with pytest.raises(InvalidInputError) as told:
        rules_of(office, **changes)
    assert [problem.field for problem in told.value.problems] == [field]


def test_only_who_keeps_the_register_changes_the_rules(office):
    reader = Actor(1, "Ola", frozenset({Role.READER}))
    other = Database(office.register, reader)
    with pytest.raises(NotAllowedError), other.transaction() as session:
        change_backup_rules(session, BackupRules())
    other.close()


def test_anybody_at_work_may_have_a_backup_taken(office):
    other = Database(office.register, Actor(1, "Ola", frozenset({Role.READER})))
    assert take(other).file.exists()
    other.close()


def test_what_is_taken_by_itself_is_the_programs_own_doing(office):
    take(office, by_itself=True)
    with office.reading() as session:
        events = session.query(Event).order_by(Event.seq.desc()).first()
    assert (events.action, events.staff_number) == ("backed_up", None)


# Trying.


def test_the_newest_backup_is_really_restored_and_counted(office, register_file):
    made = take(office)
    tried = driven(try_newest_backup(office, now=NOW))
    assert tried.counts == made.manifest.counts
    state = state_of(office)
    assert (state.tested_at, state.tested_rows) == (NOW, made.manifest.rows)
    assert {each.suffix for each in register_file.parent.iterdir()} <= {
        ".db",
        ".db-wal",
        ".db-shm",
        ".keys",
        ".bak",
        "",
    }


def test_a_damaged_newest_backup_is_not_passed_over(office):
    take(office, NOW - timedelta(hours=5))
    made = take(office)
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 1
    made.file.write_bytes(content)
    with pytest.raises(BadBackupError, match="skadet"):
        driven(try_newest_backup(office, now=NOW))
    assert state_of(office).tested_at is None


def test_without_a_backup_there_is_nothing_to_try(office):
    take(office).file.unlink()
    with pytest.raises(BadBackupError, match="ingen sikkerhetskopi å prøve"):
        driven(try_newest_backup(office, now=NOW))


# Restoring.


def restored(made, register_file, unlock):
    return driven(restore_backup(made.file, register_file, unlock, now=NOW))


def test_a_mistake_is_undone_by_a_restore(office, register_file, today):
    made = take(office)
    with office.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM office")
    office.close()
    restored(made, register_file, by_password(PASSWORD))
    again = open_register(register_file, PASSWORD)
    with again.reading() as session:
        assert open_office(session, today=today).draft.municipality == (
            "Fjordvik kommune"
        )
        told = session.query(Event).filter_by(action="restored").one()
        assert '"deleted_again":0' in session.get(EventDetail, told.seq).body
    again.close()


def test_the_backups_can_be_seen_before_anybody_signs_in(office, register_file):
    made = take(office)
    [found] = found_backups(suggested_folder(register_file))
    assert found.name == made.file.name
    assert found.manifest.clients == 0


def test_a_wrong_password_or_code_opens_no_backup(office, register_file):
    made = take(office)
    with pytest.raises(WrongPasswordError):
        driven(verify_backup(made.file, by_password("gjettet helt feil")))
    with pytest.raises(InvalidInputError):
        driven(verify_backup(made.file, by_code("ingen kode")))


def test_the_list_of_what_was_deleted_lies_among_the_backups(office, register_file):
    from stkdesk.storage.deletion_journal import DeletedRow, note_deletion

    row = DeletedRow(3, NOW, "people", 7)
    note_deletion(register_file, office.register.key, [row])
    made = take(office)
    copy = copy_in(made.file.parent, made.manifest.register)
    assert copy.read_bytes().count(b"\n") == 1
