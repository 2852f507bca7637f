"""Taking in an application in one go: everything, or nothing at all."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.application import Applicant, ApplicationDraft
from stkdesk.domain.client import ClientDraft, Relation, RelativeDraft
from stkdesk.domain.errors import BlockedError, InvalidInputError, NotFoundError
from stkdesk.domain.intake import IntakeDraft
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Role
from stkdesk.services.applications import open_application
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.duplicates import SimilarPeopleError
from stkdesk.services.intake import take_in, who_may_apply
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Application, Client, JournalEntry, Person
from tests.staff import hired

ÅSE = ClientDraft(PersonDraft("Åse", "Ødegård", date(2012, 2, 1)))
MOTHER = RelativeDraft(
    Relation.PARENT, PersonDraft("Mor", "Ødegård"), gets_letters=True
)
CAME = ApplicationDraft(
    received_on=date(2026, 11, 9), applicant=Applicant.PARENT, wishes="Svømme"
)
NEW = IntakeDraft(CAME, ÅSE, MOTHER)


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
    return database


def test_a_new_client_and_the_mother_who_applied_come_in_together(office, today):
    with office.transaction() as session:
        number = take_in(session, NEW, today=today)
    with office.transaction() as session:
        draft = open_application(session, number).draft
        client = open_client(session, draft.client_number).draft
        [mother] = client.relatives
        assert replace(mother, number=None) == MOTHER
        assert draft.relation_number == mother.number
        assert client.wishes == "Svømme"
        [entry] = session.scalars(select(JournalEntry))
        assert entry.parties[0].name == "Mor Ødegård"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (IntakeDraft(CAME), "client_number"),
        (IntakeDraft(replace(CAME, received_on=None), ÅSE), "received_on"),
        (IntakeDraft(CAME, ClientDraft(PersonDraft("Åse"))), "family_name"),
        (IntakeDraft(CAME, ÅSE, RelativeDraft(Relation.PARENT)), "applicant"),
    ],
)
def test_what_cannot_be_stops_all_of_it(office, today, draft, field):
    with pytest.raises(InvalidInputError) as refused, office.transaction() as session:
        take_in(session, draft, today=today)
    assert field in {problem.field for problem in refused.value.problems}
    with office.reading() as session:
        for table in (Person, Client, Application, JournalEntry):
            assert session.scalars(select(table)).all() == []


def test_without_an_office_there_is_no_application_and_no_client(database, today):
    with pytest.raises(NotFoundError), database.transaction() as session:
        take_in(session, NEW, today=today)
    with database.reading() as session:
        assert session.scalars(select(Client)).all() == []


def test_somebody_alike_is_asked_about_before_anything_is_written(office, today):
    with office.transaction() as session:
        first = register_client(session, ÅSE, today=today)
        person = session.get(Client, first).person_number
    with pytest.raises(SimilarPeopleError), office.transaction() as session:
        take_in(session, NEW, today=today)
    with office.transaction() as session:
        assert session.scalars(select(Application)).all() == []
        assert take_in(session, NEW, today=today, apart=(person,)) == 1


def test_a_new_applicant_stands_beside_a_client_who_was_there(office, today):
    with office.transaction() as session:
        number = register_client(session, ÅSE, today=today)
        before = open_client(session, number).version
        known = IntakeDraft(replace(CAME, client_number=number), None, MOTHER)
        take_in(session, known, today=today)
    with office.transaction() as session:
        found = who_may_apply(session, number)
        assert [each.relation for each in found.relatives] == [Relation.PARENT]
        assert found.name == "Åse Ødegård"
        assert open_client(session, number).version > before


def test_nobody_takes_in_for_a_client_they_may_not_see(office, today):
    with office.transaction() as session:
        number = register_client(session, ÅSE, today=today)
        session.get(Client, number).is_blocked = True
    known = IntakeDraft(replace(CAME, client_number=number), None, MOTHER)
    with hired(office, Role.CASEWORKER) as own, own.transaction() as session:
        with pytest.raises(BlockedError):
            who_may_apply(session, number)
        with pytest.raises(BlockedError):
            take_in(session, known, today=today)
