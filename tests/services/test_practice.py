"""The practice office: invented from one seed, and as true as a real one."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.calendar import months_later
from stkdesk.domain.client import ClientStatus, Relation
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.errors import CannotSaveError
from stkdesk.domain.identity import IdentityKind
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import Protection
from stkdesk.domain.sheet_checks import blocking
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.client_list import list_clients
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import register_decision
from stkdesk.services.issuing import issue_decision
from stkdesk.services.office import is_practice
from stkdesk.services.papers import papers_of_decision
from stkdesk.services.postal_codes import place_of
from stkdesk.services.practice import build_practice_office
from stkdesk.services.recipients import letter_recipients
from stkdesk.services.register_check import check_register
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import create_register, open_register
from stkdesk.storage.tables import (
    Assignment,
    Base,
    Client,
    ClientRelation,
    Contact,
    Decision,
    Paper,
    Person,
    PersonAddress,
    SheetPeriod,
    Timesheet,
    TimesheetLine,
)
from tests import builders as make

TODAY = date(2026, 11, 22)
BORN = date(1990, 5, 1)


def built(folder, **options):
    file = folder / "oving.db"
    for _ in build_practice_office(file, today=TODAY, **options):
        pass
    return open_register(file, PRACTICE_PASSWORD)


@pytest.fixture(scope="module")
def office(practice_offices, tmp_path_factory):
    """An office of the usual size."""
    file = practice_offices.copy(tmp_path_factory.mktemp("practice"))
    database = open_register(file, PRACTICE_PASSWORD)
    yield database
    database.close()


@pytest.fixture
def session(office):
    with office.reading() as session:
        yield session


def contents(folder, **options):
    """Return a digest of every row of every table but those of this very file."""
    own = {"register_facts", "staff", "events", "event_details", "event_head"}
    database = built(folder, **options)
    with database.reading() as session:
        rows = {
            name: sorted(map(repr, session.execute(select(*_columns(table))).all()))
            for name, table in Base.metadata.tables.items()
            if name not in own
        }
    database.close()
    return sha256(json.dumps(rows).encode()).hexdigest()


def _columns(table):
    """Return what is the same each time: the journal keeps the moment itself."""
    return [column for column in table.columns if column.name != "registered_at"]


def share(session, column, value):
    counted = dict(session.execute(select(column, func.count()).group_by(column)).all())
    return 100 * counted.get(value, 0) / sum(counted.values())


def numbers(session, table):
    return list(session.scalars(select(table.number).order_by(table.number)))


def test_the_same_seed_gives_the_same_office_row_by_row(tmp_path):
    first, again, other = (tmp_path / name for name in ("1", "2", "3"))
    digest = contents(first, clients=20, seed=7, years=2)
    assert contents(again, clients=20, seed=7, years=2) == digest
    assert contents(other, clients=20, seed=8, years=2) != digest


@pytest.mark.parametrize("table", [Client, Contact, Assignment, Decision, Person])
def test_numbers_count_from_one_without_holes(session, table):
    found = numbers(session, table)
    assert found == list(range(1, len(found) + 1))


def test_an_office_has_the_size_of_a_small_municipality(session):
    assert len(numbers(session, Client)) == 120
    assert len(numbers(session, Contact)) == 88
    assert 90 <= len(numbers(session, Assignment)) <= 140


def test_clients_wait_are_helped_and_have_been_helped(session):
    assert share(session, Client.status, ClientStatus.WAITING) == 15
    assert 5 <= share(session, Client.status, ClientStatus.ENDED) <= 7
    helped = select(func.count(Assignment.client_number.distinct()))
    assert 96 <= session.scalar(helped) <= 110
    assert set(session.scalars(select(Assignment.solution))) == set(Solution)
    assert set(session.scalars(select(Assignment.status))) == set(AssignmentStatus)
    assert set(session.scalars(select(Contact.status))) == set(ContactStatus)


def test_nobody_has_a_number_a_living_person_could_have(session):
    kinds = select(Person.national_id_kind).where(Person.national_id.is_not(None))
    assert set(session.scalars(kinds)) == {IdentityKind.TENOR}
    given = session.scalars(
        select(Person.national_id).where(Person.national_id.is_not(None))
    ).all()
    assert len(given) == len(set(given)) == 120 + 88


def test_nobody_can_be_rung_up_or_written_to_by_accident(session):
    for phone, email in session.execute(select(Person.phone, Person.email)):
        assert phone.startswith("0")
        assert not email or email.endswith("@example.org")


def test_every_address_has_a_postal_code_that_exists(session):
    rows = select(PersonAddress.postal_code, PersonAddress.city).distinct()
    for code, city in session.execute(rows):
        assert city
        assert place_of(code) == city


def test_about_two_of_a_hundred_have_a_protected_address(session):
    protected = 100 - share(session, Person.protection, Protection.OPEN)
    assert 1 <= protected <= 4
    streets = (
        select(PersonAddress.street)
        .join(Person, Person.number == PersonAddress.person_number)
        .where(Person.protection == Protection.STRICT)
    )
    assert all(street.startswith("Postboks") for street in session.scalars(streets))


def test_every_minor_has_a_parent_who_gets_the_letters(session):
    of_age = months_later(TODAY, -12 * 18)
    minors = session.scalars(
        select(Client)
        .join(Person, Person.number == Client.person_number)
        .where(Person.birth_date > of_age)
    ).all()
    assert len(minors) > 10
    for client in minors:
        assert 1 <= len(client.relations) <= 2
        assert all(each.relation is Relation.PARENT for each in client.relations)
        assert all(each.gets_letters for each in client.relations)
    apart = [
        client
        for client in minors
        if len({each.person.addresses[0].street for each in client.relations}) > 1
    ]
    assert apart
    for relation in session.scalars(select(ClientRelation)):
        speaks = relation.relation in (Relation.GUARDIAN, Relation.REPRESENTATIVE)
        assert bool(relation.mandate) == speaks
    relations = set(session.scalars(select(ClientRelation.relation)))
    assert relations == set(Relation)


def test_both_languages_are_spoken(session):
    for column in (Client.language, Contact.language):
        assert 8 <= share(session, column, Language.NYNORSK) <= 16


def states_of(session, code):
    return set(
        session.scalars(
            select(Timesheet.state)
            .join(SheetPeriod, Timesheet.period_number == SheetPeriod.number)
            .where(SheetPeriod.code == code)
        )
    )


def test_old_sheets_are_paid_new_ones_in_the_works_and_this_months_waited_for(session):
    assert states_of(session, "2024-01") == {SheetState.PAID, SheetState.NOTHING}
    assert states_of(session, "2025-03") == {SheetState.PAID, SheetState.NOTHING}
    assert SheetState.APPROVED in states_of(session, "2026-09")
    assert states_of(session, "2026-10") == {*SheetState} - {SheetState.PAID}
    assert states_of(session, "2026-11") == set()


def test_one_year_of_sheets_is_this_year(practice_offices, tmp_path):
    file = practice_offices.copy(tmp_path, clients=20, years=1)
    database = open_register(file, PRACTICE_PASSWORD)
    with database.reading() as session:
        assert session.scalar(select(func.min(SheetPeriod.code))) == "2026-01"
        first, last = session.execute(
            select(func.min(TimesheetLine.work_on), func.max(TimesheetLine.work_on))
        ).one()
    database.close()
    assert date(2026, 1, 1) <= first <= last <= date(2026, 10, 31)


def test_every_sheet_could_have_been_typed_by_the_office(session):
    sheets = session.execute(
        select(
            Timesheet.assignment_number,
            Timesheet.period_number,
            Timesheet.pay_ore,
            Timesheet.granted_minutes,
        ).where(Timesheet.number % 7 == 1, Timesheet.serial == 1)
    ).all()
    assert len(sheets) > 100
    for assignment, period, pay, granted in sheets:
        opened = open_sheet(session, assignment, period)
        visits = opened.draft.visits
        assert blocking(opened.check(visits)) == ()
        assert opened.pay(visits).sum_ore == pay
        assert opened.frame.granted_minutes == granted


def test_the_office_finds_its_people_by_name(session):
    hits = list_clients(session, ListQuery(search="hans"))
    assert 0 < hits.total < 120
    assert hits.everything == 120


def test_nothing_in_the_office_fails_the_check(session):
    steps = check_register(session)
    with pytest.raises(StopIteration) as end:
        while True:
            next(steps)
    assert end.value.value == ()


def test_it_says_that_it_is_for_practice(session):
    assert is_practice(session)


def test_the_newest_decisions_have_papers_and_the_next_number_follows(tmp_path):
    database = built(tmp_path, clients=40)
    with database.transaction() as session:
        newest = session.scalars(
            select(Decision)
            .where(Decision.state == DecisionState.ISSUED)
            .order_by(Decision.number.desc())
        ).all()
        assert papers_of_decision(session, newest[0].number)[0].is_stored
        assert papers_of_decision(session, newest[-1].number) == ()
        client = make.a_client(session, "Åse Bø", person={"birth_date": BORN})
        draft = replace(
            begin_decision(session, client, today=TODAY),
            items=make.individual(180),
            facts="Bor alene.",
            grounds="Trenger følge.",
        )
        number = register_decision(session, draft)
        everybody = letter_recipients(session, client, today=TODAY)
        keys = [one.key for one in everybody if one.is_proposed]
        issued = issue_decision(session, number, 1, today=TODAY, recipients=keys)
        taken = {one.reference for one in newest}
    database.close()
    case, _, document = issued.reference.partition("-")
    year, _, serial = case.partition("/")
    assert (year, document) == ("2026", "1")
    assert issued.reference not in taken
    assert int(serial) > max(
        int(one.partition("/")[2].partition("-")[0])
        for one in taken
        if one.startswith(f"{year}/")
    )


def test_forms_that_were_mailed_are_listed_and_some_have_come_back(session):
    papers = session.scalars(
        select(Paper).where(Paper.period_number.is_not(None))
    ).all()
    assert len(papers) > 100
    assert {paper.mailed_on is not None for paper in papers} == {True}
    assert {paper.returned_on is not None for paper in papers} == {True, False}


def test_the_first_assignment_is_one_to_try_things_with(session):
    first = session.get(Assignment, 1)
    assert first.solution is Solution.INDIVIDUAL
    assert first.status is AssignmentStatus.ACTIVE
    assert first.contact_number == 1
    assert first.contact.person.protection is Protection.OPEN


def test_progress_only_goes_forward_and_ends_at_the_end(tmp_path):
    file = tmp_path / "oving.db"
    told = list(build_practice_office(file, clients=20, today=TODAY, years=1))
    done = [progress.done for progress in told]
    assert done == sorted(done)
    assert done[-1] <= told[-1].total
    assert {progress.total for progress in told} == {told[0].total}


def test_an_office_that_is_given_up_leaves_nothing_behind(tmp_path):
    steps = build_practice_office(tmp_path / "oving.db", clients=20, today=TODAY)
    for _ in range(5):
        next(steps)
    assert list(tmp_path.iterdir())
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_an_office_that_cannot_be_finished_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise CannotSaveError("Disken er full.")

    monkeypatch.setattr("stkdesk.services.practice.building.issue_decision", full)
    with pytest.raises(CannotSaveError):
        list(build_practice_office(tmp_path / "oving.db", clients=20, today=TODAY))
    assert list(tmp_path.iterdir()) == []


def test_a_register_is_never_overwritten(tmp_path):
    file = tmp_path / "register.db"
    create_register(file, "Vårt eget", practice=True)
    before = file.read_bytes()
    with pytest.raises(CannotSaveError, match="fra før"):
        list(build_practice_office(file, today=TODAY))
    assert file.read_bytes() == before


@pytest.mark.parametrize("clients", [1, 2, 3, 7])
def test_even_the_smallest_office_holds_together(tmp_path, clients):
    database = built(tmp_path, clients=clients, seed=clients)
    with database.reading() as session:
        assert len(numbers(session, Client)) == clients
    database.close()


@pytest.mark.parametrize(
    "day", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29), date(2027, 12, 31)]
)
def test_the_office_can_be_left_on_any_day(tmp_path, day):
    file = tmp_path / "oving.db"
    for _ in build_practice_office(file, clients=30, today=day, years=2):
        pass
    database = open_register(file, PRACTICE_PASSWORD)
    with database.reading() as session:
        late = [
            session.scalar(select(func.max(column))) or day
            for column in (
                Timesheet.received_on,
                Timesheet.paid_on,
                TimesheetLine.work_on,
                Client.opened_on,
                Client.closed_on,
                Decision.applied_on,
            )
        ]
    database.close()
    assert max(late) <= day
