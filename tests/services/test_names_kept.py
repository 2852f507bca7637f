"""Lists find what was changed by its new name at once, and no more by the old."""

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.names import search_text, sort_key
from stkdesk.domain.paper import PaperKind
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.client_list import list_clients
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.papers import list_papers
from stkdesk.services.search import find
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    AssignmentNames,
    Client,
    Contact,
    Organisation,
    Paper,
    PaperNames,
)
from stkdesk.storage.tables.base import now
from tests import builders as make


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def assignment(session):
    """Håkon Solheim helps Oskar Moen."""
    return session.get(Assignment, make.an_assignment(session))


def found(session, search, **query):
    session.flush()
    page = list_assignments(session, ListQuery(search, **query))
    return [row.number for row in page.rows]


def clients(session, search):
    session.flush()
    return [row.number for row in list_clients(session, ListQuery(search)).rows]


def contacts(session, search):
    session.flush()
    return [row.number for row in list_contacts(session, ListQuery(search)).rows]


def rename(person, given, family):
    person.given_name, person.family_name = given, family
    person.sort_key = sort_key(family, given)
    person.search_text = search_text(given, family)


def a_paper(session, **about):
    paper = Paper(
        reference=f"T-2026-{len(about):06}-AA",
        kind=PaperKind.TIMESHEET,
        language=Language.BOKMAL,
        pages=1,
        made_at=now(),
        **about,
    )
    session.add(paper)
    session.flush()
    return paper.number


def papers(session, search, **query):
    session.flush()
    return [row.number for row in list_papers(session, ListQuery(search, **query)).rows]


def test_a_client_who_takes_another_name(session, assignment):
    rename(session.get(Client, 1).person, "Oskar", "Ødegård")
    assert (found(session, "ødegård"), found(session, "moen")) == ([1], [])
    assert (clients(session, "ødegård"), clients(session, "moen")) == ([1], [])
    assert [hit.title for hit in find(session, "ode")] == ["Oskar Ødegård"]


def test_a_support_contact_who_takes_another_name(session, assignment):
    rename(session.get(Contact, 1).person, "Håkon", "Ødegård")
    assert (found(session, "ødegård"), found(session, "solheim")) == ([1], [])
    assert (contacts(session, "ødegård"), contacts(session, "solheim")) == ([1], [])
    assert [hit.title for hit in find(session, "ode")] == ["Håkon Ødegård"]
    second = make.an_assignment(session, "Ane Vik", "Ola Sund")
    by_helper = {"sort": "provider", "descending": True}
    assert found(session, "", **by_helper) == [1, second]


def test_another_support_contact_takes_over(session, assignment):
    assignment.contact_number = make.a_contact(session, "Mona Lie")
    assert (found(session, "mona"), found(session, "håkon")) == ([1], [])


def test_an_organisation_takes_over_and_takes_another_name(session, assignment):
    turlag = make.an_organisation(session, "Øya Turlag")
    assignment.solution = Solution.ORGANISATION
    assignment.contact_number, assignment.organisation_number = None, turlag
    assert (found(session, "oya tur"), found(session, "håkon")) == ([1], [])
    session.get(Organisation, turlag).search_text = search_text("Frivilligsentralen")
    assert (found(session, "frivillig"), found(session, "turlag")) == ([1], [])


def test_the_client_gets_a_case_number(session, assignment):
    session.get(Client, 1).case_number = "2026/118-Ab"
    assert found(session, "2026/118") == found(session, "2026118ab") == [1]
    assert found(session, "ab") == found(session, "118") == []
    assert clients(session, "2026/118") == clients(session, "2026118a") == [1]
    assert clients(session, "ab") == []


def test_the_support_contact_gets_a_staff_number(session, assignment):
    session.get(Contact, 1).employee_number = "Ab118"
    assert contacts(session, "ab1") == [1]
    assert contacts(session, "118") == []


def test_an_assignment_that_is_deleted_leaves_no_name(session, assignment):
    session.delete(assignment)
    assert found(session, "") == []
    assert session.get(AssignmentNames, 1) is None


def test_a_paper_follows_the_name_of_whom_it_is_about(session):
    client, contact = make.a_client(session), make.a_contact(session)
    of_client = a_paper(session, client_number=client)
    of_contact = a_paper(session, client_number=client, contact_number=contact)
    of_nobody = a_paper(session)
    rename(session.get(Client, client).person, "Ane", "Vik")
    assert papers(session, "ane vik") == [of_client]
    assert papers(session, "solheim") == [of_contact]
    rename(session.get(Contact, contact).person, "Mona", "Aas")
    assert (papers(session, "mona"), papers(session, "solheim")) == ([of_contact], [])
    assert papers(session, "", sort="about") == [of_nobody, of_client, of_contact]


def test_a_paper_that_is_deleted_leaves_no_name(session):
    number = a_paper(session, client_number=make.a_client(session))
    session.delete(session.get(Paper, number))
    session.flush()
    assert session.get(PaperNames, number) is None


def test_a_member_of_a_group_is_found_by_the_group(session):
    group = ActivityGroup(name="Svømmegruppen")
    session.add(group)
    session.flush()
    client = make.a_client(session, "Ada Lie")
    member = Assignment(
        client_number=client,
        group_number=group.number,
        solution=Solution.GROUP,
        start_on=make.START,
        agreed_minutes=480,
    )
    session.add(member)
    assert found(session, "ada svøm") == [member.number]
    group.name, group.search_text = "Turgruppen", search_text("Turgruppen")
    assert found(session, "svøm") == []
    assert found(session, "turgr") == [member.number]
    [row] = list_assignments(session, ListQuery("turgr")).rows
    assert row.provider == "Turgruppen"
    person = session.get(Client, client).person
    rename(person, "Berit", "Lie")
    assert found(session, "berit turgr") == [member.number]
    other = ActivityGroup(name="Bowling")
    session.add(other)
    session.flush()
    member.group_number = other.number
    assert found(session, "turgr") == []
    assert found(session, "bowling") == [member.number]
