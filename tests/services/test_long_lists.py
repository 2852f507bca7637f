"""The long lists give the rows, and the order, that looking one by one gives."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import undefer

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.names import search_text, search_words
from stkdesk.domain.paper import PaperState
from stkdesk.domain.period import Period
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.client_list import list_clients
from stkdesk.services.contact_list import NO_DECLARATION, list_contacts
from stkdesk.services.month_grid import month_grid
from stkdesk.services.papers import list_papers
from stkdesk.services.periods import list_periods
from stkdesk.services.search import find
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import unlock_register
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Client,
    Contact,
    Organisation,
    Paper,
    Person,
    Timesheet,
)
from tests.server.engines import BOTH, SERVER, moved_to
from tests.services.one_by_one import (
    Known,
    is_number,
    is_written_out,
    meant,
    of_paper,
    on_page,
    ordered,
    state_of,
)

TODAY = date(2026, 11, 22)
TYPED = """h, han, hansen, nora hansen, lie o, ø, å, zzz, turlag, 0, 1, 12, O-3, o7,
2026/1, 2024 1, h h, -, T-2026, 3, 23-, %, røde, 9, 1987, hansen 4, o-, B-1, #2025,
frivill"""
SEARCHES = st.sampled_from(["", " kari  ", *map(str.strip, TYPED.split(","))])
PAGES = st.sampled_from([(0, 300), (0, 5), (5, 5), (30, 20), (1000, 10)])
SEVERAL = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module", params=BOTH)
def office(request, practice_offices, tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    file = practice_offices.copy(folder, clients=60, years=2)
    unlocked = unlock_register(file, PRACTICE_PASSWORD)
    if request.param == SERVER:
        database = moved_to(request.getfixturevalue("cluster"), unlocked)
    else:
        database = unlocked.database()
    yield database
    database.close()


@pytest.fixture(scope="module")
def known(office):
    """All assignments and papers, each with the words of those it is about."""
    with office.reading() as session:
        people = {person.number: person for person in session.scalars(select(Person))}
        clients = {one.number: one for one in session.scalars(select(Client))}
        contacts = {one.number: one for one in session.scalars(select(Contact))}
        firms = {one.number: one for one in session.scalars(select(Organisation))}
        groups = {one.number: one for one in session.scalars(select(ActivityGroup))}
        assignments, papers = [], []
        whole = select(Assignment).options(undefer(Assignment.goal))
        for one in session.scalars(whole):
            client = clients[one.client_number]
            person = people[client.person_number]
            helper = contacts.get(one.contact_number)
            helped_by = people[helper.person_number] if helper else None
            firm = firms.get(one.organisation_number) or groups.get(one.group_number)
            assignments.append(
                Known(
                    one.number,
                    person.sort_key,
                    person.search_text
                    + (helped_by.search_text if helped_by else "")
                    + (search_text(firm.name) if firm else ""),
                    case="".join(c for c in client.case_number.lower() if c.isalnum()),
                    sorts={"provider": helped_by.sort_key if helped_by else None},
                    record=one,
                )
            )
        for one in session.scalars(select(Paper)):
            about = contacts.get(one.contact_number) or clients.get(one.client_number)
            person = people[about.person_number] if about else None
            papers.append(
                Known(
                    one.number,
                    person.sort_key if person else None,
                    person.search_text if person else "",
                    record=one,
                )
            )
        session.expunge_all()
    return assignments, papers


@pytest.fixture(scope="module")
def people(office):
    """All clients and support contacts, each with the words and the number of it."""
    with office.reading() as session:
        clients = [
            Known(one.number, person.sort_key, person.search_text, record=one)
            for one, person in session.execute(
                select(Client, Person).join(
                    Person, Person.number == Client.person_number
                )
            )
        ]
        contacts = [
            Known(one.number, person.sort_key, person.search_text, record=one)
            for one, person in session.execute(
                select(Contact, Person).join(
                    Person, Person.number == Contact.person_number
                )
            )
        ]
        session.expunge_all()
    for one in clients:
        one.case = "".join(c for c in one.record.case_number.lower() if c.isalnum())
    return clients, contacts


@SEVERAL
@given(
    search=SEARCHES,
    chip=st.sampled_from(["", *(status.value for status in ClientStatus)]),
    sort=st.sampled_from(["", "name", "status", "number"]),
    descending=st.booleans(),
    page=PAGES,
)
def test_clients_are_those_found_one_by_one(
    office, people, search, chip, sort, descending, page
):
    query = ListQuery(search, chip, sort, descending, *page)
    wanted = [
        row
        for row in people[0]
        if (not search or meant(search, row, "b"))
        and chip in ("", row.record.status.value)
    ]
    keys = {
        "status": lambda row: (row.record.status.value, row.key, row.number),
        "number": lambda row: (row.number,),
    }
    by = keys.get(sort, lambda row: (row.key, row.number))
    with office.reading() as session:
        found = list_clients(session, query)
    assert [row.number for row in found.rows] == on_page(
        ordered(wanted, by, query), query
    )
    assert (found.total, found.everything) == (len(wanted), len(people[0]))


@SEVERAL
@given(
    search=SEARCHES,
    chip=st.sampled_from(["", NO_DECLARATION, *ContactStatus]),
    sort=st.sampled_from(["", "name", "status", "capacity", "declaration", "number"]),
    descending=st.booleans(),
    page=PAGES,
)
def test_support_contacts_are_those_found_one_by_one(
    office, people, search, chip, sort, descending, page
):
    query = ListQuery(search, str(chip), sort, descending, *page)

    def behind_chip(one):
        if chip == NO_DECLARATION:
            ended = one.status is ContactStatus.ENDED
            return one.declaration_signed_on is None and not ended
        return chip in ("", one.status)

    def searched(row):
        staff = (row.record.employee_number or "").lower()
        words = search_words(search)
        named = (f" {w}" in row.text or staff.startswith(w) for w in words)
        mine = is_number(search, "s", row.number)
        return mine if is_written_out(search, "s") else mine or all(named)

    wanted = [
        row
        for row in people[1]
        if (not search or searched(row)) and behind_chip(row.record)
    ]
    keys = {
        "status": lambda row: (row.record.status.value, row.key, row.number),
        "capacity": lambda row: (row.record.capacity_minutes, row.key, row.number),
        "declaration": lambda row: (
            row.record.declaration_signed_on,
            row.key,
            row.number,
        ),
        "number": lambda row: (row.number,),
    }
    by = keys.get(sort, lambda row: (row.key, row.number))
    with office.reading() as session:
        found = list_contacts(session, query)
    assert [row.number for row in found.rows] == on_page(
        ordered(wanted, by, query), query
    )
    assert (found.total, found.everything) == (len(wanted), len(people[1]))


@SEVERAL
@given(
    search=SEARCHES,
    chip=st.sampled_from(["", *(status.value for status in AssignmentStatus)]),
    sort=st.sampled_from(["", "client", "provider", "start_on", "status", "number"]),
    descending=st.booleans(),
    page=PAGES,
)
@example(search="hansen", chip="", sort="", descending=False, page=(0, 300))
def test_assignments_are_those_found_one_by_one(
    office, known, search, chip, sort, descending, page
):
    query = ListQuery(search, chip, sort, descending, *page)
    wanted = [
        row
        for row in known[0]
        if (not search or meant(search, row)) and chip in ("", row.record.status.value)
    ]
    keys = {
        "provider": lambda row: (row.sorts["provider"], row.number),
        "start_on": lambda row: (row.record.start_on, row.number),
        "status": lambda row: (row.record.status.value, row.key, row.number),
        "number": lambda row: (row.number,),
    }
    by = keys.get(sort, lambda row: (row.key, row.number))
    with office.reading() as session:
        found = list_assignments(session, query)
    assert [row.number for row in found.rows] == on_page(
        ordered(wanted, by, query), query
    )
    assert (found.total, found.everything) == (len(wanted), len(known[0]))


@SEVERAL
@given(
    search=SEARCHES,
    chip=st.sampled_from(["", *(state.value for state in PaperState)]),
    sort=st.sampled_from(["", "made", "reference", "about"]),
    descending=st.booleans(),
    page=PAGES,
)
def test_papers_are_those_found_one_by_one(
    office, known, search, chip, sort, descending, page
):
    query = ListQuery(search, chip, sort, descending, *page)
    with office.reading() as session:
        found = list_papers(session, query)
    wanted = [
        row
        for row in known[1]
        if (not search.strip() or of_paper(search, row))
        and chip in ("", state_of(row.record).value)
    ]
    keys = {
        "reference": lambda row: (row.record.reference,),
        "about": lambda row: (row.key, row.number),
        "made": lambda row: (row.number,),
    }
    by = keys.get(sort, lambda row: (-row.number,))
    if not sort:
        query = ListQuery(search, chip, sort, False, *page)
    assert [row.number for row in found.rows] == on_page(
        ordered(wanted, by, query), query
    )
    assert found.total == len(wanted)


@SEVERAL
@given(search=SEARCHES, year=st.sampled_from([2025, 2026]), page=PAGES)
def test_months_are_those_found_one_by_one(office, known, search, year, page):
    query = ListQuery(search, offset=page[0], limit=page[1])
    with office.reading() as session:
        periods = list_periods(session, year)
        found = month_grid(session, periods, query, today=TODAY)
        with_sheets = set(session.scalars(select(Timesheet.assignment_number)))
    whole = Period(periods[0].period.first, periods[-1].period.last)
    wanted = [
        row
        for row in known[0]
        if (not search.strip() or meant(search, row))
        and row.record.status is not AssignmentStatus.PLANNED
        and (row.record.contact_number or row.number in with_sheets)
        and row.record.start_on <= whole.last
        and (row.record.end_on is None or row.record.end_on >= whole.first)
    ]
    in_order = ordered(wanted, lambda row: (row.key, row.number), query)
    assert [row.number for row in found.rows] == on_page(in_order, query)
    assert found.total == len(wanted)


@pytest.mark.parametrize("typed", ["", "h", "hansen n", "2026"])
def test_ten_times_the_rows_are_asked_for_in_the_same_questions(office, typed):
    with office.reading() as session:
        [period, *_] = periods = list_periods(session, 2026)
        lists = (
            lambda q: list_clients(session, q, period_number=period.number),
            lambda q: list_contacts(session, q, period_number=period.number),
            lambda q: list_assignments(session, q),
            lambda q: list_papers(session, q),
            lambda q: month_grid(session, periods, q, today=TODAY),
            lambda q: find(session, q.search),
        )
        for ask in lists:
            assert questions(session, ask, ListQuery(typed, limit=3)) >= questions(
                session, ask, ListQuery(typed, limit=30)
            )


def questions(session, ask, query):
    """Return how many statements answer ``query``."""
    asked = []

    def note(_connection, _cursor, sql, *_more):
        asked.append(sql)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    ask(query)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)
