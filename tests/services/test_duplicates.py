"""The same person twice: refused, asked about, and the answer remembered."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.domain.staff import Role
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.services.contacts import edit_contact, open_contact, register_contact
from stkdesk.services.duplicates import (
    PersonRoom,
    SimilarPeopleError,
    not_same_person,
    people_alike,
)
from stkdesk.storage.tables import Client, NotSamePerson, Person
from tests.staff import hired

BORN = date(2000, 5, 17)
ID, OTHER_ID = (synthetic_identity(BORN, serial) for serial in (0, 1))
OSKAR = PersonDraft("Oskar", "Moen", BORN, ID)
CLIENTS, CONTACTS = PersonRoom.CLIENTS, PersonRoom.CONTACTS


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def register(session, today):
    """Register a client by what the person is; return the short number."""

    def register(person=OSKAR, **options):
        return register_client(session, ClientDraft(person), today=today, **options)

    return register


def alike(session, person, **options):
    found = people_alike(session, CLIENTS, person, **options)
    return [(each.number, each.is_same) for each in found]


def test_an_identity_number_is_registered_once_whatever_the_answer(session, register):
    first = register()
    other_name = replace(OSKAR, given_name="Per", birth_date=date(1999, 1, 1))
    assert alike(session, other_name) == [(first, True)]
    for apart in ((), range(100)):
        with pytest.raises(AlreadyRegisteredError) as refused:
            register(other_name, apart=apart)
        assert refused.value.number == first
        assert "Moen" not in str(refused.value)
    assert len(session.scalars(select(Client)).all()) == 1


def test_nobody_gets_anothers_identity_number_by_an_edit(session, register, today):
    register()
    second = register(PersonDraft("Kari", "Vik", date(1990, 1, 1)))
    card = open_client(session, second)
    stolen = replace(card.draft, person=replace(card.draft.person, national_id=ID))
    with pytest.raises(AlreadyRegisteredError):
        edit_client(session, second, card.version, stolen, today=today)
    moved = replace(card.draft, person=replace(card.draft.person, city="Byen"))
    edit_client(session, second, card.version, moved, today=today)


def test_born_the_same_day_and_alike_is_a_question_that_is_answered_once(
    session, register
):
    first = register()
    twin = PersonDraft("Oscar", "Moen", BORN)
    with pytest.raises(SimilarPeopleError) as asked:
        register(twin)
    [found] = asked.value.people
    assert (found.number, found.is_same, found.birth_date) == (first, False, BORN)

    second = register(twin, apart=(found.person,))
    assert alike(session, twin, number=second) == []
    assert alike(session, OSKAR, number=first) == []
    with pytest.raises(SimilarPeopleError) as again:
        register(twin)
    assert {each.number for each in again.value.people} == {first, second}


@pytest.mark.parametrize(
    "other",
    [
        PersonDraft("Oskar", "Moen", date(2000, 5, 18)),
        PersonDraft("Kari", "Vik", BORN),
        PersonDraft("Oskar", "Moen", BORN, OTHER_ID),  # two numbers, two people
        PersonDraft("Oskar", "Moen"),
    ],
)
def test_whoever_is_not_alike_is_not_asked_about(session, register, other):
    register()
    assert alike(session, other) == []


def test_two_there_are_said_to_be_two(session, register):
    first = register()
    second = register(PersonDraft("Oscar", "Moen", BORN), apart=range(100))
    third = register(PersonDraft("Oskar M", "Moen", BORN), apart=range(100))
    for row in session.scalars(select(NotSamePerson)).all():
        session.delete(row)
    session.flush()
    person = session.get(Client, second).person_number
    not_same_person(session, CLIENTS, first, person)
    not_same_person(session, CLIENTS, first, person)
    [pair] = session.scalars(select(NotSamePerson))
    assert pair.first_person < pair.second_person
    assert alike(session, OSKAR, number=first) == [(third, False)]
    with pytest.raises(NotFoundError):
        not_same_person(session, CLIENTS, 404, person)


def test_a_client_and_a_support_contact_may_be_one_person(session, register, today):
    register()
    draft = ContactDraft(person=OSKAR)
    number = register_contact(session, draft, today=today)
    with pytest.raises(AlreadyRegisteredError, match="støttekontakt 1"):
        register_contact(session, draft, today=today)
    other = ContactDraft(person=PersonDraft("Oscar", "Moen", BORN))
    with pytest.raises(SimilarPeopleError):
        register_contact(session, other, today=today)
    second = register_contact(session, other, today=today, apart=range(100))
    card = open_contact(session, second)
    stolen = replace(card.draft, person=replace(card.draft.person, national_id=ID))
    with pytest.raises(AlreadyRegisteredError):
        edit_contact(session, second, card.version, stolen, today=today)
    assert number == 1


def test_of_a_blocked_client_nothing_is_learnt(database, today):
    with database.transaction() as session:
        number = register_client(session, ClientDraft(OSKAR), today=today)
        session.get(Client, number).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        for person in (OSKAR, replace(OSKAR, national_id="")):
            assert people_alike(session, CLIENTS, person) == ()
        again = register_client(session, ClientDraft(OSKAR), today=today)
        assert again != number


def test_where_a_hidden_person_lives_is_not_a_part_of_the_question(database, today):
    secret = replace(OSKAR, street="Skjult 7", protection=Protection.CONFIDENTIAL)
    with database.transaction() as session:
        register_client(session, ClientDraft(secret), today=today)
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        [found] = people_alike(session, CLIENTS, replace(OSKAR, national_id=""))
        assert "Skjult" not in repr(found)


def test_only_who_may_write_them_in_is_told(database, today):
    with hired(database, Role.READER) as own, own.transaction() as session:
        for room in PersonRoom:
            with pytest.raises(NotAllowedError):
                people_alike(session, room, OSKAR)


def test_the_question_is_answered_by_indexes(file_database, today):
    with file_database.transaction() as session:
        asked = "SELECT number FROM people WHERE national_id = '1' OR birth_date = '2'"
        question = f"EXPLAIN QUERY PLAN {asked}"
        plan = str(session.connection().exec_driver_sql(question).all())
    assert "ix_people_birth_date" in plan
    assert "SCAN" not in plan


def test_a_person_erased_takes_the_answers_along(session, register):
    first = register()
    second = register(PersonDraft("Oscar", "Moen", BORN), apart=range(100))
    client = session.get(Client, second)
    person = client.person
    session.delete(client)
    session.flush()
    session.delete(person)
    session.flush()
    session.expire_all()
    assert session.scalars(select(NotSamePerson)).all() == []
    assert session.get(Client, first) is not None
    assert len(session.scalars(select(Person)).all()) == 1
