"""Assignments, as casework."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentDraft, AssignmentStatus, Solution
from stkdesk.domain.client import ClientDraft, ClientStatus
from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import PersonDraft
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.assignments import (
    edit_assignment,
    open_assignment,
    register_assignment,
)
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.contacts import register_contact
from stkdesk.storage.tables import Assignment


@pytest.fixture
def people(database, today):
    """Two clients and two support contacts: Oskar and Åse, Solveig and Håkon."""
    born = date(1990, 3, 2)
    with database.transaction() as session:
        for given, family in (("Oskar", "Moen"), ("Åse", "Ødegård")):
            draft = ClientDraft(person=PersonDraft(given, family, born))
            register_client(session, draft, today=today)
        for given, family in (("Solveig", "Bakke"), ("Håkon", "Aas")):
            helper = ContactDraft(person=PersonDraft(given, family, born))
            register_contact(session, helper, today=today)


@pytest.fixture
def drafted(people):
    """An ordinary assignment: Solveig helps Oskar 16 hours a month."""
    return AssignmentDraft(
        client_number=1,
        contact_number=1,
        start_on=date(2026, 5, 1),
        end_on=date(2027, 12, 28),
        agreed_minutes=16 * 60,
        expense_cap_ore=400_00,
        drive_cap_metres=100_000,
        goal="Komme seg ut blant andre.",
    )


@pytest.fixture
def registered(database):
    def register(draft):
        with database.transaction() as session:
            return register_assignment(session, draft)

    return register


@pytest.fixture
def listed(database):
    def numbers(search="", **options):
        with database.reading() as session:
            page = list_assignments(session, ListQuery(search=search, **options))
        return [row.number for row in page.rows]

    return numbers


def test_what_is_registered_stands_on_the_card(database, registered, drafted):
    with database.reading() as session:
        card = open_assignment(session, registered(drafted))
    assert (card.client, card.provider) == ("Oskar Moen", "Solveig Bakke")
    assert card.draft == drafted
    assert card.months == ()


def test_the_client_card_shows_the_assignment(database, registered, drafted):
    number = registered(drafted)
    with database.reading() as session:
        [shown] = open_client(session, 1).assignments
    assert (shown.number, shown.contact) == (number, "Solveig Bakke")


@pytest.mark.parametrize("wanted", list(AssignmentStatus))
def test_what_is_registered_or_edited_is_planned_until_it_is_started(
    database, registered, drafted, wanted
):
    number = registered(replace(drafted, status=wanted))
    with database.transaction() as session:
        edit_assignment(session, number, 1, replace(drafted, status=wanted, goal="Ut"))
    with database.reading() as session:
        assert open_assignment(session, number).draft.status is AssignmentStatus.PLANNED
        assert open_client(session, 1).draft.status is ClientStatus.WAITING


def test_an_assignment_needs_both_people_a_start_and_hours(registered):
    with pytest.raises(InvalidInputError) as refusal:
        registered(AssignmentDraft())
    fields = [problem.field for problem in refusal.value.problems]
    assert fields == ["client", "contact", "start_on", "agreed_minutes"]


def test_an_organisation_takes_the_place_of_the_contact(database, registered, drafted):
    by_organisation = replace(
        drafted,
        solution=Solution.ORGANISATION,
        organisation_name="Byen Turlag ",
        organisation_number="940 155 223",
    )
    with database.reading() as session:
        card = open_assignment(session, registered(by_organisation))
    assert card.provider == "Byen Turlag"
    assert card.draft.contact_number is None
    assert card.draft.organisation_number == "940155223"


def test_an_organisation_is_registered_once(database, registered, drafted):
    turlag = replace(
        drafted, solution=Solution.ORGANISATION, organisation_name="Byen Turlag"
    )
    registered(turlag)
    registered(replace(turlag, client_number=2))
    with database.reading() as session:
        page = list_assignments(session, ListQuery(search="turlag"))
    assert [row.provider for row in page.rows] == ["Byen Turlag", "Byen Turlag"]


def test_from_organisation_back_to_a_contact(database, registered, drafted):
    number = registered(
        replace(drafted, solution=Solution.ORGANISATION, organisation_name="Turlaget")
    )
    with database.transaction() as session:
        edit_assignment(session, number, 1, drafted)
    with database.reading() as session:
        assert open_assignment(session, number).provider == "Solveig Bakke"


@pytest.mark.parametrize(
    "typed", ["oskar", "moen", "solv", "oskar bake", "Bakke Oskar", "O-1", "1", " o1 "]
)
def test_found_by_either_person_or_by_its_number(registered, listed, drafted, typed):
    registered(drafted)
    registered(replace(drafted, client_number=2, contact_number=2))
    assert listed(typed) == [1]


def test_its_number_finds_it_whatever_the_people_are_called(
    registered, listed, drafted
):
    registered(drafted)
    registered(replace(drafted, client_number=2, contact_number=2))
    assert listed("O-2") == [2]


def test_an_organisation_is_found_however_its_name_is_typed(
    registered, listed, drafted
):
    registered(drafted)
    number = registered(
        replace(
            drafted,
            solution=Solution.ORGANISATION,
            organisation_name="Øyværingen Kjør og Gå",
        )
    )
    for typed in ("øyv", "oyvaringen", "GÅ", "oskar kjør"):
        assert listed(typed) == [number]


def test_nothing_is_found_by_what_nobody_is_called(registered, listed, drafted):
    registered(drafted)
    assert listed("oskar aas") == []


def test_filters_count_all_and_show_the_chosen(database, registered, drafted):
    registered(drafted)
    number = registered(replace(drafted, client_number=2))
    with database.transaction() as session:
        session.get(Assignment, number).status = AssignmentStatus.PAUSED
    with database.reading() as session:
        page = list_assignments(session, ListQuery(chip="paused"))
    assert [row.client for row in page.rows] == ["Åse Ødegård"]
    assert (page.total, page.everything) == (1, 2)
    assert page.chips == {"planned": 1, "active": 0, "paused": 1, "ended": 0}


@pytest.mark.parametrize(
    "sort", ["client", "provider", "start_on", "hours", "status", "number"]
)
def test_every_heading_sorts_both_ways(database, registered, listed, drafted, sort):
    first = registered(drafted)
    with database.transaction() as session:
        session.get(Assignment, first).status = AssignmentStatus.ACTIVE
    registered(
        AssignmentDraft(
            client_number=2,
            contact_number=2,
            start_on=date(2026, 1, 1),
            agreed_minutes=240,
            hours_unit=HoursUnit.WEEK,
        )
    )
    assert listed(sort=sort) == listed(sort=sort, descending=True)[::-1]


def test_four_hours_a_week_are_more_than_sixteen_a_month(registered, listed, drafted):
    a_month = registered(drafted)
    weekly = replace(drafted, agreed_minutes=4 * 60, hours_unit=HoursUnit.WEEK)
    a_week = registered(weekly)
    assert listed(sort="hours") == [a_month, a_week]


def test_two_people_editing_the_same_assignment_are_told(database, registered, drafted):
    number = registered(drafted)
    with database.transaction() as session:
        edit_assignment(session, number, 1, replace(drafted, goal="Bli trygg i byen"))
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        edit_assignment(session, number, 1, replace(drafted, goal="Svømme"))
    with database.reading() as session:
        assert open_assignment(session, number).draft.goal == "Bli trygg i byen"


def test_an_assignment_that_is_not_there_is_told(database):
    with pytest.raises(NotFoundError), database.reading() as session:
        open_assignment(session, 404)
