"""Deleting a support contact or a client with all of recruiting and matching."""

from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.retention import Kind
from stkdesk.services.retention import list_due
from stkdesk.storage.person_rows import OF_CLIENT, OF_CONTACT
from stkdesk.storage.tables import (
    Agreement,
    Assignment,
    Base,
    Client,
    Contact,
    ContactLetter,
    ContactWord,
    Declaration,
    GroupLeader,
    Inquiry,
    MeetingLeader,
    Person,
    Recruitment,
)
from tests import builders
from tests.services.asking_contacts import with_contacts
from tests.services.erasing import delete, two_leaders

ENDED = date(2026, 11, 1)


@pytest.fixture
def leaders(database):
    with two_leaders(database) as both:
        yield both


@pytest.fixture
def pair(database):
    """Return a client and a contact with everything, both ended."""
    with database.transaction() as session:
        builders.an_assignment(session, "Ole Bruker", "Siri Hjelper")
        assignment = session.scalars(select(Assignment)).one()
        client, contact = assignment.client_number, assignment.contact_number
        with_contacts(session, client, contact)
        file, helper = session.get(Client, client), session.get(Contact, contact)
        file.status, file.closed_on = ClientStatus.ENDED, ENDED
        helper.status, helper.ended_on = ContactStatus.ENDED, ENDED
    return client, contact


def rows(database, *tables):
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(t)) for t in tables]


def counts(database, names):
    tables = Base.metadata.tables
    return {name: rows(database, tables[name])[0] for name in sorted(names)}


def person_of(database, table, number):
    with database.reading() as session:
        return session.get(table, number).person_number


def test_with_a_client_goes_the_wait_the_search_and_what_was_agreed(
    database, leaders, pair, today
):
    client, contact = pair
    delete(leaders, person_of(database, Client, client), today)
    left = counts(database, {link.table for link in OF_CLIENT})
    letters = left.pop("contact_letters")
    assert {name: count for name, count in left.items() if count} == {}
    assert letters == 1  # that to the contact about nobody else
    assert rows(database, Recruitment, Declaration, GroupLeader) == [1, 1, 1]
    with database.reading() as session:
        assert session.get(Contact, contact) is not None


def test_a_contact_who_has_helped_keeps_a_number_in_the_files_of_others(
    database, leaders, pair, today
):
    _client, contact = pair
    delete(leaders, person_of(database, Contact, contact), today)
    left = counts(database, {link.table for link in OF_CONTACT})
    assert left.pop("contact_letters") == 1  # that of the client's file
    assert {name: count for name, count in left.items() if count} == {}
    assert rows(database, Assignment, Agreement, MeetingLeader) == [2, 1, 1]
    with database.reading() as session:
        for number in session.scalars(select(Contact.number)):
            kept = session.get(Contact, number)
            assert kept.person.given_name == "Støttekontakt"
            assert (kept.weekdays, kept.declaration_signed_on) == (0, None)
        assert session.scalar(select(func.count()).select_from(ContactWord)) == 0


def test_who_only_led_a_group_is_not_forgotten_as_an_applicant(
    database, leaders, pair, today
):
    client, contact = pair
    delete(leaders, person_of(database, Client, client), today)
    with database.reading() as session:
        due = {each.kind for each in list_due(session, today=date(2036, 1, 1))}
    assert due == {Kind.CONTRACTOR}
    delete(leaders, person_of(database, Contact, contact), today)
    assert rows(database, GroupLeader, MeetingLeader, Recruitment) == [1, 1, 0]


def test_an_applicant_who_never_began_is_proposed_and_leaves_nothing(
    database, leaders, today
):
    with database.transaction() as session:
        number = builders.a_contact(
            session, "Nils Søker", status=ContactStatus.ENDED, ended_on=ENDED
        )
        client = builders.a_client(session, "Ole Bruker")
        session.add(Recruitment(contact_number=number, about="Spiller trekkspill"))
        session.add(Declaration(contact_number=number, signed_on=ENDED))
        session.add(
            Inquiry(client_number=client, contact_number=number, asked_on=ENDED)
        )
        person = session.get(Contact, number).person_number
    with database.reading() as session:
        assert list_due(session, today=date(2027, 10, 31)) == ()
        [due] = list_due(session, today=date(2027, 11, 1))
        assert (due.kind, due.person) == (Kind.APPLICANT, person)
    delete(leaders, person, today)
    assert rows(database, Contact, Recruitment, Declaration, Inquiry) == [0, 0, 0, 0]
    assert rows(database, Client, Person) == [1, 1]


def test_one_who_was_put_into_another_is_never_proposed_alone(database, today):
    with database.transaction() as session:
        kept = builders.a_contact(session, "Siri Hjelper")
        gone = builders.a_contact(
            session, "Siri Hjelpar", status=ContactStatus.ENDED, ended_on=ENDED
        )
        session.get(Contact, gone).merged_into = kept
    with database.reading() as session:
        assert list_due(session, today=date(2036, 1, 1)) == ()


def test_a_client_who_helps_others_keeps_what_is_kept_of_the_contact(
    database, leaders, pair, today
):
    client, _contact = pair
    person = person_of(database, Client, client)
    with database.transaction() as session:
        both = Contact(person=session.get(Person, person))
        session.add(both)
        session.flush()
        session.add(Recruitment(contact_number=both.number, about="Vil hjelpe"))
        session.add(Declaration(contact_number=both.number, signed_on=ENDED))
        session.add(ContactLetter(contact_number=both.number, kind="approved"))
        own = both.number
    delete(leaders, person, today)
    with database.reading() as session:
        for table in (Recruitment, Declaration, ContactLetter):
            mine = select(table.number).where(table.contact_number == own)
            assert session.scalars(mine).all(), table
    assert rows(database, Client) == [0]
