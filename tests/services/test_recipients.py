"""Who gets a letter: two homes, protected children, guardians and representatives."""

from datetime import date, timedelta

import pytest

from stkdesk.domain.client import Relation
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Protection
from stkdesk.services.office import set_up_office
from stkdesk.services.recipients import SELF, letter_recipients
from stkdesk.storage.tables import Client, ClientRelation
from tests.builders import a_client, a_person

ADULT, CHILD, YOUTH = date(1990, 5, 1), date(2015, 5, 1), date(2011, 5, 1)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        yield session


@pytest.fixture
def found(session, today):
    """Register a client with relations; return who may get a letter, by name."""

    def of(born, *relations, **person):
        client = a_client(session, "Åse Bø", person={"birth_date": born, **person})
        session.get(Client, client).relations = list(relations)
        session.flush()
        return {
            each.name: each for each in letter_recipients(session, client, today=today)
        }

    return of


def relation(name, kind, *, street="Fjordgata 1", **fields):
    person = a_person(name)
    person.addresses[0].street = street
    return ClientRelation(person=person, relation=kind, **fields)


def parent(name, **fields):
    return relation(name, Relation.PARENT, **fields)


def test_both_parents_of_one_home_get_it(found):
    them = found(CHILD, parent("Mor Bø"), parent("Far Bø"))
    assert [n for n, each in them.items() if each.is_proposed] == ["Mor Bø", "Far Bø"]
    assert not any(each.asks for each in them.values())
    assert not them["Åse Bø"].is_proposed


def test_a_parent_who_lives_elsewhere_is_asked_about_and_not_proposed(found):
    them = found(CHILD, parent("Mor Bø"), parent("Far Vik", street="Fjellveien 3"))
    assert them["Mor Bø"].is_proposed
    assert not them["Far Vik"].is_proposed
    assert them["Far Vik"].asks
    assert not them["Mor Bø"].asks


def test_a_parent_elsewhere_whom_the_office_has_chosen_is_proposed(found):
    father = parent("Far Vik", street="Fjellveien 3", gets_letters=True)
    them = found(CHILD, parent("Mor Bø", gets_letters=True), father)
    assert them["Far Vik"].is_proposed
    assert not them["Far Vik"].asks


def test_where_the_childs_address_is_protected_the_other_home_is_always_asked_about(
    found,
):
    father = parent("Far Vik", street="Fjellveien 3", gets_letters=True)
    mother = parent("Mor Bø", gets_letters=True)
    them = found(CHILD, mother, father, protection=Protection.CONFIDENTIAL)
    assert them["Mor Bø"].is_proposed
    assert not them["Far Vik"].is_proposed
    assert them["Far Vik"].asks


def test_a_lone_parent_elsewhere_gets_it(found):
    them = found(CHILD, parent("Far Vik", street="Fjellveien 3"))
    assert them["Far Vik"].is_proposed


@pytest.mark.parametrize(
    ("age", "asked"), [(11, False), (12, True), (15, True), (16, False)]
)
def test_from_twelve_to_sixteen_the_childs_reasons_are_asked_for(
    found, today, age, asked
):
    born = today.replace(year=today.year - age)
    them = found(born, parent("Mor Bø"))
    assert ("Har barnet sagt" in them["Mor Bø"].why) is asked
    assert them["Åse Bø"].is_proposed is (age >= 15)


def test_a_representative_gets_it_and_the_party_a_copy(found, today):
    person = relation(
        "Per Vik",
        Relation.REPRESENTATIVE,
        gets_letters=True,
        authority_on=today,
        mandate="søknad og klage",
    )
    them = found(ADULT, person)
    assert them["Per Vik"].is_proposed
    assert "Fullmakten gjelder: søknad og klage" in them["Per Vik"].why
    assert them["Åse Bø"].is_proposed
    assert them["Åse Bø"].is_copy
    assert not them["Per Vik"].is_copy


def test_without_a_written_authority_a_representative_is_asked_about(found):
    person = relation("Per Vik", Relation.REPRESENTATIVE, gets_letters=True)
    them = found(ADULT, person)
    assert not them["Per Vik"].is_proposed
    assert "skriftlig fullmakt" in them["Per Vik"].asks
    assert not them["Åse Bø"].is_copy


def test_the_mandate_of_a_guardian_is_shown(found):
    guardian = relation(
        "Kari Vik", Relation.GUARDIAN, gets_letters=True, mandate="personlige forhold"
    )
    them = found(ADULT, guardian)
    assert them["Kari Vik"].is_proposed
    assert "Mandat: personlige forhold" in them["Kari Vik"].why
    assert not them["Åse Bø"].is_proposed


def test_who_was_it_before_or_becomes_it_later_does_not_get_it(found, today):
    before = parent("Mor Før", valid_to=today - timedelta(1))
    later = parent("Mor Siden", valid_from=today + timedelta(1))
    now = parent("Mor Nå", valid_from=today, valid_to=today)
    assert found(YOUTH, before, later, now).keys() == {"Mor Nå", "Åse Bø"}


def test_next_of_kin_get_nothing(found):
    kin = relation("Ola Bø", Relation.NEXT_OF_KIN, gets_letters=True)
    assert [each.key for each in found(ADULT, kin).values()] == [SELF]
