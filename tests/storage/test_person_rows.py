"""Where everything about one person stands, and that no table is forgotten."""

from datetime import date

import pytest
from sqlalchemy import event

from stkdesk.domain.client import Relation
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.storage.person_rows import (
    DELETING,
    NOT_PERSONAL,
    PERSONAL,
    VIA_ANOTHER,
    files_only_of,
    rows_of,
)
from stkdesk.storage.tables import (
    Assignment,
    Base,
    Client,
    ClientRelation,
    Contact,
    PaperFile,
    Person,
)
from tests import builders


def person_of(session, kind, number):
    return session.get(kind, number).person_number


def a_paper(session, serial, data=b"%PDF-1.7", kind=PaperKind.DECISION, **links):
    return keep_paper(
        session,
        f"V-2026-{serial:06}-XX",
        kind,
        Language.BOKMAL,
        links=PaperLinks(**links),
        today=date(2026, 11, 16),
        data=data,
    )


@pytest.fixture
def office(database):
    """Two clients helped by the same support contact; one client has a guardian."""
    with database.transaction() as session:
        contact = builders.a_contact(session)
        first = builders.an_assignment(session, "Oskar Moen", contact)
        second = builders.an_assignment(session, "Åse Lund", contact)
        period = builders.periods(session)["2026-10"].number
        for assignment in (first, second):
            builders.a_sheet(session, assignment, period)
        client = session.get(Assignment, first).client_number
        guardian = builders.a_person("Kari Verge")
        relation = ClientRelation(person=guardian, relation=Relation.GUARDIAN)
        file = session.get(Client, client)
        file.relations.append(relation)
        a_paper(session, 1, client_number=client)
        a_paper(session, 2, b"declaration", contact_number=contact)
        a_paper(session, 3, b"sheet", contact_number=contact, assignment_number=first)
    return {"client": client, "contact": contact, "first": first, "second": second}


def test_every_table_of_the_register_is_classified_once():
    tables = set(Base.metadata.tables)
    classes = (PERSONAL, frozenset(VIA_ANOTHER), NOT_PERSONAL)
    assert frozenset().union(*classes) == tables
    assert sum(len(each) for each in classes) == len(tables)
    assert set(DELETING) == PERSONAL


def test_rows_are_deleted_before_what_they_point_to():
    for at, name in enumerate(DELETING):
        for key in Base.metadata.tables[name].foreign_keys:
            target = key.column.table.name
            if target in DELETING and target != name:
                assert DELETING.index(target) > at, (name, target)


def test_whatever_points_to_people_or_their_files_is_personal():
    for name, table in Base.metadata.tables.items():
        points_to = {key.column.table.name for key in table.foreign_keys}
        if points_to & PERSONAL:
            assert name in PERSONAL or name in VIA_ANOTHER


def test_the_file_of_a_client_is_the_clients(database, office):
    with database.reading() as session:
        found = rows_of(session, person_of(session, Client, office["client"]))
    assert found.of("clients") == (office["client"],)
    assert found.of("assignments") == (office["first"],)
    assert len(found.of("timesheets")) == len(found.of("timesheet_lines")) == 1
    assert len(found.of("papers")) == 2  # the decision and the sheet
    assert len(found.of("client_relations")) == len(found.of("addresses")) == 1
    assert found.elsewhere == {}


def test_what_a_contact_did_lies_in_the_files_of_others(database, office):
    with database.reading() as session:
        found = rows_of(session, person_of(session, Contact, office["contact"]))
    assert found.of("contacts") == (office["contact"],)
    assert found.elsewhere["assignments"] == (office["first"], office["second"])
    assert len(found.elsewhere["timesheet_lines"]) == 2
    assert len(found.of("papers")) == len(found.elsewhere["papers"]) == 1
    assert "clients" not in found.own
    assert "decisions" not in found.elsewhere


def test_a_guardian_is_in_the_file_of_another(database, office):
    with database.reading() as session:
        guardian = session.query(Person).filter_by(family_name="Verge").one()
        found = rows_of(session, guardian.number)
    assert set(found.own) == {"people", "addresses"}
    assert set(found.elsewhere) == {"client_relations"}


def test_bytes_that_another_paper_has_too_are_not_loose(database, office):
    with database.transaction() as session:
        same = a_paper(session, 4, b"both", client_number=office["client"])
        a_paper(session, 5, b"both", contact_number=office["contact"])
        alone = a_paper(session, 6, b"alone", client_number=office["client"])
        loose = files_only_of(session, [same, alone])
        assert [session.get(PaperFile, key).data for key in loose] == [b"alone"]


def test_the_statements_do_not_grow_with_the_file(database, office):
    def statements(session, person):
        seen = []
        engine = session.get_bind()
        session.connection()
        event.listen(engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
        rows_of(session, person)
        return len(seen)

    with database.transaction() as session:
        person = person_of(session, Client, office["client"])
        few = statements(session, person)
        for code, period in builders.periods(session).items():
            if "2026-01" <= code < "2026-10":
                builders.a_sheet(session, office["first"], period.number)
    with database.reading() as session:
        assert statements(session, person) <= few <= 60
