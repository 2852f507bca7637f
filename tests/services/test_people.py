"""A person is written the same way whatever part he or she plays."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.identity import IdentityKind, synthetic_identity
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.people import matches, person_draft, write_person
from stkdesk.storage.tables import Person, PersonAddress

ÅSE = PersonDraft(
    given_name="Åse Marie",
    family_name="Sæther-Lund",
    birth_date=date(2012, 2, 1),
    national_id=synthetic_identity(date(2012, 2, 1), 0),
    phone="99 88 77 66",
    email="ase@example.no",
    street="Fjellveien 2",
    postal_code="6518",
    city="Kristiansund",
    protection=Protection.CONFIDENTIAL,
)


@pytest.fixture
def written(database):
    """Write a person in the register, and give back what stands there."""

    def write(draft):
        with database.transaction() as session:
            person = write_person(None, draft)
            session.add(person)
            session.flush()
            number = person.number
        with database.reading() as session:
            return person_draft(session.get(Person, number))

    return write


@pytest.fixture
def found(database):
    def names(search):
        with database.reading() as session:
            chosen = select(Person.given_name).where(matches(search))
            return list(session.scalars(chosen))

    return names


def test_a_person_comes_back_as_written(written):
    assert written(ÅSE) == ÅSE


def test_stray_spaces_are_not_kept(written):
    untidy = replace(ÅSE, given_name="  Åse   Marie ", phone=" 99 88 77 66 ")
    assert written(untidy) == ÅSE


def test_the_kind_of_identity_number_is_known(database, written):
    written(ÅSE)
    with database.reading() as session:
        assert session.scalar(select(Person.national_id_kind)) is IdentityKind.TENOR


def test_half_an_identity_number_is_not_kept(written):
    assert written(replace(ÅSE, national_id="010212")).national_id == ""


def test_a_move_changes_the_address_and_leaves_no_second_one(database, written):
    written(ÅSE)
    with database.transaction() as session:
        write_person(session.get(Person, 1), replace(ÅSE, street="Fjellveien 3"))
    with database.reading() as session:
        assert list(session.scalars(select(PersonAddress.street))) == ["Fjellveien 3"]


@pytest.mark.parametrize(
    "typed",
    [
        *("saether", "sather", "lund", "lund ase", "AASE", "sætherlund"),
        *("99 88 77 66", " marie ", "01022012", "kristiansund", "010212", ""),
    ],
)
def test_search_forgives(written, found, typed):
    written(replace(ÅSE, protection=Protection.OPEN))
    assert found(typed) == ["Åse Marie"]


@pytest.mark.parametrize("typed", ["99 88 77 66", "kristiansund"])
def test_nobody_finds_a_protected_person_by_where_they_live(written, found, typed):
    written(ÅSE)
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["arie", "fjellveien", "88 77 66", "x%", "lund x"])
def test_search_finds_nothing_by_what_no_word_begins_with(written, found, typed):
    written(ÅSE)
    assert found(typed) == []
