"""One sitting: sign-in, what is opened and put away, what is looked for, sign-out."""

from datetime import UTC, datetime, timedelta

import pytest

from stkdesk.domain.errors import CannotSaveError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.trail import Action
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import open_client
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sitting import note_lock
from stkdesk.storage import trail_sitting
from stkdesk.storage.tables import Client, Office
from stkdesk.storage.trail import CannotLogError
from tests.builders import a_client, an_assignment, periods
from tests.log import acts_of, log_of

pytestmark = pytest.mark.on_both
OPENED, CLOSED, SEARCHED = Action.OPENED, Action.CLOSED, Action.SEARCHED
LOOKS = (Action.LISTED, Action.SEARCHED)


@pytest.fixture
def client(database):
    with database.transaction() as session:
        return a_client(session)


@pytest.fixture
def no_patience(monkeypatch):
    """Every search has settled as soon as it is there."""
    monkeypatch.setattr(trail_sitting, "SETTLES", timedelta(0))


def open_it(database, number):
    with database.reading() as session:
        return open_client(session, number)


def search(database, words, chip=""):
    with database.reading() as session:
        list_clients(session, ListQuery(search=words, chip=chip))


def words_of(database):
    database.put_away()
    return [told.detail.get("words", "") for told in log_of(database, *LOOKS)]


# Opening.


def test_a_record_that_is_read_again_while_it_is_open_is_one_event(database, client):
    for _ in range(3):
        open_it(database, client)
    assert acts_of(database, OPENED) == [("opened", "clients", client)]


def test_opening_a_client_twice_gives_two_openings_with_ends(database, client):
    for _ in range(2):
        open_it(database, client)
        database.put_away("clients", client)

    told = log_of(database, OPENED, CLOSED)
    assert [each.action for each in told] == [OPENED, CLOSED] * 2
    assert [each.reference for each in told] == [None, told[0].seq, None, told[2].seq]
    assert len({each.person for each in told}) == 1
    assert told[0].person is not None


def test_what_is_put_away_twice_or_was_never_open_is_no_event(database, client):
    database.put_away("clients", client)
    open_it(database, client)
    database.put_away("clients", client)
    database.put_away("clients", client)
    assert len(log_of(database, CLOSED)) == 1


def test_everything_is_put_away_at_once_when_the_window_is_locked(database, client):
    with database.transaction() as session:
        other = a_client(session, "Mia Berg")
    for number in (client, other):
        open_it(database, number)
    note_lock(database)
    assert {each.record for each in log_of(database, CLOSED)} == {client, other}


def test_the_sheets_of_one_assignment_are_opened_one_by_one(database):
    with database.transaction() as session:
        assignment = an_assignment(session)
        months = periods(session)
    october, november = (months[f"2026-{n}"].number for n in (10, 11))
    for period in (october, november):
        with database.reading() as session:
            open_sheet(session, assignment, period)
    database.put_away("assignments", assignment, october)

    opened = log_of(database, OPENED)
    assert [each.detail["period"] for each in opened] == [october, november]
    [closed] = log_of(database, CLOSED)
    assert closed.reference == opened[0].seq


def test_the_case_the_client_belongs_to_is_the_basis(database):
    with database.transaction() as session:
        number = a_client(session, case_number="2026/118")
    open_it(database, number)
    assert log_of(database, OPENED)[0].detail == {"case": "2026/118"}


def test_what_is_not_there_is_not_noted_as_read(database):
    with pytest.raises(Exception, match="finnes ikke"):
        open_it(database, 99)
    assert log_of(database) == []


def test_what_cannot_be_noted_is_not_shown(database, client, monkeypatch):
    shown = []
    with monkeypatch.context() as broken:
        broken.setattr(type(database), "_refuse_elsewhere", _away)
        with pytest.raises(CannotLogError, match="vises ikke"):
            shown.append(open_it(database, client))
    assert shown == []
    open_it(database, client)  # and it is not taken for open afterwards
    assert len(log_of(database, OPENED)) == 1


def _away(_database):
    raise CannotSaveError("Registerfilen ligger ikke lenger der den lå.")


def test_a_session_to_read_in_writes_no_change_down(database, client):
    with database.reading() as session:
        session.get(Client, client).wishes = "Svømme"
        session.flush()
        open_client(session, client)
    assert acts_of(database, Action.CHANGED) == []


# Lists and searches.


def test_a_search_is_one_event_when_it_has_settled(database, client):
    for words in ("o", "os", "osk", "os", "oska"):
        search(database, words)
    assert log_of(database, *LOOKS) == []  # and no key has waited for the log
    assert words_of(database) == ["oska"]
    [told] = log_of(database, SEARCHED)
    assert (told.table, told.detail["hits"]) == ("clients", 1)


def test_another_search_is_another_event(database, client):
    search(database, "oskar")
    search(database, "mia")
    search(database, "mia", chip="active")
    assert words_of(database) == ["oskar", "mia", "mia"]


def test_a_list_that_is_read_again_is_no_event(database, client):
    search(database, "")
    search(database, "")
    database.put_away("clients")
    assert words_of(database) == [""]


def test_a_list_is_seen_before_it_is_searched(database, client):
    search(database, "")
    search(database, "oskar")
    assert words_of(database) == ["", "oskar"]


def test_what_is_typed_on_after_a_pause_is_a_search_of_its_own(
    database, client, no_patience
):
    search(database, "os")
    search(database, "osk")
    assert words_of(database) == ["os", "osk"]


def test_a_search_that_has_settled_is_written_without_waiting_for_the_next(
    database, client, monkeypatch
):
    search(database, "oskar")
    assert database.settle() is True  # typed a moment ago
    assert log_of(database, SEARCHED) == []
    monkeypatch.setattr(trail_sitting, "SETTLES", timedelta(0))
    assert database.settle() is False
    assert len(log_of(database, SEARCHED)) == 1
    assert log_of(database, SEARCHED)[0].detail["words"] == "oskar"


# Signing in and out.


def test_a_sitting_begins_and_ends_and_everything_in_it_belongs_to_it(database, client):
    with database.transaction() as session:
        session.add(Office(municipality="Byen kommune", running_unit="Støttekontakt"))
    number = database.begin_sitting()
    open_it(database, client)
    search(database, "oskar")
    database.end_sitting()

    told = [each for each in log_of(database) if each.seq >= number]
    assert [each.action.value for each in told] == [
        "signed_in",
        "opened",
        "searched",
        "closed",
        "signed_out",
    ]
    assert {each.sitting for each in told[1:]} == {number}
    assert told[-1].reference == number
    assert told[0].detail["unit"] == "Byen kommune, Støttekontakt"
    assert told[0].detail["roles"] == sorted(database.actor.roles)


def test_attempts_that_failed_are_noted_with_the_next_sign_in(database):
    moment = datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
    database.begin_sitting([moment, moment + timedelta(seconds=4)])
    told = log_of(database)
    assert [each.action.value for each in told] == [
        "refused_sign_in",
        "refused_sign_in",
        "signed_in",
    ]
    assert told[0].staff is None  # nobody knows who it was


def test_nobody_is_let_in_when_the_log_cannot_be_written(database, monkeypatch):
    monkeypatch.setattr(type(database), "_refuse_elsewhere", _away)
    with pytest.raises(CannotLogError):
        database.begin_sitting()
    assert database.trail.sitting.number is None


def test_a_window_that_closes_puts_everything_away(database, client):
    number = database.begin_sitting()
    open_it(database, client)
    other = type(database)(database.register, database.actor)
    database.close()
    assert [t.action.value for t in log_of(other) if t.seq > number] == [
        "opened",
        "closed",
        "signed_out",
    ]
    other.close()
