"""Several at work in one register: at once, after one another, and in sight."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from stkdesk.domain.errors import CannotSaveError, ChangedByAnotherError
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.recruiting import RecruitmentDraft
from stkdesk.services.clients import edit_client, open_client
from stkdesk.services.numbering import take_numbers, take_references
from stkdesk.services.periods import ensure_periods
from stkdesk.services.presence import GONE_AFTER, be_here, leave, others_here
from stkdesk.services.recruiting import edit_recruitment, open_recruitment
from stkdesk.storage.hearing import EVERYTHING
from stkdesk.storage.server import SETTINGS
from stkdesk.storage.tables import Client, Presence, Staff
from tests import builders
from tests.server.engines import open_as_owner
from tests.server.test_lost_line import end_all

NOW = datetime(2026, 11, 22, 7, 2, tzinfo=UTC)


@pytest.fixture
def another(server_address, server_database):
    """The same register, open for somebody else."""
    with server_database.transaction() as session:
        session.add(Staff(name="Kari Vik", login="kari", caseworker=True))
    database = open_as_owner(server_address)
    with database.reading() as session:
        number = session.scalar(select(Staff.number).where(Staff.login == "kari"))
    database.actor = type(database.actor)(number, "Kari Vik", database.actor.roles)
    yield database
    database.close()


@pytest.fixture
def client(server_database):
    with server_database.transaction() as session:
        return builders.a_client(session, "Oskar Moen")


def test_numbers_taken_at_once_by_two_are_never_the_same(server_database, another):
    taken, start = [], threading.Barrier(2)

    def take(database):
        start.wait()
        for _ in range(25):
            with database.transaction() as session:
                taken.extend(take_numbers(session, "ny serie"))

    threads = [
        threading.Thread(target=take, args=(each,))
        for each in (server_database, another)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 51))


def test_a_year_cut_into_periods_by_two_at_once_is_cut_once(server_database, another):
    start, found = threading.Barrier(2), []

    def cut(database):
        start.wait()
        with database.transaction() as session:
            found.append(ensure_periods(session, 2031))

    threads = [
        threading.Thread(target=cut, args=(each,))
        for each in (server_database, another)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found[0]) == 12
    assert found[0] == found[1]


def test_who_saves_last_is_told_that_somebody_came_first(
    server_database, another, client
):
    with server_database.reading() as session:
        mine = open_client(session, client)
    with another.reading() as session:
        theirs = open_client(session, client)
    assert mine.version == theirs.version
    with another.transaction() as session:
        session.get(Client, client).wishes = "Fiske"
    with (
        pytest.raises(ChangedByAnotherError),
        server_database.transaction() as session,
    ):
        edit_client(session, client, mine.version, mine.draft, today=NOW.date())


def test_of_two_who_write_the_first_of_a_recruitment_the_second_is_told(
    server_database, another
):
    with server_database.transaction() as session:
        contact = builders.a_contact(session)
    told = []

    def write(session, words):
        draft = RecruitmentDraft(about=words)
        edit_recruitment(session, contact, 0, draft, today=NOW.date())

    def second():
        try:
            with another.transaction() as session:
                write(session, "Ringte i går")
        except ChangedByAnotherError as refused:
            told.append(refused)

    thread = threading.Thread(target=second)
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with server_database.transaction() as session:
        write(session, "Kom innom")
        thread.start()
        while thread.is_alive() and not session.scalar(waiting):
            thread.join(0.01)
    thread.join()
    assert len(told) == 1
    with server_database.reading() as session:
        card = open_recruitment(session, contact, today=NOW.date())
    assert card.draft.about == "Kom innom"


def test_who_waits_too_long_for_another_to_finish_is_told(
    server_address, server_database, monkeypatch
):
    monkeypatch.setitem(SETTINGS, "lock_timeout", 100)  # instead of ten seconds
    hasty = open_as_owner(server_address)
    with server_database.transaction() as session:
        take_numbers(session, "x")
        with (
            pytest.raises(CannotSaveError, match="Noen andre lagrer"),
            hasty.transaction() as waiting,
        ):
            take_numbers(waiting, "x")
    hasty.close()


def test_both_are_seen_with_the_record_open(server_database, another, client):
    with server_database.transaction() as session:
        assert be_here(session, "clients", client, sitting="a", now=NOW) == ()
    with another.transaction() as session:
        [other] = be_here(
            session, "clients", client, sitting="b", now=NOW + timedelta(minutes=1)
        )
    assert other.text.startswith("Åpnet av Kontoret siden ")
    with server_database.reading() as session:
        [other] = others_here(
            session, "clients", client, sitting="a", now=NOW + timedelta(minutes=1)
        )
        assert others_here(session, "clients", 99, sitting="a", now=NOW) == ()
    assert (other.name, other.since) == ("Kari Vik", NOW + timedelta(minutes=1))


def test_who_puts_the_record_away_is_seen_no_more(server_database, another, client):
    with another.transaction() as session:
        be_here(session, "clients", client, sitting="b", now=NOW)
        be_here(session, "contacts", 1, sitting="b", now=NOW)
        leave(session, sitting="b", table="clients", record=client)
    with server_database.transaction() as session:
        assert be_here(session, "clients", client, sitting="a", now=NOW) == ()
        assert len(be_here(session, "contacts", 1, sitting="a", now=NOW)) == 1
    with another.transaction() as session:
        leave(session, sitting="b")
        assert others_here(session, "contacts", 1, sitting="a", now=NOW) == ()


def test_a_window_that_died_is_not_seen_for_ever(server_database, another, client):
    with another.transaction() as session:
        be_here(session, "clients", client, sitting="b", now=NOW)
    later = NOW + GONE_AFTER + timedelta(seconds=1)
    with server_database.transaction() as session:
        assert be_here(session, "clients", client, sitting="a", now=later) == ()
        assert len(session.scalars(select(Presence)).all()) == 1  # and swept away


def test_since_is_when_it_was_opened_however_long_it_stays(
    server_database, another, client
):
    for minute in range(3):
        with another.transaction() as session:
            at = NOW + timedelta(minutes=minute)
            be_here(session, "clients", client, sitting="b", now=at)
    with server_database.reading() as session:
        [other] = others_here(session, "clients", client, sitting="a", now=at)
    assert other.since == NOW


def test_in_a_file_nobody_else_is_ever_there(file_database):
    with file_database.transaction() as session:
        for sitting in "ab":
            assert be_here(session, "clients", 1, sitting=sitting, now=NOW) == ()
        assert not session.scalars(select(Presence)).all()


def test_a_save_elsewhere_is_heard_when_it_has_taken_hold(server_database, another):
    hearing = server_database.register.hearing()
    assert hearing.changed() == frozenset()
    with another.transaction() as session:
        builders.a_client(session, "Ola Nordmann")
        session.flush()
        assert hearing.changed() == frozenset()
    assert hearing.changed(wait=5) >= {"clients", "people"}
    assert hearing.changed() == frozenset()
    hearing.close()


def test_what_was_undone_or_done_here_is_not_heard(server_database, another, today):
    hearing = server_database.register.hearing()
    hearing.changed()
    with pytest.raises(KeyError), another.transaction() as session:
        builders.a_client(session, "Ola Nordmann")
        session.flush()
        raise KeyError
    with server_database.transaction() as session:
        builders.a_contact(session, "Siri Vik")
    with another.transaction() as session:
        builders.an_organisation(session)
    assert hearing.changed(wait=5) == {"organisations"}
    hearing.close()


def test_after_a_broken_line_everything_is_read_again(
    cluster, server_name, server_database
):
    hearing = server_database.register.hearing()
    hearing.changed()
    end_all(cluster, server_name)
    assert hearing.changed() == frozenset()
    assert hearing.changed() == {EVERYTHING}
    hearing.close()


def test_references_of_papers_have_no_holes_when_two_print(server_database, another):
    got = []
    for database in (server_database, another, server_database):
        with database.transaction() as session:
            got += take_references(session, PaperKind.TIMESHEET, 2026, 2)
    assert [each.split("-")[2] for each in got] == [f"{n:06}" for n in range(1, 7)]


def test_both_engines_tell_the_same_day(server_database):
    with server_database.transaction() as session:
        number = builders.a_client(session, person={"birth_date": date(1, 1, 1)})
    with server_database.reading() as session:
        assert session.get(Client, number).person.birth_date == date(1, 1, 1)
