"""The register of support contacts, as casework."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentDraft, AssignmentStatus
from stkdesk.domain.client import ClientDraft
from stkdesk.domain.contact import ContactDraft, ContactStatus, Employment
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import PersonDraft
from stkdesk.services.assignments import register_assignment
from stkdesk.services.clients import register_client
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.contacts import (
    edit_contact,
    open_contact,
    register_contact,
)
from stkdesk.services.duplicates import SimilarPeopleError
from stkdesk.storage.tables import Assignment

SOLVEIG = ContactDraft(
    person=PersonDraft(
        given_name="Solveig",
        family_name="Bakke",
        birth_date=date(1985, 5, 17),
        phone="91 01 51 63",
        email="solveig@example.no",
        postal_code="6518",
        city="Kristiansund",
    ),
    status=ContactStatus.ACTIVE,
    employment=Employment.EMPLOYEE,
    employee_number=" 40112 ",
    account_number="1813 64 45320",
    has_car=True,
    languages="norsk, polsk",
    interests="tur, kino",
    areas="Nordlandet",
    capacity_minutes=20 * 60,
    declaration_signed_on=date(2026, 2, 14),
)


def named(given, family, born=date(1980, 5, 17), **fields):
    return ContactDraft(person=PersonDraft(given, family, born), **fields)


@pytest.fixture
def registered(database, today):
    def register(draft, **options):
        with database.transaction() as session:
            return register_contact(session, draft, today=today, **options)

    return register


@pytest.fixture
def listed(database):
    def rows(search="", **options):
        with database.reading() as session:
            return list_contacts(session, ListQuery(search=search, **options)).rows

    return rows


@pytest.fixture
def helped(database, today):
    """Let a support contact help a new client, from New Year on."""

    def help_somebody(contact, status=AssignmentStatus.ACTIVE, name="Oskar"):
        person = PersonDraft(name, "Moen", date(2008, 2, 1))
        with database.transaction() as session:
            client = register_client(session, ClientDraft(person=person), today=today)
            number = register_assignment(
                session,
                AssignmentDraft(
                    client_number=client,
                    contact_number=contact,
                    start_on=date(2026, 1, 1),
                    agreed_minutes=16 * 60,
                ),
            )
            session.get(Assignment, number).status = status
            return number

    return help_somebody


def test_what_is_registered_stands_on_the_card(database, registered):
    number = registered(SOLVEIG)
    with database.reading() as session:
        card = open_contact(session, number)

    assert (card.name, card.number) == ("Solveig Bakke", 1)
    assert card.draft == replace(SOLVEIG, employee_number="40112")
    assert card.assignments == ()


def test_the_card_shows_whom_the_contact_helps(database, registered, helped):
    number = registered(SOLVEIG)
    assignment = helped(number)
    with database.reading() as session:
        [shown] = open_contact(session, number).assignments
    assert (shown.number, shown.client) == (assignment, "Oskar Moen")
    assert shown.agreed_minutes == 16 * 60


def test_the_list_counts_running_assignments_only(registered, listed, helped):
    number = registered(SOLVEIG)
    helped(number, AssignmentStatus.ACTIVE, "Oskar")
    helped(number, AssignmentStatus.PAUSED, "Åse")
    helped(number, AssignmentStatus.ENDED, "Kari")
    helped(number, AssignmentStatus.PLANNED, "Ola")
    [row] = listed()
    assert row.assignments == 2


def test_a_line_of_the_list_says_what_the_office_looks_for(registered, listed):
    registered(SOLVEIG)
    [row] = listed()
    assert (row.name, row.city, row.has_car) == ("Solveig Bakke", "Kristiansund", True)
    assert row.declaration_signed_on == date(2026, 2, 14)
    assert (row.capacity_minutes, row.used_minutes) == (1200, 0)


def test_a_contact_without_a_family_name_is_refused_by_its_field(registered):
    with pytest.raises(InvalidInputError) as refusal:
        registered(named("Solveig", " "))
    assert [problem.field for problem in refusal.value.problems] == ["family_name"]


def test_an_employee_number_belongs_to_one_person(database, registered, today):
    registered(SOLVEIG)
    with pytest.raises(InvalidInputError, match="Ansattnummeret"):
        registered(named("Kari", "Vik", employee_number="40112"))
    other = registered(named("Kari", "Vik"))
    taken = named("Kari", "Vik", employee_number="40112")
    with (
        pytest.raises(InvalidInputError, match="Ansattnummeret"),
        database.transaction() as session,
    ):
        edit_contact(session, other, 1, taken, today=today)


def test_people_without_an_employee_number_do_not_collide(registered, listed):
    registered(named("Kari", "Vik"))
    registered(named("Ola", "Vik"))
    assert len(listed()) == 2


def test_an_odd_account_number_is_saved_all_the_same(database, registered):
    with database.reading() as session:
        card = open_contact(
            session, registered(named("Ola", "Vik", account_number="1"))
        )
    assert card.draft.account_number == "1"


def test_the_same_person_is_asked_about(registered):
    registered(SOLVEIG)
    same = replace(SOLVEIG, employee_number="")
    with pytest.raises(SimilarPeopleError) as asked:
        registered(same)
    assert registered(same, apart={each.person for each in asked.value.people}) == 2


def test_a_client_with_the_same_name_is_not_the_same_contact(
    database, registered, today
):
    with database.transaction() as session:
        register_client(session, ClientDraft(person=SOLVEIG.person), today=today)
    assert registered(SOLVEIG) == 1


@pytest.mark.parametrize(
    "typed", ["solv", "bake", "Bakke Solveig", "9101", "170585", "S-1", "4011"]
)
def test_search_forgives_how_a_name_is_typed(registered, listed, typed):
    registered(SOLVEIG)
    registered(named("Kåre", "Næss"))
    assert [row.name for row in listed(typed)] == ["Solveig Bakke"]


def test_filters_count_everybody_and_show_the_chosen(database, registered):
    registered(SOLVEIG)
    registered(named("Ola", "Vik", status=ContactStatus.PAUSED))
    with database.reading() as session:
        page = list_contacts(session, ListQuery(chip="paused"))
    assert [row.name for row in page.rows] == ["Ola Vik"]
    assert (page.total, page.everything) == (1, 2)
    assert page.chips["active"] == page.chips["paused"] == 1


@pytest.mark.parametrize(
    "sort", ["name", "status", "capacity", "declaration", "number"]
)
def test_every_heading_sorts_both_ways(registered, listed, sort):
    registered(named("Ola", "Vik"))
    registered(replace(SOLVEIG, status=ContactStatus.PAUSED))
    there = [row.number for row in listed(sort=sort)]
    assert there == [row.number for row in listed(sort=sort, descending=True)][::-1]


def test_an_edit_stands_and_another_save_is_not_overwritten(
    database, registered, today
):
    number = registered(SOLVEIG)
    with database.transaction() as session:
        edit_contact(session, number, 1, replace(SOLVEIG, areas="Frei"), today=today)
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        edit_contact(session, number, 1, replace(SOLVEIG, areas="Byen"), today=today)
    with database.reading() as session:
        assert open_contact(session, number).draft.areas == "Frei"


def test_a_contact_that_is_not_there_is_told(database):
    with pytest.raises(NotFoundError), database.reading() as session:
        open_contact(session, 404)
