"""What the log tells of a blocked client, and of where somebody lives in secret."""

from datetime import date

import pytest

from stkdesk.domain.errors import BlockedError, NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.blocking import block_client
from stkdesk.services.insight import open_insight
from stkdesk.services.office import set_up_office
from stkdesk.services.papers import PaperAddressee, PaperLinks, keep_paper
from stkdesk.services.printing import print_sheet
from stkdesk.services.trail import print_person_trail
from stkdesk.services.trail_list import TrailFilter, list_events, open_event
from stkdesk.storage.tables import Client
from tests import builders as make
from tests.staff import at_work, hire, hired

TODAY = date(2026, 11, 16)
SECRET = {"phone": "99887766", "protection": Protection.CONFIDENTIAL}


@pytest.fixture
def oskar(database):
    """A client that only Kari sees, whose name was written otherwise before."""
    with database.transaction() as session:
        number = make.a_client(session, "Oskar Moen")
    kari = hire(database, "Kari Lunde", Role.CASEWORKER, sees_protected=True)
    with at_work(database, kari) as own:
        with own.transaction() as session:
            session.get_one(Client, number).person.given_name = "Oscar"
        with own.transaction() as session:
            block_client(session, number, [])
    return number


@pytest.fixture
def maja(database):
    """A client at a secret address, whose phone and name were changed."""
    with database.transaction() as session:
        number = make.a_client(session, "Maja Berg", person=SECRET)
    with database.transaction() as session:
        person = session.get_one(Client, number).person
        person.phone, person.given_name = "11223344", "Maya"
        person.addresses[-1].street = "Skjulveien 9"
    return number


def log_of(database, search=""):
    """Return everything the log says, and all its lines in full."""
    with database.reading() as session:
        found = list_events(session, ListQuery(search=search), TrailFilter()).rows
        return found, str([open_event(session, each.number) for each in found])


def test_the_log_does_not_say_who_a_blocked_client_is(database, oskar):
    with hired(database, Role.LEADER, name="Liv Dal") as own:
        told = log_of(own)[1]
    assert "Kari Lunde" in told  # what is about others
    assert [word for word in ("Oskar", "Oscar", "Moen") if word in told] == []
    with hired(database, Role.LEADER, name="Lars By") as own:
        assert log_of(own, "Moen")[0] == ()


def test_nobody_prints_the_log_of_a_client_that_is_blocked_to_them(database, oskar):
    with database.reading() as session:
        person = session.get_one(Client, oskar).person_number
    with (
        hired(database, Role.LEADER, name="Liv Dal") as own,
        pytest.raises((BlockedError, NotFoundError)),
        own.reading() as session,
    ):
        print_person_trail(session, person, today=TODAY)


def test_the_log_does_not_say_where_somebody_lives_in_secret(database, maja):
    with hired(database, Role.LEADER, name="Liv Dal") as own:
        told = log_of(own)[1]
    assert "Maya" in told
    assert [
        w for w in ("9988", "1122", "Skjul", "Fjordgata", "Gradering") if w in told
    ] == []


def test_the_log_does_not_say_that_a_letter_is_handed_over(database):
    """It may go to a parent: the client's own address need not be secret."""
    with database.transaction() as session:
        client = make.a_client(session, "Ola Moe")
        to = PaperAddressee("Kari Moe", by_hand=True)
        about = {
            "links": PaperLinks(client),
            "today": TODAY,
            "data": b"%PDF-",
            "to": to,
        }
        keep_paper(session, "B-1", PaperKind.LETTER, Language.BOKMAL, **about)
    with hired(database, Role.LEADER, name="Liv Dal") as own:
        told = log_of(own)[1]
    assert "Kari Moe" in told
    assert "for hånd" not in told
    with hired(database, Role.LEADER, sees_protected=True) as own:
        assert "Leveres for hånd" in log_of(own)[1]


def test_a_blank_sheet_made_again_and_the_form_for_innsyn_are_read_too(database):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Byen kommune"), today=TODAY)
        client = make.a_client(session, "Selma Dahl")
        contact = make.a_contact(session, "Siv Lie")
        assignment = make.an_assignment(session, client, contact)
        make.periods(session)
        print_sheet(session, assignment, today=TODAY)
    with hired(database, Role.LEADER, Role.CASEWORKER) as own:
        with own.transaction() as session:
            print_sheet(session, assignment, today=TODAY)
        with own.reading() as session:
            open_insight(session, "clients", client, today=TODAY)
        theirs = [row for row in log_of(own)[0] if row.who == "Kari Lunde"]
    opened = [row.what for row in theirs if row.action is Action.OPENED]
    assert opened == [f"Bruker B-{client}", "Papir 1"]


def test_whoever_sees_such_addresses_sees_them_in_the_log(database, maja):
    with hired(database, Role.LEADER, sees_protected=True) as own:
        told = log_of(own)[1]
    assert "99887766" in told
    assert "Skjulveien 9" in told
