"""Whether the log stands as it was written: altered, taken out, cut off, erased."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.trail import Action
from stkdesk.storage.cipher import connect
from stkdesk.storage.trail import note
from stkdesk.storage.trail_check import trail_head, verify
from tests.builders import a_client

SEQ = 3  # the event that is tampered with


@pytest.fixture
def log(database):
    """A log of six events, each with a detail."""
    with database.transaction() as session:
        for number in range(6):
            note(session, Action.PRINTED, "papers", number, detail={"pages": number})
    return database


def findings(database):
    with database.reading() as session:
        return list(verify(session))


def tamper(database, *statements):
    """Do what only somebody with the key of the register could: past the triggers.

    They are put back, as somebody would who does not want to be found out.
    """
    register = database.register
    connection = connect(register.file, register.key.database_key)
    try:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema "
            "WHERE name LIKE '%\\_never\\_%' ESCAPE '\\'"
        ).fetchall()
        assert triggers
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in triggers:
            connection.execute(sql)
        connection.commit()
    finally:
        connection.close()


def test_a_log_nobody_touched_is_whole(log):
    with log.transaction() as session:
        a_client(session)
    assert findings(log) == []


def test_an_empty_log_is_whole(database):
    assert findings(database) == []


@pytest.mark.parametrize(
    "change",
    [
        "staff_number = 99",
        "action = 'opened'",
        "record = 77",
        "person_number = 12",
        "at = '2020-01-01T00:00:00.000000Z'",
        "sitting = 1",
        "table_name = 'clients'",
        "reference = 2",
        "detail_hash = NULL",
        "hash = zeroblob(32)",
    ],
)
def test_an_altered_event_is_found(log, change):
    tamper(log, f"UPDATE events SET {change} WHERE seq = {SEQ}")
    assert f"hendelse {SEQ} er endret" in " ".join(findings(log))


def test_one_altered_event_is_told_once(log):
    tamper(log, f"UPDATE events SET record = 77 WHERE seq = {SEQ}")
    assert len(findings(log)) == 1


def test_an_altered_detail_is_found(log):
    tamper(log, f"UPDATE event_details SET body = '{{}}' WHERE seq = {SEQ}")
    assert findings(log) == [f"Logg: opplysningene i hendelse {SEQ} er endret."]


def test_an_erased_detail_is_fine(log):
    tamper(log, f"DELETE FROM event_details WHERE seq = {SEQ}")
    assert findings(log) == []


def test_an_event_that_was_taken_out_is_found(log):
    tamper(
        log,
        f"DELETE FROM event_details WHERE seq = {SEQ}",
        f"DELETE FROM events WHERE seq = {SEQ}",
    )
    assert findings(log) == [f"Logg: hendelse {SEQ} mangler."]


def test_a_tail_that_was_cut_is_found(log):
    tamper(
        log,
        "DELETE FROM event_details WHERE seq > 4",
        "DELETE FROM events WHERE seq > 4",
    )
    assert findings(log) == ["Logg: hendelsene 5 til 6 mangler."]


@pytest.mark.parametrize(
    "change", ["seq = 5", "hash = zeroblob(32)", "seq = 5, hash = zeroblob(32)"]
)
def test_a_head_that_was_moved_is_found(log, change):
    tamper(log, f"UPDATE event_head SET {change}")
    assert findings(log) == ["Logg: slutten stemmer ikke med den siste hendelsen."]


def test_an_event_that_was_put_in_is_found(log):
    tamper(
        log,
        "INSERT INTO events (seq, at, action, table_name, hash) VALUES "
        "(7, '2026-11-16T08:00:00.000000Z', 'opened', 'clients', zeroblob(32))",
    )
    assert findings(log) == [
        "Logg: hendelse 7 er endret.",
        "Logg: slutten stemmer ikke med den siste hendelsen.",
    ]


@pytest.mark.parametrize("change", ["at = 'i går'", "action = 'hest'"])
def test_an_event_that_cannot_be_read_is_told(log, change):
    tamper(
        log,
        f"DELETE FROM event_details WHERE seq = {SEQ}",
        f"UPDATE events SET {change} WHERE seq = {SEQ}",
    )
    assert findings(log) == ["Logg: en hendelse er endret til noe som ikke kan leses."]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM register_facts WHERE name = 'trail_key'",
        "UPDATE register_facts SET value = 'x' WHERE name = 'trail_key'",
    ],
)
def test_a_key_of_the_log_that_is_gone_or_changed_is_told(log, change):
    tamper(log, change)
    assert findings(log) == ["Logg: nøkkelen til loggen er borte eller endret."]


def test_a_log_whose_guard_was_taken_away_is_told(log):
    tamper(log)
    assert findings(log) == []
    connection = connect(log.register.file, log.register.key.database_key)
    connection.execute("DROP TRIGGER events_never_update")
    connection.close()
    assert findings(log) == ["Logg: vernet mot endringer er tatt bort."]


def test_a_log_written_anew_with_another_key_is_found(log):
    with log.reading() as session:
        assert len(list(verify(session, bytes(32)))) == 6


def test_the_head_is_what_a_backup_can_keep(log):
    with log.reading() as session:
        seq, digest = trail_head(session)
    assert (seq, len(digest)) == (6, 64)


@pytest.mark.on_both
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET record = 1",
        "DELETE FROM events",
        "UPDATE event_details SET body = '{}'",
        "DELETE FROM event_head",
    ],
)
def test_the_register_itself_refuses_to_change_the_log(log, statement):
    with (
        pytest.raises(DatabaseError, match=r"append-only|P0001"),
        log.transaction() as session,
    ):
        session.execute(text(statement).execution_options(noted=True))
    assert findings(log) == []
